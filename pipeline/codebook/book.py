"""Reading the table of types, ``types.yaml``: the one place where a type is defined."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from pipeline.errors import UsageError
from pipeline.model.words import Control, EventType

PUBLISHED = "2017-11-09"
"""The day on which the examples are taken to be published, a Thursday: "on Monday" is the sixth of November."""


@dataclass(frozen=True, slots=True)
class Example:
    """An invented sentence and its coding; a field that is "" or None here is not part of the example.

    Attributes:
        place: name and ISO alpha-3 country, e.g. ``Kabul, AFG``.
        killed: best number, else the lowest.
        wrong_today: fields that the tagger does not code so yet; ``killed`` then means that none is stated.
    """

    text: str
    actor1: str
    actor2: str
    place: str
    date: str
    killed: int | None
    wrong_today: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event type.

    Attributes:
        control: the direction of control that goes with it; `Control.NONE` where it may be any.
        acled_event, acled_sub_event: in ACLED's words.
        ucdp: UCDP's types of violence (1 state-based, 2 non-state, 3 one-sided) that it can be once somebody was
            killed; empty for what UCDP GED does not hold.
        plover_event, plover_mode: in PLOVER's words; the mode is "" where the event has none.
    """

    type: EventType
    definition: str
    includes: str
    excludes: str
    control: Control
    acled_event: str
    acled_sub_event: str
    ucdp: tuple[int, ...]
    plover_event: str
    plover_mode: str
    examples: tuple[Example, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """All types, in the order of `EventType`."""
    text = files("pipeline.codebook").joinpath("types.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - a BaseLoader makes strings, lists and mappings alone
    return tuple(_entry(EventType(name), row) for name, row in table.items())


def entry(name: str) -> Entry:
    """The entry of a type, in any spelling of its name.

    Raises:
        UsageError: there is no such type; the message names the nearest.
    """
    word = name.strip().upper().replace("-", "_").replace(" ", "_")
    found = next((each for each in entries() if each.type == word), None)
    if found is None:
        near = [str(each) for each in EventType if word and word in each] or get_close_matches(word, list(EventType))
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"there is no event type {name!r}{meant}: conflictwire codebook lists them")
    return found


def _entry(name: EventType, row: dict[str, Any]) -> Entry:
    acled_event, _, sub_event = row["acled"].partition(" / ")
    event, _, mode = row["plover"].partition(" / ")
    return Entry(
        type=name,
        definition=row["definition"],
        includes=row["includes"],
        excludes=row["excludes"],
        control=Control(row.get("control", "none")),
        acled_event=acled_event,
        acled_sub_event=sub_event,
        ucdp=tuple(int(number) for number in row["ucdp"]),
        plover_event=event,
        plover_mode="" if mode == "none" else mode,
        examples=tuple(_example(example) for example in row["examples"]),
    )


def _example(row: dict[str, Any]) -> Example:
    return Example(
        text=row["text"],
        actor1=row.get("actor1", ""),
        actor2=row.get("actor2", ""),
        place=row.get("place", ""),
        date=row.get("date", ""),
        killed=int(row["killed"]) if "killed" in row else None,
        wrong_today=tuple(row.get("wrong_today", ())),
    )
