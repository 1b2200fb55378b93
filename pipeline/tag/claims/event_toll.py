"""How many an event killed or hurt: one toll out of those that its tellings give."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.model.tagging import Count
from pipeline.model.words import EventType
from pipeline.tag.casualties import Toll
from pipeline.tag.casualties.numbers import add, highest
from pipeline.tag.claims.base import GAINS, Event, Telling, Told, in_town, is_town
from pipeline.tag.claims.counts import is_elsewhere, is_further, side_of

_LEDE, _SIDES_SENTENCES = 3, 3
_BATTLE = frozenset({EventType.ARMED_CLASH, *GAINS})
_IN_IT = re.compile(
    r"\b(?:in|by) the (?:\w+ )?(?:attack|blast|bombing|explosion|strike|clash|fighting|assault|raid|crash)\b",
    re.IGNORECASE,
)
_IN_IT_CHARS = 40
_RISEN = re.compile(r"toll\b|\b(?:rose|risen|rises|climb(?:ed|s)|jumped) to\b", re.IGNORECASE)
_LITTLE_ABOVE, _FIRST_IN_TEXT, _SOON = 1.25, 8, 4
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
_NTH = re.compile(rf"an? (?P<nth>{'|'.join(_ORDINALS)})\b", re.IGNORECASE)


def toll_of(event: Event, of: Callable[[Telling], Told[Toll] | None]) -> tuple[Count, Told[Toll]] | None:
    """The toll of an event: the first that is told, until one corrects it; victims told apart are added.

    A higher one corrects the headline's when it is the text's first, a single victim's when the lede, "in the attack"
    or a further victim in company tells it, and any when it is called "the death toll" or counts out what "many",
    "more than 40" or "as many as 40" left open.

    Args:
        event: of the article.
        of: which toll of a telling is asked for, that of the killed or that of the injured.

    Returns:
        The count, and the first toll of it with the words to quote; None where nothing is told.
    """
    chosen: Told[Toll] | None = None
    more: Count | None = None
    seen = False  # a toll in the text
    for telling in event.tellings:
        told = of(telling)
        if told is None:
            continue
        if chosen is None:
            chosen = told
        elif is_further(told.value) or _is_next(told.value, chosen.value) or _is_other_side(event, told, chosen):
            if is_elsewhere(told.scene.text, told.value) or _is_within(event, telling):
                continue
            more = add(more, told.value.count) if more else told.value.count
        elif chosen.scene.sentence.index == 0 and highest(told.value.count) == highest(chosen.value.count):
            # the text says "at least" where the headline had no room for it
            chosen = told if told.value.count.low is not None else chosen
        elif highest(told.value.count) > highest(chosen.value.count) and (
            _tells_title(told, chosen, seen=seen) or _corrects(told, chosen) or _counts_out(told, chosen)
        ):
            chosen = told
        seen = seen or not _is_in_title(told)
    if chosen is None:
        return None
    return (add(chosen.value.count, more) if more else chosen.value.count), chosen


def _is_next(toll: Toll, chosen: Toll) -> bool:
    """Whether a single victim comes on top by the number: "a third passenger died", where two had."""
    match = _NTH.match(toll.victims) if highest(toll.count) == 1 else None
    return match is not None and _ORDINALS.index(match["nth"].lower()) + 2 == highest(chosen.count) + 1


def _is_within(event: Event, telling: Telling) -> bool:
    """Whether "five others" in a town are among the dead that the lede counted over its province or country."""
    first = event.tellings[0].place or (event.tellings[1].place if len(event.tellings) > 1 else None)
    return in_town(telling) and first is not None and not is_town(first.value.place)


def _is_other_side(event: Event, told: Told[Toll], chosen: Told[Toll]) -> bool:
    """Whether a battle's dead of one side are told right behind those of the other."""
    gap = told.scene.sentence.index - chosen.scene.sentence.index
    battle = all(telling.type in _BATTLE or telling.generic for telling in event.tellings)
    if not battle or not 0 < gap <= _SIDES_SENTENCES or chosen.scene.sentence.index == 0:
        return False
    if len({side_of(part) for part in chosen.value.victims.split(" and ")}) > 1:  # both are told already
        return False
    sides = {side_of(told.value.victims), side_of(chosen.value.victims)}
    if event.tellings[0].type is EventType.ATTACK and sides == {1, 2}:
        return False  # whoever killed the unarmed may be hunted down later
    return told.value.numbered and chosen.value.numbered and sides in ({0, 1}, {1, 2}, {0, 2})


def _is_in_title(told: Told[Toll]) -> bool:
    return told.scene.sentence.index == 0


def _tells_title(told: Told[Toll], chosen: Told[Toll], *, seen: bool) -> bool:
    """Whether the first toll of the text tells the headline's in full; ``seen``: the text has told one before."""
    if told.value.count.best is None and chosen.value.count.low == chosen.value.count.high is not None:
        return False  # "seven soldiers, several farmers and 80 rebels" is no better than a headline's number
    first = chosen.value.numbered and _is_in_title(chosen) and not seen
    return first and told.scene.sentence.index <= _FIRST_IN_TEXT


def _counts_out(told: Told[Toll], chosen: Told[Toll]) -> bool:
    """Whether an exact number tells how many "many" are, or one a little above "more than 40" or "as many as 40"."""
    count, vague = told.value.count, chosen.value.count
    if not told.value.numbered or count.low is None or not count.low == count.best == count.high:
        return False
    if vague.best is None and vague.high is None:
        return told.scene.sentence.index - chosen.scene.sentence.index <= _SOON
    return (vague.low is None or vague.high is None) and count.low <= _LITTLE_ABOVE * highest(vague)


def _corrects(told: Told[Toll], chosen: Told[Toll]) -> bool:
    if not chosen.value.numbered and (not told.value.numbered or told.scene.sentence.index <= _LEDE):
        return True
    if not chosen.value.numbered and _IN_IT.search(told.scene.text[told.end : told.end + _IN_IT_CHARS]):
        return True
    return bool(_RISEN.search(told.scene.text, told.start, told.end))
