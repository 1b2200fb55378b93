"""Fields of a claim in the words of a review file, and back: short enough to be typed."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from pipeline.model.words import EventType
from pipeline.review.base import Choices, Line

OK, NONE = "ok", "none"
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_PLACE = re.compile(r"(?P<name>[^,]+)(?:,(?P<admin1>[^,]+))?,\s*(?P<country>[A-Za-z]{3})\s*")
_MOST_PEOPLE = 10_000_000


class Unclear(ValueError):
    """An answer that cannot be understood; the message says why and what can be answered."""


def shown(name: str, value: object) -> str:
    """A field of a claim in one short line; ``none`` when the field is empty."""
    if not isinstance(value, dict):
        return str(value or NONE)
    if name == "place":
        return place_shown(value)
    if name == "date":
        start, end = value["start"], value["end"]
        return start if start == end else f"{start}/{end}"
    if name == "killed":
        return _toll_shown(value)
    return f"{value['name']} ({value['id']})" if value.get("id") else str(value["name"])


def place_shown(place: Line) -> str:
    """``Albu Kamal, Deir ez-Zor, SYR``."""
    return ", ".join(part for part in (place["name"], place.get("admin1") or "", place["country"]) if part)


def _toll_shown(toll: Line) -> str:
    low, best, high = toll.get("low"), toll.get("best"), toll.get("high")
    if best is not None and low in (None, best) and high in (None, best):
        return str(best)
    return f"{'' if low is None else low}-{'' if high is None else high}" + (
        f" best {best}" if best is not None else ""
    )


def understood(name: str, told: str, coded: object, choices: Choices) -> object:
    """The value that an answer means, in the form of ``stage tag``; None where the field must be empty.

    Args:
        name: of `FIELDS`.
        told: as typed, not empty.
        coded: what the tagger says of the field: the meaning of ``ok``.
        choices: that the answer may take by number.

    Raises:
        Unclear: it means nothing.
    """
    if told.lower() == OK:
        return coded
    if name == "type":
        return _type(told)
    if told.lower() == NONE:
        return None
    if name in ("date", "killed"):
        return _date(told) if name == "date" else _toll(told)
    return _place(told, choices.places) if name == "place" else _actor(told, choices.actors)


def _type(told: str) -> str:
    word = told.strip().upper().replace(" ", "_").replace("-", "_")
    if word in set(EventType):
        return word
    near = get_close_matches(word, list(EventType), n=1, cutoff=0.5)
    raise Unclear(f"{told!r} is no event type{f'; did you mean {near[0]}?' if near else ''} (conflictwire codebook)")


def _numbered(told: str, among: tuple[Line, ...], what: str) -> Line | None:
    if not told.isdecimal():
        return None
    if not 1 <= int(told) <= len(among):
        raise Unclear(f"there is no choice {told}: {what} have {f'1 to {len(among)}' if among else 'no choices'} here")
    return among[int(told) - 1]


def _place(told: str, among: tuple[Line, ...]) -> Line:
    chosen = _numbered(told, among, "places") or next((p for p in among if folded(p["name"]) == folded(told)), None)
    if chosen is not None:
        return chosen
    match = _PLACE.fullmatch(told)
    if match is None:
        raise Unclear(f"{told!r} is neither a number of the choices nor NAME, COUNTRY such as: Hajin, SYR")
    return {"name": match["name"].strip(), "country": match["country"].upper()}


def _actor(told: str, among: tuple[Line, ...]) -> Line:
    if (chosen := _numbered(told, among, "actors")) is not None:
        return chosen
    for actor in among:
        if told == actor["id"] or folded(told) == folded(actor["name"]):
            return actor
    if not any(char.isalpha() for char in told):
        raise Unclear(f"{told!r} is neither a number of the choices nor a name")
    return {"id": "", "name": told}


def _date(told: str) -> Line:
    start, _, end = told.partition("/")
    end = end or start
    for day in (start, end):
        if not _DATE.fullmatch(day):
            raise Unclear(f"{told!r} is no date: YYYY-MM-DD, YYYY-MM, YYYY, or two of them as FROM/TO")
    if start > end:
        raise Unclear(f"{told!r} ends before it begins")
    return {"start": start, "end": end}


def _toll(told: str) -> Line:
    match = re.fullmatch(r"(\d{1,9})(?:\s*-\s*(\d{1,9})?)?", told)
    if match is None:
        raise Unclear(f"{told!r} is no number of people: 18, 18-20, 18- (at least), 0, or none (not stated)")
    low, high = int(match[1]), int(match[2]) if match[2] else None
    if max(low, high or 0) > _MOST_PEOPLE or (high is not None and high < low):
        raise Unclear(f"{told!r} is no number of people")
    return {"best": low} if "-" not in told else {"low": low} if high is None else {"low": low, "high": high}


def folded(name: str) -> str:
    """A name without case, marks and blanks: how names are compared."""
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalnum())
