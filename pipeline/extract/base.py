"""The values of this stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from pipeline.model.words import How, Outcome

RULES = "4"
"""Our own rules' version: raise it with every change that can alter an extracted article."""

EXTRACTION = f"trafilatura-{version('trafilatura')}/{RULES}"
"""Extractor name and version, as it stands on every article record."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    Attributes:
        url: where it was in the end.
        body: the decompressed bytes.
        content_type: the header as sent, "" when there was none.
        fetched_at: aware UTC; no date on the page may lie after it.
        announced_at: when a feed says that it was published. Where the page names no date of its own this is
            truer than a search of its text for one (166 of 207 right on real pages), which is then left out.
    """

    url: str
    body: bytes
    content_type: str
    fetched_at: datetime
    announced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    r"""What a page says. With an outcome other than `Outcome.OK`, ``detail`` has the reason in one line.

    Attributes:
        text: NFC, ``\n`` between paragraphs, nothing later alters it.
        published_at: aware UTC, None when the page does not tell.
        canonical_link: ``rel=canonical`` resolved against the URL, "" when there is none.
        date_candidates: every date met, ``where=value``, for audit.
    """

    outcome: Outcome
    detail: str
    url: str
    title: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    published_at: datetime | None = None
    published_how: How = How.NONE
    updated_at: datetime | None = None
    updated_how: How = How.NONE
    canonical_link: str = ""
    date_candidates: tuple[str, ...] = ()
