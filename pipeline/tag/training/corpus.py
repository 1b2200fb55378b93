"""The sentences that the models learn from: written for this project, multiplied by the grammar."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from pipeline.tag.training.grammar import expand, read_fillers

HERE = Path(__file__).parent
# types that are no armed conflict unless a line says so
_PEACEFUL = frozenset(
    "NONE BACKGROUND NATURAL_DISASTER ACCIDENT ORGANIZED_CRIME DIPLOMACY PEACEFUL_PROTEST PROTEST_WITH_INTERVENTION".split()
)
_VARIANTS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One training sentence.

    Attributes:
        template: which line it comes from: variants of one line count as one witness.
        kind: an event type or other kind; "" for sentences that teach only whether it is conflict.
        conflict: whether it tells of a current conflict action.
        weight: its share of its line.
    """

    text: str
    template: int
    kind: str
    conflict: bool
    weight: float


def examples(seed: int = 7) -> list[Example]:
    """All sentences of ``sentences/*.txt``, `_VARIANTS` of each line, always the same."""
    chance = random.Random(seed)  # noqa: S311 - variety, no secret
    fillers = read_fillers(HERE / "fillers.txt")
    found: list[Example] = []
    line_number = 0
    for path in sorted((HERE / "sentences").glob("*.txt")):
        for raw in path.read_text("utf-8").splitlines():
            if not raw.strip() or raw.startswith("#"):
                continue
            line_number += 1
            conflict = raw[0] == "+" or (raw[0] != "~" and path.stem.split("-")[0] not in _PEACEFUL)
            texts = {expand(raw.lstrip("+~"), fillers, chance) for _ in range(_VARIANTS)}
            found.extend(
                Example(text, line_number, _kind(path.stem.split("-")[0]), conflict, 1 / len(texts))
                for text in sorted(texts)
            )
    return found


def _kind(name: str) -> str:
    return {"CONTEXT": "", "BACKGROUND": "NONE"}.get(name, name)
