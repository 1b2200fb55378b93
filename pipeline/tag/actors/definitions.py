"""Acronyms that a text explains and groups that only the text names: ``Foo Bar Front (FBF)``."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.model.tagging import Actor
from pipeline.tag.actors.lexicon_files import Alias, alias_keys, aliases
from pipeline.tag.places.tokens import Words

_BRACKETED = re.compile(r"[(\[]\s*(?:the\s+|or\s+)?([A-Z][A-Za-z0-9/&.-]{1,9})\s*[)\],;]")
_GROUP_WORDS = frozenset(
    "front army movement brigade brigades battalion battalions liberation party militia forces force council union "
    "organization organisation coalition alliance cartel corps legion resistance guard guards mujahideen "
    "mujahidin tigers "
    "jihad martyrs command committee congress rally group faction revolutionary salvation defence defense "
    "commando".split()
)
_ARMED_WORDS = frozenset(
    "front army brigade brigades battalion battalions liberation militia legion mujahideen mujahidin tigers "
    "jihad martyrs "
    "revolutionary resistance commando commandos cartel".split()
)
_SMALL = frozenset("of the for and in de la al el del du des et y".split())
_LONGEST = 9


def run_before(words: Words, last: int) -> int:
    """The first word of the run of capitalised words (with small words between) that ends at word ``last``."""
    first = last
    while first > 0 and last - first < _LONGEST and words.glued[first - 1]:
        before = first - 1
        if not words.caps[before] and words.keys[before] not in _SMALL:
            break
        first = before
    while first < last and (not words.caps[first] or words.keys[first] in _SMALL):
        first += 1
    return first


def fits(acronym: str, keys: tuple[str, ...]) -> bool:
    """Whether the capitals of an acronym are, in order, initials of the words of a name (the first one first)."""
    letters = re.sub(r"[^a-z]", "", acronym.lower())
    initials = [key[0] for key in keys if key not in _SMALL] or [" "]
    if not letters or letters[0] != initials[0]:
        return False
    rest = iter("".join(key for key in keys))
    matched = sum(1 for letter in letters if letter in rest)
    return matched == len(letters) and len(letters) >= min(2, len(initials))


def explained(words: Words, country: str) -> list[tuple[int, int, str, Actor]]:
    """Names followed by their acronym in brackets: (first word, last word, acronym key, actor).

    The actor is the base's where the name is known (so that the acronym means it in this text), else a new
    one without id, if the name has a word of an armed organisation.
    """
    found = []
    for match in _BRACKETED.finditer(words.text):
        at = match.start()
        while at > 0 and words.text[at - 1] in " \n'\"”’":
            at -= 1
        last = bisect_left(words.ends, at)
        acronym = match.group(1)
        if words.ends[last : last + 1] != (at,) or sum(map(str.isupper, acronym)) < 2:  # noqa: PLR2004 - an acronym has two capitals
            continue
        first = _start_of(words, run_before(words, last), last, acronym)
        if first is not None:
            first = next((start for start in range(first, last) if known_actor(words, start, last)), first)
            actor = known_actor(words, first, last) or _new_actor(words, first, last, country)
            if actor is not None:
                found.append((first, last, alias_keys(acronym)[0], actor))
    return found


def _start_of(words: Words, first: int, last: int, acronym: str) -> int | None:
    """The word at which a name that fits the acronym begins, the longest run first."""
    for start in range(first, last + 1):
        if words.keys[start] not in _SMALL and fits(acronym, words.keys[start : last + 1]):
            return start
    return None


def known_actor(words: Words, first: int, last: int) -> Actor | None:
    """The actor of the base that bears the name made by these words."""
    for key in alias_keys(words.shown(first, last)):
        known: tuple[Alias, ...] = aliases().get(key, ())
        if known:
            return known[0].actor
    return None


def _new_actor(words: Words, first: int, last: int, country: str) -> Actor | None:
    keys = set(words.keys[first : last + 1])
    if last == first or keys.isdisjoint(_GROUP_WORDS):
        return None
    armed = not keys.isdisjoint(_ARMED_WORDS)
    name = " ".join(words.shown(first, last).split())
    return Actor("", name, "armed-group" if armed else "other", "non-state" if armed else "", country)
