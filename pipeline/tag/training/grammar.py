"""A small template grammar: ``{a|b}`` is a choice, ``{slot}`` a filler; both may nest.

Within a choice the bare words n, pl and cty are slots, and some longer names are where they stand alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path

_INNERMOST = re.compile(r"\{([^{}]*)\}")
_BARE_SLOT = re.compile(r"\b(n|pl|cty)\b")

_WHOLE_SLOTS = frozenset({"gun", "nat", "rebelp", "civp", "airw", "group"})  # slots where they are a whole choice

Fillers = Mapping[str, tuple[str, ...]]


def read_fillers(path: Path) -> dict[str, tuple[str, ...]]:
    """Read ``NAME: choice; choice`` lines; ``#`` begins a comment line."""
    found: dict[str, tuple[str, ...]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, choices = line.partition(": ")
            found[name] = tuple(choice.strip() for choice in choices.split(";"))
    return found


def expand(template: str, fillers: Fillers, chance: random.Random) -> str:
    """One sentence of ``template``; ``chance`` decides. An unknown slot name is a KeyError."""
    while found := _INNERMOST.search(template):
        template = template[: found.start()] + _choice(found.group(1), fillers, chance) + template[found.end() :]
    return " ".join(template.split())


def _choice(inner: str, fillers: Fillers, chance: random.Random) -> str:
    if " " in inner and "|" not in inner:
        return inner
    if "|" not in inner:
        return chance.choice(fillers[inner.lower()])
    chosen = chance.choice(inner.split("|"))
    if chosen in _WHOLE_SLOTS:
        return chance.choice(fillers[chosen])
    return _BARE_SLOT.sub(lambda bare: chance.choice(fillers[bare.group(1)]), chosen)
