"""The date phrases of English news, each resolved against the day of reference.

A weekday means the newest such day up to the day of publication, as agencies write it. A day and a
month without a year mean the year that makes them recent. What cannot be resolved, for want of a day
of reference, is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.tagging import ClaimDate
from pipeline.tag.casualties.lower import lowered
from pipeline.tag.dates import calendar as cal
from pipeline.tag.dates import relative
from pipeline.tag.dates.names import is_other_word
from pipeline.tag.dates.openings import DATE_OPENING
from pipeline.tag.dates.relative import Resolved
from pipeline.tag.text.cues import stems_of
from pipeline.tag.text.openings import matches_at

_MONTH = (
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = r"\d{1,2}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few"
_UNIT = r"hours?|days?|weeks?|months?|years?|decades?"

PHRASE = re.compile(
    rf"""\b(?:
    (?P<iso>(?:19|20)\d\d-\d\d-\d\d)
  | (?P<md_month>{_MONTH})\s+(?P<md_day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|,\d)
        (?:,?\s+(?P<md_year>(?:19|20)\d\d)\b)?
  | (?P<num_day>\d{{1,2}})[./](?P<num_month>\d{{1,2}})[./](?P<num_year>(?:19|20)\d\d)\b
  | (?P<dm_day>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:\s?[-–]\s?|\s+(?:and|to)\s+)\d\d?(?:st|nd|rd|th)?)?
        \s+(?:of\s+)?(?P<dm_month>{_MONTH})\b
        (?:,?\s+(?P<dm_year>(?:19|20)\d\d\b|\d\d\b(?!\s*[%:])))?
  | (?:(?P<my_part>early|mid|late)[\s-]+)?(?P<my_month>{_MONTH})\s+(?:of\s+)?(?P<my_year>(?:19|20)\d\d)\b
  | (?P<m_lead>since|in|during|last|until|from|by|this|(?:days|weeks?|half|end|beginning|start|middle)\s+of)
        \s+(?:(?:early|mid|late)[\s-]+)?(?P<m_month>{_MONTH})\b
        (?!\.?\s*\d)
  | (?P<w_lead>until|by|since|last|next|this\s+(?:coming|past)|this|every|a\s+week\s+ago(?:\s+(?:on|last))?)?\s*
        \b(?P<weekday>{_WEEKDAY})(?P<w_tail>s\b)?(?P<w_night>\s+night)?
        (?:(?P<w_last>\s+(?:of\s+)?last\s+week)|(?P<w_before>\s+before\s+last\b)|\s+last\b(?!\s+(?:month|year|night)))?
  | (?P<now>(?:a\s+(?:short|little|few)\s+(?:while|time|moments|minutes)|moments|minutes)\s+ago)\b
  | (?P<feast>christmas\s+(?:eve|day|night|morning)|new\s+year['’]?s\s+(?:eve|day))\b
        (?:,?\s+(?P<feast_year>(?:19|20)\d\d)\b)?
  | (?P<ago_n>{_COUNT})\s+(?P<ago_unit>{_UNIT})\s+(?P<ago>ago)\b
  | (?:at|over|during|on)\s+(?P<weekend>the\s+weekend)\b
  | on\s+the\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th)(?=[.,;]|\s+of\s+(?:this|the)\s+month\b|$)
  | (?:over|in|during|for|within)\s+the\s+(?:past|last)\s+(?:(?P<past_n>{_COUNT}|\d\d|few|couple\s+of)\s+)?
        (?P<past_unit>{_UNIT})\b(?!\s+of\b)
  | (?P<part>earlier\s+|late\s+|later\s+)?(?P<rel>last|this(?:\s+past)?|previous|next)\s+
        (?P<rel_unit>week(?:end)?|month|year|summer|winter|spring|autumn|fall|night)\b
  | (?:earl(?:y|ier)|late)\s+in\s+the\s+(?P<in_unit>week|month|year)\b
  | (?P<word>(?:the\s+day\s+before\s+)?yesterday|today|tonight|tomorrow
        |overnight(?!,?\s+(?:(?:on|into|to|from|between)\s+)?{_WEEKDAY})|(?:earlier\s+)?this\s+(?:morning|afternoon|evening))\b
  | (?P<y_lead>in|since|during|until|of|from|the)\s+(?:(?:early|mid|late)[\s-]+)?
        (?P<year>(?:19[0-9]|20[0-4])\d)\b(?!-\d\d)
  | (?P<span_y>(?:19|20)\d\d)\s?(?:[-–]|and|to)\s?(?P<span_y2>(?:19|20)?\d\d)\b
  | in\s+recent\s+(?P<recent>days|weeks|months|years)\b
    )""",
    re.VERBOSE,
)

# Cheaper than the pattern above, which only runs where a year or a word with one of these stems stands. Each of its
# alternatives holds one (see the tests), but for seasons: "next spring" counts only beside other words of time.
_CUES = frozenset(
    "jan janu feb febr mar marc apr apri may jun june jul july aug augu sep sept oct octo nov nove dec dece mond tues "
    "week wedn thur frid satu sund ago earl past last this yest toda toni over tomo rece chri eve".split()
)
_YEAR = re.compile(r"(?:19|20)\d")
_ON_THE = re.compile(r"on the \d|new year['’]?s day")
_BESIDE = frozenset({"next", "prev"})
_TIME_WORD = re.compile(
    r"day|ago|last|past|recent|week|month|year|night|tomorrow|this|earlier|[0-9]"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
_DONE = re.compile(r"\b(?:\w+ed|said|shot|struck|hit|blew|fell|broke|was|were|went|took|left|off)\b", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:will|would|to be|due|going to|plans?|expected|scheduled|set to|should|may|must)\b", re.IGNORECASE
)
"""Of what stands before "tonight": whether it tells of what has been ("a bomb exploded in the city tonight")."""
_VERB_CHARS = 120
_SPAN_CHARS = 9


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that says when: ``text[start:end]``.

    Attributes:
        date: what it resolves to.
        future: it names a time after the day of reference, or one that returns ("every Friday").
        open: a span that runs up to now ("since March", "in the past two months"): no time of one event.
    """

    start: int
    end: int
    date: ClaimDate
    future: bool = False
    open: bool = False


