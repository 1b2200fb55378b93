from __future__ import annotations

from sqlalchemy import select

from pipeline.dedupe import Decided, Decider, DedupeConfig, tables
from pipeline.model.words import Decision
from tests.unit.dedupe.candidates import candidate, database

_FERRY = (
    "Rescue boats searched the strait off Malinao through the night for passengers of the ferry Esperanza, which "
    "capsized in a squall with ninety people aboard. Coast guard divers reached the hull at dawn."
)
_FERRY_AGAIN = (
    "Divers of the coast guard hammered on the overturned Esperanza and heard no answer. The ferry had left Malinao "
    "in bad weather, and relatives of the missing passengers waited on the pier beside the strait."
)
_COPPER = (
    "Miners at the Toquepala copper pit voted to walk out over pay from Monday, their union said, after talks with the "
    "Southern company broke down. Smelter stocks would last nine days, traders in metal reckoned."
)
_BOTH = " ".join(sorted(set(f"{_FERRY_AGAIN} {_COPPER}".split())))
"""The words of two happenings, none of their sentences."""


def _decide(texts: list[tuple[str, str]]) -> list[Decided]:
    made = []
    with database() as connection:
        decider = Decider.open(connection)
        for number, (title, text) in enumerate(texts):
            made.append(decider.decide(connection, candidate(number, title=title, text=text)))
    return made


def test_reports_of_one_happening_share_a_story_and_others_do_not() -> None:
    made = _decide(
        [("Ferry sinks", _FERRY), ("Copper strike called", _COPPER), ("No answer from the hull", _FERRY_AGAIN)]
    )
    assert {d.verdict.decision for d in made} == {Decision.NEW}
    assert made[0].verdict.story_id == made[2].verdict.story_id != made[1].verdict.story_id


def test_an_article_that_belongs_to_two_stories_leaves_a_row() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        ferry = decider.decide(connection, candidate(1, title="Ferry Esperanza sinks off Malinao", text=_FERRY_AGAIN))
        copper = decider.decide(connection, candidate(2, title="Toquepala copper strike", text=_COPPER))
        both = decider.decide(connection, candidate(3, title="Esperanza, Malinao; Toquepala copper strike", text=_BOTH))
        rows = connection.execute(select(tables.story_changes)).all()
    assert both.verdict.story_id in (ferry.verdict.story_id, copper.verdict.story_id)
    assert both.verdict.decision is Decision.NEW
    assert [row.kind for row in rows] == ["merge"]
    assert {rows[0].story_id, rows[0].into_id} == {ferry.verdict.story_id, copper.verdict.story_id}


def test_a_story_outlives_a_small_window_no_longer_than_it_says() -> None:
    config = DedupeConfig(story_window=3)
    with database() as connection:
        decider = Decider.open(connection, config)
        first = decider.decide(connection, candidate(0, title="Ferry sinks", text=_FERRY))
        for n in range(1, 5):
            other = f"Item {n}: " + " ".join(f"word{n}x{k}" for k in range(40))
            decider.decide(connection, candidate(n, title=f"Item number {n}", text=other))
        late = decider.decide(connection, candidate(9, title="No answer from the hull", text=_FERRY_AGAIN))
        kept = connection.execute(select(tables.story_terms.c.ordinal)).scalars().all()
    assert late.verdict.story_id != first.verdict.story_id
    assert len(kept) == 3
