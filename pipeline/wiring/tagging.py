"""The tag loop: articles in, taggings out.

Numbered, because the order is the guarantee:

1. poll; 2. tag (a pure function of the record); 3. produce taggings and dead letters, durable on return; 4. commit.

A crash between 3 and 4 tags the same records again: the taggings are byte-identical under the same natural key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import InvalidRecord, LeaseLost
from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.records import encode
from pipeline.stream import (
    ARTICLES,
    TAGGINGS,
    Consumer,
    Headers,
    Message,
    Record,
    SchemaTopic,
    Stream,
    TopicPartition,
    takeable,
)
from pipeline.wiring.consuming import Got, Pauses, Read, Row, Say, Stop, letter, never, read_records, with_patience
from pipeline.wiring.consuming import say_on_stderr as stderr
from pipeline.wiring.draining import Drain
from pipeline.wiring.tagpool import Tag, TagPool, tag_default

TAG_GROUP = "conflictwire-tag"
_BATCH = 100
_POLL_S = 0.5
_ATTEMPTS = 5


@dataclass(slots=True)
class TagCounts:
    """What a tag loop did, in records; they add up: read = tagged + skipped + dead."""

    read: int = 0
    tagged: int = 0
    skipped: int = 0
    dead: int = 0
    claims: int = 0
    waiting: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name. ``waiting``: partitions that wait for a schema."""
        return {name: getattr(self, name) for name in ("read", "tagged", "skipped", "dead", "claims", "waiting")}


def drain_tag(
    stream: Stream,
    *,
    workers: int = 1,
    until: Mapping[TopicPartition, int] | None = None,
    run_id: str = "",
    tag: Tag = tag_default,
    say: Say = stderr,
    stop: Stop = never,
    batch: int = _BATCH,
) -> TagCounts:
    """Tag what stands in ``news.articles`` up to ``until`` (its end when the call begins), then return.

    Args:
        stream: its topics are made.
        workers: processes that tag; 1 tags in this process.
        until: next offsets to reach, by partition.
        run_id: told in the headers of the taggings, never in them.
        tag: the tagger; with several workers a function that a child process can import.
        say: told, in one line each, what the loop waits for.
        stop: asked between batches; True ends the loop early, everything so far committed.
        batch: most records between two commits.

    Raises:
        StreamUnavailable: the log stays away after five tries.
        TooManyFailures: the tagger failed on five articles in a row.
    """
    ends = dict(until if until is not None else stream.end_offsets([ARTICLES]))
    return _run(stream, workers, ends, run_id, tag, say, stop, batch)


def run_tag(
    stream: Stream,
    *,
    workers: int = 1,
    run_id: str = "",
    tag: Tag = tag_default,
    say: Say = stderr,
    stop: Stop = never,
    batch: int = _BATCH,
) -> TagCounts:
    """Tag for ever, as a process of a consumer group: as `drain_tag`, but an outage is waited out however long."""
    return _run(stream, workers, None, run_id, tag, say, stop, batch)


def _run(
    stream: Stream,
    workers: int,
    ends: dict[TopicPartition, int] | None,
    run_id: str,
    tag: Tag,
    say: Say,
    stop: Stop,
    batch: int,
) -> TagCounts:
    counts = TagCounts()
    headers: Headers = (("run_id", run_id.encode()),) if run_id else ()
    with TagPool(workers, tag) as pool:
        work = Retagger(stream, pool, counts, TAGGINGS, headers)
        loop = _Loop(stream, work, ends, say, stop, batch)
        with_patience(loop.run, say, stop, attempts=None if ends is None else _ATTEMPTS)
    return counts


