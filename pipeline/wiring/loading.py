"""The load loop: articles, taggings, the ledger and corrections into the warehouse.

Numbered, because the order is the guarantee:

1. the warehouse says where each partition begins, and the group is told; 2. poll; 3. dead letters, durable on return;
4. one warehouse transaction: compare-and-set on the offsets, upserts, merge; 5. the group's own commit, a courtesy to
monitoring.

A crash anywhere loads the same records again or not at all; another loader that was faster makes 4 roll back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import InvalidRecord, LeaseLost, TransientError
from pipeline.merge import PlaceDateControl
from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.model.event import MergeRule
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.stream import (
    ARTICLES,
    ARTICLES_BACKFILL,
    CORRECTIONS,
    OUTCOMES,
    TAGGINGS,
    TAGGINGS_BACKFILL,
    Consumer,
    Record,
    SchemaTopic,
    Stream,
    TopicPartition,
)
from pipeline.warehouse import Advance, Arrival, Batch, Lane, Loaded, LostRace, Partition, Warehouse, check_arrival
from pipeline.wiring.consuming import Got, Pauses, Read, Row, Say, Stop, letter, never, read_records, with_patience
from pipeline.wiring.consuming import say_on_stderr as stderr
from pipeline.wiring.draining import Drain

LOAD_GROUP = "conflictwire-load"
KINDS: dict[str, type] = {
    ARTICLES: Article,
    TAGGINGS: Tagging,
    OUTCOMES: LedgerRecord,
    CORRECTIONS: Correction,
    ARTICLES_BACKFILL: Article,
    TAGGINGS_BACKFILL: Tagging,
}
_LANES = {ARTICLES: Lane.LIVE, TAGGINGS: Lane.LIVE, CORRECTIONS: Lane.LIVE, OUTCOMES: Lane.LEDGER}
_BATCH = 500
_POLL_S = 0.5
_ATTEMPTS = 5


@dataclass(slots=True)
class LoadCounts:
    """What a load loop did: records loaded and dead-lettered, races lost to another loader, what changed."""

    loaded: Loaded = field(default_factory=Loaded)
    dead: int = 0
    races: int = 0
    waiting: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name. ``waiting``: partitions that wait for a schema."""
        names = ("articles", "taggings", "ledger", "corrections", "claims", "events_written", "events_closed")
        counts = {name: int(getattr(self.loaded, name)) for name in names}
        return {**counts, "dead": self.dead, "races": self.races, "waiting": self.waiting}


def drain_load(
    stream: Stream,
    warehouse: Warehouse,
    *,
    until: Mapping[TopicPartition, int] | None = None,
    rule: MergeRule | None = None,
    say: Say = stderr,
    stop: Stop = never,
    batch: int = _BATCH,
) -> LoadCounts:
    """Load what stands in all topics up to ``until`` (their ends when the call begins), then return.

    Raises:
        StreamUnavailable, WarehouseUnavailable: it stays away after five tries.
        TooManyFailures: our own code failed on five records in a row.
    """
    ends = dict(until if until is not None else stream.end_offsets(list(KINDS)))
    loop = _Loop(stream, warehouse, ends, rule or PlaceDateControl(), say, stop, batch)
    with_patience(loop.run, say, stop, attempts=_ATTEMPTS)
    return loop.counts


def run_load(
    stream: Stream,
    warehouse: Warehouse,
    *,
    rule: MergeRule | None = None,
    say: Say = stderr,
    stop: Stop = never,
    batch: int = _BATCH,
) -> LoadCounts:
    """Load for ever, as a process: as `drain_load`, but an outage is waited out however long."""
    loop = _Loop(stream, warehouse, None, rule or PlaceDateControl(), say, stop, batch)
    with_patience(loop.run, say, stop, attempts=None)
    return loop.counts


def load_at_once(
    stream: Stream, warehouse: Warehouse, topic: str, *, rule: MergeRule | None = None, say: Say = stderr
) -> Loaded:
    """Load what a small topic holds now, without a consumer group: nobody waits for a rebalance.

    Only for a topic of few records, such as the corrections. The compare-and-set of the offsets is what guards it: when
    a loader was faster the records are in the warehouse already. What cannot be loaded is left, with all that follows
    in its partition, to the load loop, which makes dead letters of it.

    Raises:
        StreamUnavailable, WarehouseUnavailable: nothing is lost: the next load brings it.
    """
    merge_rule, lookup, loaded = rule or PlaceDateControl(), SchemaTopic(stream).lookup, Loaded()
    first = stream.beginning_offsets([topic])
    for tp, end in sorted(stream.end_offsets([topic]).items()):
        partition = Partition(tp.topic, tp.partition)
        stored = warehouse.offsets([partition])[partition]
        read = read_records(stream.read(tp, max(stored, first[tp]), end), lookup, KINDS)
        if read.dead or not read.got:
            continue
        batch = Batch(tuple(map(arrival_of, read.got)), {partition: Advance(stored, read.following[tp])})
        try:
            loaded += warehouse.load_batch(batch, merge_rule)
        except LostRace as lost:
            say(f"another loader was faster: {lost}")
    return loaded


def arrival_of(got: Got) -> Arrival:
    """What the warehouse is handed for a record."""
    record, value = got.record, got.value
    if not isinstance(value, Article | Tagging | LedgerRecord | Correction):
        raise InvalidRecord(f"a {type(value).__name__} is not loaded")
    lane = _LANES.get(record.topic, Lane.BACKFILL)
    edition = ""
    if lane is Lane.BACKFILL:
        edition = next((text.decode("utf-8", "replace") for name, text in record.headers if name == "edition"), "")
    return Arrival(value, Partition(record.topic, record.partition), record.offset, lane, edition)


