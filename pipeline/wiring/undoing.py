"""Undo of what the decider joined: a wrong copy, alias or place in a story is taken back, under the decider's lease.

In one state transaction (`pipeline.wiring.correcting`): the decider's rows and the correction; of a copy the article
records too, again under their natural keys with the verdict that stands now, and a decision of its own for each. A
crash before it leaves nothing, a crash after it leaves messages in the outbox, which the next run sends. Tagging and
loading then go their usual way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.dedupe import Decided, correction_time, is_undone, split_story, undo_alias, undo_copy
from pipeline.errors import UsageError, WarehouseUnavailable
from pipeline.model.article import UNDONE_REASON, Article
from pipeline.model.correction import Correction, CorrectionKind, correction_id
from pipeline.model.identity import digest
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.words import Decision, Outcome, Stage
from pipeline.records import decode
from pipeline.settings import Settings
from pipeline.state import OutboxMessage, enqueue
from pipeline.stream import ARTICLES, SchemaTopic, Stream, TopicPartition
from pipeline.wiring.collect.ledger import article_message, ledger_message, one_line
from pipeline.wiring.correcting import deciding, keep, load_corrections, need_new, publish_all, publisher_of
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.running import new_run_id


@dataclass(frozen=True, slots=True)
class UndoneCopy:
    """What the undo of a copy did.

    Attributes:
        of: the article that it was held to be a copy of.
        records: how many article records were published again.
    """

    correction_id: str
    article_id: str
    title: str
    of: str
    records: int


def take_back_copy(settings: Settings, article_id: str, note: str = "") -> UndoneCopy:
    """Take back that an article is a copy, and publish it as one that is coded.

    Raises:
        UsageError: the article is unknown or no copy, or this was done before.
        LeaseLost: another process decides now; nothing was done.
        StreamUnavailable: the log is away; a message that was stored already goes out with the next run.
    """
    with state_of(settings) as state, stream_of(settings) as stream:
        publisher = publisher_of(state, stream)
        publish_all(publisher)  # the copy itself may still wait there
        copies = _copies(newest_records(settings, stream, article_id))
        now = utc_now()
        with deciding(state, settings, now) as connection:
            if is_undone(connection, article_id):
                raise UsageError(f"article {article_id} is undone already: it counts as an article of its own")
            decided = undo_copy(connection, article_id, now, one_line(note))
            newest = _newest(copies, decided)
            name, of = CorrectionKind.COPY, newest.verdict.of
            undone = correction_id(name, article_id, of)
            at, into = correction_time(connection, undone, now), decided.verdict.story_id
            keep(
                connection,
                Correction(undone, name, True, at, one_line(note), article_id, of, into),  # noqa: FBT003 - standing
            )
            enqueue(connection, _messages(copies, decided, now, note))
        publish_all(publisher)
        load_corrections(settings, stream)
    return UndoneCopy(undone, article_id, newest.title, of, len(copies))


def take_back_alias(settings: Settings, url: str, note: str = "") -> Correction:
    """Take back that a URL is an address of an article; tells which article that was.

    Raises:
        UsageError: the URL is no alias, or the article's own address.
        LeaseLost: another process decides now; nothing was done.
        StreamUnavailable: the log is away; what was done goes out with the next run.
    """
    with state_of(settings) as state, stream_of(settings) as stream:
        now = utc_now()
        with deciding(state, settings, now) as connection:
            undone = undo_alias(connection, url, now, one_line(note))
            undone = replace(undone, at=correction_time(connection, undone.correction_id, now))
            keep(connection, undone)
        publish_all(publisher_of(state, stream))
        load_corrections(settings, stream)
    return undone


def take_out_of_story(settings: Settings, article_id: str, note: str = "") -> Correction:
    """Record that an article never belonged to its story; tells that story (``of``) and its own (``into``).

    Raises:
        UsageError: the article is unknown, or began its story itself, or this was done before.
        LeaseLost: another process decides now; nothing was done.
        StreamUnavailable: the log is away; what was done goes out with the next run.
    """
    with state_of(settings) as state, stream_of(settings) as stream:
        publisher = publisher_of(state, stream)
        publish_all(publisher)
        now = utc_now()
        with deciding(state, settings, now) as connection:
            undone = split_story(connection, article_id, now, one_line(note))
            need_new(connection, undone.correction_id)
            undone = replace(undone, at=correction_time(connection, undone.correction_id, now))
            keep(connection, undone)
        publish_all(publisher)
        load_corrections(settings, stream)
    return undone


def newest_records(settings: Settings, stream: Stream, article_id: str) -> list[Article]:
    """An article's records on its topic, of each version and extraction the newest, in the order of these.

    The warehouse knows the partition and the first position; what it does not know is searched for in the topic.
    """
    begins = stream.beginning_offsets([ARTICLES])
    known = {tp: max(at, begins[tp]) for tp, at in _known_places(settings, article_id).items() if tp in begins}
    return _search(stream, known, article_id) or _search(stream, begins, article_id)


def _search(stream: Stream, begins: dict[TopicPartition, int], article_id: str) -> list[Article]:
    lookup, key = SchemaTopic(stream).lookup, article_id.encode()
    found: dict[tuple[int, str], Article] = {}
    for tp, start in sorted(begins.items()):
        for record in stream.read(tp, start):
            value = decode(record.value, lookup) if record.key == key else None
            if isinstance(value, Article):
                found[value.version, value.extraction] = value
    return [found[each] for each in sorted(found)]


def _known_places(settings: Settings, article_id: str) -> dict[TopicPartition, int]:
    """Partition → first position that the warehouse knows. One key has one partition: the others need no reading."""
    try:
        with warehouse_of(settings, upgrade=False) as warehouse:
            records = [each.record for each in warehouse.trace(article_id).articles]
    except (UsageError, WarehouseUnavailable):
        return {}
    places: dict[TopicPartition, int] = {}
    for each in records:
        tp = TopicPartition(each.topic, each.partition)
        places[tp] = min(each.offset, places.get(tp, each.offset))
    return places


def _copies(records: Iterable[Article]) -> list[Article]:
    return [each for each in records if each.verdict.decision is Decision.COPY]


def _newest(copies: list[Article], decided: Decided) -> Article:
    """The record of the version that was taken back; without it nothing may be stored."""
    for article in reversed(copies):
        if article.version == decided.version:
            return article
    raise UsageError(
        f"version {decided.version} of article {decided.article_id} is no copy on {ARTICLES}: only copies are undone"
    )


def _messages(copies: Iterable[Article], decided: Decided, now: datetime, note: str) -> Iterator[OutboxMessage]:
    """Each record again, under its natural key, and the decision on it, under an item id of its own."""
    run_id = new_run_id(now)
    for copy in copies:
        item = "u" + digest("undo", copy.article_id, str(copy.version), copy.extraction)
        article = replace(copy, item_id=item, admitted_at=now, verdict=decided.verdict)
        yield article_message(article, run_id)
        said = f"{UNDONE_REASON}: was held to be a copy of {copy.verdict.of}"
        yield ledger_message(_decision(article, run_id, f"{said}; {note}" if note else said))


def _decision(article: Article, run_id: str, detail: str) -> LedgerRecord:
    return LedgerRecord(
        kind=LedgerKind.DECISION,
        run_id=run_id,
        item_id=article.item_id,
        feed_id=article.feed_id,
        url=article.url,
        stage=Stage.DECIDE,
        outcome=Outcome.OK,
        detail=one_line(detail),
        at=article.admitted_at,
        attempts=0,
        article_id=article.article_id,
        version=article.version,
        title=article.title,
        verdict=article.verdict,
    )
