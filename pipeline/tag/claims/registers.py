"""Headings of incident registers: a date and places, and not one word of what happened.

Those who count the dead of a war publish one entry for each incident, headed by its day, often the number of the case,
and the place: "3 May 2017: (K12) Qarya village, Homs province, Syria". Over a text such a heading only helps it; alone
it says that something happened there then, and no more. It is taken so where the country was at war that year: an
event of the type OTHER, without actors or toll. A mere name of a place, or a sentence, is no such heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.tag.claims.wars import was_at_war
from pipeline.tag.places.base import ResolvedPlace

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERIC = r"(?:19|20)\d\d([-./])\d\d\1\d\d"
_DATED = re.compile(rf"\b(?:{_MONTH}\.? {_NUMBER}|{_NUMBER}(?: of)? {_MONTH})\b|^{_NUMERIC}", re.IGNORECASE)
_ABOUT_DAYS = re.compile(
    rf"(?:[\W_]|\b(?:{_MONTH}|{_NUMBER}|(?:19|20)\d\d|of|on|around|about|circa|near|between|and|or|to|the|early|mid|late"
    r"|night|morning|evening|day|days|date|exact|unknown|unclear|not|possibly|before|after)\b)+",
    re.IGNORECASE,
)
"""Words that a heading says of its day: "Night of June 3rd or 4th 2017"."""
_LAST = re.compile(
    rf"[\s,(-](?:{_MONTH}\.? {_NUMBER},? \d{{4}}|{_NUMBER} {_MONTH},? \d{{4}}|{_NUMERIC})[.)]?\Z", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?=\b|[-./])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][\w'\u2019`-]*")
_OF_PLACES = frozenset(
    "province governorate oblast state prefecture department region district county raion municipality "
    "subdistrict township city cities town towns village villages hamlet hamlets countryside suburb suburbs "
    "outskirts camp area areas axis front desert border neighborhood neighborhoods neighbourhood neighbourhoods "
    "quarter street road roundabout square market park car garden dam airport airfield prison university "
    "warehouse factory building house home school hospital mosque church bridge farm farms well station crossing "
    "bank km kilometres kilometers miles north south east west northern southern eastern western northeast "
    "northwest southeast southwest northeastern northwestern southeastern southwestern central of in near at the "
    "and or between to from out along around outside behind beside opposite water train track railway river "
    "locations location various al el".split()
)
_MOST_WORDS = 40


def is_heading(text: str) -> bool:
    """Whether a line is worded as the heading of a register's entry: a day first or last, and else names alone."""
    line = text.strip()
    if len(line.split()) > _MOST_WORDS:
        return False
    words = _LATIN.findall(_BRACKETS.sub(" ", _without_day(line)))
    return bool(words) and all(word in _OF_PLACES or not word.islower() for word in words)


def _without_day(line: str) -> str:
    """What stands beside the day; "" where a line neither begins nor ends with one."""
    head, colon, rest = line.partition(":")
    if colon and _DATED.search(head) and _ABOUT_DAYS.fullmatch(_BRACKETS.sub(" ", head)):
        return rest
    last = _LAST.search(line)
    return line[: last.start()] if last else ""


def is_register_heading(text: str, places: Sequence[ResolvedPlace], published: date | None) -> bool:
    """Whether a bare heading holds a day and places of a country then at war, and nothing else.

    Args:
        text: the whole of it, smoothed.
        places: the places resolved in it.
        published: the day of publication; it gives the year where the heading has none.
    """
    if not is_heading(text):
        return False
    return any(p.mention.role == "place" and was_at_war(p.place.country, year_of(text, published)) for p in places)


def year_of(text: str, published: date | None) -> int:
    """The first year that a line names, else that of its publication; 0 when nothing says."""
    told = _YEAR.search(text)
    return int(told[0]) if told else published.year if published else 0
