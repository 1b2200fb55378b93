"""The frontier: leases with fencing tokens, order of decision, counts that add up."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pipeline.model import identity
from pipeline.state import (
    SUSPECT_AFTER,
    Announcement,
    Count,
    EntryValues,
    LeasedItem,
    State,
    add_counts,
    admit,
    announce,
    count_admitted,
    count_waiting,
    counts_of,
    give_back_items,
    give_back_slots,
    last_seq,
    lease_items,
    open_items,
    prune_closed,
    ready_items,
    register_feeds,
    renew_items,
    rest_hosts,
)
from tests.contract.state.items import decide_all, end, extract, extract_all, lease_all

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=31)


def queue(state: State, count: int, host: str = "news.example", feed: str = "https://news.example/feed") -> None:
    entries = [
        Announcement(f"k{n}", "1", f"https://{host}/{n}", n, EntryValues(f"Title {n}", f"https://{host}/{n}"))
        for n in range(count)
    ]
    key = identity.feed_id(feed)
    with state.write() as connection:
        register_feeds(connection, [(feed, feed, "")], NOW, 900)
        announce(connection, key, 1, entries, NOW)
        admitted = admit(connection, key, 1, "run-1", NOW, revisit_all=False)
        add_counts(connection, count_admitted("run-1", admitted))


def test_an_item_is_leased_to_one_worker_at_a_time(state: State) -> None:
    queue(state, 3)
    assert len(lease_all(state, "one")) == 3
    assert lease_all(state, "two") == []


def test_a_dead_workers_item_is_picked_up_after_its_lease_and_the_dead_one_is_fenced(state: State) -> None:
    queue(state, 2)
    lost = lease_all(state, "stalled")
    again = lease_all(state, "other", now=LATER)
    assert [item.leases for item in again] == [2, 2]
    assert [item.token for item in again] == [2, 2]
    assert extract(state, lost) == 0
    assert extract(state, again) == 2
    assert end(state, lost) == 0  # neither a second end nor a ledger line
    with state.read() as connection:
        assert count_waiting(connection) == 0


def test_a_lease_that_ran_out_still_closes_when_nobody_took_it(state: State) -> None:
    queue(state, 1)
    assert extract(state, lease_all(state)) == 1


def test_renewed_leases_are_not_picked_up(state: State) -> None:
    queue(state, 1)
    held = lease_all(state, "one")
    with state.write() as connection:
        renew_items(connection, held, "one", NOW + timedelta(seconds=25), 30)
    assert lease_all(state, "two", now=LATER) == []


def test_items_given_back_are_free_at_once_and_not_counted_against_the_page(state: State) -> None:
    queue(state, 1)
    with state.write() as connection:
        give_back_items(connection, lease_items(connection, "one", NOW, limit=1, per_host=1, lease_s=30), NOW)
        give_back_slots(connection, "one", NOW)
    (item,) = lease_all(state, "two")
    assert item.leases == 1


def test_an_item_that_ends_its_workers_goes_alone(state: State) -> None:
    queue(state, 2)
    now = NOW
    for _ in range(SUSPECT_AFTER):
        assert len(lease_all(state, now=now)) == 2
        now += timedelta(seconds=31)
    assert lease_all(state, now=now) == []
    with state.write() as connection:
        (suspect,) = lease_items(connection, "w", now, limit=100, per_host=100, lease_s=30, alone=True)
    assert suspect.leases == SUSPECT_AFTER + 1


def test_no_more_than_so_many_of_one_host_and_none_of_a_full_one(state: State) -> None:
    queue(state, 5)
    queue(state, 5, host="other.example", feed="https://other.example/feed")
    with state.write() as connection:
        leased = lease_items(connection, "w", NOW, limit=100, per_host=2, lease_s=30)
        assert sorted(item.host for item in leased) == ["news.example"] * 2 + ["other.example"] * 2
        more = lease_items(connection, "w", NOW, limit=100, per_host=2, lease_s=30, full_hosts=["news.example"])
    assert {item.host for item in more} == {"other.example"}


def test_a_host_is_asked_by_one_process_at_a_time_and_its_rest_is_known_to_all(state: State) -> None:
    queue(state, 2)
    with state.write() as connection:
        assert len(lease_items(connection, "one", NOW, limit=1, per_host=9, lease_s=30)) == 1
        assert lease_items(connection, "two", NOW, limit=1, per_host=9, lease_s=30) == []
        rest_hosts(connection, {"news.example": NOW + timedelta(hours=1)})
        give_back_slots(connection, "one", NOW)
        (item,) = lease_items(connection, "two", NOW, limit=1, per_host=9, lease_s=30)
    assert item.host_rests_until == NOW + timedelta(hours=1)


def test_decisions_never_pass_an_open_item(state: State) -> None:
    queue(state, 4)
    items = lease_all(state)
    extract(state, [items[1], items[2]])
    assert ready(state) == []
    end(state, [items[0]])
    assert ready(state) == [items[1].seq, items[2].seq]
    extract(state, [items[3]])
    assert ready(state) == [item.seq for item in items[1:]]


def ready(state: State) -> list[int]:
    with state.read() as connection:
        return [item.seq for item in ready_items(connection, 100)]


def test_what_waited_long_enough_is_decided_before_an_open_item(state: State) -> None:
    queue(state, 3)
    items = lease_all(state)
    extract(state, [items[2]])

    def ready(overdue: datetime) -> list[int]:
        with state.read() as connection:
            return [item.seq for item in ready_items(connection, 100, overdue)]

    assert ready(NOW) == ready(NOW + timedelta(seconds=30)) == []  # its lease ended 30 s after NOW
    assert ready(LATER) == [items[2].seq]
    extract(state, [items[1]])
    assert ready(LATER) == [items[1].seq, items[2].seq]


def test_what_the_feed_said_and_the_page_memory_come_along(state: State) -> None:
    queue(state, 1)
    extract_all(state)
    (item,) = decide_all(state, next_revisit=NOW)
    assert (item.values.title, item.page, item.feed_url) == ("Title 0", None, "https://news.example/feed")
    with state.write() as connection:
        admit(connection, item.feed_id, 1, "run-2", NOW, revisit_all=False)
    (again,) = lease_all(state)
    assert again.page is not None
    assert (again.page.article_id, again.page.etag) == ("ak0", '"e"')


def test_a_terminal_outcome_keeps_what_is_known_of_the_page(state: State) -> None:
    queue(state, 1)
    extract_all(state)
    (item,) = decide_all(state, next_revisit=NOW)
    for run in ("run-2", "run-3"):
        with state.write() as connection:
            admit(connection, item.feed_id, 1, run, NOW, revisit_all=True)
        (leased,) = lease_all(state)
        assert leased.page is not None
        end(state, [leased])
    assert leased.failures == 1


def test_the_counts_of_a_run_add_up(state: State) -> None:
    queue(state, 5)
    items = lease_all(state)
    end(state, items[:2])
    extract(state, items[2:])
    decide_all(state)
    with state.read() as connection:
        counts = counts_of(connection, "run-1")
        opened = open_items(connection)
    assert counts[Count.ADMITTED] == {"first": 5}
    assert counts[Count.ENDED] == {"no-text": 2}
    assert counts[Count.DECIDED] == {"new": 3}
    assert counts[Count.ATTEMPTS] == {"": 7}
    assert (opened.queued, opened.leased, opened.extracted) == (0, 0, 0)


def test_open_items_are_counted_up_to_a_place(state: State) -> None:
    queue(state, 3)
    with state.write() as connection:
        lease_items(connection, "w", NOW, limit=1, per_host=9, lease_s=30)
        last = last_seq(connection)
        found = open_items(connection, last - 1)
    assert (found.queued, found.leased, found.lease_until) == (1, 1, NOW + timedelta(seconds=30))


def test_closed_items_are_forgotten_after_a_while(state: State) -> None:
    queue(state, 1)
    extract_all(state)
    decide_all(state)
    with state.write() as connection:
        assert prune_closed(connection, NOW) == 0
        assert prune_closed(connection, LATER) == 1


def test_workers_side_by_side_lease_every_item_once(state: State) -> None:
    queue(state, 60)
    for n in range(6):
        queue(state, 10, host=f"h{n}.example", feed=f"https://h{n}.example/feed")
    found: list[LeasedItem] = []
    lock = threading.Lock()

    def work(owner: str) -> None:
        for _ in range(100):
            with state.write() as connection:
                got = lease_items(connection, owner, NOW, limit=7, per_host=5, lease_s=30)
            extract(state, got)
            with lock:
                found.extend(got)
            with state.write() as connection:
                give_back_slots(connection, owner, NOW)
                if open_items(connection).queued == 0:
                    return

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(item.seq for item in found) == list(range(1, 121))
    order = [item.seq for item in decide_all(state)]
    assert all(one < two for one, two in pairwise(order))
    assert len(order) == 100
