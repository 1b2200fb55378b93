"""Feeds and entries: polls stored by compare-and-set, entries admitted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.model import identity
from pipeline.state import (
    Announcement,
    EntryValues,
    FeedState,
    Reason,
    State,
    admit,
    admit_left_over,
    announce,
    lease_items,
    read_feeds,
    register_feeds,
    store_poll,
)
from tests.contract.state.items import decide_all, extract_all

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
FEED_URL = "https://news.example/feed"


def said(key: str, fingerprint: str = "1", position: int = 0) -> Announcement:
    values = EntryValues(title=f"Title {key} داعش", link=f"https://news.example/{key}", published=NOW)
    return Announcement(key, fingerprint, f"https://news.example/{key}", position, values)


def feed_in(state: State) -> FeedState:
    with state.write() as connection:
        ids = register_feeds(connection, [(FEED_URL, FEED_URL, "News")], NOW, 900)
        return read_feeds(connection, ids)[0]


def admit_now(
    state: State, entries: list[Announcement], body: int = 1, now: datetime = NOW, revisit_all: bool = False
) -> dict[Reason, int]:
    feed = identity.feed_id(FEED_URL)
    with state.write() as connection:
        announce(connection, feed, body, entries, now)
        return dict(admit(connection, feed, body, "run-1", now, revisit_all=revisit_all))


def test_a_new_feed_is_due_at_once_and_a_known_one_keeps_what_is_known(state: State) -> None:
    feed = feed_in(state)
    assert (feed.next_poll, feed.polls, feed.fetch_url) == (NOW, 0, FEED_URL)
    with state.write() as connection:
        assert store_poll(connection, feed, replace(feed, etag='"a"', last_poll=NOW))
    again = feed_in(state)
    assert (again.etag, again.polls, again.last_poll) == ('"a"', 1, NOW)


def test_of_two_polls_at_once_the_second_is_dropped(state: State) -> None:
    feed = feed_in(state)
    with state.write() as connection:
        assert store_poll(connection, feed, replace(feed, etag='"first"'))
    with state.write() as connection:
        assert not store_poll(connection, feed, replace(feed, etag='"second"'))
    assert feed_in(state).etag == '"first"'


def test_first_sighting_is_admitted_once(state: State) -> None:
    feed_in(state)
    assert admit_now(state, [said("a"), said("b", position=1)]) == {Reason.FIRST: 2}
    assert admit_now(state, [said("a"), said("b", position=1)], body=2) == {}


def test_an_entry_never_gets_a_second_open_item_but_its_change_is_not_forgotten(state: State) -> None:
    feed_in(state)
    admit_now(state, [said("a")])
    assert admit_now(state, [said("a", fingerprint="2")], body=2, revisit_all=True) == {}
    close_all(state)
    # the change was announced while the first item was open: it is admitted at the next poll, behind a 304 too
    assert admit_now(state, [], body=2) == {Reason.CHANGED: 1}


def test_what_was_called_for_while_an_item_was_open_comes_as_soon_as_it_is_closed(state: State) -> None:
    feed_in(state)
    admit_now(state, [said("a"), said("b", position=1)])
    admit_now(state, [said("a", fingerprint="2"), said("b", position=1)], body=2)
    assert left_over(state) == {}
    close_all(state)
    assert left_over(state) == {Reason.CHANGED: 1}
    assert left_over(state) == {}
    admit_now(state, [], body=2, revisit_all=True)
    close_all(state)
    assert left_over(state) == {Reason.REVISIT: 1}  # "a" was open when all were called for


def left_over(state: State) -> dict[Reason, int]:
    with state.write() as connection:
        return dict(admit_left_over(connection, "run-2", NOW))


def test_a_repeated_key_in_one_body_is_one_entry_and_the_first_counts(state: State) -> None:
    feed_in(state)
    assert admit_now(state, [said("a", "1"), said("a", "2", position=1)]) == {Reason.FIRST: 1}
    close_all(state)
    assert admit_now(state, [said("a", "1")], body=2) == {}


def test_revisits_come_when_due_and_all_of_the_last_body_on_request(state: State) -> None:
    feed_in(state)
    admit_now(state, [said("a"), said("gone", position=1)])
    close_all(state, next_revisit=NOW + timedelta(hours=1))
    assert admit_now(state, [said("a")], body=2) == {}
    assert admit_now(state, [], body=2, now=NOW + timedelta(hours=2)) == {Reason.REVISIT: 2}
    close_all(state)
    assert admit_now(state, [], body=2, revisit_all=True) == {Reason.REVISIT: 1}  # "gone" left the feed


def test_items_are_numbered_in_the_order_of_the_feed(state: State) -> None:
    feed_in(state)
    admit_now(state, [said("z", position=0), said("m", position=1), said("a", position=2)])
    with state.write() as connection:
        leased = lease_items(connection, "w", NOW, limit=10, per_host=10, lease_s=30)
    assert [item.entry_key for item in leased] == ["z", "m", "a"]
    assert [item.seq for item in leased] == sorted(item.seq for item in leased)
    assert leased[0].item_id == identity.item_id(identity.feed_id(FEED_URL), "z", 1)


def close_all(state: State, next_revisit: datetime | None = None) -> None:
    extract_all(state, now=NOW + timedelta(days=1))
    decide_all(state, next_revisit=next_revisit)
