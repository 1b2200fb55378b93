"""Words read by runs are the words that the pattern finds."""

from __future__ import annotations

import random

import pytest

from pipeline.tag.places import tokens
from pipeline.tag.places.runs import RunReader, letter_counts
from pipeline.tag.places.tokens import is_upper, words_of

SIGNS = "ab.'’`1_ -AéÉ\u0301\u064b\u0670بʼ²٣ı\ud800🙂s–\nS,"
SENTENCES = (
    "",
    "   ",
    "U.S.-backed troops took Al-Mayadin's outskirts, the U.N. said.",
    "Kyïv’s mayor — Côte d’Ivoire’s too; N'Djamena, 2,000 men, J.R.R. Smith",
    "قُتل ٣ جنود في البوكمال",
    "Donâ\x80\x99t shoot, doctorsâ€™ unions said",
    "ʼ alone ʼ between ʼ signs",
)


def by_pattern(text: str) -> list[tuple[int, str]]:
    """Where each word begins and its key, by the pattern alone."""
    found = []
    for match in tokens._TOKEN.finditer(tokens._MOJIBAKE.sub("’’’", text)):  # noqa: SLF001
        key, _, _ = tokens._read(match.group(), match.start())  # noqa: SLF001
        if key:
            found.append((match.start(), key))
    return found


@pytest.mark.parametrize("text", SENTENCES)
def test_runs_and_pattern_read_the_same_words(text: str) -> None:
    words = words_of(text)
    assert list(zip(words.starts, words.keys, strict=True)) == by_pattern(text)


def test_runs_and_pattern_agree_on_odd_signs() -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    for _ in range(5000):
        text = "".join(draw.choice(SIGNS) for _ in range(draw.randint(0, 14)))
        words = words_of(text)
        assert list(zip(words.starts, words.keys, strict=True)) == by_pattern(text), repr(text)


def test_words_know_their_surroundings() -> None:
    words = words_of("The U.S. Army’s men hit Albu Kamal, Syria (AP)")
    assert words.keys == ("the", "us", "army", "men", "hit", "albu", "kamal", "syria", "ap")
    assert [words.shown(i, i) for i in words.capitals] == ["The", "U.S.", "Army", "Albu", "Kamal", "Syria", "AP"]
    assert words.glued == (True, True, True, True, True, True, False, False, False)
    assert not words.upper


def test_a_word_is_glued_to_what_follows_the_runs_that_it_takes_in() -> None:
    assert words_of("Syria's army's men, U.S. troops").glued == (True, True, False, True, False)


def test_runs_of_a_text_without_any() -> None:
    runs = RunReader("'").runs("… — !")
    assert (runs.low, runs.starts, runs.ends, runs.apart) == ([], [], [], [])


def test_capitals_are_counted_in_every_script() -> None:
    assert letter_counts("ÄB c1 дД") == (5, 3)
    assert is_upper("КИЕВ ПАЛ 12")
    assert not is_upper("1989 …")


def test_possessives_that_lost_their_apostrophe() -> None:
    filler = " The people of the town had gone to the hills before the soldiers came, and nobody knew when to go home."
    text = f"Ukraines military and Moscows forces fought in Syrias north, far from the Americas.{filler * 5}"
    keys = words_of(text).keys
    assert {"ukraine", "moscow", "syria", "americas"} <= set(keys)
    assert "syrias" in words_of(f"{text} It was the town's feast.").keys
    assert "syrias" in words_of(text[:80]).keys
