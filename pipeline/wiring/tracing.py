"""A trace as text for a person and as JSON for a program."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.warehouse import Trace, TracedArticle, TracedClaim, TracedCorrection, TracedQuote

_LONGEST_QUOTE = 300


def as_plain(found: Trace) -> str:
    """The whole trace as one JSON object; times in ISO 8601, UTC."""
    return json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2, default=_time)


def render(found: Trace) -> str:
    """The way back as indented lines of plain text: event, claims, quotes, article, record, page, feed entry."""
    return "\n".join(_lines(found))


def _time(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")


def _lines(found: Trace) -> Iterator[str]:
    if found.alias_of:
        yield f"{found.asked} has become part of event {found.alias_of}"
    if found.event is not None:
        yield from _event(found.event, found.edition)
    for number, claim in enumerate(found.claims, 1):
        yield from _claim(claim, number, len(found.claims))
    for article in found.articles:
        yield f"article {article.article_id} version {article.version} ({article.decision})"
        yield from _article(article, "  ")
    for correction in found.corrections:
        yield _correction(correction)


def _correction(correction: TracedCorrection) -> str:
    undone = "" if correction.standing else "revoked: "
    what = {
        "merge": f"claims of article {correction.article_id} parted from event {correction.of}",
        "copy": f"article {correction.article_id} is no copy of {correction.of}",
        "alias": f"an address is none of article {correction.article_id}",
        "story": f"article {correction.article_id} is not of story {correction.of}",
    }.get(correction.kind, f"{correction.kind} of {correction.article_id}")
    note = f": {' '.join(correction.note.split())}" if correction.note else ""
    return f"undo {correction.correction_id}, {correction.at:%Y-%m-%d %H:%M} UTC: {undone}{what}{note}"


def _event(event: Mapping[str, Any], edition: str) -> Iterator[str]:
    gone = "" if event["recorded_to"] is None else f" (withdrawn {event['recorded_to']:%Y-%m-%d %H:%M} UTC)"
    yield f"event {event['event_id']} in edition {edition}{gone}"
    yield f"  {_what(event)}"
    for toll in ("killed", "injured"):
        if event[f"{toll}_reason"]:
            yield f"  {toll}: {_range(event, toll)}: {event[f'{toll}_reason']}"


def _what(row: Mapping[str, Any]) -> str:
    """One line of a claim's or an event's columns."""
    sides = " against ".join(name for name in (row["actor1"], row["actor2"]) if name)
    place = ", ".join(name for name in (row["place_name"], row["admin1"], row["country"]) if name)
    days = row["date_start"] or "no date"
    if row["date_end"] and row["date_end"] != row["date_start"]:
        days += f" to {row['date_end']}"
    control = "" if row["control"] == "none" else f" ({row['control'].replace('_', ' ')})"
    return f"{row['type']}{control}: {sides or 'actors not stated'}; {place or 'place not stated'}; {days}"


def _range(row: Mapping[str, Any], toll: str) -> str:
    low, best, high = (row[f"{toll}_{bound}"] for bound in ("low", "best", "high"))
    if low is best is high is None:
        return "not stated"
    return str(best) if low == best == high else f"{best if best is not None else '?'} ({low} to {high})"


def _claim(claim: TracedClaim, number: int, total: int) -> Iterator[str]:
    role = f", {claim.role}: {claim.reason}" if claim.role else ""
    replaced = "" if claim.standing else " [replaced]"
    yield f"  claim {number} of {total}: {claim.claim_id}{replaced}{role}"
    yield f"    {_what(claim.summary)}; killed {_range(claim.summary, 'killed')}"
    if claim.summary["attribution"]:
        yield f"    said by {claim.summary['attribution']}"
    for quote, fields in _by_words(claim.quotes).items():
        shown = " ".join(quote.quote.split())[:_LONGEST_QUOTE]
        yield f'    {", ".join(fields)}: "{shown}" ({quote.part} {quote.start}-{quote.end})'
    place = claim.tagging
    where = f"{place.topic}[{place.partition}] offset {place.offset}" if place else "not loaded yet"
    yield f"    tagging by {claim.tagger}: {where}"
    yield f"    article {claim.article_id} version {claim.version}" + ("" if claim.article else ": not loaded yet")
    if claim.article is not None:
        yield from _article(claim.article, "      ")


def _by_words(quotes: Iterable[TracedQuote]) -> dict[TracedQuote, list[str]]:
    """Gather the fields that the same words prove: one sentence often proves them all."""
    found: dict[TracedQuote, list[str]] = {}
    for quote in quotes:
        found.setdefault(dataclasses.replace(quote, field=""), []).append(quote.field)
    return found


def _article(article: TracedArticle, indent: str) -> Iterator[str]:
    published = (
        f"published {article.published_at:%Y-%m-%d %H:%M} UTC" if article.published_at else "no publication date"
    )
    record = article.record
    yield f"{indent}{article.source}: {article.title}"
    yield f"{indent}{article.url} ({published})"
    yield f"{indent}record: {record.topic}[{record.partition}] offset {record.offset}, extraction {article.extraction}"
    yield (
        f"{indent}page: {article.fetched_url}, fetched {article.fetched_at:%Y-%m-%d %H:%M:%S} UTC, "
        f"{article.page_bytes} bytes, sha256 {article.page_sha256}"
    )
    yield f"{indent}feed: {article.feed_url}"
    yield f"{indent}entry: {article.entry_title} <{article.entry_link}>, key {article.entry_key}"
    for copy in article.copies:
        yield f"{indent}copied at: {copy}"
