"""Extract: the bytes of a page in, title, text, authors, dates and language out, or a named reason why not.

`extract` is a pure function of the page: trafilatura runs with ``deduplicate=False``, because its own
deduplication remembers earlier pages. `ExtractorPool` runs it in worker processes with a time limit.
"""

from __future__ import annotations

from pipeline.extract.base import EXTRACTION, Extracted, Page
from pipeline.extract.extractor import extract
from pipeline.extract.pool import ExtractorPool
from pipeline.extract.stage import answers, stage_extract

__all__ = ["EXTRACTION", "Extracted", "ExtractorPool", "Page", "answers", "extract", "stage_extract"]
