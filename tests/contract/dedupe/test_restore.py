"""A state that was lost and read back from the topics decides the next articles as the lost one would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine, delete, select

from pipeline.dedupe import Candidate, Decided, Decider, metadata, split_story, tables, undo_alias, undo_copy
from pipeline.dedupe import apply_correction as apply
from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.model.words import Decision
from tests.contract.dedupe.test_decider import _stream as albu_kamal
from tests.unit.dedupe.candidates import ALBU_KAMAL, START, candidate
from tests.unit.dedupe.test_identity import OTHER
from tests.unit.dedupe.test_stories import _BOTH as BOTH
from tests.unit.dedupe.test_stories import _COPPER as COPPER
from tests.unit.dedupe.test_stories import _FERRY_AGAIN as FERRY_AGAIN
from tests.unit.warehouse.samples import article

LINK, SHARED = "https://a.example/news/2017/army-takes-town", "https://a.example/news/2017/the-default-page"
BOTH_TITLE = "Esperanza, Malinao; Toquepala copper strike"
Past = list[Article | Correction]


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    with opened(database_url) as found:
        yield found


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as found:
        Decider.create_tables(found)
        yield found
    engine.dispose()


def record(each: Candidate, decided: Decided) -> Article:
    """The record of a decision, as it is published: without the page's canonical link."""
    return replace(
        article("sample"),
        article_id=decided.article_id,
        version=decided.version,
        item_id=each.item_id,
        url=each.url,
        fetched_url=each.fetched_url,
        source=each.source,
        title=each.title,
        text=each.text,
        language=each.language,
        published_at=each.published_at,
        admitted_at=each.admitted_at,
        content_hash=each.content_hash,
        verdict=decided.verdict,
        ordinal=decided.ordinal,
        aliases=decided.aliases,
    )


def decide(connection: Connection, stream: Sequence[Candidate]) -> tuple[list[Decided], Past]:
    decider = Decider.open(connection)
    made = [decider.decide(connection, each) for each in stream]
    pairs = zip(stream, made, strict=True)
    return made, [record(each, one) for each, one in pairs if one.verdict.decision is not Decision.UNCHANGED]


def lose_and_restore(connection: Connection, past: Past) -> None:
    for table in metadata.sorted_tables:
        connection.execute(delete(table))
    for _ in range(2):  # twice is once
        decider = Decider.open(connection)
        for each in past:
            decider.restore(connection, each)


def without_aliases(made: Sequence[Decided]) -> list[Decided]:
    """An unchanged sighting may bind an address, and is on no topic of articles: the next one binds it then."""
    return [replace(each, aliases=()) for each in made]


@pytest.mark.parametrize("cut", [7, 40, 63])
def test_the_next_decisions_are_those_of_the_lost_state(connection: Connection, cut: int) -> None:
    stream = albu_kamal()
    _, past = decide(connection, stream[:cut])
    expected, _ = decide(connection, stream[cut:])
    lose_and_restore(connection, past)
    made, _ = decide(connection, stream[cut:])
    assert without_aliases(made) == without_aliases(expected)
    assert {each.verdict.decision for each in made} > {Decision.UNCHANGED, Decision.COPY}


def test_canonical_links_and_their_refusals_come_back(connection: Connection) -> None:
    before = [
        candidate(1, url="https://a.example/n/77", canonical_link=LINK),
        candidate(2, url="https://a.example/n/1", canonical_link=SHARED, text=OTHER),
        candidate(3, url="https://a.example/n/2", canonical_link=SHARED, text=OTHER[::-1], title="Else"),
    ]
    after = [
        candidate(4, url="https://a.example/print/77", canonical_link=LINK, text=f"{ALBU_KAMAL} More."),
        candidate(5, url=LINK),
        candidate(6, url="https://a.example/n/3", canonical_link=SHARED, text=f"{OTHER} {OTHER[::-1]}", title="Third"),
    ]
    _, past = decide(connection, before)
    assert [each.aliases[0].partition("=")[0] for each in past if isinstance(each, Article)] == [
        "url",
        "url",
        "refused",
    ]
    expected, _ = decide(connection, after)
    lose_and_restore(connection, past)
    made, _ = decide(connection, after)
    assert made == expected
    assert [each.verdict.decision for each in made[:2]] == [Decision.REVISED, Decision.REVISED]
    assert made[0].article_id == past[0].article_id


