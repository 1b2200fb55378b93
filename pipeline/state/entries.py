"""Entries: what each feed announces, and their admission to the frontier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, and_, bindparam, or_, select, update

from pipeline.model.identity import item_id
from pipeline.state.counts import Count, Tally
from pipeline.state.tables import counters, entries, feeds, frontier
from pipeline.state.upsert import insert_into
from pipeline.state.values import Announcement, KnownPage, Reason, Status, Visit

_SEQ = "frontier"


def announce(
    connection: Connection, feed: str, body_number: int, announced: Sequence[Announcement], now: datetime
) -> None:
    """Store what one feed body announces; an entry that is known keeps its history."""
    unique = {entry.key: entry for entry in reversed(announced)}  # the first of two with one key stays
    if not unique:
        return
    insert = insert_into(connection, entries)
    said = ("position", "seen_in", "announced_fingerprint", "announced", "url")
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["feed_id", "entry_key"], set_={name: insert.excluded[name] for name in said}
        ),
        [_entry_row(feed, body_number, unique[key], now) for key in sorted(unique)],
    )


def _entry_row(feed: str, body_number: int, entry: Announcement, now: datetime) -> dict[str, object]:
    empty = ("admitted_fingerprint", "open_item", "page_url", "page_etag", "page_last_modified", "page_sha256")
    return {
        "feed_id": feed,
        "entry_key": entry.key,
        "position": entry.position,
        "seen_in": body_number,
        "announced_fingerprint": entry.fingerprint,
        "announced": entry.values.to_json(),
        "url": entry.url,
        "first_seen_at": now,
        **dict.fromkeys(empty, ""),
        "article_id": "",
        "sightings": 0,
        "quiet": 0,
        "failures": 0,
        "next_revisit": None,
        "again": 0,
    }


def admit(
    connection: Connection, feed: str, body_number: int, run_id: str, now: datetime, *, revisit_all: bool
) -> Counter[Reason]:
    """Admit the entries of one feed whose time has come, in the order of the feed, as queued items.

    Admitted is an entry without an open item that was never admitted, or says something else than when it
    was, or whose revisit is due; with ``revisit_all`` every entry of the last body. All are seen against the
    stored entries, so that it works the same behind a 304. Entries that have an open item are remembered, and
    admitted by the first call after it is closed: its page may have been read before the change.

    Returns:
        How many were admitted, by reason.
    """
    asked = {"b_feed": feed, "b_body": body_number, "b_now": now}
    called = connection.execute(_CALLED_ALL if revisit_all else _CALLED, asked).all()
    busy = [row.entry_key for row in called if row.open_item and not row.again]
    if busy:
        connection.execute(_CALL_AGAIN, [{"b_feed": feed, "b_key": key} for key in sorted(busy)])
    return _admit(connection, [row for row in called if not row.open_item], run_id, now)


def admit_left_over(connection: Connection, run_id: str, now: datetime) -> Counter[Reason]:
    """Admit, of all feeds, the entries that were called for while an item of them was open, and is closed now."""
    lock_feeds(connection, {row.feed_id for row in connection.execute(_LEFT_OVER)})
    left = connection.execute(_LEFT_OVER).all()  # a poll may have admitted some of them meanwhile
    admitted: Counter[Reason] = Counter()
    for _, rows in groupby(left, key=lambda row: row.feed_id):
        admitted.update(_admit(connection, list(rows), run_id, now))
    return admitted


_C = entries.c
_ORDER = (_C.seen_in.desc(), _C.position, _C.entry_key)
_IN_BODY = _C.seen_in == bindparam("b_body")
_TOLD = or_(_C.sightings == 0, _C.announced_fingerprint != _C.admitted_fingerprint)
_DUE = or_(_C.again == 1, _C.next_revisit <= bindparam("b_now", type_=_C.next_revisit.type))
_OF_FEED = select(entries).where(_C.feed_id == bindparam("b_feed")).order_by(*_ORDER)
_CALLED = _OF_FEED.where(or_(and_(_IN_BODY, _TOLD), _DUE))
_CALLED_ALL = _OF_FEED.where(or_(_IN_BODY, _DUE))
_LEFT_OVER = select(entries).where(_C.again == 1, _C.open_item == "").order_by(_C.feed_id, *_ORDER)
_SAME = and_(_C.feed_id == bindparam("b_feed"), _C.entry_key == bindparam("b_key"))
_CALL_AGAIN = update(entries).where(_SAME).values(again=1)


def _admit(connection: Connection, found: Sequence[Row[Any]], run_id: str, now: datetime) -> Counter[Reason]:
    if not found:
        return Counter()
    reasons = [_reason(row) for row in found]
    first = _take_numbers(connection, len(found))
    items = [
        _item_row(row, reason, first + n, run_id, now)
        for n, (row, reason) in enumerate(zip(found, reasons, strict=True))
    ]
    connection.execute(frontier.insert(), items)
    _mark_open(connection, found, items)
    return Counter(reasons)


def count_admitted(run_id: str, admitted: Counter[Reason]) -> Tally:
    """The admissions as counts of the run."""
    return Counter({(run_id, Count.ADMITTED, str(reason)): n for reason, n in admitted.items()})


def _reason(row: Row[Any]) -> Reason:
    if row.sightings == 0:
        return Reason.FIRST
    return Reason.CHANGED if row.announced_fingerprint != row.admitted_fingerprint else Reason.REVISIT


def lock_feeds(connection: Connection, ids: Collection[str], *, shared: bool = False) -> None:
    """Keep polls of these feeds from storing until the transaction ends, and wait for those that are storing.

    A poll locks its feeds before their entries, many at once and in the order of its list. Whoever else changes
    entries takes the feeds first too, or the two could wait for each other's entries. SQLite has one writer anyway.
    """
    if ids and connection.dialect.name == "postgresql":
        query = select(feeds.c.feed_id).where(feeds.c.feed_id.in_(sorted(ids))).order_by(feeds.c.feed_id)
        connection.execute(query.with_for_update(read=shared, key_share=not shared)).all()


def hold_admission(connection: Connection) -> None:
    """Let nobody admit until the transaction ends: what was admitted before is seen by the statements that follow."""
    connection.execute(update(counters).where(counters.c.name == _SEQ).values(value=counters.c.value))


def _take_numbers(connection: Connection, n: int) -> int:
    """Take ``n`` places in the order of admission; returns the first.

    The counter's row stays locked until the commit, so that the order of the numbers is the order of the
    commits: nobody decides number 8 while a 7 is still invisible.
    """
    insert = insert_into(connection, counters).values(name=_SEQ, value=n)
    taken = insert.on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + n})
    last = connection.execute(taken.returning(counters.c.value)).scalar_one()
    return int(last) - n + 1


def _item_row(row: Row[Any], reason: Reason, seq: int, run_id: str, now: datetime) -> dict[str, object]:
    return {
        "seq": seq,
        "item_id": item_id(row.feed_id, row.entry_key, row.sightings + 1),
        "feed_id": row.feed_id,
        "entry_key": row.entry_key,
        "announced": row.announced,
        "url": row.url,
        "host": host_of(row.url),
        "reason": str(reason),
        "run_id": run_id,
        "admitted_at": now,
        "status": str(Status.QUEUED),
        "owner": "",
        "token": 0,
        "leases": 0,
        "not_before": now,
        "wire_attempts": 0,
        "ended_as": "",
    }


def _mark_open(connection: Connection, found: Sequence[Row[Any]], items: Sequence[dict[str, object]]) -> None:
    marks = [
        {"b_feed": row.feed_id, "b_key": row.entry_key, "b_item": item["item_id"], "b_print": row.announced_fingerprint}
        for row, item in zip(found, items, strict=True)
    ]
    connection.execute(
        update(entries)
        .where(_SAME)
        .values(
            open_item=bindparam("b_item"),
            sightings=entries.c.sightings + 1,
            admitted_fingerprint=bindparam("b_print"),
            next_revisit=None,
            again=0,
        ),
        sorted(marks, key=lambda mark: str(mark["b_key"])),
    )


def host_of(url: str) -> str:
    """Whose budget a request for ``url`` draws on: host and port, in lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()[:300]


