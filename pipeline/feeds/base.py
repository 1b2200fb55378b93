"""The values of a parsed feed: what the publisher said, in one shape for RSS, RDF and Atom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.words import Outcome


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is filed under: ``term`` as written, ``label`` for people and ``scheme``, "" where absent."""

    term: str
    scheme: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attached file: absolute http(s) URL, media type and length in bytes as written, "" where absent."""

    url: str
    type: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says of itself.

    Attributes:
        version: feedparser's word for the format (``rss20``, ``atom10`` …), "" when unknown.
        encoding: the encoding that the bytes were read in.
        self_link: the address that the feed names for itself, "" where absent.
        id: as written, "" where absent.
        rights: plain text.
        image: the address of its logo.
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
    id: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    rights: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement. Texts are NFC; times are aware UTC, None when absent or implausible.

    Attributes:
        title: plain text on one line, markup and scripts stripped.
        link: absolute http(s) URL as announced, "" when there is none.
        guid: as written by the publisher, "" when absent or empty.
        summary: the summary or description, sanitized HTML as published (no scripts).
        summary_text: the same as plain text.
        content: the whole content where the feed has it beside or in place of a summary, sanitized HTML.
        authors: names, in the order of the feed, without e-mail addresses.
        tags: the terms of the categories, each once.
        language: of the entry itself, "" where it names none; the feed may name one.
        source: the title of the feed that the entry was taken from.
        comments: the address of its discussion.
        image: the address of its picture.
        rights: plain text.
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
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    content: str = ""
    language: str = ""
    source: str = ""
    comments: str = ""
    image: str = ""
    rights: str = ""
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
