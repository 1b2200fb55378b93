"""What is known of an article beyond its versions: the URL it is known by, and since when."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection
from sqlalchemy.sql.dml import ReturningInsert

from pipeline.state.tables import known_articles
from pipeline.state.upsert import insert_of


def know_article(connection: Connection, article_id: str, url: str, first_seen_at: datetime) -> tuple[str, datetime]:
    """Remember an article's URL and first sighting; the first ones stay for ever.

    Returns:
        The URL and the time that it is known by.
    """
    values = {"article_id": article_id, "url": url, "first_seen_at": first_seen_at}
    known = connection.execute(_keep(connection.dialect.name), values).one()
    return known.url, known.first_seen_at


@lru_cache(maxsize=2)
def _keep(dialect: str) -> ReturningInsert[tuple[str, datetime]]:
    c = known_articles.c
    # an update that changes nothing makes RETURNING answer the row that is there
    kept = insert_of(dialect, known_articles).on_conflict_do_update(index_elements=["article_id"], set_={"url": c.url})
    return kept.returning(c.url, c.first_seen_at)
