"""Words that look like a date and are none: months and days as words and names, and what is called after a day."""

from __future__ import annotations

import re

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Rev|Captain|Pastor|Chief|Commissioner|Inspector)\.? $")
_SURNAME = re.compile(r" [A-Z][\w'-]+(?:,| (?:said|told|who|added|was)\b)")
_NAMED = re.compile(
    r" (?:Group|Front|Organi[sz]ation|Forces|Street|Square|Road|Bridge|Hospital|University|Stadium)\b"
    r"| (?i:movement|alliance|coalition|bloc|revolution|brigades?|martyrs|command)\b"
)
"""What is called after a day: "the March 14 coalition", "the 19 April Movement", "26 September Street"."""


def is_other_word(match: re.Match[str], text: str) -> bool:
    """Whether a weekday, or May and March without a number, lack their capital, or a day is part of a name."""
    if (match["md_month"] or match["dm_month"]) and _NAMED.match(text, match.end()):
        return not text[: match.start()].lower().endswith(("on ", "since ", "until "))
    if match["weekday"]:
        return not text[match.start("weekday")].isupper() or _is_person(match, text)
    return match["m_month"] in ("may", "march", "mar") and not text[match.start("m_month")].isupper()


def _is_person(match: re.Match[str], text: str) -> bool:
    """Whether a weekday is somebody's first name: "Sunday Gyang, an officer", "Captain Friday Okon"."""
    titled = not text[: match.start("weekday")].strip() or _TITLE.search(text, 0, match.start("weekday"))
    return bool(titled and not match["w_lead"] and _SURNAME.match(text, match.end("weekday")))
