"""What is produced stands in the log, whole and in order, and is read by offset and by time."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import InvalidRecord, StreamUnavailable, UsageError
from pipeline.stream import Message, Position, Stream, TopicPartition, partition_of
from tests.contract.stream.conftest import AT, LETTERS, ONE, OpenStream, letter, letters

ONLY = TopicPartition(ONE, 0)


def test_positions_come_in_the_order_of_the_messages(stream: Stream) -> None:
    messages = letters(50)
    positions = stream.produce(messages)
    assert [p.partition for p in positions] == [partition_of(m.key, 3) for m in messages]
    stood = {
        Position(r.topic, r.partition, r.offset): r.value
        for n in range(3)
        for r in stream.read(TopicPartition(LETTERS, n), 0)
    }
    assert [stood[p] for p in positions] == [m.value for m in messages]


def test_a_partition_keeps_the_order_over_many_calls(stream: Stream) -> None:
    for start in range(0, 60, 6):
        stream.produce(letters(6, start=start))
    for number in range(3):
        records = list(stream.read(TopicPartition(LETTERS, number), 0))
        assert [int(r.value) for r in records] == sorted(int(r.value) for r in records)
        assert [r.offset for r in records] == sorted({r.offset for r in records})


def test_nothing_to_produce(stream: Stream) -> None:
    assert stream.produce([]) == []


def test_what_was_produced_is_there_for_another_process(stream: Stream, opened: OpenStream) -> None:
    stream.produce(letters(10, ONE))
    assert [r.value for r in opened().read(ONLY, 0)] == [m.value for m in letters(10, ONE)]


def test_every_field_is_kept(stream: Stream) -> None:
    headers = (("edition", b"second"), ("run", b"\x00\xff"), ("edition", b""), ("größe", b"1"))
    message = Message(ONE, b"\x00key\xff", bytes(range(256)), AT, headers)
    stream.produce([message])
    (record,) = stream.read(ONLY, 0)
    assert (record.key, record.value, record.timestamp, record.headers) == (message.key, message.value, AT, headers)
    assert record.topic_partition == ONLY


def test_an_empty_key_and_value_are_kept(stream: Stream) -> None:
    stream.produce([Message(ONE, b"", b"", AT)])
    (record,) = stream.read(ONLY, 0)
    assert (record.key, record.value, record.headers) == (b"", b"", ())


def test_timestamps_are_kept_to_the_millisecond_rounded_down(stream: Stream) -> None:
    stream.produce([letter(0, ONE, datetime(2026, 1, 1, 0, 0, 0, 1999, tzinfo=UTC))])
    (record,) = stream.read(ONLY, 0)
    assert record.timestamp == datetime(2026, 1, 1, 0, 0, 0, 1000, tzinfo=UTC)


def test_a_record_of_2017_stays(stream: Stream) -> None:
    old = datetime(2017, 11, 9, tzinfo=UTC)
    stream.produce([letter(0, ONE, old), letter(1, ONE, datetime(1970, 1, 1, tzinfo=UTC))])
    stream.ensure_topics()
    assert [r.timestamp.year for r in stream.read(ONLY, 0)] == [2017, 1970]


def test_large_messages(stream: Stream) -> None:
    large = [Message(ONE, b"k", bytes([n]) * (3 * 1024 * 1024), AT) for n in range(4)]
    stream.produce(large)
    assert [r.value for r in stream.read(ONLY, 0)] == [m.value for m in large]


@pytest.mark.parametrize(
    "refused",
    [
        Message(ONE, b"k", b"x" * (5 * 1024 * 1024), AT),
        letter(0, ONE, datetime(1969, 12, 31, tzinfo=UTC)),
        letter(0, ONE, datetime.now(UTC) + timedelta(hours=2)),
        replace(letter(0, ONE), timestamp=AT.replace(tzinfo=None)),
    ],
    ids=["too large", "before 1970", "in the future", "naive time"],
)
def test_a_refused_message_takes_its_whole_call_with_it(stream: Stream, refused: Message) -> None:
    with pytest.raises(InvalidRecord):
        stream.produce([letter(1, ONE), refused])
    assert list(stream.read(ONLY, 0)) == []


def test_a_topic_outside_the_topology(stream: Stream) -> None:
    with pytest.raises(UsageError, match="no topic 'elsewhere'"):
        stream.produce([letter(0, "elsewhere")])
    with pytest.raises(UsageError):
        stream.end_offsets(["elsewhere"])
    with pytest.raises(UsageError):
        stream.consumer("g", ["elsewhere"])


def test_a_partition_that_does_not_exist(stream: Stream) -> None:
    with pytest.raises(UsageError, match="no partition 1"):
        list(stream.read(TopicPartition(ONE, 1), 0))


def test_a_topic_that_was_never_made(opened: OpenStream) -> None:
    with pytest.raises(StreamUnavailable, match="ensure_topics"):
        opened().produce([letter(0)])


def test_topics_are_made_once_by_two_at_a_time(opened: OpenStream) -> None:
    streams = [opened(), opened()]
    threads = [threading.Thread(target=stream.ensure_topics) for stream in streams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    streams[0].produce([letter(0)])
    streams[1].ensure_topics()
    assert sum(streams[1].end_offsets([LETTERS]).values()) == 1


def test_two_threads_may_share_a_stream(stream: Stream) -> None:
    threads = [
        threading.Thread(
            target=lambda start=start: [stream.produce(letters(5, start=at)) for at in range(start, start + 50, 5)]
        )
        for start in (0, 50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [int(r.value) for n in range(3) for r in stream.read(TopicPartition(LETTERS, n), 0)]
    assert sorted(found) == list(range(100))


def test_read_ranges(stream: Stream) -> None:
    offsets = [p.offset for p in stream.produce(letters(10, ONE))]

    def read(start: int, end: int | None = None) -> list[int]:
        return [int(r.value) for r in stream.read(ONLY, start, end)]

    assert read(0) == list(range(10))
    assert read(offsets[3], offsets[6]) == [3, 4, 5]
    assert read(offsets[8], offsets[9] + 100) == [8, 9]
    assert read(offsets[5], offsets[5]) == []
    assert read(offsets[9] + 50) == []


def test_read_yields_what_stood_at_its_start(stream: Stream) -> None:
    stream.produce(letters(3, ONE))
    reading = stream.read(ONLY, 0)
    first = next(reading)
    stream.produce(letters(3, ONE, start=3))
    assert [int(r.value) for r in [first, *reading]] == [0, 1, 2]


def test_offsets_of_an_empty_topic(stream: Stream) -> None:
    tps = {TopicPartition(LETTERS, n): 0 for n in range(3)}
    assert stream.beginning_offsets([LETTERS]) == stream.end_offsets([LETTERS]) == tps
    assert stream.offsets_for_time([LETTERS], AT) == tps


def test_end_offsets_pass_the_last_record(stream: Stream) -> None:
    last = stream.produce(letters(4, ONE))[-1].offset
    assert stream.end_offsets([ONE, LETTERS])[ONLY] == last + 1
    assert stream.beginning_offsets([ONE]) == {ONLY: last - 3}


def test_offsets_for_time(stream: Stream) -> None:
    hours = [0, 1, 2, 2, 3]
    offsets = [p.offset for p in stream.produce([letter(n, ONE, AT + timedelta(hours=h)) for n, h in enumerate(hours)])]

    def offset_at(at: datetime) -> int:
        return stream.offsets_for_time([ONE], at)[ONLY]

    assert offset_at(datetime(1960, 1, 1, tzinfo=UTC)) == offsets[0]
    assert offset_at(AT) == offsets[0]
    assert offset_at(AT + timedelta(milliseconds=1)) == offsets[1]
    assert offset_at(AT + timedelta(hours=2)) == offsets[2]
    assert offset_at(AT + timedelta(hours=2, minutes=59)) == offsets[4]
    assert offset_at(AT + timedelta(days=1)) == offsets[4] + 1


def test_offsets_for_time_in_a_partition_out_of_order(stream: Stream) -> None:
    hours = [5, 1, 9, 2]
    offsets = [p.offset for p in stream.produce([letter(n, ONE, AT + timedelta(hours=h)) for n, h in enumerate(hours)])]
    assert stream.offsets_for_time([ONE], AT + timedelta(hours=1))[ONLY] == offsets[0]
    assert stream.offsets_for_time([ONE], AT + timedelta(hours=6))[ONLY] == offsets[2]


def test_a_closed_stream_says_so(stream: Stream) -> None:
    stream.close()
    stream.close()
    with pytest.raises(UsageError, match="closed"):
        stream.end_offsets([ONE])
    with pytest.raises(UsageError, match="closed"):
        stream.produce([letter(0)])
