"""When a feed is polled and a page visited again: pure functions of what is known and of ``now``."""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.model.words import Outcome

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S

MAX_ERROR_GAP_S = DAY_S
"""A feed that fails is asked again at least once a day: feeds come back after a month."""

QUIET_GAPS_S = (HOUR_S, 3 * HOUR_S, 9 * HOUR_S, DAY_S, 3 * DAY_S, 7 * DAY_S)
"""Gaps before the visits of a page that brings nothing new; after the last it is left alone."""

TRANSIENT_GAPS_S = (HOUR_S / 4, HOUR_S, 4 * HOUR_S, 12 * HOUR_S, DAY_S, 2 * DAY_S)
"""Gaps before the visits of a page whose server failed."""

BARREN_GAPS_S = (6 * HOUR_S, DAY_S, 3 * DAY_S)
"""Gaps before the visits of a page that answered, and held no article."""

_TRANSIENT = frozenset(
    {
        Outcome.GAVE_UP_TIMEOUT,
        Outcome.GAVE_UP_UNREACHABLE,
        Outcome.GAVE_UP_SERVER_ERROR,
        Outcome.RATE_LIMITED,
        Outcome.TLS_ERROR,
        Outcome.INTERNAL_ERROR,
    }
)
_FINAL = frozenset({Outcome.BAD_URL, Outcome.PRIVATE_ADDRESS, Outcome.GONE, Outcome.ROBOTS_DENIED})


def feed_gap_s(
    gap_s: float, *, has_news: bool, errors: int, asked_s: float | None, least_s: float, most_s: float
) -> float:
    """Seconds until the next poll of a feed.

    A feed with news is asked in half the time of the last gap, one without in half as much again, within
    [least_s, most_s]. One that fails waits twice as long with every error, up to a day, and is never given up.

    Args:
        gap_s: the last gap of the healthy feed.
        has_news: whether something was admitted because the feed said so.
        errors: in a row, this poll included; 0 for a poll that succeeded.
        asked_s: what the server's ``Retry-After`` asks for at least.
        least_s: the least gap.
        most_s: the largest gap of a healthy feed.
    """
    if errors:
        gap = min(least_s * 2.0 ** min(errors, 30), MAX_ERROR_GAP_S)
    else:
        gap = min(max(gap_s * (0.5 if has_news else 1.5), least_s), most_s)
    return max(gap, min(asked_s or 0.0, MAX_ERROR_GAP_S))


def is_due(next_poll: datetime, now: datetime, most_s: float) -> bool:
    """Whether a feed is to be polled; ``most_s`` is the largest gap of a healthy one.

    One that is planned far beyond all gaps was stored while the clock was wrong.
    """
    return next_poll <= now or next_poll - now > timedelta(seconds=2 * max(most_s, MAX_ERROR_GAP_S))


def next_visit(quiet: int, now: datetime) -> datetime | None:
    """When a decided page is visited again, after ``quiet`` visits in a row that brought nothing new."""
    return _after(QUIET_GAPS_S, quiet, now)


def next_try(outcome: Outcome, failures: int, now: datetime) -> datetime | None:
    """When a page that ended in an outcome is visited again, after ``failures`` such ends in a row (this one too).

    None: not by the schedule. A person's run, or a changed announcement, still asks for it.
    """
    if outcome in _FINAL:
        return None
    return _after(TRANSIENT_GAPS_S if outcome in _TRANSIENT else BARREN_GAPS_S, failures - 1, now)


def _after(gaps_s: tuple[float, ...], number: int, now: datetime) -> datetime | None:
    return now + timedelta(seconds=gaps_s[number]) if number < len(gaps_s) else None
