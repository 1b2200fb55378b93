"""What the single words of a brief say."""

from __future__ import annotations

import os
import subprocess
import sys
from math import sqrt

import pytest

from pipeline.tag.kind import read
from pipeline.tag.relevance import RELEVANT_AT
from pipeline.tag.relevance.article import is_brief, relevance
from pipeline.tag.relevance.words import WordJudgement, shipped_words
from pipeline.tag.text.plain import plain_words

JUDGEMENT = WordJudgement({"shelled": (3.0, 2.0), "town": (4.0, 0.5), "film": (1.0, -2.0)}, bias=-1.0)


def test_words_are_in_small_letters_and_two_long() -> None:
    assert list(plain_words("Army SHELLED a town: #39;s 12 dead")) == ["army", "shelled", "town", "dead"]


def test_each_known_word_counts_once_by_its_rarity() -> None:
    told = JUDGEMENT.odds("The army shelled and shelled the town.")
    assert told == pytest.approx(-1.0 + (3 * 2.0 + 4 * 0.5) / sqrt(3**2 + 4**2))


def test_sums_have_one_order_whatever_the_hashes_of_words_are() -> None:
    script = (
        "from pipeline.tag.relevance.words import shipped_words\n"
        f"print(repr([shipped_words().odds(text) for text in {[*BESIDE.values(), *LOOKS_LIKE_IT.values()]!r}]))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_without_a_known_word_the_bias_is_left() -> None:
    assert JUDGEMENT.odds("Rain.") == -1.0 == JUDGEMENT.odds("")


def test_the_shipped_words_are_many_and_lean_the_right_way() -> None:
    shipped = shipped_words()
    assert len(shipped.words) > 5000
    assert shipped.odds("rebels bombed the besieged town") > 0 > shipped.odds("film festival opens")


@pytest.mark.parametrize(
    ("title", "text", "brief"),
    [
        ("Blast in Quetta", "A bomb went off in a market.", True),
        ("Blast in Quetta", "A bomb went off. Four died.", True),
        ("Blast in Quetta", "A bomb went off. Four died. Police came.", False),
        ("Blast in Quetta", "", False),
        ("", "A bomb went off in a market.", False),
    ],
)
def test_a_brief_is_a_headline_and_a_lede(title: str, text: str, brief: bool) -> None:
    assert is_brief(read(title, text)) is brief


BESIDE = {
    "Captors of Dutch surveyors grant a week": "Rebels in eastern Chad who took two surveyors from their car in March "
    "said that they would wait seven more days for an answer of the oil company.",
    "Explosion beside barracks in Aden": "A car blew up at the gate of the barracks late on Thursday and soldiers "
    "sealed off the road. Who was behind it was not known.",
    "Shabaab commander caught at checkpoint": "Soldiers near Kismayo seized the man who leads the group's cell there, "
    "Somalia's defence ministry said.",
}
LOOKS_LIKE_IT = {
    "Gas kills 31 in Donbass colliery": "Brigades searched for nine men below ground on Friday after the worst "
    "pit explosion in Ukraine for ten years.",
    "Gambian leader keeps the uniform": "The president will remain commander of the army after he is sworn in, his "
    "office said in Banjul on Monday.",
    "Life for woman of Red Brigades": "Judges in Florence sent the former member to prison on Tuesday for the "
    "murder of an adviser to the government in 2002.",
}


@pytest.mark.parametrize("title", BESIDE)
def test_briefs_beside_the_fighting_are_relevant(title: str) -> None:
    assert relevance(title, BESIDE[title]) >= RELEVANT_AT


@pytest.mark.parametrize("title", LOOKS_LIKE_IT)
def test_briefs_that_only_look_like_it_are_not(title: str) -> None:
    assert relevance(title, LOOKS_LIKE_IT[title]) < RELEVANT_AT
