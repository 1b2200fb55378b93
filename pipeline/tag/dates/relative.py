"""What date phrases that count from the day of reference resolve to: weekdays, "two days ago", "last month".

Each rule answers the date, whether it lies ahead or returns, and whether it is a span that runs up to now; None where
there is no day of reference or the calendar has no such day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.model.tagging import ClaimDate
from pipeline.tag.casualties.numbers import small_number
from pipeline.tag.dates import calendar as cal

Resolved = tuple[ClaimDate, bool, bool] | None
_Match = re.Match[str]
FUTURE_LEAD = ("next", "this coming", "every", "until", "by")


def weekday(match: _Match, reference: date | None) -> Resolved:
    """Read "on Friday", "last Monday", "Thursday before last"."""
    if reference is None:
        return None
    lead = " ".join((match["w_lead"] or "").lower().split())
    day = cal.last_weekday(
        reference, cal.WEEKDAYS[match["weekday"].lower()], strictly=lead == "last" or bool(match["w_before"])
    )
    if lead == "this" and cal.WEEKDAYS[match["weekday"].lower()] > reference.weekday():
        return cal.on_day(day + timedelta(days=7)), True, False  # "a referendum this Sunday", written on Thursday
    if lead.startswith("a week ago") or match["w_before"]:
        day -= timedelta(days=7)
    elif match["w_last"]:
        day = cal.last_weekday(reference - timedelta(days=reference.weekday() + 1), day.weekday())
    if lead in FUTURE_LEAD:
        return cal.on_day(day + timedelta(days=7)), True, False
    return cal.on_day(day), bool(match["w_tail"]), lead == "since"


def ago(match: _Match, reference: date | None) -> Resolved:
    """Read "three days ago"; of weeks and months no more than about when."""
    if reference is None:
        return None
    count = small_number(match["ago_n"])
    unit = match["ago_unit"].lower().rstrip("s")
    vague = " ".join(match["ago_n"].lower().split()) in ("several", "a few")
    return _shift_back(reference, count, unit, vague=vague)


def _shift_back(reference: date, count: int, unit: str, *, vague: bool) -> Resolved:
    match unit:
        case "hour":
            return cal.on_day(reference - timedelta(hours=count)), False, False
        case "day":
            day = reference - timedelta(days=count)
            return (
                (cal.between(day - timedelta(days=1), day + timedelta(days=1)) if vague else cal.on_day(day)),
                False,
                False,
            )
        case "week":
            day = reference - timedelta(weeks=count)
            return cal.between(day - timedelta(days=3), day + timedelta(days=3)), False, False
        case "month":
            return cal.in_month(*cal.months_back(reference, count)), False, False
        case _:
            years = count * (10 if unit == "decade" else 1)
            return cal.in_year(max(1000, reference.year - years)), False, False


def past_span(match: _Match, reference: date | None) -> Resolved:
    """Read "in the past 24 hours", "over the last two weeks"."""
    if reference is None:
        return None
    count = small_number(match["past_n"] or "one")
    unit = match["past_unit"].lower().rstrip("s")
    if unit == "hour":
        return cal.between(reference - timedelta(days=max(1, count // 24)), reference), False, False
    days = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}[unit] * count
    return cal.between(reference - timedelta(days=days), reference), False, unit != "day"


def relative_unit(match: _Match, reference: date | None) -> Resolved:
    """Read "last week", "this past weekend", "next month"."""
    if reference is None:
        return None
    side, unit = match["rel"].lower(), match["rel_unit"].lower()
    if side.endswith("past"):  # "this past weekend"
        side = "this" if unit == "weekend" else "last"
    if side == "next":
        return cal.on_day(reference + timedelta(days=7)), True, False
    if unit == "night":
        return cal.on_day(reference - timedelta(days=0 if side == "this" else 1)), False, False
    if unit == "weekend":
        return cal.between(*cal.last_weekend(reference, strictly=side == "last")), False, False
    return _of_unit(reference, side, unit)


def weekend(_match: _Match, reference: date | None) -> Resolved:
    """Read "at the weekend": the newest, also that which the day of reference lies in."""
    return None if reference is None else (cal.between(*cal.last_weekend(reference)), False, False)


def _week(reference: date, side: str) -> Resolved:
    monday = reference - timedelta(days=reference.weekday())
    if side == "this":
        return cal.between(monday, max(reference, monday + timedelta(days=1))), False, False
    return cal.between(monday - timedelta(days=7), monday - timedelta(days=1)), False, False


def _long_unit(reference: date, side: str, unit: str) -> Resolved:
    back = 0 if side == "this" else 1
    if unit == "month":
        return cal.in_month(*cal.months_back(reference, back)), False, False
    return cal.in_year(reference.year - back), False, unit == "year" and side == "this"


def now(_match: _Match, reference: date | None) -> Resolved:
    """Read "moments ago"."""
    return None if reference is None else (cal.on_day(reference), False, False)


def nth(match: _Match, reference: date | None) -> Resolved:
    """The day of a month that is not named: the newest such day."""
    if reference is None:
        return None
    back = int(match["nth"]) > reference.day
    found = cal.valid_day(*cal.months_back(reference, int(back)), int(match["nth"]))
    return (cal.on_day(found), False, False) if found else None


def in_unit(match: _Match, reference: date | None) -> Resolved:
    """Read "earlier in the week" as this week."""
    return None if reference is None else _of_unit(reference, "this", match["in_unit"])


def _of_unit(reference: date, side: str, unit: str) -> Resolved:
    return _week(reference, side) if unit == "week" else _long_unit(reference, side, unit)


def recent(match: _Match, reference: date | None) -> Resolved:
    """Read "in recent days": a span up to now."""
    if reference is None:
        return None
    days = {"days": 4, "weeks": 21, "months": 120, "years": 1500}[match["recent"].lower()]
    return cal.between(reference - timedelta(days=days), reference), False, days > 4  # noqa: PLR2004
