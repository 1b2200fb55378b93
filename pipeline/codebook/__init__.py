"""The codebook: each event type, its mapping to ACLED, UCDP GED and PLOVER, and examples with their coding."""

from __future__ import annotations

from pipeline.codebook.book import Entry, Example, entries, entry
from pipeline.codebook.render import FIELDS_CODED, as_csv, as_json, as_markdown, as_text

__all__ = ["FIELDS_CODED", "Entry", "Example", "as_csv", "as_json", "as_markdown", "as_text", "entries", "entry"]
