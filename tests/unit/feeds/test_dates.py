from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.dates import parse_date


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Thu,28 Jul 2022 4:35:5 GMT+9", "2022-07-27T19:35:05+00:00"),
        ("Seg, 24 Set 2018", "2018-09-24T00:00:00+00:00"),
        ("Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40+00:00"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41+00:00"),
        ("Thu, 03 Sep 15 00:01:01 +0200", "2015-09-02T22:01:01+00:00"),
        ("Mo, 25 Jun 2018 11:41:36", "2018-06-25T11:41:36+00:00"),
        ("Mon, May 25 2020 04:45:26 +0000", "2020-05-25T04:45:26+00:00"),
        ("03 Apr 02 1500 GMT", "2002-04-03T15:00:00+00:00"),
        ("mar. 24 mai 2022 10h15", "2022-05-24T10:15:00+00:00"),
        ("11/9/2017 3:00:00 PM", "2017-11-09T15:00:00+00:00"),
        ("09.11.2017 14:20", "2017-11-09T14:20:00+00:00"),
        ("2017年11月9日 04:35", "2017-11-09T04:35:00+00:00"),
        ("9 ноября 2017, 10:00", "2017-11-09T10:00:00+00:00"),
        ("٩ نوفمبر ٢٠١٧", "2017-11-09T00:00:00+00:00"),
        ("2017-11-09 10:00:00 GMT+0300 (MSK)", "2017-11-09T07:00:00+00:00"),
        ("20171109T101500Z", "2017-11-09T10:15:00+00:00"),
        ("1510221600", "2017-11-09T10:00:00+00:00"),
        ("Wed, 08 Nov 2017 18:03:00 EST", "2017-11-08T23:03:00+00:00"),
        ("Sat, 01 Jan 2000 24:00:00 GMT", "2000-01-02T00:00:00+00:00"),
    ],
)
def test_dates_as_feeds_write_them(written: str, moment: str) -> None:
    found = parse_date(written)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hello",
        "1513",
        "1513-01-01",
        "9999-12-31T00:00:00Z",
        "Mon, 31 Feb 2017 00:00:00 GMT",
        "12:30",
        "0",
        "1970-01-01",
    ],
)
def test_what_says_no_plausible_moment_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is not None
