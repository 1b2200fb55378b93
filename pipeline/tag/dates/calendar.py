"""Calendar arithmetic of news: which Friday, which April, which weekend."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from pipeline.model.tagging import ClaimDate

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

# UCDP's date_prec: the day is known; within 2-6 days; the week; the month; more than a month.
DAY, DAYS, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5
_DAYS_OF_WEEK = 7
_CENTURY_TURN = 70
_AHEAD_DAYS = 45


def on_day(day: date) -> ClaimDate:
    """One known day."""
    return ClaimDate(day.isoformat(), day.isoformat(), DAY)


def between(start: date, end: date) -> ClaimDate:
    """A span of days, its precision from its length."""
    days = (end - start).days + 1
    if days == 1:
        return on_day(start)
    precision = DAYS if days < _DAYS_OF_WEEK else WEEK if days <= _DAYS_OF_WEEK else MONTH if days <= 31 else YEAR  # noqa: PLR2004
    return ClaimDate(start.isoformat(), end.isoformat(), precision)


def in_month(year: int, month: int) -> ClaimDate:
    """A month whose day was not said: ``YYYY-MM``."""
    word = f"{year:04d}-{month:02d}"
    return ClaimDate(word, word, MONTH)


def in_year(year: int) -> ClaimDate:
    """A year whose month was not said: ``YYYY``."""
    return ClaimDate(f"{year:04d}", f"{year:04d}", YEAR)


def last_weekday(reference: date, weekday: int, *, strictly: bool = False) -> date:
    """The newest such weekday up to the reference day; ``strictly`` leaves that day itself out."""
    back = (reference.weekday() - weekday) % _DAYS_OF_WEEK
    return reference - timedelta(days=back or (_DAYS_OF_WEEK if strictly else 0))


def last_weekend(reference: date, *, strictly: bool = False) -> tuple[date, date]:
    """Saturday and Sunday of the newest weekend; ``strictly`` leaves out one that the reference day lies in."""
    sunday = last_weekday(reference, WEEKDAYS["sunday"], strictly=strictly)
    return sunday - timedelta(days=1), sunday


def nearest_year(reference: date, month: int, day: int) -> int:
    """The year that makes a day without one recent: at most some weeks ahead of the reference day."""
    year = reference.year
    candidate = valid_day(year, month, day) or valid_day(year, month, 28) or reference
    return year - 1 if (candidate - reference).days > _AHEAD_DAYS else year


def full_year(word: str) -> int:
    """Read ``90`` as 1990 and ``2014`` as it is."""
    year = int(word)
    if year >= 100:  # noqa: PLR2004
        return year
    return 1900 + year if year >= _CENTURY_TURN else 2000 + year


def months_back(reference: date, months: int) -> tuple[int, int]:
    """Year and month so many months before the reference day."""
    index = reference.year * 12 + reference.month - 1 - months
    return index // 12, index % 12 + 1


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None for a day that no calendar has."""
    if not (1 <= month <= 12 and 1000 <= year <= 9999) or not 1 <= day <= monthrange(year, month)[1]:  # noqa: PLR2004
        return None
    return date(year, month, day)


def last_day(claimed: ClaimDate) -> date:
    """The last day that a claimed date can mean."""
    parts = [int(part) for part in claimed.end.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1]  # noqa: PLR2004
    return date(parts[0], month, day)


def first_day(claimed: ClaimDate) -> date:
    """The first day that a claimed date can mean."""
    parts = [int(part) for part in claimed.start.split("-")] + [1, 1]
    return date(parts[0], parts[1], parts[2])
