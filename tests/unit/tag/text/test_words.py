"""Folding, words and tokens."""

from __future__ import annotations

import re

import pytest

from pipeline.tag.text import fold, is_upper_case, tokens, words


def test_fold_joins_spellings() -> None:
    assert fold("Nariño’s CÔTE") == "narino's cote"
    assert fold("Tourismâ\x80\x99s") == "tourism's"
    assert fold("البوكمال") == "البوكمال"


def test_words_split_hyphens_and_drop_possessives() -> None:
    assert words("The rebel-held town's 5.45-mm guns, U.S. jets") == [
        "the", "rebel", "held", "town", "5.45", "mm", "guns", "u.s.", "jets",
    ]  # fmt: skip


def test_tokens_keep_offsets() -> None:
    text = "al-Bukamal’s 1,200 men; U.S. jets"
    assert [span.of(text) for span in tokens(text)] == ["al-Bukamal’s", "1,200", "men", "U.S.", "jets"]


def test_upper_case_is_told() -> None:
    assert is_upper_case("LIMA, 3 JAN 90")
    assert not is_upper_case("Lima, 3 Jan 90")
    assert not is_upper_case("123")


@pytest.mark.parametrize(
    "text",
    [
        "Reuters: 1,200 men, 5.5 km from U.S. bases; he said: 'no'.",
        "end.\x1estart 'twas a.b.c. x_y a' 'b ., .. 3:30 12,",
        "the army\x1e\x1e-al-Qaeda's men\ttook\n2.",
    ],
)
def test_words_cut_at_blanks_first_are_those_of_the_pattern(text: str) -> None:
    """Runs between blanks are looked at one by one for speed: the answer is that of one search in the whole text."""
    pattern = r"\x1e|[a-z]\.(?:[a-z]\.)+|[a-z0-9]+(?:(?:[.,:](?=\d)|')[a-z0-9]+)*"
    assert words(text) == re.findall(pattern, re.sub(r"'s\b", "", text.lower()))


def test_curly_quotes_part_words_as_straight_ones_do() -> None:
    """A text with them is read as ASCII."""
    assert words("“It’s over,” he said – “now”") == words('"It\'s over," he said - "now"')
