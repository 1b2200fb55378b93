"""The day that "today" means in an article."""

from __future__ import annotations

import re
from datetime import date, datetime

from pipeline.tag.dates import calendar as cal

_URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[/-](?P<m>0?[1-9]|1[0-2]|[a-z]{3})[/-](?P<d>[0-3]?\d)(?!\d)"
    r"|(?P<m8>0[1-9]|1[0-2])(?P<d8>[0-3]\d))"
)
_DATELINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][\w.'’()-]*[\s,]+){1,6}"
    r"(?:(?P<d1>\d{1,2})\s+(?P<m1>[A-Za-z]{3,9})\.?(?:,?\s+(?P<y1>\d\d(?:\d\d)?))?"
    r"|(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<d2>\d{1,2})(?:,\s+(?P<y2>\d{4}))?)\b"
)
CAPTION = re.compile(
    r"\b(?P<m>January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?P<d>\d{1,2}), (?P<y>(?:19|20)\d\d)\b"
)
"""A full date as it stands under a picture, which may be an old one."""
_HEAD_CHARS = 600


def reference_day(text: str, published: date | datetime | None, url: str = "") -> date | None:
    """Choose the day that relative dates count from.

    The date of publication when there is one; otherwise the dateline ("SAN SALVADOR, 8 JAN 90"), the
    day in the address ("/2012/11/14/"), or a full date in the head of the text (a caption), in that order.

    Returns:
        The day, or None when nothing says it.
    """
    if isinstance(published, datetime):
        return published.date()
    if published is not None:
        return published
    return _dateline_day(text[:_HEAD_CHARS]) or _url_day(url) or _caption_day(text[:_HEAD_CHARS])


def _dateline_day(head: str) -> date | None:
    for line in head.split("\n"):
        match = _DATELINE.match(line)
        if match and (found := _from_dateline(match)):
            return found
    return None


def _from_dateline(match: re.Match[str]) -> date | None:
    day, month, year = (
        (match["d1"], match["m1"], match["y1"]) if match["d1"] else (match["d2"], match["m2"], match["y2"])
    )
    number = cal.MONTHS.get(month.lower())
    return cal.valid_day(cal.full_year(year), number, int(day)) if number and year else None


def _url_day(url: str) -> date | None:
    for match in _URL_DAY.finditer(url.lower()):
        word = match["m"] or match["m8"]
        month = int(word) if word.isdigit() else cal.MONTHS.get(word, 0)
        found = cal.valid_day(int(match["y"]), month, int(match["d"] or match["d8"]))
        if found and found.year >= 1980:  # noqa: PLR2004  (older than any news address)
            return found
    return None


def _caption_day(head: str) -> date | None:
    match = CAPTION.search(head)
    if not match:
        return None
    return cal.valid_day(int(match["y"]), cal.MONTHS[match["m"].lower()], int(match["d"]))
