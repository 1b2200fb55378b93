"""Headings of incident registers, on invented ones."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code
from pipeline.tag.claims.registers import is_heading
from pipeline.tag.claims.wars import was_at_war

PUBLISHED = date(2017, 11, 9)


@pytest.mark.parametrize("part", ["title", "text"])
@pytest.mark.parametrize(
    "heading",
    [
        "June 3rd 2017: (K12) Manbij city, Aleppo governorate, Syria",
        "Night of October 3rd or 4th 2017 [not exact]: school in Manbij, Aleppo, Syria",
        "12 May: \u0645\u0646\u0628\u062c al Manbij town, Aleppo countryside, Syria",
        "Manbij, Aleppo province, Syria, 3 November 2017",
    ],
)
def test_a_registers_heading_tells_where_and_when_and_no_more(heading: str, part: str) -> None:
    coding = code(heading if part == "title" else "", heading if part == "text" else "", PUBLISHED)
    assert coding.relevant
    assert coding.kind == "OTHER"
    claim = coding.claims[0]
    assert (claim.type, claim.actor1, claim.actor2, claim.killed, claim.injured) == ("OTHER", None, None, None, None)
    assert claim.place is not None
    assert claim.place.name == "Manbij"
    assert claim.date is not None


@pytest.mark.parametrize(
    "heading",
    [
        "Manbij, Aleppo governorate, Syria",
        "June 3rd 2017: Lyon, Rhone department, France",
        "June 3rd 2009: Manbij city, Aleppo governorate, Syria",
        "June 3rd 2017: film festival opens in Manbij, Syria",
    ],
)
def test_nothing_is_read_into_a_name_a_peaceful_country_or_other_news(heading: str) -> None:
    coding = code(heading, "", PUBLISHED)
    assert not coding.relevant
    assert coding.claims == ()


def test_words_of_a_deed_make_a_line_no_heading() -> None:
    assert is_heading("June 3rd 2017: Al Haal Market, Manbij, Syria")
    assert not is_heading("June 3rd 2017: shells hit Manbij, Syria")
    assert not is_heading("Manbij: shells fell on June 3rd 2017 for hours")


def test_wars_begin_and_end() -> None:
    assert not was_at_war("SYR", 2009)
    assert was_at_war("SYR", 2026)
    assert was_at_war("LKA", 2010)
    assert not was_at_war("LKA", 2012)
    assert not was_at_war("CHE", 2015)
