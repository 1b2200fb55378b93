"""Feeds: what is known of each, and the compare-and-set that stores a poll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from pipeline.model.identity import feed_id
from pipeline.state.tables import feeds
from pipeline.state.upsert import insert_into
from pipeline.state.values import FeedState

_CHUNK = 500


def register_feeds(
    connection: Connection, sources: Iterable[tuple[str, str, str]], now: datetime, interval_s: float
) -> list[str]:
    """Make known the feeds of a list of (canonical URL, URL to fetch, title); returns their ids in its order.

    A feed that is known already keeps all that is known of it. A new one is due at once.
    """
    rows = {feed_id(url): _new_feed(url, fetch_url, title, now, interval_s) for url, fetch_url, title in sources}
    if rows:
        insert = insert_into(connection, feeds).on_conflict_do_nothing(index_elements=["feed_id"])
        connection.execute(insert, [rows[key] for key in sorted(rows)])
    return list(rows)


def _new_feed(url: str, fetch_url: str, title: str, now: datetime, interval_s: float) -> dict[str, object]:
    texts = ("etag", "last_modified", "body_sha256", "policy", "last_outcome", "last_detail")
    numbers = ("body_number", "polls", "errors", "not_modified")
    known = {"feed_id": feed_id(url), "url": url, "title": title, "fetch_url": fetch_url}
    return {
        **known,
        **dict.fromkeys(texts, ""),
        **dict.fromkeys(numbers, 0),
        "interval_s": interval_s,
        "next_poll": now,
        "last_poll": None,
    }


def read_feeds(connection: Connection, ids: Sequence[str] | None = None) -> list[FeedState]:
    """What is known of these feeds, in their order; of all feeds, by URL, when no ids are given."""
    if ids is None:
        return [_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.url)).mappings()]
    found: dict[str, FeedState] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(feeds).where(feeds.c.feed_id.in_(ids[start : start + _CHUNK]))
        found.update((row["feed_id"], _feed(row)) for row in connection.execute(query).mappings())
    return [found[key] for key in ids if key in found]


def _feed(row: RowMapping) -> FeedState:
    return FeedState(**dict(row))


def store_poll(connection: Connection, before: FeedState, after: FeedState) -> bool:
    """Store what a poll found, if nobody else has polled the feed since ``before`` was read.

    Returns:
        False: somebody has, and this poll must be dropped. The feed's row stays locked until the
        transaction ends, so that the entries below it are written by one at a time.
    """
    values = asdict(after) | {"polls": before.polls + 1}
    same = (feeds.c.feed_id == before.feed_id) & (feeds.c.polls == before.polls)
    return connection.execute(update(feeds).where(same).values(values)).rowcount == 1
