"""Turns of phrase that no verb of harm carries: counted bodies, tolls put at a number, "seven of them died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.numbers import find_quantities
from pipeline.tag.casualties.people import NOT_PEOPLE
from pipeline.tag.casualties.tokens import tokenize
from pipeline.tag.text.openings import Opening, matches_at

_LEAD = r"(?:at least|about|some|more than|up to|nearly|almost|around|as many as|an estimated|another|over)"
_NAME = (
    r"(?:(?:a(?= (?:dozen|hundred|thousand)\b)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands|several"
    r"|many|numerous|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)\b)"
)
_WORDS = rf"(?:\d[\d,]*\d|\d+|{_NAME}(?: (?:hundred|thousand|dozen))?(?: and {_NAME})?)"
_N = rf"(?P<n>(?:{_LEAD} )?(?:(?:between )?{_WORDS} (?:and|to) {_WORDS}|{_WORDS}))"
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
    r"number of (?:the |those )?(?:dead|deaths|fatalities|killed|(?:people|civilians|soldiers|victims) killed"
    r"|casualties)"
)
_AT = r"(?:at|to|of|past|reached|reaches|exceeded|topped|hit|passed|was|is|stood at|stands at)"
_ROSE = r"(?:rose|risen|rises|climbed|climbs|jumped)"
_MEN = (
    r"(?:men|soldiers?|fighters?|troops|members?|police[mn]*|guerrillas?|rebels?|militants?|comrades?|volunteers?"
    r"|servicem[ae]n|officers?)"
)
_CLUBBED = r"(?:beat|stoned|hacked|burned|burnt|stabbed|clubbed|trampled|tortured)"
_TREATED = r"(?:treated|admitted|taken to hospital|hospitali[sz]ed)"
_HURT = r"(?:wounds?|injur\w+|burns|breathing|shrapnel|bullet)"

_TURNS: tuple[tuple[str, str, str], ...] = (
    ("killed", "bodi corp", rf"\b{_N} (?:(?!(?:as|and|when|while) )[\w-]+ )?{_DEAD}\b(?=[^.;:]{{0,90}}?\b{_FOUND}\w*)"),
    ("killed", "bodi corp", rf"\b{_FOUND}\w* (?:[\w-]+ ){{0,2}}?{_N} (?:more )?(?:[\w-]+ )?{_DEAD}\b"),
    (
        "killed",
        "them thos thes whom atta assa gunm woun inju vict men pass",
        rf"\b{_N} of {_THEM} (?:have |had )?{_END}\b",
    ),
    ("killed", "numb", rf"\b{_NUMBER_OF} (?:[\w-]+ ){{0,4}}?{_AT} {_N}\b"),
    ("killed", "rose rise clim jump", rf"\b(?:number|figure|count|tally) (?:[\w'-]+ ){{0,3}}?{_ROSE} to {_N}\b"),
    ("killed", "toll", rf"\btoll (?:[\w'-]+ ){{0,12}}?{_AT} {_N}\b"),
    ("killed", "lost losi", rf"\b(?:lost|losing) {_N} (?:of (?:its|their|his) )?(?:[\w-]+ )?{_MEN}\b"),
    ("killed", "loss loss cost", rf"\b(?:loss|losses|cost) of {_N} (?:of (?:its|their|his) )?(?:[\w-]+ )?{_MEN}\b"),
    ("killed", "buri bury", rf"\b(?:buried|burying|bury) {_N} (?:[\w-]+ ){{0,2}}?(?:people|{_MEN}|victims)\b"),
    (
        "killed",
        "comb acti",
        rf"\b{_N} (?:[\w-]+ ){{0,2}}?{_MEN} (?:[\w-]+ +){{0,3}}?(?:taken|put) out of (?:combat|action)\b",
    ),
    ("killed", "thro", rf"\b(?:slit|slitting|cut|cutting) the throats of {_N}\b"),
    ("killed", "thro", rf"\b{_N} (?:[\w-]+ ){{1,3}}?(?:had|have) their throats (?:slit|cut)\b"),
    ("killed", "deat", rf"\b{_CLUBBED} {_N} (?:[\w'-]+ ){{1,4}}?to death\b"),
    ("killed", "dead", rf"\bthe dead(?:,? number(?:ed|ing)| at) {_N}\b"),
    ("injured", "numb", rf"\bnumber of (?:the )?(?:wounded|injured) (?:[\w-]+ ){{0,4}}?{_AT} {_N}\b"),
    ("injured", "numb", rf"\bthe (?:wounded|injured),? number(?:ed|ing) {_N}\b"),
    ("injured", "left leav", rf"\b(?:left|leaving) {_N} (?:[\w-]+ ){{0,2}}?with (?:[\w-]+ ){{0,2}}?{_HURT}\b"),
    ("injured", "woun inju hurt", rf"\bwith {_N} (?:wounded|injured|hurt)\b"),
    (
        "injured",
        "trea admi hosp",
        rf"\b{_N} (?:[\w-]+ ){{0,2}}?(?:(?:was|were|are|being) )?{_TREATED}\b(?=[^.;]{{0,60}}\b{_HURT}\b)",
    ),
)
"""Each with the stems of words that it cannot do without: a pattern that may begin with a number is dear to search."""
_COMPILED = tuple(
    (harm, frozenset(cues.split()), re.compile(pattern), pattern.startswith(rf"\b{_N}"))
    for harm, cues, pattern in _TURNS
)
NUMBER_OPENING = Opening(rf"\d|{_LEAD}|between|{_NAME}")
"""What `_N` begins with."""


@dataclass(frozen=True, slots=True)
class Turn:
    """``sentence[start:end]`` states ``count`` people ``harm``."""

    start: int
    end: int
    harm: str
    count: Count
    victims: str


def find_turns(low: str, known: frozenset[str]) -> Iterator[Turn]:
    """Find the turns of a sentence in lower case, whose stems are ``known``; offsets count into it."""
    told = [turn for turn in _COMPILED if not turn[1].isdisjoint(known)]
    places = NUMBER_OPENING.places(low) if any(numbered for _, _, _, numbered in told) else []
    for harm, _, pattern, numbered in told:
        for match in matches_at(pattern, low, places) if numbered else pattern.finditer(low):
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
