"""The judgement on old wires in capitals."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.tag.kind import read
from pipeline.tag.relevance import RELEVANT_AT, relevance
from pipeline.tag.relevance.wires import TALK, Judgement, is_wire, shipped_judgement, talk

REPORT = (
    "LA MERCED, 3 MAY 88 (RADIO SUR) -- [TEXT] GUERRILLAS LAST NIGHT BLEW UP THE HOME OF THE MAYOR OF PONTA AND "
    "SHOT TWO COUNCILORS. THE POLICE REPORTED THAT A WATCHMAN DIED AND THREE NEIGHBORS WERE WOUNDED BY THE BLAST. "
    "THE ATTACKERS PAINTED SLOGANS ON THE CHURCH AND FLED IN A STOLEN TRUCK."
)
SPEECH = (
    "LA MERCED, 3 MAY 88 (RADIO SUR) -- [TEXT] WE BELIEVE THAT OUR PEOPLE WILL NOT LET THEMSELVES BE DIVIDED. "
    "IF THE GOVERNMENT WOULD LISTEN TO US, WE COULD BUILD SCHOOLS AND MY CHILDREN COULD STUDY. "
    "YOU MUST UNDERSTAND THAT OUR ECONOMY SHOULD GROW BEFORE WE MAY SPEAK OF ANYTHING ELSE."
)


def test_a_report_passes_and_a_speech_does_not() -> None:
    assert relevance("", REPORT) >= RELEVANT_AT > relevance("", SPEECH)


def test_wires_are_untitled_long_and_in_capitals() -> None:
    assert is_wire(read("", REPORT))
    assert not is_wire(read("Mayor's home blown up", REPORT))
    assert not is_wire(read("", REPORT.capitalize()))
    assert not is_wire(read("", REPORT.split(". ", maxsplit=1)[0]))


def test_talk_counts_for_each_hundred_words() -> None:
    found = talk('WE SAID "OUR 3 SONS WILL COME TODAY"')
    assert set(found) == set(TALK)
    assert found["first"] == pytest.approx(25) and found["quoted"] == pytest.approx(25)
    assert found["should"] == found["said"] == found["today"] == found["numbers"] == pytest.approx(12.5)
    assert set(talk("")) == set(TALK)


def test_odds_add_up() -> None:
    judgement = Judgement({"mean": 2.0}, {"BOMB": 1.0}, -1.0)
    assert judgement.odds({"mean": 0.5}, ("BOMB", "SPORT"), np.array([0, 4])) == pytest.approx(0.0)
    assert judgement.odds({"mean": 0.5}, ("BOMB",), np.array([1])) == pytest.approx(np.log(2))


def test_the_shipped_weights_are_of_known_signs_and_concepts() -> None:
    judgement = shipped_judgement()
    assert set(TALK) < set(judgement.signs)
    assert set(judgement.concepts) <= set(read("", "").model.vocabulary.concept_names)
