"""Tolls: how many were killed or injured, by whichever turn of phrase.

A small grammar over tokens rather than one long pattern: a verb of harm is met; its voice says on which
side the victims stand; a noun phrase with a quantity, a single person or a negation is read there; what
is joined to it ("and four soldiers", "along with his son", "and six others") is added; parts of a whole
("including three children") are not. Tolls of a whole war or of a year get the scope `TOTAL`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.tagging import Count
from pipeline.tag.casualties import phrases
from pipeline.tag.casualties.lower import lowered
from pipeline.tag.casualties.numbers import Quantity, find_quantities
from pipeline.tag.casualties.tokens import Tokens, tokenize
from pipeline.tag.casualties.turns import Turn, find_turns
from pipeline.tag.text.cues import AnyCase, stems_of


class Scope(StrEnum):
    """Whether a toll is that of one event or a sum over many."""

    EVENT = "event"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were harmed: ``sentence[start:end]`` states it, victims and verb.

    Attributes:
        harm: ``killed`` or ``injured``.
        victims: the words of the victims, e.g. ``six security personnel``.
        numbered: a quantity was written; False for a single person told by noun or name.
        is_sum: it says "toll": all the dead up to then.
    """

    start: int
    end: int
    harm: str
    count: Count
    scope: Scope
    victims: str
    numbered: bool
    is_sum: bool = False


_STEMS = frozenset(
    "kill dead died dies deat slai slay mass slau exec behe murd assa peri live life fata casu woun inju hurt maim "
    "gunn mart lync succ toll bodi lost losi shot corp mort trea admi hosp neut elim liqu vict loss burn comb thro "
    "buri brui body mowe mown drow suff asph inci".split()
)
"""Of the words that tell of harm, as `stems_of` cuts them."""
_TOTAL_AFTER = AnyCase(
    r"^(?:[^.;]|\.\d){0,80}?\b(?:since (?!then\b|(?:\w+day|yesterday|dawn|\w*night|noon|(?:the |this )?(?:early )?"
    r"(?:morning|afternoon|evening|weekend))\b)|so far (?:this|in)|this year|in recent (?:weeks|months|years)"
    r"|(?:into|enter(?:s|ed|ing)?) (?:a|its|their|the) (?:\w+) (?:week|month|year)\b"
    r"|(?:in|over|during) the (?:past|last|previous) (?:\w+[ -])?(?:weeks?|months?|years?|decades?|year)"
    r"|(?:in|during|of) (?:the|a|its|syria['’]s|iraq['’]s) (?:[\w-]+ ){0,3}(?:conflict|(?:civil )?war|uprising"
    r"|insurgency|revolution|crisis|genocide)\b"
    r"|over (?:the )?(?:two|three|four|five|\w+) (?:years|decades)|each (?:year|month)|every (?:year|month|day))",
)
_TOTAL_BEFORE = AnyCase(
    r"(?:(?:bring|rais|tak|push|brought|took)\w* (?:the |its |their )?(?:\w+ )?(?:overall |total "
    r"|death )?(?:total|toll|number|tally)"
    r"|(?:conflict|war|uprising|insurgency|violence|campaign|crackdown|unrest)(?: that| which|,)?(?: \w+){0,3} (?:has"
    r"|have|had)"
    r"|since [^,]{3,60},|so far this year|this year|(?:in|over|during) the (?:past|last) (?:\w+ )?(?:weeks?|months?"
    r"|years?|decades?)|times since \w+,?|in all\b|overall,)[^.;]{0,60}$",
)
_TOTAL_OPENING = AnyCase(
    r"\W*(?:(?:in|over|during|for) the (?:past|last|previous) (?:[\w-]+ ){0,2}(?:weeks?|months?|years?|decades?)\b"
    r"|in recent (?:weeks|months|years)|since [^,]{3,70},|(?:so far )?this year\b|last year\b|over the years)"
)
"""A sentence that begins so sums up whatever it counts."""
_PERFECT = re.compile(r"\bha(?:ve|s)\b", re.IGNORECASE)
_UP_TO_NOW = AnyCase(r"^[^.;]{0,60}?\bthis (?:week|month)\b")
"""With a verb in the perfect: "have died this month", but "died this month" in one attack."""
_PERFECT_CHARS = 12
_IN_MONTH = re.compile(
    r"^[^.;]{0,60}?\b(?:in|during|throughout) (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b(?! \d)",
    re.IGNORECASE,
)
_SCARE = re.compile(r'"([^"]{2,28})"')
_ASIDE = re.compile(r",[^,]*\b(?:said|says|told|according)\b|, in (?:one|what|the)\b")
_WAR_THAT = re.compile(
    r"\b(?:in|of|during) (?:a|an|the) (?:[\w-]+ ){0,3}(?:conflict|war|uprising|insurgency|campaign|violence)"
    r"(?: that| which|, which) ha[sd]\b"
)
"""Behind a few dead: the war that has its own toll ("killed nine in a war that has left 100,000 dead")."""
_NTH = re.compile(
    r",? (?:in )?the (?:\w+ ){0,2}?(?:\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|latest|deadliest|worst|bloodiest|heaviest|first|biggest)\b"
)
"""Behind a few dead: which of many attacks this was ("killed nine, the third such attack this year")."""
_MANY, _VAGUE_MANY, _FEW = 3000, 200, 100
_VIEW_CHARS = 140