def close_visits(connection: Connection, visits: Iterable[tuple[str, str, Visit]]) -> None:
    """Leave on entries, given as (feed id, entry key, visit), what their closed items brought.

    The entries have no open item any more and may be admitted again.
    """
    rows = [_visit_row(*visit) for visit in sorted(visits, key=lambda visit: visit[:2])]
    lock_feeds(connection, {str(row["b_feed"]) for row in rows}, shared=True)
    for names in (_ALWAYS, _ALWAYS + _PAGE):
        group = [row for row in rows if len(row) == len(names) + 2]
        if group:
            values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
            connection.execute(update(entries).where(_SAME).values(open_item="", **values), group)


_ALWAYS = ("quiet", "failures", "next_revisit")
_PAGE = ("article_id", "page_url", "page_etag", "page_last_modified", "page_sha256")


def _visit_row(feed: str, key: str, visit: Visit) -> dict[str, object]:
    row: dict[str, object] = {"b_feed": feed, "b_key": key}
    row |= {f"b_{name}": getattr(visit, name) for name in _ALWAYS}
    if visit.page is not None:
        page = visit.page
        row |= {"b_article_id": page.article_id, "b_page_url": page.url, "b_page_sha256": page.sha256}
        row |= {"b_page_etag": page.etag, "b_page_last_modified": page.last_modified}
    return row


VISIT_COLUMNS = tuple(entries.c[name] for name in ("article_id", *_PAGE[1:], "quiet", "failures", "first_seen_at"))
"""What the readers of the frontier take from the entry's row."""


def known_page(row: Row[Any]) -> KnownPage | None:
    """The page columns of an entries row; None before the first decision."""
    if not row.article_id:
        return None
    return KnownPage(
        article_id=row.article_id,
        url=row.page_url,
        etag=row.page_etag,
        last_modified=row.page_last_modified,
        sha256=row.page_sha256,
    )