_Match = re.Match[str]


def find_dates(text: str, reference: date | None) -> tuple[DateMention, ...]:
    """Find every date phrase of a text and resolve it.

    Args:
        text: any English text; offsets of the answer count code points into it.
        reference: the day that "today" means, or None: then only full dates, months and years resolve.

    Returns:
        The mentions in order, none overlapping.
    """
    known, low = stems_of(text), lowered(text)
    told = not _CUES.isdisjoint(known) or _YEAR.search(low) or _ON_THE.search(low)
    if not told and (_BESIDE.isdisjoint(known) or not _TIME_WORD.search(low)):
        return ()
    found: list[DateMention] = []
    for match in matches_at(PHRASE, low, DATE_OPENING.places(low)):
        resolved = None if is_other_word(match, text) else _resolve(match, reference)
        if resolved:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            when, future, is_open = resolved
            is_open = is_open or low.endswith("since ", 0, start)
            _append(found, DateMention(start, match.end(), when, future, is_open), low)
    return tuple(found)


def _append(found: list[DateMention], mention: DateMention, low: str) -> None:
    """Add a mention; "between 26 June and 8 July" is one, a span."""
    last = found[-1] if found else None
    if last and _ends_span(last, mention, low):
        span = cal.between(cal.first_day(last.date), cal.first_day(mention.date))
        found[-1] = DateMention(last.start, mention.end, span, mention.future, open=False)
    else:
        found.append(mention)


def _are_next(last: DateMention, mention: DateMention) -> bool:
    return (cal.first_day(mention.date) - cal.first_day(last.date)).days == 1


def _ends_span(last: DateMention, mention: DateMention, low: str) -> bool:
    if mention.start - last.end > _SPAN_CHARS or not {cal.DAY} == {last.date.precision, mention.date.precision}:
        return False
    joint, lead = low[last.end : mention.start].strip(), low[max(0, last.start - _SPAN_CHARS) : last.start].split()[-1:]
    led = (lead == ["between"] and joint == "and") or (lead == ["from"] and joint in ("to", "until", "till"))
    days = cal.WEEKDAYS.keys() >= {low[last.start : last.end], low[mention.start : mention.end]}
    led = led or (days and lead == ["on"] and joint == "and" and _are_next(last, mention))
    return led and cal.first_day(last.date) < cal.first_day(mention.date)


def _resolve(match: _Match, reference: date | None) -> Resolved:
    kind = match.lastgroup or ""
    for group, rule in _RULES:
        if match[group] is not None:
            return rule(match, reference)
    return None if kind else None


def _iso(match: _Match, _reference: date | None) -> Resolved:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    found = cal.valid_day(year, month, day)
    return (cal.on_day(found), False, False) if found else None


