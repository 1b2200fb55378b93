"""One feedparser entry to our `Entry`: plain titles, raw guids, checked links, our dates."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.feeds.base import Entry, FeedInfo
from pipeline.feeds.dates import is_plausible, parse_date
from pipeline.feeds.extras import (
    authors_of,
    categories_of,
    content_of,
    enclosures_of,
    image_of,
    language_of,
    text_of,
)
from pipeline.feeds.plain import one_line, plain_text, plain_title

RAW_ID = "urn:x-raw:"
"""Put before ids that are no URL, so that feedparser does not resolve ``123`` to ``http://host/123``."""
_MAX_LINK_CHARS = 8_000
_MAX_GUID_CHARS = 8_000
_MAX_WARNINGS = 50
_MAX_TITLE_CHARS = 2_000
_MAX_SUMMARY_CHARS = 100_000
_FEEDBURNER_PATH = "/~r/"
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
        link=_http_link(text_of(feed, "link"), url),
        subtitle=plain_text(text_of(feed, "subtitle") or text_of(feed, "summary"))[:_MAX_TITLE_CHARS],
        language=text_of(feed, "language")[:35],
        updated=_moment(feed, "updated", warnings) or _moment(feed, "published", warnings),
        version=str(read.get("version") or ""),
        encoding=encoding,
        self_link=_self_link(feed, url),
        id=text_of(feed, "id").removeprefix(RAW_ID)[:_MAX_TITLE_CHARS],
        authors=authors_of(feed),
        categories=categories_of(feed),
        rights=plain_text(text_of(feed, "rights"))[:_MAX_TITLE_CHARS],
        image=image_of(feed, partial(_http_link, base=url)),
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
    content = content_of(raw)
    summary = text_of(raw, "summary")[:_MAX_SUMMARY_CHARS].strip() or content[:_MAX_SUMMARY_CHARS]
    categories = categories_of(raw)
    absolute = partial(_http_link, base=base)
    return Entry(
        title=_title(raw) or _title(raw, "media_title"),
        link=_link(raw, base, warnings),
        guid=text_of(raw, "id").removeprefix(RAW_ID)[:_MAX_GUID_CHARS],
        published=published,
        updated=updated,
        summary=summary,
        summary_text=plain_text(summary),
        authors=authors_of(raw),
        tags=tuple(dict.fromkeys(one.term for one in categories if one.term)),
        categories=categories,
        enclosures=enclosures_of(raw, absolute),
        content=content,
        language=language_of(raw),
        source=plain_text(text_of(_mapping(raw.get("source")), "title"))[:_MAX_TITLE_CHARS],
        comments=absolute(text_of(raw, "comments")),
        image=image_of(raw, absolute),
        rights=plain_text(text_of(raw, "rights"))[:_MAX_TITLE_CHARS],
        published_raw=published_raw,
        updated_raw=updated_raw,
    )


def _title(raw: Mapping[str, Any], field: str = "title") -> str:
    kind = text_of(_mapping(raw.get(f"{field}_detail")), "type")
    return plain_title(text_of(raw, field), kind not in ("", "text/plain"))[:_MAX_TITLE_CHARS]


def _link(raw: Mapping[str, Any], base: str, warnings: Warnings) -> str:
    for written in (text_of(raw, "link"), _alternate(raw)):
        if link := _http_link(written, base):
            return _behind_feedburner(raw, link, base)
        if written:
            warnings.add(f"a link that is no http(s) URL was dropped: {written[:60]!r}")
    guid = text_of(raw, "id").removeprefix(RAW_ID)
    return _http_link(guid, base) if guid.startswith(("http://", "https://")) else ""


def _behind_feedburner(raw: Mapping[str, Any], link: str, base: str) -> str:
    # Its redirector no longer answers: the publisher's own link is told beside it, or is the guid.
    parts = urlsplit(link)
    if parts.hostname not in _FEEDBURNER_HOSTS and not parts.path.startswith(_FEEDBURNER_PATH):
        return link
    guid = text_of(raw, "id").removeprefix(RAW_ID)
    own = _http_link(text_of(raw, "feedburner_origlink"), base)
    return own or (_http_link(guid, base) if raw.get("guidislink") or _is_page(guid) else "") or link


def _is_page(guid: str) -> bool:
    return guid.startswith(("http://", "https://")) and len(urlsplit(guid).path) > 1 and "?" not in guid


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
    is_address = parts.scheme.lower() in ("http", "https") and parts.hostname and len(absolute) <= _MAX_LINK_CHARS
    return absolute if is_address else ""


def _self_link(feed: Mapping[str, Any], base: str) -> str:
    for link in feed.get("links") or ():
        if isinstance(link, Mapping) and link.get("rel") == "self":
            return _http_link(str(link.get("href") or ""), base)
    return ""


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
