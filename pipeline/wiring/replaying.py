"""Replay: a range of a topic of articles, tagged again, as an edition beside the current one.

1. the edition's row is made; 2. the range is read, without a consumer group; 3. taggings go to the backfill lane with
the edition in a header, durable on return; 4. the load loop drains that lane. An interrupted replay is given again
under the same name: what was published or loaded before has the same natural keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from pipeline.errors import UsageError
from pipeline.merge import PlaceDateControl
from pipeline.model.article import Article
from pipeline.model.event import MergeRule
from pipeline.stream import (
    ARTICLES,
    ARTICLES_BACKFILL,
    TAGGINGS_BACKFILL,
    Headers,
    Record,
    SchemaTopic,
    Stream,
    TopicPartition,
)
from pipeline.tag import TAGGER, tagger_version
from pipeline.warehouse import Warehouse
from pipeline.wiring.consuming import Say, read_records
from pipeline.wiring.consuming import say_on_stderr as stderr
from pipeline.wiring.loading import LoadCounts, drain_load
from pipeline.wiring.tagging import Retagger, TagCounts
from pipeline.wiring.tagpool import Tag, TagPool, tag_default

_BATCH = 100


@dataclass(frozen=True, slots=True)
class ReplayRange:
    """What to read: by time or by offsets; None is open on that side.

    Attributes:
        topic: ``news.articles``, or its backfill lane.
        start, end: admission times, the end exclusive (a record's own timestamp is its admission time).
        from_offset, to_offset: in each partition, or in ``partition`` alone; the end exclusive.
    """

    topic: str = ARTICLES
    start: datetime | None = None
    end: datetime | None = None
    from_offset: int | None = None
    to_offset: int | None = None
    partition: int | None = None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did."""

    edition: str
    tagged: TagCounts
    loaded: LoadCounts


def replay(
    stream: Stream,
    warehouse: Warehouse,
    asked: ReplayRange,
    *,
    edition: str = "",
    note: str = "",
    workers: int = 1,
    run_id: str = "",
    tag: Tag = tag_default,
    tagger: str = "",
    rule: MergeRule | None = None,
    say: Say = stderr,
    progress: Callable[[TagCounts, int], None] | None = None,
) -> Replayed:
    """Tag a range again and load it as an edition; the current edition stays as it is.

    Args:
        stream: its topics are made.
        warehouse: its schema is up to date.
        asked: the range.
        edition: its name; "" takes the next free of ``r2``, ``r3`` and so on. One that is there goes on.
        note: kept with the edition.
        workers: processes that tag.
        run_id: told in the headers.
        tag: another tagger than the default.
        tagger: its name and version.
        rule: another merge rule than the default.
        say: told, in one line each, what the replay waits for.
        progress: called after each batch with the counts and the number of offsets in the range.

    Raises:
        UsageError: the range is none or holds no record, or the edition is the current one.
        StreamUnavailable, WarehouseUnavailable: one is away.
    """
    current = next(each.edition for each in warehouse.editions() if each.is_current)
    if edition == current:
        raise UsageError(f"edition {edition!r} is the current one: a replay goes beside it, under another name")
    bounds = offsets_of(stream, asked)
    if not bounds:
        raise UsageError(f"no article of {asked.topic} was admitted in that range: there is nothing to tag again")
    merge_rule = rule or PlaceDateControl()
    name = warehouse.create_edition(
        edition,
        extraction="as on the topic",
        tagger=tagger or f"{TAGGER} {tagger_version()}",
        merge_rule=merge_rule.name,
        note=note or _note(asked),
    )
    tagged = _retag(stream, bounds, name, workers, run_id, tag, say, progress)
    return Replayed(name, tagged, drain_load(stream, warehouse, until=_backfill_ends(stream), rule=merge_rule, say=say))


def offsets_of(stream: Stream, asked: ReplayRange) -> dict[TopicPartition, tuple[int, int]]:
    """Turn a range into offsets: first and end (exclusive) of each partition that has any.

    Raises:
        UsageError: the topic holds no articles, or the range is empty by its own terms.
    """
    if asked.topic not in (ARTICLES, ARTICLES_BACKFILL):
        raise UsageError(f"only articles can be tagged again: {ARTICLES} or {ARTICLES_BACKFILL}, not {asked.topic!r}")
    if asked.start and asked.end and asked.start >= asked.end:
        raise UsageError("the range ends before it begins")
    first, last = stream.beginning_offsets([asked.topic]), stream.end_offsets([asked.topic])
    if asked.partition is not None and TopicPartition(asked.topic, asked.partition) not in last:
        raise UsageError(f"{asked.topic} has no partition {asked.partition}")
    starts = stream.offsets_for_time([asked.topic], asked.start) if asked.start else first
    ends = stream.offsets_for_time([asked.topic], asked.end) if asked.end else last
    found = {}
    for tp in sorted(last):
        start = max(starts[tp], first[tp], asked.from_offset or 0)
        end = min(ends[tp], last[tp], last[tp] if asked.to_offset is None else asked.to_offset)
        if start < end and asked.partition in (None, tp.partition):
            found[tp] = (start, end)
    return found


def _note(asked: ReplayRange) -> str:
    start = asked.start.isoformat() if asked.start else asked.from_offset
    end = asked.end.isoformat() if asked.end else asked.to_offset
    return f"replay of {asked.topic} from {start or 'its beginning'} to {end or 'its end'}"


def _backfill_ends(stream: Stream) -> dict[TopicPartition, int]:
    return stream.end_offsets([TAGGINGS_BACKFILL])


def _retag(
    stream: Stream,
    bounds: dict[TopicPartition, tuple[int, int]],
    edition: str,
    workers: int,
    run_id: str,
    tag: Tag,
    say: Say,
    progress: Callable[[TagCounts, int], None] | None,
) -> TagCounts:
    counts = TagCounts()
    lookup = SchemaTopic(stream).lookup
    headers: Headers = (("edition", edition.encode()), ("run_id", run_id.encode()))
    total = sum(end - start for start, end in bounds.values())
    with TagPool(workers, tag) as pool:
        work = Retagger(stream, pool, counts, TAGGINGS_BACKFILL, headers)
        for tp, (start, end) in bounds.items():
            for records in _batches(stream.read(tp, start, end)):
                read = read_records(records, lookup, {tp.topic: Article})
                work.publish(read)
                for at, (offset, unknown) in read.blocked.items():
                    say(f"{at.topic}[{at.partition}] is replayed up to offset {offset} only: {unknown}")
                    counts.waiting += 1
                if progress is not None:
                    progress(counts, total)
                if read.blocked:
                    break
    return counts


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, _BATCH)):
        yield batch