def test_undone_joins_come_back(connection: Connection) -> None:
    before = [
        candidate(1, url="https://a.example/n/77", canonical_link=LINK),
        candidate(2),
        candidate(3, text=ALBU_KAMAL.replace("12 soldiers", "30 soldiers")),
    ]
    made, past = decide(connection, before)
    copy, update = made[1], made[2]
    assert (copy.verdict.decision, update.verdict.decision) == (Decision.COPY, Decision.UPDATE)
    taken_back = undo_copy(connection, copy.article_id, START)
    again = replace(copy, verdict=taken_back.verdict)
    past += [
        replace(record(before[1], again), admitted_at=START),
        undo_alias(connection, LINK, START),
        split_story(connection, update.article_id, START),
    ]
    changes = rows(connection)
    after = [candidate(5, url=LINK, text=OTHER), candidate(6, url=candidate(2).url, text=f"{ALBU_KAMAL} More.")]
    expected, _ = decide(connection, after)
    lose_and_restore(connection, past)
    assert rows(connection) == changes
    next_ones, _ = decide(connection, after)
    assert next_ones == expected
    assert [each.verdict.decision for each in next_ones] == [Decision.NEW, Decision.REVISED]


def test_stories_that_were_shown_to_be_one_are_so_again(connection: Connection) -> None:
    told = (("Ferry Esperanza sinks off Malinao", FERRY_AGAIN), ("Toquepala copper strike", COPPER), (BOTH_TITLE, BOTH))
    stream = [candidate(number, title=title, text=text) for number, (title, text) in enumerate(told)]
    _, past = decide(connection, stream)
    changes = select(tables.story_changes)
    was = connection.execute(changes).all()
    assert [row.kind for row in was] == ["merge"]
    lose_and_restore(connection, past)
    assert connection.execute(changes).all() == was


def rows(connection: Connection) -> list[list[tuple[object, ...]]]:
    chosen = (tables.undone.c.article_id, tables.undone.c.of_id, tables.undone.c.kind)
    queries = (select(*chosen), select(tables.story_changes), select(tables.aliases), select(tables.refused_canonicals))
    return [sorted(map(tuple, connection.execute(query))) for query in queries]


def test_an_undo_that_was_revoked_is_as_if_it_had_never_been(connection: Connection) -> None:
    before = [
        candidate(1, url="https://a.example/n/77", canonical_link=LINK),
        candidate(3, text=ALBU_KAMAL.replace("12 soldiers", "30 soldiers")),
    ]
    made, past = decide(connection, before)
    was = rows(connection)
    undone = [undo_alias(connection, LINK, START), split_story(connection, made[1].article_id, START)]
    assert rows(connection) != was
    back = [replace(each, standing=False) for each in undone]
    for each in back:
        apply(connection, each)
    assert rows(connection) == was
    lose_and_restore(connection, [*past, *undone, *back])
    assert rows(connection) == was


def test_what_older_programs_wrote_binds_its_own_addresses(connection: Connection) -> None:
    made, past = decide(connection, [candidate(1, url="https://a.example/n/77", canonical_link=LINK)])
    older = [replace(each, ordinal=0, aliases=()) for each in past if isinstance(each, Article)]
    lose_and_restore(connection, [*older])
    again, _ = decide(connection, [candidate(2, url="https://a.example/n/77")])
    assert (again[0].article_id, again[0].verdict.decision) == (made[0].article_id, Decision.UNCHANGED)
