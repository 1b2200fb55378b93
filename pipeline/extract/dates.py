"""Publication dates: exact times from the head first, then htmldate's reading of the page; all bounded.

A date after the fetch (an expiry date, a wrong clock) or before the web is no publication date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
SLACK = timedelta(hours=26)
"""How far after the fetch a stamp may lie: a local time written without its zone, and a day's rounding."""


def parse_time(raw: str) -> datetime | None:
    """Read ISO 8601 or RFC 2822 as aware UTC; a time without a zone is taken as UTC. None when it is neither."""
    text = raw.strip()
    for reader in (_iso, _compact, parsedate_to_datetime):
        try:
            read = reader(text)
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text.replace(" Z", "Z").replace("Z", "+00:00"))


def _compact(text: str) -> datetime:
    # "2024-05-03 12:00:00 +0200" and "2024-05-03T12:00:00.1234567+02:00": what fromisoformat refuses
    for form in (
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%d %H:%M:%S UTC",
        "%Y-%m-%dT%H:%M:%S%z",
        "%Y/%m/%d %H:%M:%S",
        "%Y/%m/%d",
    ):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 -- the caller sets the zone where none is written
        except ValueError:
            continue
    raise ValueError(text)


def bounded(found: list[tuple[str, str]], latest: datetime) -> tuple[datetime | None, list[str]]:
    """The first date that lies in [1990, latest + 26 h], and all candidates as ``where=value``.

    One within the slack but after ``latest`` is clipped to it.
    """
    chosen: datetime | None = None
    for _where, raw in found:
        read = parse_time(raw)
        if chosen is None and read is not None and EARLIEST <= read <= latest + SLACK:
            chosen = min(read, latest)
    return chosen, [f"{where}={raw[:40]}" for where, raw in found]


_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def day_in_url(url: str, latest: datetime) -> datetime | None:
    """The day that a URL's path names (``/2017/11/09/…``), at midnight UTC; None when it names none in bounds."""
    match = _URL_DAY.search(urlsplit(url).path)
    if match is None:
        return None
    try:
        day = datetime(int(match.group(1)), int(match.group(2)), int(match.group(3)), tzinfo=UTC)
    except ValueError:
        return None
    return day if EARLIEST <= day <= latest + SLACK else None


def day_on_page(tree: HtmlElement, url: str, latest: datetime) -> datetime | None:
    """The publication day by htmldate (Barbaresi 2020), at midnight UTC; None when it finds none.

    Scripts that are no JSON, styles and drawings should be out of the tree (`strip_silent`): htmldate would search
    their text too, which doubles its time and brings no further right day (166 of 207 either way on real pages
    whose head names none).
    """
    found = find_date(
        tree,
        url=url,
        original_date=True,
        extensive_search=True,
        min_date=EARLIEST.date().isoformat(),
        max_date=(latest + timedelta(days=1)).date().isoformat(),
    )
    return datetime.combine(date.fromisoformat(found), time(), UTC) if found else None
