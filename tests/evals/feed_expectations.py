"""The expectations inside feedparser's corpus: ``Expect: not bozo and entries[0]['title'] == 'A'`` to paths and values.

Only equations are taken. A path is written as in ``entries.0.title``; what it is called here, `PLACES` says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.feeds import Entry, FeedInfo, ParsedFeed

_EXPECT = re.compile(rb"Expect:\s*(.+?)\s*(?:\r?\n|-->)")
_HEAD_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Expectation:
    """One equation: ``path`` as in ``entries.0.tags.1.term``, ``kind`` the same without numbers."""

    path: tuple[str | int, ...]
    value: Any

    @property
    def kind(self) -> str:
        """What is asked about, whichever entry it is."""
        return ".".join(str(part) for part in self.path if isinstance(part, str))


def expectations(body: bytes) -> Iterator[Expectation]:
    """The equations of one file; anything else in its expectation is passed over."""
    for text in _texts(body):
        found = _EXPECT.search(text)
        if not found:
            continue
        try:
            tree = ast.parse(found.group(1).decode("utf-8", "replace").strip(), mode="eval").body
        except SyntaxError:
            return
        yield from _equations(tree)
        return


def _texts(body: bytes) -> Iterator[bytes]:
    yield body[:_HEAD_BYTES]
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        try:
            yield body[:_HEAD_BYTES].decode(codec).encode()
        except UnicodeError:
            continue


def _equations(tree: ast.expr) -> Iterator[Expectation]:
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And):
        for part in tree.values:
            yield from _equations(part)
    elif isinstance(tree, ast.Compare) and len(tree.ops) == 1 and isinstance(tree.ops[0], ast.Eq):
        path = _path(tree.left)
        try:
            value = ast.literal_eval(tree.comparators[0])
        except ValueError:
            return
        if path:
            yield Expectation(path, value)


def _path(tree: ast.expr) -> tuple[str | int, ...]:
    if isinstance(tree, ast.Name):
        return (tree.id,)
    if isinstance(tree, ast.Attribute):
        inner, last = _path(tree.value), tree.attr
        return (*inner, last) if inner else ()
    if isinstance(tree, ast.Subscript) and isinstance(tree.slice, ast.Constant):
        inner, key = _path(tree.value), tree.slice.value
        return (*inner, key) if inner and isinstance(key, str | int) else ()
    return ()


def answer_to(asked: Expectation, parsed: ParsedFeed) -> Any:
    """What we say at this path; None for a path that we have no field for."""
    numbers = [part for part in asked.path if isinstance(part, int)]
    if asked.path[0] == "entries":
        at = numbers.pop(0) if numbers else 0
        entry = parsed.entries[at] if at < len(parsed.entries) else Entry()
        return _said(entry, _ENTRY, asked.kind.removeprefix("entries."), numbers[0] if numbers else 0)
    if asked.path[0] == "feed":
        return _said(parsed.feed, _FEED, asked.kind.removeprefix("feed."), numbers[0] if numbers else 0)
    # not the encoding: feedparser names what was declared, we what was read
    return parsed.feed.version if asked.kind == "version" else None


def is_asked(asked: Expectation) -> bool:
    """Whether we have a field for this path, be it empty."""
    where, _, kind = asked.kind.partition(".")
    return kind in {"entries": _ENTRY, "feed": _FEED}.get(where, {})


def _said(subject: Entry | FeedInfo, fields: dict[str, str], kind: str, at: int) -> Any:
    if kind in fields:
        return getattr(subject, fields[kind])
    if kind in ("author", "author_detail.name", "authors.name"):
        return next(iter(subject.authors[at:]), "")
    group, _, part = kind.partition(".")
    if group == "tags" and part:
        return getattr(next(iter(subject.categories[at:]), None), part, "")
    if group == "enclosures" and part and isinstance(subject, Entry):
        return getattr(next(iter(subject.enclosures[at:]), None), "url" if part == "href" else part, "")
    return None


_ENTRY = {
    "title": "title", "title_detail.value": "title", "link": "link", "id": "guid", "guid": "guid",
    "description": "summary", "summary": "summary", "summary_detail.value": "summary",
    "content.value": "content", "language": "language", "title_detail.language": "language",
    "content.language": "language", "summary_detail.language": "language",
    "published": "published_raw", "updated": "updated_raw", "date": "updated_raw",
    "published_parsed": "published", "updated_parsed": "updated", "date_parsed": "updated",
    "created_parsed": "published", "comments": "comments", "rights": "rights", "copyright": "rights",
    "rights_detail.value": "rights", "source.title": "source", "image.href": "image",
    "media_thumbnail.url": "image",
}  # fmt: skip
_FEED = {
    "title": "title", "title_detail.value": "title", "link": "link", "language": "language",
    "title_detail.language": "language", "subtitle": "subtitle", "subtitle_detail.value": "subtitle",
    "tagline": "subtitle", "tagline_detail.value": "subtitle", "description": "subtitle", "id": "id", "guid": "id",
    "updated_parsed": "updated", "modified_parsed": "updated", "rights": "rights", "copyright": "rights",
    "rights_detail.value": "rights", "copyright_detail.value": "rights", "image.href": "image",
    "image.url": "image", "logo": "image",
}  # fmt: skip


def shown(value: Any) -> str:
    """Both sides in one form: times in ISO 8601, texts stripped."""
    if isinstance(value, tuple) and len(value) >= 6:  # noqa: PLR2004 - a struct_time
        year, month, day, hour, minute, second = value[:6]
        value = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value if value is not None else "").strip()
