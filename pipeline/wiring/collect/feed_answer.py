"""What a server's answer to a feed request changes of what is known: pure, nothing is stored here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.feeds import Entry, KeyPolicy, Parse, entry_fingerprint, entry_keys, parse_feed
from pipeline.fetch import Fetched, Request
from pipeline.model.identity import digest
from pipeline.model.urls import canonical_url
from pipeline.model.words import Outcome
from pipeline.state import Announcement, EntryValues, FeedState
from pipeline.wiring.collect.ledger import fault_line, one_line, storable
from pipeline.wiring.collect.options import CollectOptions

ERRORS_BEFORE_RETURN = 3
"""So many in a row where a feed moved to, and it is asked for at its listed address again."""

_MAX_KEY_CHARS = 300


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """What one poll of a feed found.

    Attributes:
        after: the feed's new state, but for its schedule.
        announced: None when there is no new body.
    """

    before: FeedState
    after: FeedState
    outcome: Outcome
    detail: str
    announced: tuple[Announcement, ...] | None
    attempts: int
    asked_s: float | None


def known_as(url: str) -> str:
    """The canonical URL of a feed; an address that has none stands for itself, and its poll says what is wrong."""
    try:
        return canonical_url(url)
    except ValueError:
        return url


def at_its_address(feed: FeedState, listed: str) -> FeedState:
    """The feed with the address that is to be asked: where it moved to for good, else the one that the list has now.

    The list may have a new password in it. Where a feed moved to, it is asked for no longer than it answers: a
    publisher's move can be a mistake, and the domain it moved to may be lost.
    """
    has_moved = known_as(feed.fetch_url) != feed.url
    if feed.fetch_url == listed or (has_moved and not _is_lost(feed)):
        return feed
    return replace(feed, fetch_url=listed, etag="", last_modified="") if has_moved else replace(feed, fetch_url=listed)


def _is_lost(feed: FeedState) -> bool:
    has_left = feed.last_outcome in (Outcome.NOT_FOUND, Outcome.GONE)
    return has_left or feed.errors >= ERRORS_BEFORE_RETURN


def request_for(feed: FeedState, options: CollectOptions) -> Request:
    """The conditional request for a feed; a full one after many 304 answers: some servers give them for ever."""
    is_full = feed.not_modified >= options.full_poll_every
    return Request(
        feed.fetch_url,
        etag="" if is_full else feed.etag,
        last_modified="" if is_full else feed.last_modified,
        max_bytes=options.max_feed_bytes,
    )


def has_new_body(feed: FeedState, fetched: Fetched) -> bool:
    """Whether the answer holds another document than the last one that was read."""
    return fetched.outcome is Outcome.OK and _sha256(fetched.body) != feed.body_sha256


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def read_answer(feed: FeedState, fetched: Fetched, parse: Parse = parse_feed) -> PolledFeed:
    """Turn the server's answer into what is to be stored; pure."""
    if fetched.outcome is Outcome.NOT_MODIFIED:
        after = replace(_healthy(feed, fetched), not_modified=feed.not_modified + 1)
        return _polled(feed, after, fetched, Outcome.NOT_MODIFIED, "", None)
    if fetched.outcome is not Outcome.OK:
        return _failed(feed, fetched, fetched.outcome, fetched.detail)
    after = replace(_healthy(feed, fetched), not_modified=0, body_sha256=_sha256(fetched.body))
    if after.body_sha256 == feed.body_sha256:
        return _polled(feed, after, fetched, Outcome.OK, "the body is the same", None)
    return _read_body(feed, after, fetched, parse)


def broken(feed: FeedState, error: Exception, attempts: int = 0) -> PolledFeed:
    """What is stored of a poll that a fault of ours ended: the feed is asked again as any that failed."""
    ended = Fetched(feed.fetch_url, feed.fetch_url, Outcome.INTERNAL_ERROR, fault_line(error), attempts=attempts)
    return read_answer(feed, ended)


def _read_body(feed: FeedState, after: FeedState, fetched: Fetched, parse: Parse) -> PolledFeed:
    parsed = parse(fetched.body, fetched.final_url, fetched.content_type)
    if parsed.outcome is not Outcome.OK:
        # its validators are not kept: behind them a 304 would pass for a healthy feed
        return _failed(feed, fetched, parsed.outcome, parsed.detail)
    keyed = entry_keys(parsed, _policy(feed.policy))
    told = sorted(zip(parsed.entries, keyed.keys, ages(parsed.entries), strict=True), key=lambda each: each[2])
    announced = tuple(_announcement(entry, key, n) for n, (entry, key, _) in enumerate(told))
    after = replace(
        after,
        title=storable(parsed.feed.title) or feed.title,
        policy=keyed.policy.to_text(),
        body_number=feed.body_number + 1,
    )
    detail = f"{len(announced)} entries" + (f"; {parsed.warnings[0]}" if parsed.warnings else "")
    return _polled(feed, after, fetched, Outcome.OK, detail, announced)


def _policy(text: str) -> KeyPolicy | None:
    try:
        return KeyPolicy.from_text(text) if text else None
    except ValueError:
        return None  # damaged: the feed teaches it anew, and its entries keep the keys that they have by guid


def ages(entries: Sequence[Entry]) -> list[tuple[datetime, int]]:
    """Where each entry stands in time, to be sorted the oldest first whatever the order of the feed.

    Most feeds list the newest first. Taken so, a correction would be decided before the report that it corrects, and
    a pick-up before the original. An entry without a date stands by the one listed before it.
    """
    found: list[tuple[datetime, int]] = []
    last = datetime.max.replace(tzinfo=UTC)
    for position, entry in enumerate(entries):
        last = entry.published or entry.updated or last
        found.append((last, -position))
    return found


def _announcement(entry: Entry, key: str, position: int) -> Announcement:
    values = EntryValues(
        title=storable(entry.title),
        link=storable(entry.link),
        published=entry.published,
        updated=entry.updated,
        authors=tuple(storable(author) for author in entry.authors),
    )
    known = storable(key)
    if len(known) > _MAX_KEY_CHARS:
        known = known[:200] + digest("long key", known)
    return Announcement(known, entry_fingerprint(entry), storable(entry.link), position, values)


def _healthy(feed: FeedState, fetched: Fetched) -> FeedState:
    """A new validator is stored even if the body is the same: the old one would bring the whole body every time."""
    return replace(
        feed,
        etag=storable(fetched.etag),
        last_modified=storable(fetched.last_modified),
        fetch_url=fetched.permanent_url or feed.fetch_url,
        errors=0,
    )


def _failed(feed: FeedState, fetched: Fetched, outcome: Outcome, detail: str) -> PolledFeed:
    after = replace(feed, errors=feed.errors + 1)
    return _polled(feed, after, fetched, outcome, detail or str(outcome), None)


def _polled(
    before: FeedState,
    after: FeedState,
    fetched: Fetched,
    outcome: Outcome,
    detail: str,
    announced: tuple[Announcement, ...] | None,
) -> PolledFeed:
    after = replace(after, last_outcome=str(outcome), last_detail=one_line(detail))
    return PolledFeed(before, after, outcome, detail, announced, fetched.attempts, fetched.retry_after_s)
