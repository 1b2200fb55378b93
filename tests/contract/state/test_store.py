"""Transactions: all or nothing, and times come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import update

from pipeline.errors import SettingsError
from pipeline.state import State, count_waiting, enqueue, know_article, open_state, read_feeds, register_feeds
from pipeline.state.schema import VERSION
from pipeline.state.tables import schema_version
from tests.contract.state.items import message

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)


def test_a_transaction_that_fails_leaves_nothing(state: State) -> None:
    with pytest.raises(KeyError), state.write() as connection:
        enqueue(connection, [message("a")])
        raise KeyError("the caller's own")
    with state.read() as connection:
        assert count_waiting(connection) == 0


def test_times_of_any_zone_come_back_as_the_same_instant_in_utc(state: State) -> None:
    at = datetime(2017, 11, 9, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-5)))
    with state.write() as connection:
        ids = register_feeds(connection, [("https://news.example/feed", "https://news.example/feed", "")], at, 900)
        (feed,) = read_feeds(connection, ids)
    assert feed.next_poll == at
    assert feed.next_poll.utcoffset() == timedelta(0)


def test_a_store_is_opened_again_with_all_that_is_in_it(state: State, store_url: str) -> None:
    with state.write() as connection:
        enqueue(connection, [message("a")])
    with open_state(store_url, NOW) as again, again.read() as connection:
        assert count_waiting(connection) == 1


def test_a_newer_store_is_refused_in_words(state: State, store_url: str) -> None:
    with state.write() as connection:
        connection.execute(update(schema_version).values(version=VERSION + 6))
    with pytest.raises(SettingsError, match=f"version {VERSION + 6}.*up to {VERSION}"):
        open_state(store_url, NOW)


def test_an_article_is_known_by_what_it_was_first_seen_at(state: State) -> None:
    with state.write() as connection:
        assert know_article(connection, "a1", "https://news.example/1", NOW) == ("https://news.example/1", NOW)
        later = know_article(connection, "a1", "https://amp.news.example/1", NOW + timedelta(days=1))
    assert later == ("https://news.example/1", NOW)
