"""The words of a text that sets ask for."""

from __future__ import annotations

from pipeline.tag.places.starts import Starts
from pipeline.tag.places.tokens import words_of


def test_each_set_has_its_own_words() -> None:
    text = words_of("Men hit Albu Kamal; the men of Kamal left")
    men, towns = Starts(lambda: ["men", "nowhere"]), Starts(lambda: {"albu": 1, "kamal": 2, "men": 3})
    assert men.standing(text) == [0, 5]
    assert towns.standing(text) == [0, 2, 3, 5, 7]


def test_a_later_set_is_found_in_a_text_that_was_read_before() -> None:
    text = words_of("Men hit Albu Kamal")
    assert Starts(lambda: ["men"]).standing(text) == [0]
    assert Starts(lambda: ["hit"]).standing(text) == [1]
    assert Starts(lambda: ["nowhere"]).standing(words_of("")) == []
