"""The outbox: in order, byte-identical, gone only when it is said so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from pipeline.state import OutboxMessage, State, count_waiting, delete_sent, enqueue, pending
from tests.contract.state.items import message

NOW = datetime(2017, 11, 9, 12, 0, 0, 123456, tzinfo=UTC)


def test_messages_come_back_byte_for_byte_and_in_order(state: State) -> None:
    sent = OutboxMessage("news.articles", "k1", b"\x00\xffkey", bytes(range(256)), NOW, (("h", b"\x80\x00"),), "run-1")
    with state.write() as connection:
        enqueue(connection, [sent, message("k2")])
        enqueue(connection, [message("k3")])
    with state.read() as connection:
        found = pending(connection, 10, 10_000)
    assert [waiting.message.natural_key for waiting in found] == ["k1", "k2", "k3"]
    assert found[0].message == sent


def test_only_what_was_acknowledged_goes(state: State) -> None:
    with state.write() as connection:
        enqueue(connection, [message(f"k{n}") for n in range(4)])
        delete_sent(connection, pending(connection, 10, 10_000)[1:3])
    with state.read() as connection:
        assert [waiting.message.natural_key for waiting in pending(connection, 10, 10_000)] == ["k0", "k3"]
        assert count_waiting(connection) == 2


def test_a_batch_is_bounded_in_bytes_but_never_empty(state: State) -> None:
    with state.write() as connection:
        enqueue(connection, [message(f"k{n}", value=b"x" * 100) for n in range(5)])
        assert len(pending(connection, 10, 250)) == 2
        assert len(pending(connection, 10, 1)) == 1
        assert len(pending(connection, 2, 10_000)) == 2


def test_a_natural_key_waits_once(state: State) -> None:
    with pytest.raises(IntegrityError), state.write() as connection:
        enqueue(connection, [message("same"), message("same")])
    with state.read() as connection:
        assert count_waiting(connection) == 0


def test_of_two_who_sent_the_same_messages_one_counts_them(state: State) -> None:
    with state.write() as connection:
        enqueue(connection, [message("k1"), message("k2")])
    with state.read() as connection:
        found = pending(connection, 10, 10_000)
    with state.write() as connection:
        assert delete_sent(connection, found[:1]) == found[:1]
    with state.write() as connection:
        assert delete_sent(connection, found) == found[1:]
