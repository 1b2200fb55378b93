"""Retractions: rows that say an article no longer counts. Nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.errors import UsageError
from pipeline.model.event import MergeRule
from pipeline.warehouse import tables
from pipeline.warehouse.editions import lock_current, moment
from pipeline.warehouse.merging import merge_touched
from pipeline.warehouse.upserts import insert_new
from pipeline.warehouse.versions import settle_versions


def retract(connection: Connection, article_id: str, reason: str, rule: MergeRule, now: datetime | None) -> int:
    """Retract an article in every edition: its claims are closed and the events they were in merged anew.

    Returns:
        How many claims were closed.

    Raises:
        UsageError: the warehouse has no such article.
    """
    lock_current(connection)
    if not connection.scalar(select(tables.article.c.article_id).where(tables.article.c.article_id == article_id)):
        raise UsageError(f"there is no article {article_id!r}")
    at = moment(connection, now)
    insert_new(connection, tables.retraction, [{"article_id": article_id, "reason": reason, "recorded_from": at}])
    count = 0
    for edition in sorted(connection.scalars(select(tables.edition.c.edition))):
        closed = settle_versions(connection, edition, [article_id], at)
        merge_touched(connection, edition, rule, closed, at)
        count += len(closed)
    return count
