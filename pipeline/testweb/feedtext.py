"""Feeds written from pages: RSS 2.0 and Atom, as plain publishers write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One entry of a feed to write; ``url`` is where it is served."""

    url: str
    title: str
    updated: datetime
    published: datetime | None = None
    summary: str = ""
    author: str = ""


def write_feed(url: str, title: str, format_: str, entries: Sequence[Announcement]) -> bytes:
    """Write a feed in ``rss`` or ``atom``."""
    write: Callable[[str, str, Sequence[Announcement]], str] = _atom if format_ == "atom" else _rss
    return write(url, title, entries).encode("utf-8")


def content_type_of(format_: str) -> str:
    """Answer the Content-Type that such a feed is served with."""
    return f"application/{'atom' if format_ == 'atom' else 'rss'}+xml; charset=utf-8"


def _rss(url: str, title: str, entries: Sequence[Announcement]) -> str:
    items = "".join(map(_rss_item, entries))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="{_ATOM}">\n'
        f"<channel><title>{escape(title)}</title><link>{escape(url)}</link><description>{escape(title)}</description>\n{items}</channel>\n</rss>\n"
    )


def _rss_item(entry: Announcement) -> str:
    published = f"<pubDate>{format_datetime(entry.published)}</pubDate>" if entry.published else ""
    author = f"<author>{escape(entry.author)}</author>" if entry.author else ""
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.url)}</link><guid>{escape(entry.url)}</guid>"
        f"{published}<atom:updated>{entry.updated.isoformat()}</atom:updated>{author}"
        f"<description>{escape(escape(entry.summary))}</description></item>\n"
    )


def _atom(url: str, title: str, entries: Sequence[Announcement]) -> str:
    newest = max((e.updated for e in entries), default=_EPOCH)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{_ATOM}"><id>{escape(url)}</id>'
        f"<title>{escape(title)}</title>"
        f'<link rel="self" href="{escape(url)}"/><updated>{newest.isoformat()}</updated>\n'
        f"{''.join(map(_atom_entry, entries))}</feed>\n"
    )


def _atom_entry(entry: Announcement) -> str:
    published = f"<published>{entry.published.isoformat()}</published>" if entry.published else ""
    author = f"<author><name>{escape(entry.author)}</name></author>" if entry.author else ""
    return (
        f'<entry><id>{escape(entry.url)}</id><title>{escape(entry.title)}</title><link href="{escape(entry.url)}"/>'
        f"{published}<updated>{entry.updated.isoformat()}</updated>{author}<summary>{escape(entry.summary)}</summary></entry>\n"
    )
