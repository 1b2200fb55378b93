"""Two transactions at once: what PostgreSQL's READ COMMITTED lets through, and SQLite's one writer does not.

Each test holds one transaction open while a second one runs into it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from pipeline.state import (
    Announcement,
    EntryValues,
    FeedState,
    State,
    Visit,
    admit,
    admit_left_over,
    announce,
    delete_sent,
    enqueue,
    give_back_slots,
    hold_admission,
    lease_items,
    pending,
    read_feeds,
    register_feeds,
    renew_items,
    store_poll,
)
from pipeline.state.entries import close_visits
from pipeline.state.hosts import take_slots
from pipeline.state.tables import frontier
from tests.contract.state.items import end, lease_all, message

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
FEEDS = ("https://one.example/feed", "https://two.example/feed")
LATER = NOW + timedelta(minutes=5)


def told(key: str = "k") -> Announcement:
    return Announcement(key, "1", f"https://news.example/{key}", 0, EntryValues("Title", f"https://news.example/{key}"))


def polled(state: State) -> list[FeedState]:
    """Two feeds with an entry each, admitted."""
    with state.write() as connection:
        ids = register_feeds(connection, [(url, url, "") for url in FEEDS], NOW, 900)
        known = sorted(read_feeds(connection, ids), key=lambda feed: feed.feed_id)
        for feed in known:
            announce(connection, feed.feed_id, 1, [told()], NOW)
            admit(connection, feed.feed_id, 1, "run-1", NOW, revisit_all=False)
    return known


def beside(
    state: State, first: Callable[[Connection], None], second: Callable[[], None], rest: Callable[[Connection], object]
) -> None:
    """Run ``first`` in a transaction, ``second`` in a thread, then ``rest`` in that transaction; raise what broke."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            second()
        except BaseException as e:
            failures.append(e)

    thread = threading.Thread(target=guarded)
    with state.write() as connection:
        first(connection)
        thread.start()
        time.sleep(0.5)  # the other one comes as far as it can
        rest(connection)
    thread.join()
    assert failures == []


def test_a_poll_and_the_close_of_items_do_not_wait_for_each_other(state: State) -> None:
    one, two = polled(state)

    def store_the_second(connection: Connection) -> None:
        for feed in (one, two):
            assert store_poll(connection, feed, replace(feed, last_poll=NOW))
        announce(connection, two.feed_id, 2, [told()], NOW)

    def close_both() -> None:
        with state.write() as connection:
            close_visits(connection, [(feed.feed_id, "k", Visit(0, 0, None)) for feed in (one, two)])

    beside(state, store_the_second, close_both, lambda c: announce(c, one.feed_id, 2, [told()], NOW))


def test_what_a_poll_admits_is_not_left_over_for_another(state: State) -> None:
    one, two = polled(state)
    with state.write() as connection:
        admit(connection, one.feed_id, 1, "run-1", NOW, revisit_all=True)  # busy: it is to come again
    assert end(state, lease_all(state)) == 2
    admitted: list[int] = []

    def poll_again(connection: Connection) -> None:
        assert store_poll(connection, one, replace(one, last_poll=NOW))
        admitted.append(sum(admit(connection, one.feed_id, 1, "run-2", NOW, revisit_all=False).values()))

    def left_over() -> None:
        with state.write() as connection:
            admitted.append(sum(admit_left_over(connection, "run-1", NOW).values()))

    beside(state, poll_again, left_over, lambda _: None)
    assert admitted == [1, 0]


def test_a_stalled_worker_and_the_one_that_takes_over_do_not_wait_for_each_other(state: State) -> None:
    polled(state)
    held = lease_all(state, owner="stalled")

    def take_over(connection: Connection) -> None:
        connection.execute(select(frontier.c.seq).order_by(frontier.c.seq).with_for_update()).all()

    def wake_up() -> None:
        with state.write() as connection:
            renew_items(connection, held, "stalled", LATER, 30)

    beside(state, take_over, wake_up, lambda c: take_slots(c, ["news.example"], "other", LATER, LATER))


def test_the_last_look_of_a_worker_misses_nothing_that_another_admits(state: State) -> None:
    """Either the worker sees it, or the host is free for the other."""
    one, _ = polled(state)
    assert end(state, lease_all(state, owner="first")) == 2
    found: list[int] = []

    def admit_more(connection: Connection) -> None:
        assert store_poll(connection, one, replace(one, last_poll=NOW))
        announce(connection, one.feed_id, 2, [told("new")], NOW)
        admit(connection, one.feed_id, 2, "run-2", NOW, revisit_all=False)

    def last_look() -> None:
        with state.write() as connection:
            hold_admission(connection)
            found.append(len(lease_items(connection, "first", NOW, limit=9, per_host=9, lease_s=30)))

    beside(state, admit_more, last_look, lambda _: None)
    assert found == [1]


def test_of_two_who_delete_the_same_messages_at_once_one_counts_them(state: State) -> None:
    with state.write() as connection:
        enqueue(connection, [message("k1")])
    with state.read() as connection:
        found = pending(connection, 10, 10_000)
    counted: list[int] = []

    def delete(connection: Connection) -> None:
        counted.append(len(delete_sent(connection, found)))

    def delete_too() -> None:
        with state.write() as connection:
            delete(connection)

    beside(state, delete, delete_too, lambda _: None)
    assert counted == [1, 0]


def test_a_slot_that_was_given_back_is_free_whatever_the_clock_says(state: State) -> None:
    polled(state)
    with state.write() as connection:
        (item, *_) = lease_items(connection, "ahead", LATER, limit=1, per_host=1, lease_s=30)
        give_back_slots(connection, "ahead", LATER)
        assert take_slots(connection, [item.host], "behind", NOW, NOW)
        give_back_slots(connection, "behind", LATER)
        assert lease_items(connection, "behind", NOW, limit=9, per_host=9, lease_s=30)
