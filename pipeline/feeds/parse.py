"""Feed bytes to entries: our decoding, our guard, feedparser's tolerance, our dates.

feedparser gets clean UTF-8 text without a document type, so its own encoding guesses and entity
handling never come into play. What it misreads is set right here: relative guids, dates, titles with
markup, links that are no http(s) URL.
"""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from pipeline.feeds.base import Entry, FeedInfo, ParsedFeed
from pipeline.feeds.bounds import first_entries, unreadable, without_comments
from pipeline.feeds.decode import Decoded, decode_feed
from pipeline.feeds.entry import RAW_ID, Warnings, entry_of, feed_info_of
from pipeline.feeds.guard import defuse
from pipeline.model.words import Outcome

MAX_FEED_BYTES = 32_000_000
MAX_ENTRIES = 5_000

_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_SKIPPED = re.compile(r"\s*(?:<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[|[^<]+)", re.DOTALL)
_LATE_ROOT = re.compile(
    r"<(?:rss|rdf:RDF)\b[^<>]*>|<feed\b(?=[^<>]*\b(?:xmlns|version)\b)[^<>]*>|<feed>\s*<(?:title|id|entry)\b",
    re.IGNORECASE,
)
_LATE_ROOT_WITHIN = 20_000
_GUID = re.compile(r"<guid(?P<attrs>\b[^<>]*+)>(?=\s*+(?:<!\[CDATA\[\s*+)?(?!https?:|/))", re.IGNORECASE)
_ID = re.compile(
    r"(<(?:atom:)?id\b[^<>/]*+>\s*+(?:<!\[CDATA\[\s*+)?)(?=[^\s<>:/]++[\s<\]]|[A-Za-z][\w+.-]*+:)", re.IGNORECASE
)
_HTML_ROOTS = frozenset({"html", "head", "body", "title", "meta", "div"})


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> ParsedFeed:
    """Parse an RSS 0.9 to 2.0, RDF or Atom feed of any encoding. Pure; never raises on hostile input.

    Args:
        body: the bytes as fetched, after content decoding.
        url: where the feed was in the end: the base of its relative links.
        content_type: the HTTP header, for its charset.

    Returns:
        ``ok`` with the entries (none is still ok), ``not-a-feed`` for HTML, JSON, plain text or
        nothing, ``too-large`` past `MAX_FEED_BYTES`.
    """
    if len(body) > MAX_FEED_BYTES:
        return _refused(url, Outcome.TOO_LARGE, f"feed of {len(body)} bytes, at most {MAX_FEED_BYTES} are parsed")
    if not body.strip():
        return _refused(url, Outcome.NOT_A_FEED, "empty body")
    warnings = Warnings()
    decoded = decode_feed(body, content_type)
    warnings.add(decoded.warning)
    text, reason = _feed_text(decoded, warnings)
    if reason:
        return _refused(url, Outcome.NOT_A_FEED, reason, decoded.encoding, warnings)
    return _parsed(text, url, decoded.encoding, warnings)


def _feed_text(decoded: Decoded, warnings: Warnings) -> tuple[str, str]:
    defused = defuse(decoded.text)
    for warning in defused.warnings:
        warnings.add(warning)
    text, reason = _from_root(defused.text, warnings)
    if reason or (reason := unreadable(text)):
        return "", reason
    text, is_cut = first_entries(text, MAX_ENTRIES)
    if is_cut:
        warnings.add(f"more than {MAX_ENTRIES} entries, the first {MAX_ENTRIES} are taken")
    return _raw_guids(without_comments(text)), ""


def _from_root(text: str, warnings: Warnings) -> tuple[str, str]:
    at = 0
    while found := _SKIPPED.match(text, at):
        at = found.end()
    root = _ELEMENT.match(text, at)
    name = root.group(1).lower() if root else ""
    if name in _ROOTS:
        return text, ""
    # Junk before the root, as a PHP warning printed into the feed.
    late = _LATE_ROOT.search(text, at, at + _LATE_ROOT_WITHIN) if name not in _HTML_ROOTS else None
    if late:
        warnings.add("junk before the feed's root element was cut")
        return text[late.start() :], ""
    return "", _what_it_is(text, name)


def _what_it_is(text: str, root: str) -> str:
    if root in _HTML_ROOTS or "<html" in text[:2000].lower():
        return "an HTML page is served in place of the feed"
    if root:
        return f"the root element is <{root[:40]}>, not a feed's"
    return "JSON is served in place of the feed" if text.lstrip()[:1] in ("{", "[") else "no XML element in it"


def _raw_guids(text: str) -> str:
    # feedparser takes a guid without isPermaLink, and any id, for a URL: it resolves "123" to http://host/123 and
    # rewrites an absolute one. Only an id that is a path is left to it.
    def marked(found: re.Match[str]) -> str:
        attrs = found["attrs"]
        return (
            found.group()
            if "ispermalink" in attrs.lower() or attrs.endswith("/")
            else f'<guid isPermaLink="false"{attrs}>'
        )

    return _ID.sub(rf"\g<1>{RAW_ID}", _GUID.sub(marked, text))


def _parsed(text: str, url: str, encoding: str, warnings: Warnings) -> ParsedFeed:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        read: Any = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    except Exception as e:  # noqa: BLE001 - feedparser's own faults on hostile input are a refusal, not a crash
        return _refused(url, Outcome.NOT_A_FEED, f"the parser failed on it ({type(e).__name__})", encoding, warnings)
    if read.get("bozo") and read.get("bozo_exception") is not None:
        warnings.add(f"not well-formed: {str(read['bozo_exception'])[:120]}")
    is_dated_once = not str(read.get("version") or "").startswith("atom")
    info = feed_info_of(read, url, encoding, warnings)
    entries = tuple(entry_of(raw, url, is_dated_once, warnings) for raw in read.entries[:MAX_ENTRIES])
    return ParsedFeed(Outcome.OK, "", info, entries, warnings.lines)


def _refused(
    url: str, outcome: Outcome, detail: str, encoding: str = "", warnings: Warnings | None = None
) -> ParsedFeed:
    entries: tuple[Entry, ...] = ()
    return ParsedFeed(
        outcome, detail, FeedInfo(url=url, encoding=encoding), entries, warnings.lines if warnings else ()
    )
