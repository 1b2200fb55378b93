"""One consumer of a group: delivery, commit, seek, pause."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import UsageError
from pipeline.stream import Consumer, Message, Record, Stream, TopicPartition
from tests.contract.stream.conftest import AT, LETTERS, ONE, PATIENCE_S, OpenStream, drain, letters, numbers

ONLY = TopicPartition(ONE, 0)


def next_offset(records: list[Record]) -> dict[TopicPartition, int]:
    return {record.topic_partition: record.offset + 1 for record in records}


def nothing_more(consumer: Consumer) -> bool:
    return consumer.poll(10, 0.5) == []


def test_a_new_group_starts_at_the_earliest_record(stream: Stream) -> None:
    stream.produce(letters(30))
    consumer = stream.consumer("g", [LETTERS])
    assert numbers(drain(consumer, 30)) == list(range(30))
    assert nothing_more(consumer)


def test_records_come_in_order_within_a_partition(stream: Stream) -> None:
    stream.produce(letters(40))
    found = drain(stream.consumer("g", [LETTERS]), 40, max_records=7)
    for number in range(3):
        offsets = [r.offset for r in found if r.partition == number]
        assert offsets == sorted(set(offsets))


def test_poll_gives_no_more_than_asked(stream: Stream) -> None:
    stream.produce(letters(20))
    consumer = stream.consumer("g", [LETTERS])
    sizes: list[int] = []
    while sum(sizes) < 20:
        sizes.append(len(consumer.poll(6, PATIENCE_S)))
    assert max(sizes) <= 6


def test_poll_waits_for_what_comes_and_no_longer(stream: Stream) -> None:
    consumer = stream.consumer("g", [ONE])
    consumer.poll(0, PATIENCE_S)
    began = time.monotonic()
    assert consumer.poll(10, 0.4) == []
    assert 0.3 < time.monotonic() - began < 3
    stream.produce(letters(1, ONE))
    assert numbers(consumer.poll(10, PATIENCE_S)) == [0]


def test_a_record_comes_again_until_it_is_committed(stream: Stream) -> None:
    stream.produce(letters(10, ONE))
    first = stream.consumer("g", [ONE])
    assert len(drain(first, 10)) == 10
    first.close()
    assert stream.group_offsets("g") == {}
    assert numbers(drain(stream.consumer("g", [ONE]), 10)) == list(range(10))


def test_the_next_consumer_goes_on_where_the_group_committed(stream: Stream, opened: OpenStream) -> None:
    stream.produce(letters(10, ONE))
    first = stream.consumer("g", [ONE])
    done = drain(first, 10)[:4]
    first.commit(next_offset(done))
    first.close()
    assert opened().group_offsets("g") == {ONLY: done[-1].offset + 1}
    assert numbers(drain(stream.consumer("g", [ONE]), 6)) == list(range(4, 10))


def test_groups_do_not_see_each_other(stream: Stream) -> None:
    stream.produce(letters(5, ONE))
    first = stream.consumer("g", [ONE])
    first.commit(next_offset(drain(first, 5)))
    assert stream.group_offsets("other") == {}
    assert len(drain(stream.consumer("other", [ONE]), 5)) == 5


def test_a_commit_may_go_back(stream: Stream) -> None:
    stream.produce(letters(6, ONE))
    first = stream.consumer("g", [ONE])
    found = drain(first, 6)
    first.commit(next_offset(found))
    first.commit({ONLY: found[2].offset})
    first.close()
    assert numbers(drain(stream.consumer("g", [ONE]), 4)) == [2, 3, 4, 5]


def test_seek_goes_back_and_forward_and_commits_nothing(stream: Stream) -> None:
    stream.produce(letters(10, ONE))
    consumer = stream.consumer("g", [ONE])
    found = drain(consumer, 10)
    consumer.seek(ONLY, found[7].offset)
    assert numbers(drain(consumer, 3)) == [7, 8, 9]
    consumer.seek(ONLY, found[0].offset)
    consumer.seek(ONLY, found[9].offset)
    assert numbers(drain(consumer, 1)) == [9]
    assert stream.group_offsets("g") == {}


def test_joining_takes_no_records(stream: Stream) -> None:
    positions = stream.produce(letters(10, ONE))
    consumer = stream.consumer("g", [ONE])
    assert consumer.assignment() == frozenset()
    assert consumer.poll(0, PATIENCE_S) == []
    assert consumer.assignment() == {ONLY}
    consumer.seek(ONLY, positions[8].offset)
    assert numbers(drain(consumer, 2)) == [8, 9]


def test_joining_leaves_every_record_for_the_next_poll(stream: Stream) -> None:
    stream.produce(letters(10, ONE))
    consumer = stream.consumer("g", [ONE])
    assert consumer.poll(0, PATIENCE_S) == []
    assert numbers(drain(consumer, 10)) == list(range(10))


def test_a_paused_partition_is_silent_and_goes_on_after(stream: Stream) -> None:
    stream.produce(letters(30))
    consumer = stream.consumer("g", [LETTERS])
    consumer.poll(0, PATIENCE_S)
    quiet = TopicPartition(LETTERS, 0)
    consumer.pause([quiet])
    expected = sum(n for tp, n in stream.end_offsets([LETTERS]).items() if tp != quiet)
    others = drain(consumer, expected)
    assert len(others) == expected
    assert quiet not in {r.topic_partition for r in others}
    assert nothing_more(consumer)
    consumer.resume([quiet])
    rest = drain(consumer, 30 - expected)
    assert numbers(others + rest) == list(range(30))


def test_only_assigned_partitions_are_sought_and_paused(stream: Stream) -> None:
    consumer = stream.consumer("g", [ONE])
    consumer.poll(0, PATIENCE_S)
    with pytest.raises(UsageError, match="not assigned"):
        consumer.seek(TopicPartition(LETTERS, 0), 0)
    with pytest.raises(UsageError, match="not assigned"):
        consumer.pause([TopicPartition(LETTERS, 0)])


def test_several_topics(stream: Stream) -> None:
    stream.produce(letters(6) + letters(4, ONE, start=6))
    assert numbers(drain(stream.consumer("g", [LETTERS, ONE]), 10)) == list(range(10))


def test_large_records_come_through_a_group(stream: Stream) -> None:
    large = [Message(ONE, b"k", bytes([n]) * (3 * 1024 * 1024), AT) for n in range(4)]
    stream.produce(large)
    assert [r.value for r in drain(stream.consumer("g", [ONE]), 4)] == [m.value for m in large]


def test_a_closed_consumer_says_so(stream: Stream) -> None:
    consumer = stream.consumer("g", [ONE])
    consumer.close()
    consumer.close()
    with pytest.raises(UsageError, match="closed"):
        consumer.poll(1, 0)
