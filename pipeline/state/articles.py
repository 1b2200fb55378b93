"""What is known of an article beyond its versions: the URL it is known by, and since when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from pipeline.state.tables import known_articles
from pipeline.state.upsert import insert_into


def know_article(connection: Connection, article_id: str, url: str, first_seen_at: datetime) -> tuple[str, datetime]:
    """Remember an article's URL and first sighting; the first ones stay for ever.

    Returns:
        The URL and the time that it is known by.
    """
    insert = insert_into(connection, known_articles).values(article_id=article_id, url=url, first_seen_at=first_seen_at)
    c = known_articles.c
    # an update that changes nothing makes RETURNING answer the row that is there
    kept = insert.on_conflict_do_update(index_elements=["article_id"], set_={"url": c.url})
    known = connection.execute(kept.returning(c.url, c.first_seen_at)).one()
    return known.url, known.first_seen_at
