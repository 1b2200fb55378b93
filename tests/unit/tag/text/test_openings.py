"""Where matches may begin: the same ones are found as by the pattern alone."""

from __future__ import annotations

import re

from pipeline.tag.casualties import turns
from pipeline.tag.text.openings import Opening, matches_at

ROUND = re.compile(r"\b(?:one|two) (?:two|three)\b")


def test_places_are_those_of_words() -> None:
    assert Opening("one|two").places("one (two) stone, alone\ntwo") == [0, 5, 23]


def test_matches_do_not_overlap() -> None:
    text = "one two three two three"
    found = [match[0] for match in matches_at(ROUND, text, Opening("one|two").places(text))]
    assert found == [match[0] for match in ROUND.finditer(text)] == ["one two", "two three"]


def test_tolls_that_begin_with_a_number_are_found_wherever_one_stands() -> None:
    numbers = (
        "at least 12", "about a dozen", "some 40", "more than three hundred", "up to 7", "nearly thirty-five",
        "almost 9", "around 20", "as many as two thousand", "an estimated 50", "another four", "over 1,200",
        "between 5 and 8", "a hundred and one", "several", "many", "numerous", "scores", "ninety", "eleven",
    )  # fmt: skip
    for number in numbers:
        low = f"and {number} of them died"
        found = [low[turn.start : turn.end] for turn in turns.find_turns(low, frozenset({"them"}))]
        assert found == [f"{number} of them died"]
