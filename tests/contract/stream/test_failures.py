"""What a failure does: killed producers, gaps, a full disk, a broker that is down."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import SettingsError, StreamUnavailable
from pipeline.stream import SCHEMAS, SchemaTopic, Stream, Topic, TopicPartition, open_stream, topology
from tests.contract.stream.conftest import ONE, TOPICS, drain, letter, letters, numbers

ONLY = TopicPartition(ONE, 0)

PRODUCING = """
import sys
from pipeline.stream import open_stream
from tests.contract.stream.conftest import ONE, TOPICS, letters

stream = open_stream(sys.argv[1], TOPICS)
start = int(sys.argv[2])
while True:
    stream.produce(letters(3, ONE, start=start))
    start += 3
    print(start, flush=True)
"""


def test_kill_9_of_a_producer_loses_nothing_acknowledged(stream: Stream, stream_url: str) -> None:
    chance = random.Random(7)
    acknowledged: list[int] = []
    for kill in range(3):
        start = kill * 1_000_000
        with subprocess.Popen(
            [sys.executable, "-c", PRODUCING, stream_url, str(start)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0.05, 0.3))
            child.kill()
            last = ([start + 3, *map(int, child.stdout.read().split("\n")[:-1])])[-1]
        acknowledged += range(start, last)
    found = [int(r.value) for r in stream.read(ONLY, 0)]
    assert set(acknowledged) <= set(found)
    # at most the one call that was under way is there without having been acknowledged, and nothing twice
    assert len(found) == len(set(found))
    assert len(found) <= len(acknowledged) + 3 * 3
    assert found == sorted(found)


def make_gap(stream: Stream, stream_url: str) -> None:
    """Let an offset of `ONE` go unused: a transaction's marker in Kafka, a deleted row in the file."""
    if stream_url.startswith("sqlite"):
        position = stream.produce([letter(999, ONE)])[0].offset
        path = stream_url.removeprefix("sqlite:///").partition("?")[0]
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("delete from records where position & 0xffffffff = ? and value = '999'", (position,))
            connection.execute("delete from records where cast(value as text) = '999'")
        return
    from kafka import KafkaProducer

    address, _, options = stream_url.removeprefix("kafka://").partition("?prefix=")
    prefix = options.partition("&")[0]
    producer = KafkaProducer(bootstrap_servers=address, transactional_id=f"{prefix}gap")
    producer.init_transactions()
    producer.begin_transaction()
    producer.send(f"{prefix}{ONE}", key=b"k", value=b"998", timestamp_ms=0).get(timeout=10)
    producer.commit_transaction()
    producer.close()


def test_gaps_in_the_offsets_are_normal(stream: Stream, stream_url: str) -> None:
    stream.produce(letters(3, ONE))
    make_gap(stream, stream_url)
    stream.produce(letters(3, ONE, start=3))
    make_gap(stream, stream_url)
    expected = list(range(6))
    read = [r for r in stream.read(ONLY, 0) if int(r.value) != 998]
    assert numbers(read) == expected
    assert read[-1].offset - read[0].offset > 5
    consumed = [
        r for r in drain(stream.consumer("g", [ONE]), 6 if "sqlite" in stream_url else 8) if int(r.value) != 998
    ]
    assert numbers(consumed) == expected


def test_a_replay_may_begin_in_a_gap(stream: Stream, stream_url: str) -> None:
    last = stream.produce(letters(3, ONE))[-1].offset
    make_gap(stream, stream_url)
    stream.produce(letters(2, ONE, start=3))
    after = [int(r.value) for r in stream.read(ONLY, last + 1) if int(r.value) != 998]
    assert after == [3, 4]


def test_schemas_are_published_once(stream_url: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with closing(open_stream(stream_url, topology(Topic(SCHEMAS, partitions=1, compacted=True)))) as stream:
        stream.ensure_topics()
        reader = SchemaTopic(stream)
        assert reader.lookup("aa") is None
        assert SchemaTopic(stream).publish({"aa": b'{"type":"string"}', "bb": b'{"type":"int"}'}, now) == 2
        assert SchemaTopic(stream).publish({"aa": b'{"type":"string"}', "cc": b'{"type":"long"}'}, now) == 1
        assert reader.lookup("cc") == {"type": "long"}
        assert reader.lookup("aa") == {"type": "string"}
        assert reader.lookup("dd") is None
        keys = [r.key for r in stream.read(TopicPartition(SCHEMAS, 0), 0)]
        assert keys == [b"aa", b"bb", b"cc"]


def test_a_broker_that_is_down_at_the_start() -> None:
    began = time.monotonic()
    with pytest.raises(StreamUnavailable, match=r"^kafka 127\.0\.0\.1:1: no broker there: Connection refused$"):
        open_stream("kafka://127.0.0.1:1?connect_timeout_s=2", TOPICS)
    assert time.monotonic() - began < 8


FILLING = """
import resource, sys
from pipeline.errors import StreamUnavailable
from pipeline.stream import Message, open_stream
from tests.contract.stream.conftest import AT, ONE, TOPICS

stream = open_stream(sys.argv[1], TOPICS)
stream.ensure_topics()
# a file that may not grow any more fails the writes as a full disk does
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, resource.RLIM_INFINITY))
done = 0
try:
    while True:
        stream.produce([Message(ONE, b"k", str(done).encode().ljust(50_000), AT)])
        done += 1
except StreamUnavailable as e:
    print(e)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
stream.produce([Message(ONE, b"k", str(done).encode(), AT)])
print(done)
"""


def test_a_full_disk_is_one_clear_line_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "stream.db"
    command = [sys.executable, "-c", FILLING, f"sqlite:///{path}"]
    said, done = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said.startswith(f"stream file {path}: ")
    assert int(done) > 5
    with closing(open_stream(f"sqlite:///{path}", TOPICS)) as stream:
        assert [int(r.value) for r in stream.read(ONLY, 0)] == list(range(int(done) + 1))


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StreamUnavailable, match="stream file .*stream.db: "):
        open_stream(f"sqlite:///{tmp_path / 'file' / 'stream.db'}", TOPICS)
    with pytest.raises(StreamUnavailable, match="not a database"):
        (tmp_path / "text.db").write_text("no database at all, but long enough to be read as a header" * 20)
        open_stream(f"sqlite:///{tmp_path / 'text.db'}", TOPICS)


@pytest.mark.parametrize(
    "url", ["", "kafka://", "sqlite:///", "amqp://h", "sqlite:///x?prefix=a", "kafka://h:1?session_timeout_s=x", "x.db"]
)
def test_a_url_that_names_no_stream(url: str) -> None:
    with pytest.raises(SettingsError, match="^stream "):
        open_stream(url, TOPICS)
