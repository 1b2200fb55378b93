"""When feeds are polled and pages visited again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.words import Outcome
from pipeline.wiring.collect.schedule import DAY_S, QUIET_GAPS_S, feed_gap_s, is_due, next_try, next_visit

NOW = datetime(2017, 11, 9, tzinfo=UTC)


def gap(gap_s: float = 900, *, has_news: bool = False, errors: int = 0, asked_s: float | None = None) -> float:
    return feed_gap_s(gap_s, has_news=has_news, errors=errors, asked_s=asked_s, least_s=900, most_s=7200)


def test_news_halve_the_gap_and_silence_lengthens_it_within_bounds() -> None:
    assert gap(3600, has_news=True) == 1800
    assert gap(1000, has_news=True) == 900
    assert gap(3600) == 5400
    assert gap(7000) == 7200


def test_errors_double_the_gap_up_to_a_day_and_no_feed_is_given_up() -> None:
    assert [gap(errors=n) for n in (1, 2, 3)] == [1800, 3600, 7200]
    assert gap(errors=10_000) == DAY_S


def test_a_server_may_ask_for_more_but_not_for_ever() -> None:
    assert gap(asked_s=5000) == 5000
    assert gap(3600, asked_s=1) == 5400
    assert gap(asked_s=1e12) == DAY_S


@given(st.floats(0, 1e9), st.booleans(), st.integers(0, 10**6), st.none() | st.floats(0, 1e12))
def test_every_gap_is_between_the_least_and_a_day(
    gap_s: float, has_news: bool, errors: int, asked_s: float | None
) -> None:
    assert 900 <= gap(gap_s, has_news=has_news, errors=errors, asked_s=asked_s) <= DAY_S


def test_visits_of_a_quiet_page_grow_rare_and_end() -> None:
    planned = [next_visit(quiet, NOW) for quiet in range(len(QUIET_GAPS_S) + 1)]
    gaps = [at - NOW for at in planned if at is not None]
    assert gaps == sorted(gaps)
    assert gaps[0] == timedelta(hours=1)
    assert planned[-1] is None


@pytest.mark.parametrize(
    ("outcome", "failures", "minutes"),
    [
        (Outcome.GAVE_UP_TIMEOUT, 1, 15),
        (Outcome.GAVE_UP_TIMEOUT, 2, 60),
        (Outcome.NO_TEXT, 1, 360),
        (Outcome.INTERNAL_ERROR, 1, 15),
    ],
)
def test_a_failed_page_is_tried_again_sooner_when_the_server_failed(
    outcome: Outcome, failures: int, minutes: int
) -> None:
    assert next_try(outcome, failures, NOW) == NOW + timedelta(minutes=minutes)


def test_what_cannot_mend_is_not_tried_by_the_schedule() -> None:
    assert next_try(Outcome.BAD_URL, 1, NOW) is None
    assert next_try(Outcome.NO_TEXT, 4, NOW) is None


def test_a_feed_planned_while_the_clock_was_wrong_is_due() -> None:
    assert is_due(NOW, NOW, 900)
    assert not is_due(NOW + timedelta(days=1, hours=23), NOW, 900)
    assert is_due(NOW + timedelta(days=3), NOW, 900)
    assert not is_due(NOW + timedelta(days=3), NOW, 7 * DAY_S)
