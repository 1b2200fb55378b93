"""Phrases that count from the day of reference: Wednesday, 17 June 2015, and the Sunday before it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag.dates import find_anchored, find_dates

WEDNESDAY, SUNDAY = date(2015, 6, 17), date(2015, 6, 14)


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("on Monday last week", "2015-06-08"),
        ("Thursday before last", "2015-06-04"),
        ("a week ago on Monday", "2015-06-08"),
        ("this past Monday", "2015-06-15"),
        ("this past weekend", "2015-06-13"),
        ("on the weekend", "2015-06-13"),
        ("earlier in the week", "2015-06-15"),
        ("earlier in the month", "2015-06"),
        ("on the 13th.", "2015-06-13"),
        ("on the 20th.", "2015-05-20"),
        ("on New Year's Day", "2015-01-01"),
        ("on the 13th floor", None),
    ],
)
def test_what_a_phrase_resolves_to(phrase: str, start: str | None) -> None:
    found = find_dates(f"It happened {phrase}", WEDNESDAY)
    assert (found[0].date.start if found else None) == start


@pytest.mark.parametrize(
    ("phrase", "start"),
    [("over the weekend", "2015-06-13"), ("this weekend", "2015-06-13"), ("last weekend", "2015-06-06")],
)
def test_on_a_sunday_the_weekend_is_that_very_one(phrase: str, start: str) -> None:
    assert find_dates(f"Shells fell {phrase}", SUNDAY)[0].date.start == start


@pytest.mark.parametrize(
    ("text", "future"),
    [("A bomb went off in the town tonight.", False), ("The king will speak in the town tonight.", True)],
)
def test_tonight_is_over_behind_what_has_been(text: str, *, future: bool) -> None:
    assert find_dates(text, WEDNESDAY)[0].future is future


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen struck the previous day, police said on Tuesday.",
        "A day after a bomb killed nine, gunmen struck on Tuesday.",
        "Gunmen struck a day earlier, according to a statement on Tuesday.",
    ],
)
def test_a_day_may_count_from_one_behind_it(text: str) -> None:
    found = find_anchored(text, find_dates(text, WEDNESDAY), lambda: None)
    assert [mention.date.start for mention in found] == ["2015-06-15"]


def test_a_week_earlier_counts_from_the_day_before_it() -> None:
    text = "On Tuesday gunmen struck; a week earlier a bomb had killed nine."
    found = find_anchored(text, find_dates(text, WEDNESDAY), lambda: None)
    assert [mention.date.start for mention in found] == ["2015-06-06"]
