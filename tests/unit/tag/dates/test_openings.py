"""Where a phrase of dates may begin: nothing that the pattern finds is missed."""

from __future__ import annotations

import pytest

from pipeline.tag.dates import anchored
from pipeline.tag.dates.mentions import PHRASE
from pipeline.tag.dates.openings import ANCHOR_OPENING, DATE_OPENING
from pipeline.tag.text.openings import matches_at

PHRASES = (
    "2014-05-08", "nov. 8", "november 8, 2012", "14.7.2015", "8 jan 90", "8th of november", "26-27 may 2013",
    "mid-august 2014", "early march 2015", "march 2014", "since march", "in late june", "during july", "last april",
    "until may", "from mid-october", "by february", "this september", "days of may", "weeks of june", "week of june",
    "half of july", "end of august", "beginning of march", "start of may", "middle of june", "monday", "tuesday night",
    "until wednesday", "by thursday", "since friday", "last saturday", "next sunday", "this coming monday",
    "this tuesday", "every friday", "fridays", "monday of last week", "three days ago",
    "several months ago", "an hour ago", "ten years ago", "12 weeks ago", "two decades ago", "at the weekend",
    "over the weekend", "during the weekend", "over the past month", "in the last three days", "for the past week",
    "within the last 24 hours", "during the past year", "earlier last week", "late this month", "later this year",
    "previous weekend", "next summer", "last night", "the day before yesterday", "yesterday", "today", "tonight",
    "tomorrow", "overnight", "earlier this morning", "this evening", "in 2014", "since early 1999", "during 1990",
    "until 2003", "of 1948", "from 2011", "the 1967", "the late 1980", "of mid-1994", "2008-2009", "1914 and 1918",
    "in recent weeks", "a short while ago", "a few moments ago", "minutes ago", "over the past few days",
    "within the last couple of hours", "christmas day", "christmas eve 2009", "new year's eve",
)  # fmt: skip


ANCHORED = (
    "a day earlier", "two days before", "3 days earlier", "the night before", "the previous evening",
    "the preceding day", "six days later", "the next morning", "the following afternoon", "later that day",
    "earlier in the evening", "later on the same day", "later the same night", "earlier the morning", "that evening",
    "the same day", "hours later", "minutes earlier", "just five weeks after ", "several days after ",
    "a few months after ", "48 hours after ", "some hours after ", "minutes after ",
)  # fmt: skip
FRAMES = pytest.mark.parametrize("frame", ["{}", "it began {} there", '("{}', "they said:\n{}, {}", "a{}", "{}{}"])


@pytest.mark.parametrize("phrase", PHRASES)
@FRAMES
def test_finds_what_the_pattern_finds(phrase: str, frame: str) -> None:
    text = frame.format(phrase, phrase)
    sought = [(match[0].strip(), match.end()) for match in PHRASE.finditer(text)]
    found = matches_at(PHRASE, text, DATE_OPENING.places(text))
    assert [(match[0].strip(), match.end()) for match in found] == sought


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_pattern_knows_each_phrase(phrase: str) -> None:
    assert [match[0] for match in PHRASE.finditer(phrase)] == [phrase]


@pytest.mark.parametrize("phrase", ANCHORED)
@FRAMES
def test_finds_what_counts_from_another_date(phrase: str, frame: str) -> None:
    text = frame.format(phrase, phrase)
    found = matches_at(anchored.PHRASE, text, ANCHOR_OPENING.places(text))
    assert [match.span() for match in found] == [match.span() for match in anchored.PHRASE.finditer(text)]


@pytest.mark.parametrize("phrase", ANCHORED)
def test_its_pattern_knows_each_phrase(phrase: str) -> None:
    assert [match[0] for match in anchored.PHRASE.finditer(f"{phrase} it")] == [phrase.strip()]
