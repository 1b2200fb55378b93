"""Reads and writes of the story tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from pipeline.dedupe import tables
from pipeline.dedupe.stories import Stories, StoryArticle
from pipeline.dedupe.story_terms import Terms
from pipeline.model.words import Control

if TYPE_CHECKING:
    from pipeline.dedupe.stories import Found

_T = tables.story_terms.c
_ADD = insert(tables.story_terms)


def load(connection: Connection, window: int) -> Stories:
    """Read the stories of the newest ``window`` articles."""
    stories = Stories(window)
    newest = select(_T.ordinal).order_by(_T.ordinal.desc()).limit(window).subquery()
    rows = select(tables.story_terms).join(newest, newest.c.ordinal == _T.ordinal).order_by(_T.ordinal)
    for ordinal, story_id, published_s, days, control, terms in connection.execute(rows):
        stories.add(
            StoryArticle(ordinal, story_id, Terms.unpack(terms), published_s, _read_days(days), Control(control))
        )
    return stories


def add(connection: Connection, stories: Stories, article: StoryArticle) -> None:
    """Add an article to its story, in memory and in the store; what leaves the window leaves both."""
    row = {
        "ordinal": article.ordinal,
        "story_id": article.story_id,
        "published_s": article.published_s,
        "days": " ".join(f"{month}-{day}" for month, day in sorted(article.days)),
        "control": article.control.value,
        "terms": article.terms.pack(),
    }
    connection.execute(_ADD, row)
    dropped = stories.add(article)
    if dropped is not None:
        connection.execute(delete(tables.story_terms).where(_T.ordinal <= dropped))


def record_merge(connection: Connection, ordinal: int, found: Found) -> None:
    """Record that an article showed two stories to be one: the story that it is less like goes into the other."""
    row = {"at_ordinal": ordinal, "kind": "merge", "story_id": found.also, "into_id": found.story_id}
    connection.execute(insert(tables.story_changes), row | {"similarity": found.also_similarity})


def _read_days(stored: str) -> frozenset[tuple[int, int]]:
    pairs = (each.split("-") for each in stored.split())
    return frozenset((int(month), int(day)) for month, day in pairs)
