"""The tables of the actor base, read once in a process."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.model.tagging import Actor
from pipeline.tag.actors.state import state_actor
from pipeline.tag.places.folding import ARTICLES, key_words, name_key, plain_articles
from pipeline.tag.places.special import ordinary_words
from pipeline.tag.places.tables import cells, countries

FOLDER = Path(__file__).parent / "lexicon"
_ACRONYM = re.compile(r"(?:[A-Z0-9][A-Z0-9./&-]{1,7}|(?:[A-Z]\.){2,}|[A-Z][a-z]?[A-Z]{1,2}|[A-Z]{1,2}[a-z][A-Z])$")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group or other named body of the base.

    Attributes:
        actor: its value in a claim.
        years: active years, ``1978-`` while it lasts, "" unknown.
        ucdp_id, wikidata_id: "" where not known.
    """

    actor: Actor
    years: str
    ucdp_id: str
    wikidata_id: str


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an actor.

    Attributes:
        written: as the table has it, without article and dots.
        acronym: whether it counts only when written in these capitals.
        how: ``name``, ``acronym`` or ``leader``.
        spoken: whether it is also written as a word, as British papers do (``Isis``).
        lower: whether it may stand in lower case (``death squads``).
        local: whether it counts only where the article speaks of the actor's country: plain words, minor officials.
    """

    actor: Actor
    written: str
    acronym: bool
    how: str
    lower: bool
    local: bool
    spoken: bool = False


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The lines of a table, comments left out, padded to ``columns``."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            yield [cell.strip() for cell in row] + [""] * (columns - len(row))


def slug(name: str) -> str:
    """The stable id of a named group: its name in ASCII words with hyphens."""
    return _NOT_SLUG.sub("-", " ".join(key_words(name))).strip("-")


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """All groups of the base by name."""
    found: dict[str, Group] = {}
    for table in ("groups.tsv", "ucdp_groups.tsv"):
        for name, country, kind, years, ucdp, wikidata, _ in rows(table, 7):
            side = (
                "government" if kind in ("military", "police") else "civilian" if kind == "protesters" else "non-state"
            )
            found[name] = Group(Actor(slug(name), name, kind, side, country), years, ucdp, wikidata)
    return found


def _group_aliases() -> Iterator[tuple[str, Actor]]:
    for table in ("groups.tsv", "ucdp_groups.tsv"):
        for row in rows(table, 7):
            for alias in (row[0], *cells(row[6])):
                yield alias, groups()[row[0]].actor


def _body_aliases() -> Iterator[tuple[str, Actor]]:
    for name, kind, names in rows("international.tsv", 3):
        actor = Actor(slug(name), name, kind, "civilian" if kind == "civilians" else "foreign", "")
        for alias in (name, *cells(names)):
            yield alias, actor
    for country, branch, names in rows("state.tsv", 3):
        for alias in cells(names):
            yield alias, state_actor(country, branch)


def _leader_aliases(table: str) -> Iterator[tuple[str, Actor]]:
    for country, names in rows(table, 2):
        if country in countries():
            for alias in cells(names):
                yield "@" + alias, state_actor(country, "government")


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Keys to the actors that bear them. A group's own name or leader comes before an official's."""
    found: dict[str, list[Alias]] = defaultdict(list)
    for written, actor in (*_group_aliases(), *_body_aliases(), *_leader_aliases("leaders.tsv")):
        _file(found, _alias(written, actor))
    for written, actor in _leader_aliases("officials.tsv"):
        _file(found, replace(_alias(written, actor), local=True))
    return {key: tuple(known) for key, known in found.items() if key not in nouns()}


def _alias(written: str, actor: Actor) -> Alias:
    bare = re.sub(r"^the ", "", written.removeprefix("@"))
    acronym = bool(_ACRONYM.match(bare))
    how = "leader" if written.startswith("@") else "acronym" if acronym else "name"
    lower = bare[:1].islower() and not bare.startswith(("al-", "ad-"))
    plain = not acronym and set(key_words(bare)) <= _plain_words()
    return Alias(actor, bare, acronym, how, lower, local=bool(actor.country) and (plain or (lower and " " not in bare)))


def _file(found: dict[str, list[Alias]], alias: Alias) -> None:
    for key in alias_keys(alias.written):
        same = next((i for i, other in enumerate(found[key]) if other.actor.id == alias.actor.id), None)
        if same is None:
            found[key].append(alias)
        elif found[key][same].acronym and alias.written == alias.written.capitalize():
            found[key][same] = replace(found[key][same], spoken=True)
        elif alias.lower:
            found[key][same] = replace(found[key][same], lower=True)


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """Words that make no name by themselves: *First Regiment*, *Southern Front*, *the factions*."""
    return ordinary_words() | frozenset(
        "regiment coalition factions factional fighters alliance resistance levant islamist separatist settlers "
        "brotherhood 13th 23rd 4th fourth 25th forces peacekeepers pirates cobras ninjas observers rebel opposition "
        "junta".split()
    )


def alias_keys(name: str) -> list[str]:
    """The keys of a name: its words (dotted acronyms joined, possessive ``'s`` off), and with Arabic articles plain."""
    bare = _POSSESSIVE.sub("", _DOTTED.sub(lambda match: match.group().replace(".", ""), name))
    words = key_words(bare)
    if not words:
        return []
    keys = [" ".join(words)]
    if not ARTICLES.isdisjoint(words):
        keys.append(" ".join(plain_articles(words)))
    return list(dict.fromkeys(keys))


class Beginning(NamedTuple):
    """What the aliases that begin with one word have in common.

    Attributes:
        longest: how many words the longest of them has.
        seconds: the words that come second.
        alone: whether the word by itself is one.
    """

    longest: int
    seconds: frozenset[str]
    alone: bool


@lru_cache(maxsize=1)
def beginnings() -> dict[str, Beginning]:
    """The first words of all aliases."""
    longest: dict[str, int] = {}
    seconds: dict[str, set[str]] = defaultdict(set)
    for key in aliases():
        first, *rest = key.split(" ")
        longest[first] = max(longest.get(first, 0), len(rest) + 1)
        seconds[first].update(rest[:1])
    return {first: Beginning(most, frozenset(seconds[first]), first in aliases()) for first, most in longest.items()}


@lru_cache(maxsize=1)
def name_starts() -> frozenset[str]:
    """The words that may begin the name of an actor: those of the aliases, and the forms of the Arabic article."""
    return frozenset(beginnings()) | ARTICLES


@lru_cache(maxsize=1)
def nouns() -> dict[str, str]:
    """Keys of common nouns to their class."""
    found: dict[str, str] = {}
    for noun, words in rows("nouns.tsv", 2):
        for word in cells(words):
            found.setdefault(name_key(word), noun)
    return found


@lru_cache(maxsize=1)
def default_rebels() -> dict[str, tuple[str, frozenset[str]]]:
    """Who ``the rebels`` of a country are where no group is named: name of the group and the words it stands for."""
    return {country: (name, frozenset(cells(words))) for country, name, words in rows("rebels.tsv", 3)}
