"""Rates of the codec and of a log: ``python -m tests.bench.log [STREAM_URL …]``.

Without a URL the embedded log in a temporary folder. Topics of a Kafka get a prefix of their own, and stay there.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.model.article import Article
from pipeline.records import decode, encode, newest
from pipeline.stream import ARTICLES, Message, Stream, open_stream
from tests.golden.records.rewrite import newest_value

RECORDS = 10_000
TEXT_CHARS = 4000
SINGLE = 300
REPEATS = 5000


def rate(count: int, work: Callable[[], object]) -> str:
    """Run the work once and say how many of ``count`` it did in a second."""
    began = time.perf_counter()
    work()
    return f"{count / (time.perf_counter() - began):10,.0f} /s"


def repeat(work: Callable[[], object]) -> None:
    """Run the work `REPEATS` times."""
    for _ in range(REPEATS):
        work()


def bench_codec() -> Article:
    """Encode and decode the example of each record; returns the article, with a text of usual length."""
    values: dict[str, Any] = {name: newest_value(schema) for name, schema in sorted(newest().items())}
    chance = random.Random(1)
    words = "army town border troops minister said the a of in on Tuesday killed soldiers".split()
    article: Article = values["conflictwire.Article"]
    article = replace(article, text=" ".join(chance.choices(words, k=TEXT_CHARS // 6)))
    values["conflictwire.Article"] = article
    for name, value in values.items():
        raw = encode(value)
        for what, work in (("encode", partial(encode, value)), ("decode", partial(decode, raw))):
            print(f"{name:26} {len(raw):6} bytes  {what} {rate(REPEATS, partial(repeat, work))}")
    return article


def bench_stream(url: str, article: Article) -> None:
    """Produce and read encoded articles."""
    with closing(open_stream(url)) as stream:
        stream.ensure_topics()
        now = datetime.now(UTC)
        value = encode(article)
        messages = [Message(ARTICLES, f"a{n:020x}".encode(), value, now) for n in range(RECORDS)]
        print(f"{url}: {RECORDS} records of {len(value)} bytes")
        for batch, count in ((1, SINGLE), (100, RECORDS), (500, RECORDS)):
            print(f"  produce by {batch:3}   {rate(count, partial(produce, stream, messages[:count], batch))}")
        total = SINGLE + 2 * RECORDS
        print(f"  consume 500      {rate(total, partial(consume, stream, total))}")
        print(f"  read             {rate(total, partial(read, stream))}")


def produce(stream: Stream, messages: list[Message], batch: int) -> None:
    """Produce in calls of ``batch`` messages."""
    for start in range(0, len(messages), batch):
        stream.produce(messages[start : start + batch])


def consume(stream: Stream, count: int) -> None:
    """Consume and commit until ``count`` records came."""
    consumer = stream.consumer("bench", [ARTICLES])
    while count > 0:
        found = consumer.poll(500, 30)
        consumer.commit({record.topic_partition: record.offset + 1 for record in found})
        count -= len(found)


def read(stream: Stream) -> None:
    """Read all partitions from their beginning."""
    for tp, end in stream.end_offsets([ARTICLES]).items():
        for _ in stream.read(tp, 0, end):
            pass


def main() -> None:
    """Run all."""
    article = bench_codec()
    with tempfile.TemporaryDirectory() as folder:
        for url in sys.argv[1:] or [f"sqlite:///{Path(folder) / 'stream.db'}"]:
            own = f"{url}?prefix=bench-{time.time_ns()}." if url.startswith("kafka") else url
            bench_stream(own, article)


if __name__ == "__main__":
    main()