def _month_number(word: str) -> int:
    return cal.MONTHS[word.lower().rstrip(".")]


def _month_day(match: _Match, reference: date | None) -> Resolved:
    return _calendar_day(match["md_month"], match["md_day"], match["md_year"], reference)


def _day_month(match: _Match, reference: date | None) -> Resolved:
    return _calendar_day(match["dm_month"], match["dm_day"], match["dm_year"], reference)


def _numbers(match: _Match, reference: date | None) -> Resolved:
    """``14/7/2015``, the day first unless that is none or lies ahead."""
    day, month, year = int(match["num_day"]), int(match["num_month"]), int(match["num_year"])
    found, swapped = cal.valid_day(year, month, day), cal.valid_day(year, day, month)
    if found is None or (swapped and _is_after(found, reference) and not _is_after(swapped, reference)):
        found = swapped
    return (cal.on_day(found), _is_after(found, reference), False) if found else None


def _calendar_day(month_word: str, day_word: str, year_word: str | None, reference: date | None) -> Resolved:
    month, day = _month_number(month_word), int(day_word)
    if year_word:
        year = cal.full_year(year_word)
    elif reference:
        year = cal.nearest_year(reference, month, day)
    else:
        return None
    found = cal.valid_day(year, month, day)
    return (cal.on_day(found), _is_after(found, reference), False) if found else None


def _is_after(day: date, reference: date | None) -> bool:
    # A page dated in the evening of one zone may tell of the next morning of another.
    return reference is not None and (day - reference).days > 1


def _month_year(match: _Match, reference: date | None) -> Resolved:
    year, month = int(match["my_year"]), _month_number(match["my_month"])
    return cal.in_month(year, month), _is_after(date(year, month, 1), reference), False


def _month_only(match: _Match, reference: date | None) -> Resolved:
    word, lead = match["m_month"], match["m_lead"].lower()
    if reference is None:
        return None
    month = _month_number(word)
    year = cal.nearest_year(reference, month, 1)
    if lead == "last" and (year, month) >= (reference.year, reference.month):
        year -= 1
    return (
        cal.in_month(year, month),
        lead in relative.FUTURE_LEAD or _is_after(date(year, month, 1), reference),
        lead == "since",
    )


def _word(match: _Match, reference: date | None) -> Resolved:
    if reference is None:
        return None
    word = match["word"].lower()
    shift = -1 if word == "yesterday" else -2 if word.endswith("yesterday") else 1 if word == "tomorrow" else 0
    to_come = shift > 0 or (word == "tonight" and not _is_over(match))
    return cal.on_day(reference + timedelta(days=shift)), to_come, False


def _is_over(match: _Match) -> bool:
    before = match.string[max(0, match.start() - _VERB_CHARS) : match.start()]
    return bool(_DONE.search(before)) and not _COMING.search(before)


def _year(match: _Match, reference: date | None) -> Resolved:
    year = int(match["year"])
    return cal.in_year(year), reference is not None and year > reference.year, match["y_lead"].lower() == "since"


def _year_span(match: _Match, _reference: date | None) -> Resolved:
    first = int(match["span_y"])
    second = match["span_y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)  # noqa: PLR2004
    if last < first:
        return None
    return ClaimDate(f"{first:04d}", f"{last:04d}", cal.YEAR), False, False


def _feast(match: _Match, reference: date | None) -> Resolved:
    if match["feast"].startswith("new") and match["feast"].endswith("day"):
        return _calendar_day("january", "1", match["feast_year"], reference)
    day = 31 if match["feast"].startswith("new") else 24 if match["feast"].endswith("eve") else 25
    return _calendar_day("december", str(day), match["feast_year"], reference)


_RULES: tuple[tuple[str, Callable[[_Match, date | None], Resolved]], ...] = (
    ("iso", _iso),
    ("md_month", _month_day),
    ("num_day", _numbers),
    ("dm_day", _day_month),
    ("my_month", _month_year),
    ("m_month", _month_only),
    ("weekday", relative.weekday),
    ("now", relative.now),
    ("feast", _feast),
    ("ago_n", relative.ago),
    ("past_unit", relative.past_span),
    ("weekend", relative.weekend),
    ("nth", relative.nth),
    ("rel", relative.relative_unit),
    ("in_unit", relative.in_unit),
    ("word", _word),
    ("year", _year),
    ("span_y", _year_span),
    ("recent", relative.recent),
)
