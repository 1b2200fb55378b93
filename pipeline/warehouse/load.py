"""Loading one batch: rows in, newest versions told apart, touched events merged anew. One transaction, the caller's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from pipeline.errors import InvalidRecord
from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.model.event import MergeRule
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.warehouse import rows, tables
from pipeline.warehouse.base import Arrival, Batch, Lane, Loaded
from pipeline.warehouse.claim_rows import block_columns, claim_of_row, claim_row, evidence_rows
from pipeline.warehouse.correcting import load_corrections, merge_corrected
from pipeline.warehouse.correction_rows import correction_row
from pipeline.warehouse.editions import ensure_edition, lock_current, moment
from pipeline.warehouse.merging import merge_touched
from pipeline.warehouse.offsets import advance
from pipeline.warehouse.upserts import insert_by_lane, insert_new
from pipeline.warehouse.versions import settle_versions


def check(arrival: Arrival) -> None:
    """Raise InvalidRecord for a record that can never be loaded, before its batch is begun."""
    value = arrival.value
    if isinstance(value, Article):
        rows.article_row(value, arrival, value.admitted_at)
    elif isinstance(value, Tagging):
        if arrival.lane is Lane.BACKFILL and not arrival.edition:
            raise InvalidRecord("a backfill tagging names no edition")
        for claim in value.claims:
            list(evidence_rows(value, claim, arrival.edition))
    elif isinstance(value, Correction):
        correction_row(value, arrival, value.at)
    else:
        rows.ledger_row(value, arrival, value.at)


def load(connection: Connection, batch: Batch, rule: MergeRule, asked: datetime | None) -> Loaded:
    """Load one batch within the caller's transaction. Loading it again changes nothing.

    The result is a function of the set of records: batches may be cut anywhere and topics come in any order.

    Raises:
        LostRace: another loader was faster; roll back and seek.
        InvalidRecord: see `check`.
    """
    current = lock_current(connection)
    now = moment(connection, asked)
    advance(connection, batch.advances, now)
    articles = [each for each in batch.arrivals if isinstance(each.value, Article)]
    ledger = [each for each in batch.arrivals if isinstance(each.value, LedgerRecord)]
    taggings = [each for each in batch.arrivals if isinstance(each.value, Tagging)]
    corrections = [each for each in batch.arrivals if isinstance(each.value, Correction)]
    _load_articles(connection, articles, now)
    _load_ledger(connection, ledger, now)
    corrected = load_corrections(connection, corrections, now)
    brought = Loaded(len(articles), len(taggings), len(ledger), len(corrections))
    loaded = brought + _load_taggings(connection, taggings, current, rule, now)
    written, gone = merge_corrected(connection, corrected, rule, now)
    return loaded + Loaded(events_written=written, events_closed=gone)


def _load_articles(connection: Connection, arrivals: list[Arrival], now: datetime) -> None:
    articles = [(each.value, each) for each in arrivals if isinstance(each.value, Article)]
    kept = [(article, each) for article, each in articles if rows.is_kept(article)]
    insert_by_lane(connection, tables.article, [rows.article_row(article, each, now) for article, each in kept])
    insert_new(connection, tables.article_text, [rows.text_row(article) for article, _ in kept])
    decisions = [rows.decision_row(article, each, now) for article, each in articles]
    insert_by_lane(connection, tables.decision, [row for row in decisions if row is not None])
    _add_sources(connection, {article.source for article, _ in articles}, now)
    feeds = {article.feed_id: (article.feed_url, int(each.lane)) for article, each in articles}
    _add_feeds(connection, feeds, now)


def _load_ledger(connection: Connection, arrivals: list[Arrival], now: datetime) -> None:
    ledger = [(each.value, each) for each in arrivals if isinstance(each.value, LedgerRecord)]
    lines = [rows.ledger_row(record, each, now) for record, each in ledger]
    insert_by_lane(connection, tables.ledger, [row for row in lines if row is not None])
    decisions = [rows.decision_row(record, each, now) for record, each in ledger]
    insert_by_lane(connection, tables.decision, [row for row in decisions if row is not None])
    polls = {record.feed_id: (record.url, int(each.lane)) for record, each in ledger if record.kind == "poll"}
    _add_feeds(connection, polls, now)


def _add_sources(connection: Connection, names: Iterable[str], now: datetime) -> None:
    insert_new(connection, tables.source, [{"source": name, "recorded_from": now} for name in sorted(names)])


def _add_feeds(connection: Connection, feeds: dict[str, tuple[str, int]], now: datetime) -> None:
    found = [
        {"feed_id": feed, "feed_url": url, "lane": lane, "recorded_from": now}
        for feed, (url, lane) in sorted(feeds.items())
    ]
    insert_by_lane(connection, tables.feed, found)


def _load_taggings(
    connection: Connection, arrivals: list[Arrival], current: str, rule: MergeRule, now: datetime
) -> Loaded:
    by_edition: dict[str, list[tuple[Tagging, Arrival]]] = defaultdict(list)
    for each in arrivals:
        if isinstance(each.value, Tagging):
            by_edition[each.edition or current].append((each.value, each))
    loaded = Loaded()
    for edition in sorted(by_edition):
        if edition != current:
            ensure_edition(connection, edition, note="made by loading", now=now)
        loaded += _load_edition(connection, edition, by_edition[edition], rule, now)
    return loaded


def _load_edition(
    connection: Connection, edition: str, taggings: list[tuple[Tagging, Arrival]], rule: MergeRule, now: datetime
) -> Loaded:
    claims = [claim_row(tagging, claim, edition, now) for tagging, _ in taggings for claim in tagging.claims]
    for row in claims:
        row.update(block_columns(rule.block(claim_of_row(row))))
    quotes = [
        quote for tagging, _ in taggings for claim in tagging.claims for quote in evidence_rows(tagging, claim, edition)
    ]
    insert_new(connection, tables.tagging, [rows.tagging_row(tagging, edition, at, now) for tagging, at in taggings])
    insert_new(connection, tables.claim, claims)
    insert_new(connection, tables.evidence, quotes)
    closed = settle_versions(connection, edition, {tagging.article_id for tagging, _ in taggings}, now)
    touched = closed | {str(row["claim_id"]) for row in claims}
    written, gone = merge_touched(connection, edition, rule, touched, now)
    return Loaded(claims=len(claims), events_written=written, events_closed=gone)
