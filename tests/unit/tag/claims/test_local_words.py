"""What may stand right before the name of a village."""

from __future__ import annotations

import pytest

from pipeline.tag.claims.local_words import LED, LED_LOOSELY, is_led_by_sort, may_be_led


@pytest.mark.parametrize(
    "before",
    [
        "They burned the village of ",
        "soldiers entered the towns of Qorzumi, Old Zorvanta and ",
        "one of the wards called 'Zorvanta, ",
        "shelling of the camp named the ",
        "in a place called '",
    ],
)
def test_a_sort_of_place_leads_a_name(before: str) -> None:
    assert is_led_by_sort(before)


@pytest.mark.parametrize(
    "before", ["", "the head of ", "the village of the man who left ", "a man called ", "the village, "]
)
def test_other_words_do_not(before: str) -> None:
    assert not is_led_by_sort(before)


@pytest.mark.parametrize("before", ["they live in ", "(Near ", "in the northern '", "fire on '", "cut off and the "])
def test_what_leads_a_name_is_told_by_its_last_word(before: str) -> None:
    assert LED.search(before) or LED_LOOSELY.search(before)
    assert may_be_led(before)


@pytest.mark.parametrize("before", ["", "the man said ", "in, ", "into a large "])
def test_other_last_words_lead_none(before: str) -> None:
    assert not may_be_led(before)
