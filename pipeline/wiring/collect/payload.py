"""The extracted page as it waits in the state for its decision: UTF-8 JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from pipeline.extract import EXTRACTION, Extracted
from pipeline.model.words import How, Outcome

_TIMES = ("published_at", "updated_at")
_TUPLES = ("authors", "date_candidates")


@dataclass(frozen=True, slots=True)
class VisitedPage:
    """One visit of a page.

    Attributes:
        extracted: None when the page is the same as at its last visit (a 304, or the same bytes).
        extraction: which extractor it was.
    """

    fetched_url: str
    fetched_at: datetime
    etag: str
    last_modified: str
    sha256: str
    page_bytes: int
    extracted: Extracted | None
    extraction: str = EXTRACTION


def pack(page: VisitedPage) -> bytes:
    """Write a visit as bytes."""
    row: dict[str, Any] = {name: getattr(page, name) for name in _NAMES if name != "extracted"}
    row["fetched_at"] = page.fetched_at.isoformat()
    if page.extracted is not None:
        said = {name: getattr(page.extracted, name) for name in _SAID}
        row["extracted"] = said | {name: said[name].isoformat() for name in _TIMES if said[name] is not None}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack(raw: bytes) -> VisitedPage:
    """Read back what `pack` wrote."""
    row = json.loads(raw.decode("utf-8", "surrogatepass"))
    said = row.pop("extracted", None)
    row["fetched_at"] = datetime.fromisoformat(row["fetched_at"])
    return VisitedPage(**row, extracted=_extracted(said) if said else None)


def _extracted(said: dict[str, Any]) -> Extracted:
    said |= {name: datetime.fromisoformat(said[name]) for name in _TIMES if said[name]}
    said |= {name: tuple(said[name]) for name in _TUPLES}
    said |= {"outcome": Outcome(said["outcome"])}
    said |= {"published_how": How(said["published_how"]), "updated_how": How(said["updated_how"])}
    return Extracted(**said)


_NAMES = tuple(field.name for field in fields(VisitedPage))
_SAID = tuple(field.name for field in fields(Extracted))
