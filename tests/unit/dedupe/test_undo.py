from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select

from pipeline.dedupe import Candidate, Decided, Decider, lineage, split_story, tables, undo_alias, undo_copy
from pipeline.errors import UsageError
from pipeline.model.article import Article
from pipeline.model.words import Decision, How
from tests.unit.dedupe.candidates import ALBU_KAMAL, candidate, database
from tests.unit.dedupe.test_identity import OTHER

_AT = datetime(2017, 11, 10, tzinfo=UTC)


def _published(each: Candidate, decided: Decided) -> Article:
    """The record that publish would send for this decision."""
    return Article(
        article_id=decided.article_id,
        version=decided.version,
        extraction="test/1",
        item_id=each.item_id,
        feed_id=each.feed_id,
        feed_url="",
        entry_key="",
        entry_title="",
        entry_link="",
        url=each.url,
        fetched_url=each.fetched_url,
        source=each.source,
        title=each.title,
        text=each.text,
        authors=(),
        language=each.language,
        published_at=each.published_at,
        published_how=How.NONE,
        updated_at=None,
        updated_how=How.NONE,
        first_seen_at=each.admitted_at,
        fetched_at=each.admitted_at,
        admitted_at=each.admitted_at,
        date_candidates=(),
        page_sha256="",
        page_bytes=0,
        archive_ref="",
        content_hash=each.content_hash,
        verdict=decided.verdict,
    )


def _copied(connection: Connection) -> tuple[Decided, Decided]:
    decider = Decider.open(connection)
    return decider.decide(connection, candidate(1)), decider.decide(connection, candidate(2))


def test_an_undone_copy_is_new_and_coded_and_stays_so() -> None:
    with database() as connection:
        first, copied = _copied(connection)
        assert copied.verdict.decision is Decision.COPY
        undone = undo_copy(connection, copied.article_id, _AT, "two towns of one name")
        again = undo_copy(connection, copied.article_id, _AT)
        revised = replace(candidate(3, text=f"{ALBU_KAMAL} More."), url=candidate(2).url)
        later = Decider.open(connection).decide(connection, revised)
        rows = connection.execute(select(tables.undone)).all()
    assert undone.verdict.decision.is_coded
    assert (undone.verdict.decision, undone.verdict.of) == (Decision.NEW, "")
    assert again == undone
    assert undone.verdict.story_id != first.verdict.story_id
    assert [(row.article_id, row.of_id, row.note) for row in rows] == [
        (copied.article_id, first.article_id, "two towns of one name")
    ]
    assert (later.article_id, later.version, later.verdict.decision) == (copied.article_id, 2, Decision.REVISED)


def test_only_a_join_can_be_undone() -> None:
    with database() as connection:
        first, _copied_one = _copied(connection)
        with pytest.raises(UsageError):
            undo_copy(connection, first.article_id, _AT)
        with pytest.raises(UsageError):
            undo_copy(connection, "anobody", _AT)


def test_the_undo_survives_a_rebuild_from_the_topic() -> None:
    stream = [candidate(1), candidate(2), candidate(3, text=OTHER), candidate(4, url=candidate(3).url, text=ALBU_KAMAL)]
    with database() as connection:
        decider = Decider.open(connection)
        made = [decider.decide(connection, each) for each in stream]
        undone = undo_copy(connection, made[1].article_id, _AT)
        before = connection.execute(select(tables.versions)).all()
        expected = Decider.open(connection).decide(connection, candidate(9, text=OTHER))
    records = [_published(each, decided) for each, decided in zip(stream, made, strict=True)]
    records.append(_published(stream[1], undone))
    with database() as connection:
        decider = Decider.open(connection)
        for record in [*records, *records]:
            decider.restore(connection, record)
        after = connection.execute(select(tables.versions)).all()
        barred = connection.execute(select(tables.undone.c.article_id, tables.undone.c.of_id)).all()
        decided = Decider.open(connection).decide(connection, candidate(9, text=OTHER))
    assert after == before
    assert barred == [(made[1].article_id, made[0].article_id)]
    assert decided == expected


def test_lineage_says_who_was_first_and_counts_outlets() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        late = decider.decide(connection, candidate(1, hours=5))
        early = decider.decide(connection, candidate(2, hours=1))
        found = lineage(connection, early.article_id)
    assert (found.first, found.outlets) == (early.article_id, 2)
    assert set(found.articles) == {late.article_id, early.article_id}


def test_an_undone_alias_makes_the_next_page_there_an_article() -> None:
    link = "https://a.example/news/2017/army-takes-town"
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/n/1", canonical_link=link))
        assert undo_alias(connection, link, _AT).article_id == first.article_id
        second = decider.decide(connection, candidate(2, url=link))
        for url in ("https://a.example/n/1", "https://a.example/never"):
            with pytest.raises(UsageError):
                undo_alias(connection, url, _AT)
    assert second.article_id != first.article_id


def test_a_split_is_a_row_and_rewrites_nothing() -> None:
    with database() as connection:
        first, copied = _copied(connection)
        split = split_story(connection, copied.article_id, _AT)
        old, own = split.of, split.into
        split_story(connection, copied.article_id, _AT)
        rows = connection.execute(select(tables.story_changes)).all()
        kept = connection.execute(select(tables.versions.c.story_id)).scalars().all()
        with pytest.raises(UsageError):
            split_story(connection, first.article_id, _AT)
    assert old == first.verdict.story_id
    assert [(row.kind, row.story_id, row.into_id) for row in rows] == [("split", old, own)]
    assert set(kept) == {old}
