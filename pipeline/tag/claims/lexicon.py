"""The words that tell of conflict events, by what they prove.

Each rule is a pattern with the family it speaks for. A family is an event type where the words alone
settle it (the weapon, the means), or one of the families below where sides, objects or direction must be
looked at first. ``rank`` orders families within a clause: the means tells more than the deed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.tag.text.cues import STEM, openings


class Family(StrEnum):
    """What a trigger proves before sides and objects are known."""

    SUICIDE = "SUICIDE_BOMB"
    CHEMICAL = "CHEMICAL_WEAPON"
    AIR = "AIR_STRIKE"
    SHELL = "SHELLING_ARTILLERY_MISSILE"
    BOMB = "REMOTE_EXPLOSIVE"
    GRENADE = "GRENADE"
    RAPE = "SEXUAL_VIOLENCE"
    DISRUPT = "DISRUPTED_WEAPONS_USE"
    AGREE = "AGREEMENT"
    LOOT = "LOOTING_PROPERTY_DESTRUCTION"
    BASE = "HQ_OR_BASE_ESTABLISHED"
    MOVE = "CHANGE_TO_GROUP_OR_TROOPS"
    ARREST = "ARREST"
    MOB = "MOB_VIOLENCE"
    RIOT = "VIOLENT_DEMONSTRATION"
    PROTEST = "PEACEFUL_PROTEST"
    POLICING = "PROTEST_WITH_INTERVENTION"
    FIRE_ON_PROTEST = "FORCE_AGAINST_PROTEST"
    CLASH = "ARMED_CLASH"
    ABDUCT = "ABDUCTION"
    OTHER = "OTHER"
    TAKE = "take"
    LEAVE = "leave"
    SEIZE = "seize"
    FREE = "free"
    KILL = "kill"
    ATTACK = "attack"


_RANKS: dict[int, tuple[Family, ...]] = {
    9: (Family.SUICIDE, Family.CHEMICAL),
    8: (Family.AIR, Family.FIRE_ON_PROTEST, Family.DISRUPT, Family.TAKE),
    7: (Family.BOMB, Family.SHELL, Family.GRENADE, Family.SEIZE, Family.ABDUCT, Family.RAPE),
    6: (Family.FREE, Family.LEAVE, Family.MOB, Family.POLICING),
    5: (Family.RIOT, Family.CLASH, Family.AGREE, Family.OTHER),
    4: (Family.LOOT, Family.BASE, Family.MOVE, Family.ARREST),
    3: (Family.PROTEST,),
    2: (Family.KILL,),
    1: (Family.ATTACK,),
}
RANK: dict[Family, int] = {family: rank for rank, families in _RANKS.items() for family in families}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of one family, to be searched in lower-case text.

    ``noun`` says that it names the event rather than tells it by a verb; a ``cased`` pattern looks at capitals and is
    searched in the text as written.
    """

    family: Family
    pattern: re.Pattern[str]
    weight: float
    noun: bool
    cased: bool


_ASSET = "triggers.txt"
_NAME = re.compile(r"\{([A-Z]+)\}")


def read_rules(lines: Iterable[str]) -> list[tuple[tuple[str, ...], Rule]]:
    """Read the rules of `triggers.txt`: their stems and patterns, in order.

    Raises:
        ValueError: a line that is neither a name, a heading nor an alternative under a heading.
    """
    names: dict[str, str] = {}
    heads: list[tuple[str, list[str]]] = []
    for line in (line.rstrip("\n") for line in lines):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("[") and "] " in line and line[1].isupper() and line.split()[0][1:] in Family.__members__:
            heads.append((line, []))
        elif not heads:
            name, _, pattern = line.partition(" = ")
            names[name] = _filled(pattern, names)
        else:
            heads[-1][1].append(_filled(line, names))
    return [_rule(head, alternatives) for head, alternatives in heads]


def _filled(pattern: str, names: dict[str, str]) -> str:
    return _NAME.sub(lambda match: names[match[1]], pattern)


def _rule(head: str, alternatives: list[str]) -> tuple[tuple[str, ...], Rule]:
    settings, _, stems = head[1:].partition("] ")
    family, form, weight = settings.split()
    joined = rf"\b(?:{'|'.join(alternatives)})(?!\w)"
    cased = "[A-Z]" in joined
    rule = Rule(Family[family], re.compile(joined), float(weight), form == "noun", cased)
    return tuple(stem[:STEM] for stem in stems.split()), rule


@dataclass(frozen=True, slots=True)
class RuleIndex:
    """All rules, by family and pattern, and those that a word can concern: sets of their numbers, as bits.

    Attributes:
        ranks: of each rule's family.
        by_stem: by a stem that the asset names: without one of its stems in the sentence a rule is not tried.
        by_opening: by the stem of the word that a match begins with; ``anywhere`` where that cannot be told.
    """

    rules: tuple[Rule, ...]
    ranks: tuple[int, ...]
    by_stem: dict[str, int]
    stems: frozenset[str]
    by_opening: dict[str, int]
    openings: frozenset[str]
    anywhere: tuple[int, ...]


@cache
def rule_index() -> RuleIndex:
    """The rules of the asset; read once."""
    text = files("pipeline.tag.claims").joinpath(_ASSET).read_text("utf-8")
    read = sorted(read_rules(text.splitlines()), key=lambda row: (row[1].family, row[1].pattern.pattern))
    opened = [openings(rule.pattern) for _, rule in read]
    by_stem, by_opening = _bits(stems for stems, _ in read), _bits(stems or () for stems in opened)
    return RuleIndex(
        rules=tuple(rule for _, rule in read),
        ranks=tuple(RANK[rule.family] for _, rule in read),
        by_stem=by_stem,
        stems=frozenset(by_stem),
        by_opening=by_opening,
        openings=frozenset(by_opening),
        anywhere=tuple(number for number, stems in enumerate(opened) if stems is None),
    )


def _bits(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    index: dict[str, int] = {}
    for number, stems in enumerate(rows):
        for stem in stems:
            index[stem] = index.get(stem, 0) | 1 << number
    return index


@lru_cache(maxsize=4096)
def numbers_in(bits: int) -> tuple[int, ...]:
    """The numbers of a set."""
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)
