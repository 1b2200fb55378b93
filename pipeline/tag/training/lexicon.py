"""The hand-made lexicon: words and phrases to concepts, with their inflections written out."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.tag.text import words

Phrase = tuple[str, ...]
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bgmnpt]$|(?:pel|quit|bel)$")


def read_lexicon(folder: Path) -> tuple[tuple[str, ...], dict[Phrase, tuple[str, ...]]]:
    """Read all ``*.txt`` of ``folder``: the concept names in order, and each phrase's concepts, the first met first."""
    names: list[str] = []
    entries: dict[Phrase, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            name, _, rest = line.partition(": ")
            names.append(name)
            for phrase in _phrases(rest):
                concepts = entries.setdefault(phrase, [])
                if name not in concepts:
                    concepts.append(name)
    return tuple(names), {phrase: tuple(concepts) for phrase, concepts in entries.items()}


def _phrases(rest: str) -> list[Phrase]:
    found: list[Phrase] = []
    for entry in rest.split(","):
        written, _, how = entry.strip().partition("~")
        forms = [written] if how == "x" else verb_forms(written) if how == "v" else [written, plural(written)]
        found.extend(tuple(words(form)) for form in forms)
    return [phrase for phrase in found if phrase]


def plural(noun: str) -> str:
    """The regular plural of the last word."""
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> list[str]:
    """Base, third person, past and -ing form of a regular verb (the last word inflects)."""
    if re.search(r"[^aeiou]y$", verb):
        return [verb, plural(verb), verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    stem = verb + verb[-1] if _DOUBLING.search(verb) else verb
    return [verb, plural(verb), stem + "ed", stem + "ing"]
