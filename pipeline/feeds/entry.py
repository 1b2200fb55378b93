"""One feedparser entry to our `Entry`: plain titles, raw guids, checked links, our dates."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.feeds.base import Entry, FeedInfo
from pipeline.feeds.dates import is_plausible, parse_date
from pipeline.feeds.plain import one_line, plain_text, plain_title

RAW_ID = "urn:x-raw:"
"""Put before ids that are no URL, so that feedparser does not resolve ``123`` to ``http://host/123``."""
_MAX_WARNINGS = 50
_MAX_TITLE_CHARS = 2_000
_MAX_SUMMARY_CHARS = 100_000
_FEEDBURNER_HOSTS = frozenset({"feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com"})


class Warnings:
    """Collects warnings once each, at most 50."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}

    def add(self, line: str) -> None:
        """Add one line; "" and repeats are nothing."""
        if line and len(self._lines) < _MAX_WARNINGS:
            self._lines.setdefault(line)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines in the order they were met."""
        return tuple(self._lines)


def feed_info_of(read: Mapping[str, Any], url: str, encoding: str, warnings: Warnings) -> FeedInfo:
    """Answer what the feed says of itself."""
    feed: Mapping[str, Any] = read.get("feed") or {}
    return FeedInfo(
        url=url,
        title=_title(feed),
        link=_http_link(_text(feed, "link"), url),
        subtitle=plain_text(_text(feed, "subtitle"))[:_MAX_TITLE_CHARS],
        language=_text(feed, "language")[:35],
        updated=_moment(feed, "updated", warnings) or _moment(feed, "published", warnings),
        version=str(read.get("version") or ""),
        encoding=encoding,
        self_link=_self_link(feed, url),
    )


def entry_of(raw: Mapping[str, Any], base: str, is_dated_once: bool, warnings: Warnings) -> Entry:
    """Answer one entry.

    ``base`` is the feed's URL, for links that stayed relative. ``is_dated_once`` says that the format
    knows one date for an entry (RSS, RDF): a lone ``dc:date`` is then its publication.
    """
    published_raw, updated_raw = _date_text(raw, "published"), _date_text(raw, "updated")
    published, updated = _moment(raw, "published", warnings), _moment(raw, "updated", warnings)
    if published is None:
        published = _moment(raw, "created", warnings)
        if published is None and is_dated_once and not published_raw:
            published, published_raw = updated, updated_raw
    summary = _summary(raw)
    return Entry(
        title=_title(raw) or _title(raw, "media_title"),
        link=_link(raw, base, warnings),
        guid=_text(raw, "id").removeprefix(RAW_ID),
        published=published,
        updated=updated,
        summary=summary,
        summary_text=plain_text(summary),
        authors=_authors(raw),
        tags=tuple(dict.fromkeys(_names(raw.get("tags"), "term"))),
        language=_text(_mapping(raw.get("title_detail")), "language"),
        published_raw=published_raw,
        updated_raw=updated_raw,
    )


def _title(raw: Mapping[str, Any], field: str = "title") -> str:
    kind = _text(_mapping(raw.get(f"{field}_detail")), "type")
    return plain_title(_text(raw, field), kind not in ("", "text/plain"))[:_MAX_TITLE_CHARS]


def _link(raw: Mapping[str, Any], base: str, warnings: Warnings) -> str:
    for written in (_text(raw, "link"), _alternate(raw)):
        if link := _http_link(written, base):
            return _behind_feedburner(raw, link, base)
        if written:
            warnings.add(f"a link that is no http(s) URL was dropped: {written[:60]!r}")
    guid = _text(raw, "id").removeprefix(RAW_ID)
    return _http_link(guid, base) if guid.startswith(("http://", "https://")) else ""


def _behind_feedburner(raw: Mapping[str, Any], link: str, base: str) -> str:
    # Its redirector no longer answers: the publisher's own link is told beside it.
    if urlsplit(link).hostname in _FEEDBURNER_HOSTS:
        return _http_link(_text(raw, "feedburner_origlink"), base) or link
    return link


def _alternate(raw: Mapping[str, Any]) -> str:
    links = [link for link in raw.get("links") or () if isinstance(link, Mapping) and link.get("href")]
    for link in links:
        if link.get("rel", "alternate") == "alternate":
            return str(link["href"])
    return next(
        (str(link["href"]) for link in links if link.get("rel") not in ("enclosure", "self", "edit", "replies")), ""
    )


def _http_link(written: str, base: str) -> str:
    # Some publishers escape "&" twice, some break the link over lines.
    text = written.replace("&amp;", "&").strip()
    # feedparser takes the line break itself and leaves the indentation.
    text = "".join(text.split()) if "\n" in text or "  " in text else text
    if not text:
        return ""
    try:
        absolute = urljoin(base, text.replace(" ", "%20"))
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def _self_link(feed: Mapping[str, Any], base: str) -> str:
    for link in feed.get("links") or ():
        if isinstance(link, Mapping) and link.get("rel") == "self":
            return _http_link(str(link.get("href") or ""), base)
    return ""


def _summary(raw: Mapping[str, Any]) -> str:
    text = _text(raw, "summary")
    if not text:
        contents = [str(c.get("value") or "") for c in raw.get("content") or () if isinstance(c, Mapping)]
        text = next((c for c in contents if c.strip()), "")
    return text[:_MAX_SUMMARY_CHARS].strip()


def _authors(raw: Mapping[str, Any]) -> tuple[str, ...]:
    names = list(_names(raw.get("authors"), "name")) or [plain_text(_text(raw, "author"))]
    return tuple(dict.fromkeys(name for name in names if name))


def _names(values: Any, field: str) -> tuple[str, ...]:
    found = (plain_text(str(v.get(field) or "")) for v in values or () if isinstance(v, Mapping))
    return tuple(name for name in found if name)


def _date_text(raw: Mapping[str, Any], field: str) -> str:
    # Not raw.get(): FeedParserDict answers "published" for a missing "updated", with a warning.
    value = dict.get(raw, field) if isinstance(raw, dict) else raw.get(field)
    return one_line(str(value))[:120] if value else ""


def _moment(raw: Mapping[str, Any], field: str, warnings: Warnings) -> datetime | None:
    written = _date_text(raw, field)
    if not written:
        return None
    moment = parse_date(written) or _moment_of_feedparser(raw, field)
    if moment is None:
        warnings.add(f"a date without a plausible reading was dropped: {written[:60]!r}")
    return moment


def _moment_of_feedparser(raw: Mapping[str, Any], field: str) -> datetime | None:
    # For what only feedparser knows (Korean and Greek forms, ordinal dates); not for years it makes up.
    parts = dict.get(raw, f"{field}_parsed") if isinstance(raw, dict) else None
    if not parts:
        return None
    try:
        moment = datetime.fromtimestamp(timegm(parts), UTC)
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return moment if is_plausible(moment) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(raw: Mapping[str, Any], field: str) -> str:
    value = raw.get(field)
    return value.strip() if isinstance(value, str) else ""
