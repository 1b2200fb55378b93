from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import select, update

from pipeline.dedupe import Decided, Decider, DedupeConfig, stories, tables
from pipeline.dedupe.stories import Stories, StoryArticle
from pipeline.dedupe.story_terms import Terms, stem, terms_of
from pipeline.dedupe.words import words
from pipeline.model.words import Control, Decision
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


_NAMES = "Lamerd, Velkor, Tasht, Dorvan, Kazeh, Sirum and Pelgat"
_QUAKE = f"Rescuers dug through collapsed houses in {_NAMES} after an earthquake shook the province."
_QUAKE_AGAIN = f"Tremors levelled homes around {_NAMES}; emergency crews searched rubble for survivors."
_BANK = f"Shares of {_NAMES} rose as quarterly profit and the dividend beat what analysts had forecast."


def _article(ordinal: int, story_id: str, text: str) -> StoryArticle:
    return StoryArticle(ordinal, story_id, terms_of([], words(text)), None, frozenset(), Control.NONE)


def test_where_names_leave_it_open_the_subject_tells_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "JOIN", 0.0)
    held = Stories(window=10)
    held.add(_article(1, "quake", _QUAKE))
    held.add(_article(2, "bank", _BANK))
    found = held.find(_article(3, "", _QUAKE_AGAIN))
    assert found is not None and found.story_id == "quake"
    monkeypatch.setattr(stories, "ABOUT_SHARE", 0.0)
    by_names = held.find(_article(3, "", _QUAKE_AGAIN))
    assert by_names is not None and by_names.similarity < found.similarity


def _words(prefix: str, count: int) -> list[str]:
    """So many words without a digit, which would be a word of its own."""
    return [prefix + "".join(chr(ord("a") + int(digit)) for digit in str(n)) for n in range(count)]


def _similarity(shared: int, own: int) -> float:
    """Of two texts that share so many words and have so many of their own, in a window of others."""
    held = Stories(window=1000)
    for ordinal, prefix in enumerate(_words("other", 100), 1):
        held.add(_article(ordinal, prefix, " ".join(_words(f"{prefix}x", 20))))
    held.add(_article(101, "first", " ".join(_words("both", shared) + _words("old", own))))
    found = held.find(_article(102, "", " ".join(_words("both", shared) + _words("new", own))))
    return found.similarity if found else 0.0


def test_few_words_prove_less_than_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "JOIN", 0.0)
    assert _similarity(3, 3) < 0.75 * _similarity(15, 15)


def _topical(near: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """Of two texts that share ten words; ``near`` others hold those words and more of their own."""
    monkeypatch.setattr(Stories, "_idf", lambda _self, ids, article=False: np.full(len(ids), 3.0))
    monkeypatch.setattr(Stories, "_of_short", lambda _self: 0.0)
    held, topic = Stories(window=1000), _words("topic", 10)
    for ordinal, prefix in enumerate(_words("item", near), 1):
        held.add(_article(ordinal, prefix, " ".join(topic + _words(f"{prefix}x", 30))))
    found = held.find(_article(near + 1, "", " ".join(topic + _words("mine", 10))))
    return found.similarity if found else 0.0


def test_words_that_all_near_articles_hold_tell_their_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "JOIN", 0.0)
    assert _topical(30, monkeypatch) < 0.8 * _topical(1, monkeypatch)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("strikes", "strike"),
        ("cities", "city"),
        ("press", "press"),
        ("gas", "gas"),
        ("news", "news"),
        ("боевикиs", "боевикиs"),
    ],
)
def test_an_english_plural_counts_as_its_singular(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_terms_read_back_as_they_were_stored() -> None:
    terms = terms_of(["ferry", "capsizes"], _FERRY.lower().split())
    held = Terms.unpack(terms.pack())
    assert terms.about.any()
    assert np.array_equal(terms.hashes, held.hashes)
    assert np.array_equal(terms.weights, held.weights)
    assert np.array_equal(terms.about, held.about)
    assert (terms.hashes.dtype, terms.weights.dtype, terms.about.dtype) == (
        held.hashes.dtype,
        held.weights.dtype,
        held.about.dtype,
    )


def test_a_text_of_mostly_unknown_words_has_no_subject() -> None:
    assert not terms_of([], "в городе продолжаются бои, сообщает the monitor".split()).about.any()
    assert not terms_of([], []).about.any()


def test_a_very_long_title_does_not_overflow_the_subject() -> None:
    long = terms_of(["airstrike"] * 2000, ["airstrike"] * 2000).about.astype(np.int64)
    short = terms_of(["airstrike"], []).about.astype(np.int64)
    assert np.array_equal(long * 2, short * 250)


def test_a_state_of_before_the_vectors_opens_and_still_gathers() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, title="Ferry sinks", text=_FERRY))
        stored = connection.execute(select(tables.story_terms.c.terms)).scalar_one()
        held = Terms.unpack(stored)
        old = held.hashes.astype("<u4").tobytes() + held.weights.astype("<f4").tobytes()
        connection.execute(update(tables.story_terms).values(terms=old))
        reopened = Decider.open(connection)
        late = reopened.decide(connection, candidate(2, title="No answer from the hull", text=_FERRY_AGAIN))
    assert late.verdict.story_id == first.verdict.story_id
