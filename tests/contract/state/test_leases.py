"""Named leases: one holder, and a stalled one is fenced inside its own transaction."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import LeaseLost
from pipeline.state import DECIDER, Lease, State, acquire, count_waiting, enqueue, release, renew
from tests.contract.state.items import message

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=31)


def take(state: State, owner: str, now: datetime = NOW) -> Lease | None:
    with state.write() as connection:
        return acquire(connection, DECIDER, owner, now, 30)


def test_one_holds_it_until_it_runs_out(state: State) -> None:
    first = take(state, "one")
    assert first == Lease(DECIDER, "one", 1)
    assert take(state, "two") is None
    assert take(state, "two", LATER) == Lease(DECIDER, "two", 2)


def test_a_stalled_holder_stores_nothing(state: State) -> None:
    stalled = take(state, "one")
    assert stalled is not None
    assert take(state, "two", LATER) is not None
    with pytest.raises(LeaseLost, match="went to two"), state.write() as connection:
        enqueue(connection, [message("of the stalled one")])
        renew(connection, stalled, LATER, 30)
    with state.read() as connection:
        assert count_waiting(connection) == 0


def test_a_late_holder_goes_on_while_nobody_took_it(state: State) -> None:
    lease = take(state, "one")
    assert lease is not None
    with state.write() as connection:
        renew(connection, lease, LATER, 30)
    assert take(state, "two", LATER) is None


def test_released_it_is_free_at_once_and_a_lost_one_cannot_be_released(state: State) -> None:
    lease = take(state, "one")
    assert lease is not None
    with state.write() as connection:
        release(connection, lease, NOW)
    second = take(state, "two")
    assert second is not None
    with state.write() as connection:
        release(connection, lease, NOW)
    assert take(state, "three") is None


def test_of_many_at_once_one_gets_it(state: State) -> None:
    got: list[Lease] = []
    start = threading.Barrier(6)

    def fight(owner: str) -> None:
        start.wait()
        lease = take(state, owner)
        if lease is not None:
            got.append(lease)

    threads = [threading.Thread(target=fight, args=(f"d{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
