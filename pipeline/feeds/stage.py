"""The ``stage parse`` contract: one JSON value in, one out."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pipeline.feeds.base import Entry, FeedInfo
from pipeline.feeds.parse import parse_feed


def stage_parse(line: object) -> dict[str, Any]:
    """Parse one feed: ``{"url", "body_base64", "content_type"?}`` to feed, entries and warnings.

    Times are ISO 8601 UTC or null. Whatever is unusable about the line itself answers
    ``{"error": reason}``; a body that is no feed is no error but an ``outcome``.
    """
    if not isinstance(line, dict):
        return {"error": "the line is no JSON object"}
    url, encoded, content_type = line.get("url"), line.get("body_base64"), line.get("content_type")
    if not isinstance(url, str):
        return {"error": "url is missing or no string"}
    if not isinstance(encoded, str):
        return {"error": "body_base64 is missing or no string"}
    if content_type is not None and not isinstance(content_type, str):
        return {"error": "content_type is no string"}
    try:
        body = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return {"error": "body_base64 is no base64"}
    parsed = parse_feed(body, url, content_type)
    return {
        "url": url,
        "outcome": parsed.outcome.value,
        "detail": parsed.detail,
        "feed": _feed_json(parsed.feed),
        "entries": [_entry_json(entry) for entry in parsed.entries],
        "warnings": list(parsed.warnings),
    }


def _feed_json(feed: FeedInfo) -> dict[str, Any]:
    return {
        "title": feed.title,
        "link": feed.link,
        "subtitle": feed.subtitle,
        "language": feed.language,
        "updated": _iso(feed.updated),
        "version": feed.version,
        "encoding": feed.encoding,
        "self_link": feed.self_link,
        "id": feed.id,
        "authors": list(feed.authors),
        "categories": [asdict(category) for category in feed.categories],
        "rights": feed.rights,
        "image": feed.image,
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "link": entry.link,
        "guid": entry.guid,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "summary": entry.summary,
        "summary_text": entry.summary_text,
        "authors": list(entry.authors),
        "tags": list(entry.tags),
        "categories": [asdict(category) for category in entry.categories],
        "enclosures": [asdict(enclosure) for enclosure in entry.enclosures],
        "content": entry.content,
        "language": entry.language,
        "source": entry.source,
        "comments": entry.comments,
        "image": entry.image,
        "rights": entry.rights,
        "published_raw": entry.published_raw,
        "updated_raw": entry.updated_raw,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
