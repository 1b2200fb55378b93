"""Dates as feeds write them, to aware UTC: our own reading first, because feedparser guesses.

feedparser reads ``2016/6/29`` as 1 June and nothing at all in ``Seg, 24 Set 2018`` or
``Thu,28 Jul 2022 4:35:5 GMT+9`` (github.com/kurtmckee/feedparser/issues/75 and /135). A reading that is
implausible is no reading: years 1513 and 9999 are dropped, not clamped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from pipeline.feeds.calendar_words import MONTHS, ZONES_H, folded

MIN_YEAR = 1990
MAX_YEAR = 2099
_MAX_CHARS = 120

_ISO = re.compile(
    r"^(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?"
    r"(?:(?:[T\s,]|\s*T\s*)\s*(?P<rest>\d.*))?$"
)
_COMPACT = re.compile(
    r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:[T\s]?(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?(?P<rest>.*))?$"
)
_NUMERIC = re.compile(r"^(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?:[T\s,]+(?P<rest>.*))?$")
_EAST_ASIAN = re.compile(r"^(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]\s*(?P<rest>.*)$")
_EPOCH = re.compile(r"^(\d{10})(\d{3})?$")
_TIME = re.compile(
    r"(?<![\d+-])(?P<h>\d{1,2})[:.hH](?P<min>\d{1,2})(?:[:.](?P<s>\d{1,2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:(?:GMT|UTC|UT)\s*)?(?P<sign>[+\-\u2212])\s?(?P<h>\d{1,2})(?::?(?P<min>\d{2}))?(?!\d)", re.IGNORECASE
)
_BARE_CLOCK = re.compile(r"(?<=[^\W\d_] )(\d{2}|\d{4}) ([01]\d|2[0-4])([0-5]\d)(?= [A-Z+-])")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


def parse_date(raw: str) -> datetime | None:
    """Read a date as a feed writes it; None when it says no plausible moment.

    Without a zone it is taken as UTC, without a time as midnight. Day-first is preferred for
    ``9/11/2017`` unless an AM/PM or a number past 12 says otherwise. Month names of some twenty
    languages are known.
    """
    text = _clean(raw)
    if not text or len(text) > _MAX_CHARS:
        return None
    for reading in _READINGS:
        try:
            moment = reading(text)
        except (ValueError, OverflowError):
            continue
        if moment is not None:
            return moment if is_plausible(moment) else None
    return None


def is_plausible(moment: datetime) -> bool:
    """Whether a feed can mean this moment: from 1990 to 2099. The zero of the Unix clock is no date."""
    return MIN_YEAR <= moment.year <= MAX_YEAR


def _clean(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).replace("\u200e", "").replace("\u200f", "")
    text = re.sub(r"\((?P<note>[^)]*)\)", r" \g<note>", text.replace(";", " "))
    return " ".join(text.split()).strip(" ,.")


def _epoch(text: str) -> datetime | None:
    found = _EPOCH.match(text)
    return datetime.fromtimestamp(int(found.group(1)), UTC) if found else None


def _iso(text: str) -> datetime | None:
    found = _ISO.match(text) or _EAST_ASIAN.match(text)
    if not found:
        return None
    day = (int(found["y"]), int(found["m"] or 1), int(found["d"] or 1))
    return _moment(day, found["rest"] or "")


def _compact(text: str) -> datetime | None:
    found = _COMPACT.match(text)
    if not found:
        return None
    day = (int(found["y"]), int(found["m"]), int(found["d"]))
    clock = f"{found['h']}:{found['min']}:{found['s'] or '00'}{found['rest']}" if found["h"] else ""
    return _moment(day, clock)


def _numeric(text: str) -> datetime | None:
    found = _NUMERIC.match(_without_weekday(text))
    if not found:
        return None
    first, second, rest = int(found["a"]), int(found["b"]), found["rest"] or ""
    clock = _TIME.search(rest)
    month_first = first <= 12 and (second > 12 or (found["sep"] == "/" and clock is not None and bool(clock["half"])))  # noqa: PLR2004
    month, day = (first, second) if month_first else (second, first)
    return _moment((_full_year(found["y"]), month, day), rest)


def _named(text: str) -> datetime | None:
    # Day, month name and year in any order; the time and the zone wherever they stand.
    text = _BARE_CLOCK.sub(r"\1 \2:\3", text)
    clock = _TIME.search(text)
    before, after = (text[: clock.start()], text[clock.end() :]) if clock else (text, "")
    month = _month_in(before) or _month_in(after)
    numbers = _NUMBER.findall(before if _month_in(before) else after)
    if not month or len(numbers) < 2:  # noqa: PLR2004 - a day and a year
        if not month or not clock:
            return None
        numbers += [n for n in _NUMBER.findall(after) if len(n) == 4]  # noqa: PLR2004 - "Jul 28 04:35:05 2022"
        after = re.sub(r"\b\d{4}\b", "", after)
    day, year = _day_and_year(numbers)
    return _moment((year, month, day), text[clock.start() : clock.end()] + " " + after if clock else "")


_READINGS: tuple[Callable[[str], datetime | None], ...] = (_epoch, _iso, _compact, _numeric, _named)


def _day_and_year(numbers: list[str]) -> tuple[int, int]:
    four = next((n for n in numbers if len(n) == 4), None)  # noqa: PLR2004 - a full year
    if four is not None:
        day = next(n for n in numbers if n is not four) if len(numbers) > 1 else "1"
        return int(day), int(four)
    day, short = numbers[0], numbers[1]
    if len(short) != 2:  # noqa: PLR2004 - a short year
        raise ValueError("no year")
    return int(day), _full_year(short)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 90 else 2000)  # noqa: PLR2004 - RFC 2822's pivot moved


def _month_in(text: str) -> int | None:
    # The last one: in French and Spanish "mar" may be the Tuesday before it.
    months = [month for word in _WORD.findall(text) if (month := _month(word))]
    return months[-1] if months else None


def _month(word: str) -> int | None:
    name = folded(word)
    for length in range(len(name), 2, -1):
        if month := MONTHS.get(name[:length]):
            return month
    return None


def _without_weekday(text: str) -> str:
    return re.sub(r"^[^\W\d_]+\.?,?\s*", "", text)


def _moment(day: tuple[int, int, int], clock: str) -> datetime:
    found = _TIME.search(clock)
    if not found:
        zone = _zone(clock) if re.match(r"^\D", clock) else timedelta(0)
        return datetime(*day, tzinfo=timezone(zone)).astimezone(UTC)
    hour, minute, second = int(found["h"]), int(found["min"]), min(int(found["s"] or 0), 59)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    moment = datetime(*day, tzinfo=UTC) + timedelta(hours=hour, minutes=minute, seconds=second)
    if hour > 24 or minute > 59:  # noqa: PLR2004 - 24:00 is the next midnight
        raise ValueError("no time of day")
    return moment - _zone(clock[found.end() :])


def _zone(text: str) -> timedelta:
    found = _OFFSET.search(text)
    if found:
        hours, minutes = int(found["h"]), int(found["min"] or 0)
        ahead = timedelta(hours=hours, minutes=minutes)
        if ahead <= timedelta(hours=14):
            return ahead if found["sign"] == "+" else -ahead
    for word in _WORD.findall(text):
        if (hours_ahead := ZONES_H.get(word.lower())) is not None:
            return timedelta(hours=hours_ahead)
    return timedelta(0)
