"""Dates told from another date: "a day earlier", "the following morning", "on Thursday, a day after a bomber …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pipeline.model.tagging import ClaimDate
from pipeline.tag.casualties.lower import lowered
from pipeline.tag.casualties.numbers import small_number
from pipeline.tag.dates import calendar as cal
from pipeline.tag.dates.mentions import DateMention
from pipeline.tag.dates.openings import ANCHOR_OPENING
from pipeline.tag.text.cues import stems_of
from pipeline.tag.text.openings import matches_at

_COUNT = r"a|one|two|three|four|five|six|\d"
_TIME = r"day|night|evening|afternoon|morning"
PHRASE = re.compile(
    rf"""\b(?:
    (?P<back>{_COUNT})\s+(?P<back_unit>days?|weeks?|months?)\s+(?:earlier|before(?!\s+(?:yesterday|the|a|an|his|her|its|their)\b))
  | (?P<eve>the\s+(?:{_TIME})\s+before(?!\s+(?:yesterday|the|a|an)\b)|the\s+(?:previous|preceding)\s+(?:{_TIME}))
  | (?P<ahead>{_COUNT})\s+days?\s+later
  | (?P<next>the\s+(?:next|following)\s+(?:{_TIME}))
  | (?P<same>(?:later|earlier)\s+(?:that|(?:in\s+|on\s+)?the(?:\s+same)?)\s+(?:{_TIME})
        |(?:that|the\s+same)\s+(?:{_TIME})
        |(?:hours|minutes)\s+(?:later|earlier))
  | (?:just\s+)?(?:(?P<after>{_COUNT}|several|a\s+few)\s+(?P<unit>days?|weeks?|months?)
        |(?P<n_hours>\d\d)\s+hours|(?P<hours>(?:[a-z]+\s+)?(?:hours|minutes)))
        \s+(?P<what>after)(?=\s+(?!that\s+(?:attack|blast)\b))
    )\b""",
    re.VERBOSE,
)
_SPOKE = re.compile(r"\b(?:said|told|says|announced|reported|confirmed|statement|according)\b[^;.]{0,60}$")
_HOURS_OF_DAY = 24
_DAYS_OF = {"week": 7, "month": 30}
_CUES = frozenset("earl befo late foll prev prec next same that afte".split())
_UNITS = frozenset("day days nigh even morn week mont hour minu".split())
_AFTERNOON = "afternoon"  # its stem is that of "after"


def find_anchored(
    text: str, found: Sequence[DateMention], earlier: Callable[[], date | None], fallback: date | None = None
) -> tuple[DateMention, ...]:
    """Resolve the phrases of a sentence that count from another date.

    They count from the last day that the sentence names before them, else from the last day that the text named:
    ``earlier`` is asked for it when it is needed, else from the ``fallback``, unless they mean that very day ("hours
    after"). Without any they are no mention. Of "a day after a bomber …"
    the word "after" is the mention: the day is that of what follows it.

    Args:
        text: the sentence.
        found: its plain dates.
        earlier: answers the day that the sentences before named last.
        fallback: the day that the report may be taken to speak of.
    """
    known, low = stems_of(text), lowered(text)
    if _CUES.isdisjoint(known) or (_UNITS.isdisjoint(known) and _AFTERNOON not in low):
        return ()
    answers = []
    for match in matches_at(PHRASE, low, ANCHOR_OPENING.places(low)):
        known_days = [m for m in found if m.date.precision == cal.DAY and not m.open]
        days = [m for m in known_days if m.end <= match.start()] or _told_behind(match, known_days, low)
        shift = _shift(match)
        anchor = cal.first_day(days[-1].date) if days else earlier() or (fallback if shift else None)
        if anchor is not None:
            start = match.start("what") if match["what"] else match.start()
            answers.append(
                DateMention(
                    start,
                    match.end(),
                    _about(anchor + timedelta(days=shift), match["unit"] or match["back_unit"] or ""),
                )
            )
    return tuple(answers)


def _told_behind(match: re.Match[str], days: Sequence[DateMention], low: str) -> list[DateMention]:
    """The day behind a phrase from which it counts: that of the statement ("… a day earlier, police said on Tuesday").

    Of "two days after a bomb …, gunmen struck on Tuesday" it is that of the other deed.
    """
    behind = [m for m in days if m.start >= match.end() and not m.future][:1]
    spoken = behind and _SPOKE.search(low, match.end(), behind[0].start)
    return behind if spoken or match["what"] else []


def _about(day: date, unit: str) -> ClaimDate:
    """The day itself; "four weeks after" and "two months after" are no day's precision."""
    if unit.startswith("week"):
        return cal.between(day - timedelta(days=3), day + timedelta(days=3))
    return cal.in_month(day.year, day.month) if unit.startswith("month") else cal.on_day(day)


def _shift(match: re.Match[str]) -> int:
    back, ahead = match["back"] or match["after"], match["ahead"]
    if back:
        return -small_number(back) * _DAYS_OF.get((match["unit"] or match["back_unit"] or "day").rstrip("s"), 1)
    if match["n_hours"]:
        return -round(int(match["n_hours"]) / _HOURS_OF_DAY)
    if ahead:
        return small_number(ahead)
    return -1 if match["eve"] else 1 if match["next"] else 0
