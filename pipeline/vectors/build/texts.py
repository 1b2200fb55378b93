"""The sentences that the encoder is asked about: openings of news texts, without any label of theirs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CHARS = 300
_WIRE = 5_000
_HEADLINES = 14_000


def openings(folder: Path) -> list[str]:
    """Read titles and leads of four news collections below the folder; shuffled, the same in every run."""
    rng = random.Random(0)  # noqa: S311 - an order, no secret
    found = [f"{line['title']}. {line['text'][:_CHARS]}" for line in _lines(folder / "conflict/agnews.jsonl")]
    for part in ("train", "dev"):
        found += [line["text"][:_CHARS] for line in _lines(folder / f"conflict/bbc/{part}.jsonl")]
    wire = list(_wire_openings(folder / "dedupe/reuters21578"))
    rng.shuffle(wire)
    headlines = sorted({line["headline"] for line in _lines(folder / "conflict/ucdp/headlines.jsonl")})
    rng.shuffle(headlines)
    found += wire[:_WIRE] + headlines[:_HEADLINES]
    random.Random(1).shuffle(found)  # noqa: S311
    return found


def _wire_openings(folder: Path) -> Iterator[str]:
    """Wire titles are capitals throughout: they are brought to the case of a headline."""
    for path in sorted(folder.glob("*.json")):
        for story in json.loads(path.read_text("utf-8")):
            if story.get("body") and story.get("title"):
                yield f"{story['title'].title()}. {story['body'][:_CHARS]}"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
