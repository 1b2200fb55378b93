"""Several consumers of one group: they divide the partitions, take over from each other, and are fenced."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.errors import LeaseLost
from pipeline.stream import Consumer, Stream, TopicPartition
from tests.contract.stream.conftest import LETTERS, ONE, PATIENCE_S, OpenStream, drain, letters, numbers, poll_together

ALL = frozenset(TopicPartition(LETTERS, number) for number in range(3))


def settled(consumers: list[Consumer]) -> bool:
    parts = [consumer.assignment() for consumer in consumers]
    return all(parts) and frozenset().union(*parts) == ALL and sum(map(len, parts)) == len(ALL)


def test_two_consumers_divide_the_partitions(stream: Stream, opened: OpenStream) -> None:
    consumers: list[Consumer] = [stream.consumer("g", [LETTERS]), opened().consumer("g", [LETTERS])]
    poll_together(consumers, lambda: settled(consumers))
    stream.produce(letters(60))
    shares = [drain(consumer, sum(1 for _ in range(60)) // 3) for consumer in consumers]
    while more := consumers[0].poll(100, 0.5) + consumers[1].poll(100, 0.5):
        shares[0] += more
    assert numbers(shares[0] + shares[1]) == list(range(60))


def test_who_leaves_is_followed_at_once(stream: Stream) -> None:
    consumers: list[Consumer] = [stream.consumer("g", [LETTERS]), stream.consumer("g", [LETTERS])]
    poll_together(consumers, lambda: settled(consumers))
    consumers[0].close()
    poll_together(consumers[1:], lambda: consumers[1].assignment() == ALL)
    stream.produce(letters(20))
    assert numbers(drain(consumers[1], 20)) == list(range(20))


def test_a_consumer_that_lost_a_partition_is_fenced(stream: Stream) -> None:
    stream.produce(letters(30))
    first = stream.consumer("g", [LETTERS])
    found = drain(first, 30)
    offsets = {r.topic_partition: r.offset + 1 for r in found}
    second = stream.consumer("g", [LETTERS])
    poll_together([first, second], lambda: settled([first, second]))
    with pytest.raises(LeaseLost, match="belongs to another consumer"):
        first.commit(offsets)
    assert stream.group_offsets("g") == {}
    kept = first.assignment()
    expected = sorted(int(r.value) for r in found if r.topic_partition in kept)
    # what it keeps comes again from the committed offsets, that is from the beginning
    assert numbers(drain(first, len(expected))) == expected


def test_a_rebalance_loses_no_record(stream: Stream, opened: OpenStream) -> None:
    stream.produce(letters(90))
    seen: set[int] = set()
    first = stream.consumer("g", [LETTERS])
    seen.update(commit_each(first, rounds=2))
    second = opened().consumer("g", [LETTERS])
    deadline = time.monotonic() + PATIENCE_S
    with ThreadPoolExecutor(2) as threads:
        while len(seen) < 90 and time.monotonic() < deadline:
            for some in threads.map(commit_each, [first, second]):
                seen.update(some)
    assert seen == set(range(90))


def commit_each(consumer: Consumer, rounds: int = 1) -> list[int]:
    """Poll a few and commit them; what was not committed does not count as seen."""
    seen: list[int] = []
    for _ in range(rounds):
        found = consumer.poll(10, 0.3)
        try:
            if found:
                consumer.commit({r.topic_partition: r.offset + 1 for r in found})
                seen += [int(r.value) for r in found]
        except LeaseLost:
            continue
    return seen


def test_long_work_between_polls_keeps_the_lease(stream: Stream) -> None:
    stream.produce(letters(6, ONE))
    consumer = stream.consumer("g", [ONE])
    found = drain(consumer, 6)
    time.sleep(4.5)  # the session time-out of the suite is 3 seconds
    rival = stream.consumer("g", [ONE])
    rival_found = rival.poll(10, 0.5)
    consumer.commit({TopicPartition(ONE, 0): found[-1].offset + 1})
    assert rival_found == []
    assert stream.group_offsets("g") == {TopicPartition(ONE, 0): found[-1].offset + 1}


KILLED = """
import sys
from pipeline.stream import open_stream
from tests.contract.stream.conftest import LETTERS, TOPICS

consumer = open_stream(sys.argv[1], TOPICS).consumer("g", [LETTERS])
found = consumer.poll(5, 45)
consumer.commit({r.topic_partition: r.offset + 1 for r in found})
consumer.poll(5, 45)
print(" ".join(r.value.decode() for r in found), flush=True)
sys.stdin.read()
"""


def test_a_killed_consumer_is_followed_after_its_session(stream: Stream, stream_url: str) -> None:
    stream.produce(letters(30))
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, stream_url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        committed = [int(word) for word in child.stdout.readline().split()]
        child.kill()
    assert committed
    # what it had committed never comes again, what it had only polled does
    rest = drain(stream.consumer("g", [LETTERS]), 30 - len(committed))
    assert numbers(rest) == sorted(set(range(30)) - set(committed))
