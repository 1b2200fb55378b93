"""Date phrases against a day of reference: 9 November 2017, a Thursday."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.tag.dates import find_anchored, find_dates, reference_day

THURSDAY = date(2017, 11, 9)


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("they entered it late on Nov. 8", "2017-11-08", "2017-11-08", 1),
        ("seized the town last weekend", "2017-11-04", "2017-11-05", 2),
        ("on Tuesday", "2017-11-07", "2017-11-07", 1),
        ("on Thursday", "2017-11-09", "2017-11-09", 1),
        ("last Thursday", "2017-11-02", "2017-11-02", 1),
        ("on Friday", "2017-11-03", "2017-11-03", 1),
        ("yesterday", "2017-11-08", "2017-11-08", 1),
        ("overnight", "2017-11-09", "2017-11-09", 1),
        ("last night", "2017-11-08", "2017-11-08", 1),
        ("this morning", "2017-11-09", "2017-11-09", 1),
        ("three days ago", "2017-11-06", "2017-11-06", 1),
        ("a few days ago", "2017-11-05", "2017-11-07", 2),
        ("a few\nweeks ago", "2017-10-16", "2017-10-22", 3),
        ("several days ago", "2017-11-05", "2017-11-07", 2),
        ("in the past three days", "2017-11-06", "2017-11-09", 2),
        ("on 2014-05-08", "2014-05-08", "2014-05-08", 1),
        ("On September 10 2012", "2012-09-10", "2012-09-10", 1),
        ("8 JAN 90", "1990-01-08", "1990-01-08", 1),
        ("on the 8th of November", "2017-11-08", "2017-11-08", 1),
        ("in late March", "2017-03", "2017-03", 4),
        ("in March 2014", "2014-03", "2014-03", 4),
        ("last December", "2016-12", "2016-12", 4),
        ("in 2014", "2014", "2014", 5),
        ("last year", "2016", "2016", 5),
        ("earlier this week", "2017-11-06", "2017-11-09", 2),
        ("last week", "2017-10-30", "2017-11-05", 3),
        ("the 2008-2009 conflict", "2008", "2009", 5),
        ("over the past few hours", "2017-11-08", "2017-11-09", 2),
        ("in the last couple of days", "2017-11-07", "2017-11-09", 2),
        ("a short while ago", "2017-11-09", "2017-11-09", 1),
        ("moments ago", "2017-11-09", "2017-11-09", 1),
        ("a few minutes ago", "2017-11-09", "2017-11-09", 1),
        ("on Christmas night", "2016-12-25", "2016-12-25", 1),
        ("on Christmas Eve 2009", "2009-12-24", "2009-12-24", 1),
        ("on New Year's Eve", "2016-12-31", "2016-12-31", 1),
    ],
)
def test_phrases_resolve(phrase: str, start: str, end: str, precision: int) -> None:
    (mention,) = find_dates(phrase, THURSDAY)
    assert (mention.date.start, mention.date.end, mention.date.precision) == (start, end, precision)
    assert not mention.future


@pytest.mark.parametrize(
    "phrase", ["next Friday", "until Monday", "tomorrow", "by December 24", "every Friday", "next month"]
)
def test_what_is_to_come_is_marked(phrase: str) -> None:
    (mention,) = find_dates(phrase, THURSDAY)
    assert mention.future


@pytest.mark.parametrize(
    "phrase",
    [
        "since February", "in recent weeks", "over the past two months", "since 2011", "since last year",
        "since last week", "since yesterday", "since 5 May",
    ],
)  # fmt: skip
def test_spans_up_to_now_are_open(phrase: str) -> None:
    (mention,) = find_dates(phrase, THURSDAY)
    assert mention.open


@pytest.mark.parametrize(
    "text",
    [
        "the March 14 coalition and the March 8 alliance",
        "the 19 APRIL MOVEMENT",
        "a 15 May Organisation cell",
        "the February 17 Martyrs Brigade",
        "a bakery in 26 September Street",
        "the troops may march on",
        "they march in silence",
        "a sunday best",
        "12 people were killed",
        "in 1200 cases",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert find_dates(text, THURSDAY) == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "2016-04-12", "March 3", "3 of March", "early May 2015", "since September", "Wednesday", "two weeks ago",
        "in the past decade", "last summer", "next week", "previous month", "overnight", "this evening", "of 1999",
        "2011 and 2012", "2011-13", "in recent days", "earlier this morning", "moments ago",
        "Christmas morning", "New Year's Eve",
    ],
)  # fmt: skip
def test_each_kind_of_phrase_is_seen_without_other_words_of_time(phrase: str) -> None:
    assert [phrase[m.start : m.end] for m in find_dates(phrase, date(2017, 11, 20))]


def test_a_day_before_a_force_is_a_day() -> None:
    assert [m.date.start for m in find_dates("On March 14 coalition forces struck", THURSDAY)] == ["2017-03-14"]


def test_offsets_are_those_of_the_words() -> None:
    text = "Rebels seized Qaim on Friday and left on Nov. 8."
    assert [text[m.start : m.end] for m in find_dates(text, THURSDAY)] == ["Friday", "Nov. 8"]


def test_without_a_day_of_reference_only_full_dates_resolve() -> None:
    assert [m.date.start for m in find_dates("on Friday, May 9, 2014, and in March", None)] == ["2014-05-09"]


@pytest.mark.parametrize("impossible", ["on February 30, 2014", "31 NOV 90", "2014-13-01"])
def test_days_that_no_calendar_has_are_no_dates(impossible: str) -> None:
    assert [m for m in find_dates(impossible, THURSDAY) if m.date.precision == 1] == []


def test_publication_comes_first() -> None:
    assert reference_day("BOGOTA, 3 APR 90 (EFE)", datetime(1990, 4, 5, 12, tzinfo=UTC)) == date(1990, 4, 5)


def test_a_dateline_gives_the_day() -> None:
    assert reference_day("SAN SALVADOR, 8 JAN 90 (ACAN-EFE) -- [TEXT] A bomb went off.", None) == date(1990, 1, 8)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.example.org/2012/nov/14/strike", date(2012, 11, 14)),
        ("http://www.example.org/middleeast/2012/11/20121114142116.html", date(2012, 11, 14)),
        ("http://www.example.org/Article.aspx?id=291779", None),
        ("http://www.example.org/articles/0,7340,L-4305343,00.html", None),
    ],
)
def test_an_address_gives_the_day(url: str, day: date | None) -> None:
    assert reference_day("Rockets fell.", None, url) == day


def test_a_caption_gives_the_day() -> None:
    assert reference_day(
        "1 of 17. A man looks at a burnt car in the city November 14, 2012. Rockets fell.", None
    ) == date(2012, 11, 14)


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Relatives searched on Thursday, a day after a bomber walked into a crowd.", ["2017-11-09", "2017-11-08"]),
        ("A day earlier, gunmen stormed the post.", ["2017-11-05"]),
        ("The following morning they were gone.", ["2017-11-07"]),
        ("Two days later the army returned.", ["2017-11-08"]),
        ("Later that day a mine exploded.", ["2017-11-06"]),
        ("The night before, shells fell.", ["2017-11-05"]),
        ("It came hours after troops entered.", ["2017-11-06"]),
    ],
)
def test_dates_are_counted_from_another(sentence: str, days: list[str]) -> None:
    found = find_dates(sentence, THURSDAY)
    counted = find_anchored(sentence, found, lambda: date(2017, 11, 6))
    assert [m.date.start for m in (*found, *counted)] == days


def test_what_is_counted_from_no_date_is_no_mention() -> None:
    assert find_anchored("A day earlier, gunmen stormed the post.", (), lambda: None) == ()


def test_the_weekend_without_more_is_the_last_one() -> None:
    (mention,) = find_dates("overran the town at the weekend", THURSDAY)
    assert (mention.date.start, mention.date.end) == ("2017-11-04", "2017-11-05")
