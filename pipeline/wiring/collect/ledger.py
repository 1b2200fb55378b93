"""Records on their way to the topics: each becomes an outbox message, encoded once, sent as it is."""

from __future__ import annotations

import traceback
from datetime import datetime

from pipeline.model.article import Article
from pipeline.model.identity import digest
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.words import Outcome, Stage
from pipeline.records import encode
from pipeline.state import FeedState, LeasedItem, OutboxMessage, ReadyItem
from pipeline.stream import ARTICLES, OUTCOMES

MAX_DETAIL_CHARS = 400


def storable(text: str) -> str:
    """The text without what no database or record takes: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """The text as one short storable line, for a person."""
    return " ".join(storable(text).split())[:MAX_DETAIL_CHARS]


def fault_line(error: Exception) -> str:
    """What a fault of ours that was caught says, and where it was raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {place.name}:{place.lineno}: {error}"


def article_message(article: Article, run_id: str) -> OutboxMessage:
    """The article for its topic, under its natural key (article, version, extraction)."""
    natural = f"{article.article_id}/{article.version}/{article.extraction}"
    return OutboxMessage(
        topic=ARTICLES,
        natural_key=natural,
        key=article.article_id.encode(),
        value=encode(article),
        timestamp=article.admitted_at,
        headers=(("run", run_id.encode()),),
        run_id=run_id,
    )


def ledger_message(record: LedgerRecord) -> OutboxMessage:
    """The ledger's line for its topic, under its natural key (kind, item)."""
    return OutboxMessage(
        topic=OUTCOMES,
        natural_key=f"{record.kind}/{record.item_id}",
        key=record.item_id.encode(),
        value=encode(record),
        timestamp=record.at,
        headers=(("run", record.run_id.encode()),),
        run_id=record.run_id,
    )


def poll_record(
    feed: FeedState, run_id: str, outcome: Outcome, detail: str, attempts: int, at: datetime
) -> LedgerRecord:
    """The ledger's line of one poll of a feed; ``feed`` is as it was before the poll."""
    return LedgerRecord(
        kind=LedgerKind.POLL,
        run_id=run_id,
        item_id="p" + digest("poll", feed.feed_id, str(feed.polls + 1)),
        feed_id=feed.feed_id,
        url=feed.url,
        stage=Stage.POLL,
        outcome=outcome,
        detail=one_line(detail),
        at=at,
        attempts=attempts,
    )


def outcome_record(
    item: LeasedItem | ReadyItem, stage: Stage, outcome: Outcome, detail: str, attempts: int
) -> LedgerRecord:
    """The ledger's line of an item that came to a terminal outcome."""
    return LedgerRecord(
        kind=LedgerKind.OUTCOME,
        run_id=item.run_id,
        item_id=item.item_id,
        feed_id=item.feed_id,
        url=item.url,
        stage=stage,
        outcome=outcome,
        detail=one_line(detail),
        at=item.admitted_at,
        attempts=attempts,
    )
