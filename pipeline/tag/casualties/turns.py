"""Turns of phrase that no verb of harm carries: counted bodies, tolls put at a number, "seven of them died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.numbers import find_quantities
from pipeline.tag.casualties.people import NOT_PEOPLE
from pipeline.tag.casualties.tokens import tokenize

_LEAD = r"(?:at least|about|some|more than|up to|nearly|almost|around|as many as|an estimated|another|over)"
_WORDS = r"(?:\d[\d,]*\d|\d+|[a-z]+(?:-[a-z]+)?(?: (?:hundred|thousand|dozen))?(?: and (?:[a-z]+(?:-[a-z]+)?))?)"
_N = rf"(?P<n>(?:{_LEAD} )?(?:between {_WORDS} and {_WORDS}|{_WORDS}))"
_DEAD = r"(?:bodies|corpses)"
_FOUND = (
    r"(?:count|recover|retriev|pull|receiv|collect|buri|bury|exhum|unearth|discover|identif|carri|bring|brought|found"
    r"|find|dug|laid|lay|taken|arriv|deliver|litter|saw|seen)"
)
_THEM = (
    r"(?:them|those|these|whom"
    r"|the (?:[\w-]+ ){0,2}(?:attackers|assailants|gunmen|wounded|injured|victims|men|passengers))"
)
_END = (
    r"(?:died|perished|succumbed"
    r"|(?:was|were|had been|have been|are) (?:also |later |shot |already )?(?:killed|dead))"
)
_NUMBER_OF = (
    r"number of (?:the )?(?:dead|deaths|fatalities|killed|(?:people|civilians|soldiers|victims) killed|casualties)"
)
_AT = r"(?:at|to|past|reached|reaches|exceeded|topped|hit|passed|was|is|stood at|stands at)"
_MEN = (
    r"(?:men|soldiers|fighters|troops|members|policemen|guerrillas|rebels|militants|comrades|volunteers|servicemen"
    r"|officers)"
)
_CLUBBED = r"(?:beat|stoned|hacked|burned|burnt|stabbed|clubbed|trampled|tortured)"
_TREATED = r"(?:treated|admitted|taken to hospital|hospitali[sz]ed)"
_HURT = r"(?:wounds?|injur\w+|burns|breathing|shrapnel|bullet)"

_TURNS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("killed", ("bodies", "corpses"), rf"\b{_N} (?:[\w-]+ )?{_DEAD}\b(?=[^.;:]{{0,90}}?\b{_FOUND}\w*)"),
    ("killed", ("bodies", "corpses"), rf"\b{_FOUND}\w* (?:[\w-]+ ){{0,2}}?{_N} (?:more )?(?:[\w-]+ )?{_DEAD}\b"),
    (
        "killed",
        (" of them", " of those", " of these", " of whom", " of the "),
        rf"\b{_N} of {_THEM} (?:have |had )?{_END}\b",
    ),
    ("killed", ("number of",), rf"\b{_NUMBER_OF} (?:[\w-]+ ){{0,4}}?{_AT} {_N}\b"),
    ("killed", ("toll ",), rf"\btoll (?:[\w-]+ ){{0,5}}?{_AT} {_N}\b"),
    ("killed", ("lost ", "losing "), rf"\b(?:lost|losing) {_N} (?:of (?:its|their|his) )?(?:[\w-]+ )?{_MEN}\b"),
    ("killed", (" to death",), rf"\b{_CLUBBED} {_N} (?:[\w'-]+ ){{1,4}}?to death\b"),
    (
        "injured",
        ("suffer", "sustain"),
        rf"\b{_N} (?:[\w-]+ )?(?:suffer|sustain)(?:ed|ing) (?:[\w-]+ ){{0,4}}?{_HURT}\b",
    ),
    ("injured", (" wounded", " injured", " hurt"), rf"\bwith {_N} (?:wounded|injured|hurt)\b"),
    (
        "injured",
        ("treated", "admitted", "hospital"),
        rf"\b{_N} (?:[\w-]+ ){{0,2}}?(?:(?:was|were|are|being) )?{_TREATED}\b(?=[^.;]{{0,60}}\b{_HURT}\b)",
    ),
)
"""Each with words that it cannot do without: a pattern that may begin with any number word is dear to search."""
_COMPILED = tuple((harm, cues, re.compile(pattern)) for harm, cues, pattern in _TURNS)


@dataclass(frozen=True, slots=True)
class Turn:
    """``sentence[start:end]`` states ``count`` people ``harm``."""

    start: int
    end: int
    harm: str
    count: Count
    victims: str


def find_turns(low: str) -> Iterator[Turn]:
    """Find the turns of a sentence in lower case; offsets count into it."""
    for harm, cues, pattern in _COMPILED:
        for match in pattern.finditer(low) if any(cue in low for cue in cues) else ():
            count = _count(match["n"], low[match.end("n") : match.end("n") + 20])
            if count is not None:
                yield Turn(match.start(), match.end(), harm, count, match["n"])


def _count(words: str, behind: str) -> Count | None:
    """The quantity that the words are, whole; None where they are none, or count no people."""
    following = behind.strip().split(" ")[0].rstrip(".,;")
    tokens = tokenize(words).words
    found = find_quantities(tokens)
    whole = [q for q in found if q.end == len(tokens)]
    return whole[-1].count if whole and following not in NOT_PEOPLE else None
