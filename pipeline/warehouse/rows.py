"""Records → rows: pure functions of one record, its place in the stream and the time of loading."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from pipeline.errors import InvalidRecord
from pipeline.model.article import Article
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.model.words import Decision
from pipeline.warehouse.base import Arrival

Row = dict[str, Any]


def position(arrival: Arrival) -> Row:
    """Where the record stands."""
    return {
        "lane": int(arrival.lane),
        "topic": arrival.partition.topic,
        "partition": arrival.partition.partition,
        "offset": arrival.offset,
    }


def is_kept(article: Article) -> bool:
    """Whether the article has a row of its own: an unchanged one is a decision and no more."""
    return article.verdict.decision is not Decision.UNCHANGED


def article_row(article: Article, arrival: Arrival, now: datetime) -> Row:
    """The row of one article version under one extraction, its text apart."""
    refuse_nul(article.title, article.text, article.url, article.entry_title)
    names = (
        "article_id", "version", "extraction", "item_id", "feed_id", "feed_url", "entry_key", "entry_title",
        "entry_link", "url", "fetched_url", "source", "title", "language", "published_at", "updated_at",
        "first_seen_at", "fetched_at", "admitted_at", "page_sha256", "page_bytes", "archive_ref", "content_hash",
    )  # fmt: skip
    return {name: getattr(article, name) for name in names} | {
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "date_candidates": json.dumps(article.date_candidates, ensure_ascii=False),
        "published_how": str(article.published_how),
        "updated_how": str(article.updated_how),
        "story_id": article.verdict.story_id,
        "decision": str(article.verdict.decision),
        "of": article.verdict.of,
        **position(arrival),
        "recorded_from": now,
        "recorded_to": None,
    }


def text_row(article: Article) -> Row:
    """The text of one article version under one extraction."""
    return {
        "article_id": article.article_id,
        "version": article.version,
        "extraction": article.extraction,
        "text": article.text,
        "erased_at": None,
    }


def decision_row(record: Article | LedgerRecord, arrival: Arrival, now: datetime) -> Row | None:
    """The decision that an article or a ledger record brings; None when it brings none."""
    verdict = record.verdict
    if verdict is None:
        return None
    refuse_nul(record.title, verdict.reason)
    return {
        "item_id": record.item_id,
        "article_id": record.article_id,
        "version": record.version,
        "url": record.url,
        "title": record.title,
        "decision": str(verdict.decision),
        "of": verdict.of,
        "reason": verdict.reason,
        "similarity": verdict.similarity,
        "rule": verdict.rule,
        "changes": verdict.changes,
        "story_id": verdict.story_id,
        "decided_at": record.admitted_at if isinstance(record, Article) else record.at,
        **position(arrival),
        "recorded_from": now,
    }


def ledger_row(record: LedgerRecord, arrival: Arrival, now: datetime) -> Row | None:
    """The row of a poll or a terminal outcome; None for a decision, which has a table of its own."""
    if record.kind is LedgerKind.DECISION:
        return None
    refuse_nul(record.url, record.detail)
    return {
        "kind": str(record.kind),
        "item_id": record.item_id,
        "run_id": record.run_id,
        "feed_id": record.feed_id,
        "url": record.url,
        "stage": str(record.stage),
        "outcome": str(record.outcome),
        "detail": record.detail,
        "at": record.at,
        "attempts": record.attempts,
        **position(arrival),
        "recorded_from": now,
    }


def tagging_row(tagging: Tagging, edition: str, arrival: Arrival, now: datetime) -> Row:
    """The row of one tagging in one edition."""
    return {
        "edition": edition,
        **tagging_key(tagging),
        "outcome": str(tagging.outcome),
        "relevant": tagging.relevant,
        "score": tagging.score,
        "kind": tagging.kind,
        "claims": len(tagging.claims),
        **position(arrival),
        "recorded_from": now,
        "recorded_to": None,
    }


def tagging_key(tagging: Tagging) -> Row:
    """The natural key of a tagging."""
    names = ("article_id", "version", "extraction", "tagger", "tagger_version")
    return {name: getattr(tagging, name) for name in names}


def refuse_nul(*texts: str) -> None:
    """PostgreSQL stores no NUL character, and extraction must have left none."""
    if any("\x00" in text for text in texts):
        raise InvalidRecord("a text holds a NUL character")
