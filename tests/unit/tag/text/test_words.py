"""Folding, words and tokens."""

from __future__ import annotations

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
