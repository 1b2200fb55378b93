"""The values of a parsed feed: what the publisher said, in one shape for RSS, RDF and Atom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.words import Outcome


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says of itself.

    Attributes:
        version: feedparser's word for the format (``rss20``, ``atom10`` …), "" when unknown.
        encoding: the encoding that the bytes were read in.
        hub, self_link: the addresses that the feed names for itself, "" where absent.
    """

    url: str
    title: str = ""
    link: str = ""
    subtitle: str = ""
    language: str = ""
    updated: datetime | None = None
    version: str = ""
    encoding: str = ""
    self_link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement. Texts are NFC; times are aware UTC, None when absent or implausible.

    Attributes:
        title: plain text on one line, markup and scripts stripped.
        link: absolute http(s) URL as announced, "" when there is none.
        guid: as written by the publisher, "" when absent or empty.
        summary: the summary or description, sanitized HTML as published (no scripts).
        summary_text: the same as plain text.
        authors, tags: names, in the order of the feed.
        published_raw, updated_raw: the dates as written, for audit.
    """

    title: str = ""
    link: str = ""
    guid: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    summary_text: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    published_raw: str = ""
    updated_raw: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What came out of a feed's bytes.

    Attributes:
        outcome: ``ok``, ``not-a-feed``, or ``too-large`` for bytes past the cap.
        detail: one clear line for a person when the outcome is not ``ok``.
        entries: in the order of the feed.
        warnings: what was mended or dropped on the way, one line each, at most 50.
    """

    outcome: Outcome
    detail: str
    feed: FeedInfo
    entries: tuple[Entry, ...] = ()
    warnings: tuple[str, ...] = field(default=())
