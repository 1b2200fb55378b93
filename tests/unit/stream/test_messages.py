"""Keys and partitions, sizes and stamps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.stream import Message
from pipeline.stream.messages import from_millis, message_bytes, murmur2, partition_of, to_millis


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        # org.apache.kafka.common.utils.UtilsTest.testMurmur2, signed 32 bits
        (b"21", -973932308),
        (b"foobar", -790332482),
        (b"a-little-bit-long-string", -985981536),
        (b"a-little-bit-longer-string", -1486304829),
        (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        (b"abc", 479470107),
    ],
)
def test_murmur2_is_that_of_kafka(key: bytes, expected: int) -> None:
    assert murmur2(key) == expected % 2**32


def test_keys_spread_over_the_partitions() -> None:
    counts = [0] * 6
    for number in range(6000):
        counts[partition_of(f"a{number:020x}".encode(), 6)] += 1
    assert min(counts) > 800


def test_milliseconds() -> None:
    at = datetime(2017, 11, 9, 8, 7, 6, 5999, tzinfo=UTC)
    assert from_millis(to_millis(at)) == at.replace(microsecond=5000)


def test_the_size_of_a_message_counts_everything() -> None:
    at = datetime(2017, 11, 9, tzinfo=UTC)
    assert message_bytes(Message("t", b"key", b"value", at, (("ü", b"123"),))) == 3 + 5 + 2 + 3