def find_tolls(sentence: str) -> tuple[Toll, ...]:
    """Find every statement of dead or injured in one sentence; offsets count into it.

    A sentence without a number, a single person or a plain negation ("no casualties") gives nothing:
    "several were reported dead" is a toll of at least three, "soldiers were killed" is none.
    """
    if _STEMS.isdisjoint(stems_of(sentence)):
        return ()
    plain = _without_scare_quotes(sentence)
    tokens = tokenize(plain)
    told = [at for at, word in enumerate(tokens.words) if word in phrases.HARM_WORDS]
    found: list[Toll] = []
    if told:
        reader = phrases.PhraseReader(tokens, _without_ages(tokens.words))
        found = [toll for at in told for toll in _tolls_at(sentence, tokens, reader, at)]
    turns = [_of_turn(sentence, turn) for turn in find_turns(lowered(plain), stems_of(sentence))]
    return tuple(sorted(_without_repeats([*found, *turns]), key=lambda toll: toll.start))


def _without_scare_quotes(sentence: str) -> str:
    """Blank the quotation marks about a few words: of "at least 40" rebels the number counts all the same."""
    return _SCARE.sub(r" \1 ", sentence) if '"' in sentence else sentence


def _without_ages(words: list[str]) -> list[Quantity]:
    """The quantities of a sentence but for ages: "two boys, aged 8 and 11"."""
    found = find_quantities(words)
    if not {",", "aged", "ages"}.intersection(words):
        return found
    kept: list[Quantity] = []
    age = -1
    for quantity in found:
        before = words[quantity.start - 1] if quantity.start else ""
        behind = words[quantity.end : quantity.end + 3] + ["", "", ""]
        pair = before == "," and words[quantity.start].isdigit() and behind[0] == "and" and behind[1].isdigit()
        if (
            before in ("aged", "ages")
            or (pair and behind[2] == ",")
            or (before in ("and", ",", "to", "between") and 0 < age >= quantity.start - 2)
        ):
            age = quantity.end
        else:
            kept.append(quantity)
    return kept


def _of_turn(sentence: str, turn: Turn) -> Toll:
    scope = _scope(sentence, turn.start, turn.end, turn.count)
    summed = sentence[turn.start : turn.end].lower().startswith(("toll", "number ", "figure", "count", "tally"))
    return Toll(turn.start, turn.end, turn.harm, turn.count, scope, turn.victims, numbered=True, is_sum=summed)


def _tolls_at(sentence: str, tokens: Tokens, reader: phrases.PhraseReader, at: int) -> list[Toll]:
    told = reader.harm_at(at)
    if told is None:
        return []
    spans = tokens.spans
    start, end = spans[told.start][0], spans[told.end - 1][1]
    victims = sentence[spans[told.victims_start][0] : spans[told.victims_end - 1][1]]
    return [
        Toll(
            start,
            end,
            harm,
            told.count,
            _scope(sentence, start, end, told.count),
            victims,
            told.numbered,
            is_sum=tokens.words[at] == "toll",
        )  # fmt: skip
        for harm in told.harms
    ]


def _scope(sentence: str, start: int, end: int, count: Count) -> Scope:
    number = count.best or count.low or count.high or 0
    vague = count.best is None and number >= _VAGUE_MANY
    behind = sentence[end : end + _VIEW_CHARS]
    perfect = _PERFECT.search(sentence, max(0, start - _PERFECT_CHARS), end)
    if perfect and (vague or _UP_TO_NOW.search(behind)):
        return Scope.TOTAL
    for aside in (_ASIDE, _WAR_THAT, _NTH) if number < _FEW else ():
        if found := aside.search(behind):
            behind = behind[: found.start()]  # what follows who says so speaks of other things
    if number >= _MANY or _TOTAL_AFTER.search(behind) or (number >= _FEW and _IN_MONTH.search(behind)):
        return Scope.TOTAL
    if _TOTAL_OPENING.match(sentence) or _TOTAL_BEFORE.search(sentence[max(0, start - _VIEW_CHARS) : start]):
        return Scope.TOTAL
    return Scope.EVENT


def _without_repeats(found: list[Toll]) -> list[Toll]:
    kept: list[Toll] = []
    for toll in found:
        clash = next((k for k in kept if k.harm == toll.harm and k.start < toll.end and toll.start < k.end), None)
        if clash is None:
            kept.append(toll)
        elif toll.numbered and not clash.numbered:
            kept[kept.index(clash)] = toll
    return kept
