"""Where the phrases of a pattern may begin: trying a long pattern at few words is cheaper than at each.

The pattern of dates has some fifteen turns of phrase with groups in them, and `re` tries each of them at each word.
Few words begin one, and a plain list of those is looked through twenty times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_UNITS = "hour|day|week|month|year|decade"
_DATE_OPENING = re.compile(
    rf"\W(?=\d|{_MONTHS}|{_DAYS}|early|earlier|mid|late|since|during|last|until|this|next|every|previous|yesterday|today"
    rf"|tonight|tomorrow|overnight"
    rf"|in\s+(?:\d|{_MONTHS}|early|mid|late|recent|the\s+(?:past|last))"
    rf"|(?:by|from)\s+(?:\d|{_MONTHS}|{_DAYS}|early|mid|late)|of\s+(?:\d|early|mid|late)"
    rf"|the\s+(?:\d|early|mid|late|day\s+before)|(?:over|for|within|at)\s+the\s+(?:past|last|weekend)"
    rf"|(?:days|weeks|week|half|end|beginning|start|middle)\s+of"
    rf"|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:{_UNITS}|few))"
)
"""What stands before a word, in small letters, that may begin a phrase of `mentions`. Each of its turns is in here."""


def date_phrases(pattern: re.Pattern[str], low: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern of dates in a text in lower case, from left to right, as ``finditer`` gives them."""
    read_to = 0
    for opening in _DATE_OPENING.finditer(" " + low):  # the blank stands for what no first word has before it
        start = opening.start()
        match = pattern.match(low, start) if start >= read_to else None
        if match:
            yield match
            read_to = match.end()
