"""The tolls of a sentence as claims count them: by side added up, and sums over many events kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.tag.casualties import Scope, Toll, find_tolls
from pipeline.tag.casualties.numbers import add
from pipeline.tag.text.cues import Cued, stems_of

_SIDES = (
    re.compile(
        r"\b(?:soldier|troop|service|police|officer|security|guard|army|loyalist|pro-government|peshmerga|conscript)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:rebel|militant|insurgent|fighter|separatist|gunm|guerrilla|terrorist|jihad|attacker|houthi|huthi|taliban|maoist)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:civilian|villager|resident|child|wom[ae]n|worshipp|student|protester|demonstrator)", re.IGNORECASE
    ),
)
_SUMMED = Cued(
    r",? (?:bringing|raising|taking|pushing|which (?:brings|brought|raises|takes|took)|and (?:brought|raised|took))"
    r" (?:[\w'-]+ ){0,4}?(?:toll|total|number|tally|count|deaths|dead)\b",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\b(?:since|so far|overall|in total|this (?:year|month|week)|(?:in|over|during) (?:the|a) (?:past|last)"
    r"|(?:days?|weeks?|months?|years?) of|the (?:war|conflict|uprising|insurgency|offensive|campaign))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:^|[.,:;\"]\s|\b(?:said|says|that|least|about|some)\s)(?P<item>(?:at least |about |some )?"
    r"(?:\d+|[a-z]+(?:-[a-z]+)?) (?:[a-z-]+ ){0,2}?[a-z]+(?:s|men|women|people|police|children|troops)), $",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[;:]| - |\b(?:earlier|separate(?:ly)?|elsewhere|last|previous)\b", re.IGNORECASE)
_PART = re.compile(r",? \b(?:including|among)\b", re.IGNORECASE)
_FURTHER = (" other ", " others ", " another ")
_IN_ANOTHER = re.compile(
    r"[^,.;]{0,30}?\b(?:in|by|during) (?:[\w-]+ ){0,2}?(?:other|another|separate|different|similar|unrelated)\b",
    re.IGNORECASE,
)
"""Victims of another event: "three others died in separate clashes"."""
_IN_OWN = re.compile(
    r"[^,.;]{0,25}?\b(?:in|by|during) (?:[\w-]+ ){0,5}?(?:attacks?|bombings?|blasts?|explosions?|(?:air)?strikes?"
    r"|raids?|clash(?:es)?|shelling|ambush(?:es)?|fighting|shootings?|assaults?)\b",
    re.IGNORECASE,
)
"""A toll with a deed of its own: "six died in two bombings while another 47 died in air strikes"."""
_LOST = re.compile(r"(?:lost|losing|loss|losses|cost)\b", re.IGNORECASE)
"""What the doer lost comes on top: "killed 12 rebels for the loss of one soldier"."""
_LOST_CHARS = 30
_JOINED = re.compile(r",? (?:and|while|as) (?:at least |about |some |another )?", re.IGNORECASE)


def side_of(victims: str) -> int:
    """Which side victims are of: 0 the state's, 1 its armed opponents', 2 neither; -1 when the words do not say."""
    whole = _PART.split(victims, maxsplit=1)[0]  # "seven bandits including a woman"
    return next((number for number, side in enumerate(_SIDES) if side.search(whole)), -1)


def read_tolls(sentence: str) -> tuple[Toll, ...]:
    """Find the tolls of a sentence; offsets count into it.

    "Twelve soldiers were killed and 20 rebels died" and "four soldiers, ten rebels and a woman were killed" are one
    toll. In "killed 12, bringing the toll since January to 1,200" the 12 are the event's and the rest a sum over many.
    """
    found = find_tolls(sentence)
    if not found:
        return ()
    at = summed_from(sentence)
    if at < len(sentence):
        found = _parted(sentence, at, found)
    listed = [_with_list(sentence, toll) for toll in found]
    return tuple(_joined(sentence, listed))


def summed_from(sentence: str) -> int:
    """Where a sentence begins to sum up over many events ("bringing the toll since January"), else its end."""
    summed = _SUMMED.search(sentence, stems_of(sentence))
    return summed.start() if summed and _OVER_TIME.search(sentence, summed.start()) else len(sentence)


def _parted(sentence: str, at: int, found: Sequence[Toll]) -> tuple[Toll, ...]:
    before = find_tolls(sentence[:at])
    behind = [replace(toll, scope=Scope.TOTAL) for toll in found if toll.start >= at]
    return (*before, *behind)


def _with_list(sentence: str, toll: Toll) -> Toll:
    """A toll with the first items of its list: "four soldiers, " before "ten rebels and a woman were killed"."""
    if " and " not in toll.victims or not sentence.startswith(toll.victims, toll.start):
        return toll
    match = _LISTED.search(sentence[: toll.start])
    item = next(iter(find_tolls(f"{match['item']} were {toll.harm}")), None) if match else None
    if match is None or item is None or not item.numbered:
        return toll
    start = match.start("item")
    victims = sentence[start : toll.start] + toll.victims
    return _with_list(sentence, replace(toll, start=start, count=add(item.count, toll.count), victims=victims))


def _joined(sentence: str, tolls: Sequence[Toll]) -> list[Toll]:
    """Tolls of different sides that an "and" joins, as one."""
    kept: list[Toll] = []
    for toll in tolls:
        last = kept[-1] if kept else None
        if last and _is_joined(sentence, last, toll):
            both = f"{last.victims} and {toll.victims}"
            kept[-1] = replace(last, end=toll.end, count=add(last.count, toll.count), victims=both)
        else:
            kept.append(toll)
    return kept


def _is_joined(sentence: str, one: Toll, other: Toll) -> bool:
    if one.harm != other.harm or one.scope is not Scope.EVENT or other.scope is not Scope.EVENT:
        return False
    between = sentence[one.end : other.start]
    if one.end <= other.start and is_further(other) and not _PARTED.search(between):
        return not is_elsewhere(sentence, other) and not (
            _IN_OWN.match(sentence, one.end, other.start) and _IN_OWN.match(sentence, other.end)
        )
    lost = _LOST.match(sentence, other.start) or (_LOST.match(sentence, one.start) and _JOINED.fullmatch(between))
    if lost and one.numbered and other.numbered and len(between) < _LOST_CHARS:
        return True
    sides = {side_of(one.victims), side_of(other.victims)}
    apart = len(sides) > 1 and -1 not in sides and _is_counted(one) and _is_counted(other)
    return apart and bool(_JOINED.fullmatch(between))


def is_elsewhere(sentence: str, toll: Toll) -> bool:
    """Whether victims fell in another event than the one told before: "three others died in separate clashes"."""
    return bool(_IN_ANOTHER.match(sentence, toll.end))


def is_further(toll: Toll) -> bool:
    """Whether victims come on top of those told before: "two others", "another soldier"."""
    words = f" {toll.victims.lower()} "
    return any(word in words for word in _FURTHER) and " and " not in words


def _is_counted(toll: Toll) -> bool:
    return toll.numbered or toll.victims.lower().startswith(("a ", "an ", "one "))