class Retagger:
    """Articles → taggings on a topic; what fails → dead letters. Durable when it returns, nothing committed."""

    def __init__(self, stream: Stream, pool: TagPool, counts: TagCounts, topic: str, headers: Headers) -> None:
        self._stream = stream
        self._pool = pool
        self._counts = counts
        self._topic = topic
        self._headers = headers

    @property
    def counts(self) -> TagCounts:
        """What was done so far."""
        return self._counts

    def publish(self, read: Read) -> list[Exception | None]:
        """Tag and publish; tells, for each article in order, what our own code threw, or None."""
        wanted = [(each, each.value) for each in read.got if isinstance(each.value, Article)]
        coded = [(each, article) for each, article in wanted if article.verdict.decision.is_coded]
        tagged = self._pool.tag([article for _, article in coded])
        failures: list[tuple[Record, Exception]] = []
        messages: list[tuple[Record, Message]] = []
        outcome: list[Exception | None] = []
        for (each, _), tagging in zip(coded, tagged, strict=True):
            made = self._message(each, tagging)
            outcome.append(made if isinstance(made, Exception) else None)
            if isinstance(made, Exception):
                failures.append((each.record, made))
            else:
                messages.append((each.record, made))
        refused = self._produce(messages)
        dead = [*read.dead, *failures, *refused]
        self._stream.produce([letter(record, reason) for record, reason in dead])
        self._count(read, len(wanted) - len(coded), len(messages) - len(refused), len(dead))
        self._counts.claims += sum(len(each.claims) for each in tagged if isinstance(each, Tagging))
        return outcome

    def _message(self, got: Got, tagging: Tagging | Exception) -> Message | Exception:
        if isinstance(tagging, Exception):
            return tagging
        try:
            value = encode(tagging)
        except InvalidRecord as e:
            return e
        stamp = takeable(got.record.timestamp, datetime.now(UTC))
        return Message(self._topic, tagging.article_id.encode(), value, stamp, self._headers)

    def _produce(self, messages: Sequence[tuple[Record, Message]]) -> list[tuple[Record, Exception]]:
        """Send all; where the log refuses one, send each alone and tell which it was."""
        try:
            self._stream.produce([message for _, message in messages])
            return []
        except InvalidRecord:
            refused: list[tuple[Record, Exception]] = []
            for record, message in messages:
                try:
                    self._stream.produce([message])
                except InvalidRecord as e:
                    refused.append((record, e))
            return refused

    def _count(self, read: Read, skipped: int, tagged: int, dead: int) -> None:
        self._counts.read += len(read.got) + len(read.dead)
        self._counts.skipped += skipped
        self._counts.tagged += tagged
        self._counts.dead += dead


class _Loop:
    def __init__(
        self,
        stream: Stream,
        work: Retagger,
        ends: dict[TopicPartition, int] | None,
        say: Say,
        stop: Stop,
        batch: int,
    ) -> None:
        self._stream = stream
        self._work = work
        self._ends = ends
        self._say = say
        self._stop = stop
        self._batch = batch
        self._lookup = SchemaTopic(stream).lookup
        self._row = Row("the tagger")

    def run(self) -> None:
        """One life of a consumer: until drained, stopped, or something transient goes wrong."""
        drain = Drain(self._stream, [ARTICLES], self._ends, lambda: self._stream.group_offsets(TAG_GROUP))
        if drain.is_done():
            return
        consumer = self._stream.consumer(TAG_GROUP, [ARTICLES])
        pauses = Pauses(consumer, self._say)
        try:
            while not self._stop() and not drain.is_done():
                pauses.look_again()
                records = consumer.poll(self._batch, _POLL_S)
                if not records:
                    drain.idle(consumer.assignment())
                    continue
                drain.moved(self._step(consumer, pauses, records), pauses.partitions)
        finally:
            self._work.counts.waiting = len(pauses.partitions)
            consumer.close()

    def _step(self, consumer: Consumer, pauses: Pauses, records: list[Record]) -> dict[TopicPartition, int]:
        read = read_records(records, self._lookup, {ARTICLES: Article})
        failures = self._work.publish(read)
        try:
            if read.following:
                consumer.commit(read.following)
        except LeaseLost:
            # another consumer has the partition now and tags these again, to the same bytes
            return {}
        pauses.add(read.blocked)
        for failure in failures:
            if failure is None:
                self._row.good()
            else:
                self._row.bad(failure)
        return read.following
