"""What is known of an article beyond its versions: the URL it is known by, and since when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.state.tables import known_articles
from pipeline.state.upsert import insert_into


def know_article(connection: Connection, article_id: str, url: str, first_seen_at: datetime) -> tuple[str, datetime]:
    """Remember an article's URL and first sighting; the first ones stay for ever.

    Returns:
        The URL and the time that it is known by.
    """
    row = {"article_id": article_id, "url": url, "first_seen_at": first_seen_at}
    connection.execute(
        insert_into(connection, known_articles).on_conflict_do_nothing(index_elements=["article_id"]), row
    )
    known = connection.execute(select(known_articles).where(known_articles.c.article_id == article_id)).one()
    return known.url, known.first_seen_at
