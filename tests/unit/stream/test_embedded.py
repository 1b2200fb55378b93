"""What the embedded log has of its own: retention, compaction, the file, the division of partitions."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import LeaseLost, StreamUnavailable
from pipeline.stream import Consumer, Message, Record, Stream, Topic, TopicPartition, open_stream, topology
from pipeline.stream.embedded_groups import divide, this_process
from pipeline.stream.embedded_log import pack_headers, unpack_headers
from pipeline.stream.fetched import Fetched

NOW = datetime.now(UTC)
ONLY = TopicPartition("t", 0)


def produce(stream: Stream, *keys: str, ago: timedelta = timedelta(0)) -> None:
    stream.produce([Message("t", key.encode(), f"{key}-{ago}".encode(), NOW - ago) for key in keys])


def keys_of(stream: Stream) -> list[str]:
    return [record.key.decode() for record in stream.read(ONLY, 0)]


def opened(path: Path, topic: Topic) -> Stream:
    stream = open_stream(f"sqlite:///{path}", topology(topic))
    stream.ensure_topics()
    return stream


def test_retention_drops_the_head_of_a_partition(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1, retention_s=3600))) as stream:
        produce(stream, "a", "b", ago=timedelta(hours=3))
        produce(stream, "c")
        produce(stream, "d", ago=timedelta(hours=3))
        stream.ensure_topics()
        # as in Kafka, what is old behind something young stays
        assert keys_of(stream) == ["c", "d"]
        assert stream.beginning_offsets(["t"]) == {ONLY: 2}
        assert stream.end_offsets(["t"]) == {ONLY: 4}


def test_a_group_goes_on_after_what_retention_dropped(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1, retention_s=3600))) as stream:
        produce(stream, "a", "b", ago=timedelta(hours=3))
        stream.ensure_topics()
        produce(stream, "c")
        found = stream.consumer("g", ["t"]).poll(10, 1)
        assert [(r.key, r.offset) for r in found] == [(b"c", 2)]


def test_an_emptied_partition_does_not_count_from_zero_again(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1, retention_s=3600))) as stream:
        produce(stream, "a", "b", ago=timedelta(hours=3))
        stream.ensure_topics()
        assert stream.beginning_offsets(["t"]) == stream.end_offsets(["t"]) == {ONLY: 2}


def test_compaction_keeps_the_last_record_of_a_key(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1, compacted=True))) as stream:
        produce(stream, "a", "b", "a", "c", "b")
        stream.ensure_topics()
        assert [(r.key, r.offset) for r in stream.read(ONLY, 0)] == [(b"a", 2), (b"c", 3), (b"b", 4)]


def test_the_partitions_of_a_topic_stay_as_they_were_made(tmp_path: Path) -> None:
    opened(tmp_path / "s.db", Topic("t", 2)).close()
    with closing(opened(tmp_path / "s.db", Topic("t", 5))) as stream:
        assert len(stream.end_offsets(["t"])) == 2


def test_an_acknowledged_commit_is_on_the_disk(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1))) as stream:
        connection = stream._connection  # type: ignore[attr-defined] # noqa: SLF001 -- what no test can see from outside
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
        assert connection.execute("pragma synchronous").fetchone() == (2,)


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    opened(tmp_path / "s.db", Topic("t", 1)).close()
    with closing(sqlite3.connect(tmp_path / "s.db")) as connection:
        connection.execute("pragma user_version=99")
    with pytest.raises(StreamUnavailable, match="newer version"):
        opened(tmp_path / "s.db", Topic("t", 1))


def test_a_lock_that_is_not_given_back_is_named(tmp_path: Path) -> None:
    opened(tmp_path / "s.db", Topic("t", 1)).close()
    stream = open_stream(f"sqlite:///{tmp_path / 's.db'}?connect_timeout_s=0.2", topology(Topic("t", 1)))
    with closing(stream), closing(sqlite3.connect(tmp_path / "s.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StreamUnavailable, match=r"s\.db: database is locked"):
            produce(stream, "a")
        other.execute("rollback")
        produce(stream, "b")
        assert keys_of(stream) == ["b"]


def test_a_consumer_that_hangs_loses_its_partitions(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 's.db'}?session_timeout_s=0.5&max_poll_interval_s=0.2"
    with closing(open_stream(url, topology(Topic("t", 1)))) as stream:
        stream.ensure_topics()
        produce(stream, "a")
        hanging, other = stream.consumer("g", ["t"]), stream.consumer("g", ["t"])
        assert len(hanging.poll(1, 1)) == 1
        deadline = time.monotonic() + 10
        while not other.assignment() and time.monotonic() < deadline:
            other.poll(0, 0.1)
        assert other.assignment() == {ONLY}
        with pytest.raises(LeaseLost):
            hanging.commit({ONLY: 1})
        assert stream.group_offsets("g") == {}


def test_a_member_of_another_name_space_is_given_its_time(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1))) as stream:
        _, started, _ = json.loads(this_process())
        elsewhere = json.dumps([2**22 - 1, started, "pid:[1]"])
        with closing(sqlite3.connect(tmp_path / "s.db")) as connection, connection:
            row = ("g", "elsewhere", '["t"]', elsewhere, time.time() + 60)
            connection.execute("insert into members values (?, ?, ?, ?, ?)", row)
            connection.execute("insert into assignments values ('g', 't', 0, 'elsewhere', 1)")
        consumer = stream.consumer("g", ["t"])
        consumer.poll(0, 0.3)
        assert consumer.assignment() == frozenset()


@pytest.mark.parametrize(("pid", "started"), [(2**22 - 1, "1"), (os.getpid(), "1")], ids=["gone", "pid used again"])
def test_a_dead_member_is_followed_at_once(tmp_path: Path, pid: int, started: str) -> None:
    _, _, name_space = json.loads(this_process())
    if not name_space:
        pytest.skip("needs /proc: elsewhere the session time-out does it")
    with closing(opened(tmp_path / "s.db", Topic("t", 1))) as stream:
        with closing(sqlite3.connect(tmp_path / "s.db")) as connection, connection:
            row = ("g", "dead", '["t"]', json.dumps([pid, started, name_space]), time.time() + 3600)
            connection.execute("insert into members values (?, ?, ?, ?, ?)", row)
        consumer = stream.consumer("g", ["t"])
        consumer.poll(0, 1)
        assert consumer.assignment() == {ONLY}


def test_many_writers_and_readers_share_the_file(tmp_path: Path) -> None:
    topics = topology(Topic("t", 1))
    path = tmp_path / "s.db"
    opened(path, topics["t"]).close()
    failures: list[Exception] = []

    def run(work: Callable[[Stream], object]) -> None:
        try:
            with closing(open_stream(f"sqlite:///{path}", topics)) as stream:
                work(stream)
        except Exception as e:  # shown by the assertion below
            failures.append(e)

    def write(stream: Stream) -> None:
        for _ in range(30):
            produce(stream, "k")

    def read(stream: Stream) -> None:
        while len(list(stream.read(ONLY, 0))) < 90:
            time.sleep(0.01)

    threads = [threading.Thread(target=run, args=[work]) for work in (write, write, write, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []


TPS = [TopicPartition("t", number) for number in range(6)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 9])
def test_a_division_is_complete_and_fair(count: int) -> None:
    members = [f"m{number}" for number in range(count)]
    division = divide(TPS, members, {})
    assert list(sorted(division)) == TPS
    shares = [list(division.values()).count(member) for member in members]
    assert max(shares) - min(shares) <= 1


def test_a_division_moves_no_more_than_it_must() -> None:
    one = divide(TPS, ["a"], {})
    two = divide(TPS, ["a", "b"], one)
    assert sum(two[tp] == one[tp] for tp in TPS) == 3
    four = divide(TPS, ["a", "b", "c", "d"], two)
    assert sum(four[tp] == two[tp] for tp in TPS) == 4
    back = divide(TPS, ["b", "c", "d"], four)
    assert all(back[tp] == four[tp] for tp in TPS if four[tp] != "a")
    assert divide(TPS, ["b", "c", "d"], back) == back


@pytest.mark.parametrize("headers", [(), (("a", b""),), (("größe", b"\x00" * 70_000), ("größe", b"x"), ("", b"y"))])
def test_headers_in_one_blob(headers: tuple[tuple[str, bytes], ...]) -> None:
    assert unpack_headers(pack_headers(headers)) == headers


def test_fetched_records_are_handed_out_in_turn_and_in_order() -> None:
    fetched = Fetched()
    fetched.add(Record("t", n % 2, n, b"", b"", NOW) for n in range(10))
    first = fetched.take(3, ())
    second = fetched.take(3, ())
    assert [(r.partition, r.offset) for r in first] == [(0, 0), (0, 2), (0, 4)]
    assert [(r.partition, r.offset) for r in second] == [(1, 1), (1, 3), (1, 5)]
    assert [r.offset for r in fetched.take(9, {TopicPartition("t", 0)})] == [7, 9]
    assert not fetched.has_any({TopicPartition("t", 0)})
    assert [r.offset for r in fetched.take(9, ())] == [6, 8]


def test_an_embedded_consumer_is_a_consumer(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "s.db", Topic("t", 1))) as stream:
        consumer: Consumer = stream.consumer("g", ["t"])
        assert consumer.poll(1, 0) == []