class _Loop:
    def __init__(
        self,
        stream: Stream,
        warehouse: Warehouse,
        ends: dict[TopicPartition, int] | None,
        rule: MergeRule,
        say: Say,
        stop: Stop,
        batch: int,
    ) -> None:
        self.counts = LoadCounts()
        self._stream = stream
        self._warehouse = warehouse
        self._ends = ends
        self._rule = rule
        self._say = say
        self._stop = stop
        self._batch = batch
        self._lookup = SchemaTopic(stream).lookup
        self._row = Row("loading")
        self._at: dict[TopicPartition, int] = {}

    def run(self) -> None:
        """One life of a consumer: until drained, stopped, or something transient goes wrong."""
        self._at.clear()
        drain = Drain(self._stream, list(KINDS), self._ends, lambda: self._stored(self._ends or {}))
        if drain.is_done():
            return
        consumer = self._stream.consumer(LOAD_GROUP, list(KINDS))
        pauses = Pauses(consumer, self._say)
        try:
            consumer.poll(0, _POLL_S)
            while not self._stop() and not drain.is_done():
                pauses.look_again()
                self._take_seats(consumer)
                records = self._in_place(consumer, consumer.poll(self._batch, _POLL_S))
                if not records:
                    drain.idle(consumer.assignment() & self._at.keys())
                    continue
                drain.moved(self._step(consumer, pauses, records), pauses.partitions)
        finally:
            self.counts.waiting = len(pauses.partitions)
            consumer.close()

    def _stored(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        asked = {Partition(tp.topic, tp.partition): tp for tp in partitions}
        return {asked[partition]: offset for partition, offset in self._warehouse.offsets(asked).items()}

    def _take_seats(self, consumer: Consumer) -> None:
        """Go to where the warehouse is, in partitions that were assigned since the last look.

        The group is told first. A partition that is taken away and given back within one poll goes on from the group's
        offset: were that beyond the warehouse's, as it is when a warehouse is built anew, all between would be lost,
        and nothing could show it, since offsets have gaps.
        """
        assigned = consumer.assignment()
        for gone in self._at.keys() - assigned:
            del self._at[gone]
        new = assigned - self._at.keys()
        if not new:
            return
        first = self._stream.beginning_offsets(sorted({tp.topic for tp in new}))
        stored = self._stored(new)
        begin = {tp: max(offset, first.get(tp, 0)) for tp, offset in stored.items()}
        try:
            consumer.commit(begin)
        except LeaseLost:
            return  # the group divides anew: seats are taken after the next poll
        for tp, offset in begin.items():
            consumer.seek(tp, offset)
        self._at |= stored

    def _in_place(self, consumer: Consumer, records: Sequence[Record]) -> list[Record]:
        """Keep what comes after the stored offsets; a partition that came with this very poll is seated first."""
        assigned = consumer.assignment()
        return [
            record
            for record in records
            if (tp := record.topic_partition) in assigned and record.offset >= self._at.get(tp, record.offset + 1)
        ]

    def _step(self, consumer: Consumer, pauses: Pauses, records: list[Record]) -> dict[TopicPartition, int]:
        read = read_records(records, self._lookup, KINDS)
        arrivals = self._checked(read)
        self._bury(read.dead)
        try:
            self._load(arrivals, read.following)
        except LostRace as lost:
            self.counts.races += 1
            self._say(f"another loader was faster: {lost}")
            self._at.clear()
            return {}
        self._courtesy(consumer, read.following)
        pauses.add(read.blocked)
        return read.following

    def _checked(self, read: Read) -> list[tuple[Record, Arrival]]:
        """Sort out, as dead letters, what decodes but can never be loaded."""
        kept: list[tuple[Record, Arrival]] = []
        for got in read.got:
            try:
                arrival = arrival_of(got)
                check_arrival(arrival)
                kept.append((got.record, arrival))
            except InvalidRecord as e:
                read.dead.append((got.record, e))
        return kept

    def _bury(self, dead: Sequence[tuple[Record, Exception]]) -> None:
        self._stream.produce([letter(record, reason) for record, reason in dead])
        self.counts.dead += len(dead)

    def _load(self, arrivals: Sequence[tuple[Record, Arrival]], following: Mapping[TopicPartition, int]) -> None:
        """Load a batch in one transaction; where our own code fails on it, load its records one by one."""
        try:
            self._commit([arrival for _, arrival in arrivals], following)
            self._row.good()
        except (TransientError, LostRace):
            raise
        except Exception as e:  # noqa: BLE001 - our bug: the record that it breaks on is found and dead-lettered
            self._say(f"a batch could not be loaded, loading its records one by one: {type(e).__name__}")
            for record, arrival in arrivals:
                self._load_alone(record, arrival)
            self._commit([], following)

    def _load_alone(self, record: Record, arrival: Arrival) -> None:
        after = {record.topic_partition: record.offset + 1}
        try:
            self._commit([arrival], after)
            self._row.good()
        except (TransientError, LostRace):
            raise
        except Exception as e:  # noqa: BLE001 - see above
            self._bury([(record, e)])
            self._commit([], after)
            self._row.bad(e)

    def _commit(self, arrivals: Sequence[Arrival], following: Mapping[TopicPartition, int]) -> None:
        advances = {
            Partition(tp.topic, tp.partition): Advance(self._at[tp], offset) for tp, offset in following.items()
        }
        loaded = self._warehouse.load_batch(Batch(tuple(arrivals), advances), self._rule)
        self._at.update(following)
        self.counts.loaded += loaded

    def _courtesy(self, consumer: Consumer, following: Mapping[TopicPartition, int]) -> None:
        try:
            if following:
                consumer.commit(following)
        except LeaseLost:
            # the warehouse has the truth: whoever reads the partition now goes on from there
            return
