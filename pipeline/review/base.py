"""What a review is made of: one item for each doubtful claim, with the choices for each of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIELDS = ("type", "actor1", "actor2", "place", "date", "killed")
"""The fields that a person judges, in the order in which they are asked."""

Line = dict[str, Any]
"""An article or a claim in the form of ``stage tag``."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence of the article with the words of fields: (start, end, field), offsets into ``text``, in order."""

    text: str
    words: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a field of this claim may be: places and actors that the article names, in the form of ``stage tag``.

    ``sure`` says per field, in words, how sure the tagger is of what it coded; a field without a measure is absent.
    """

    places: tuple[Line, ...] = ()
    actors: tuple[Line, ...] = ()
    sure: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One claim to be judged.

    Attributes:
        claim_id: of the warehouse; `conflictwire trace` takes it.
        article: the article's ``title``, ``url``, ``published`` and ``language`` as received, and as ``text`` only the
            sentences that the claim rests on: the case must be replayed from them, and no more of a publisher's text
            than that is kept.
        quote, part: the sentence that tells the event, and whether it stands in ``title`` or ``text``.
        coded: the claim in the form of ``stage tag``.
        alone: what those sentences alone are coded as, where that differs from ``coded``; None where it does not.
        shown: title and sentences with their words marked, for the person's eye alone.
    """

    claim_id: str
    article: Line
    quote: str
    part: str
    coded: Line
    alone: Line | None
    choices: Choices
    shown: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review file: where the claims are from, and the claims."""

    edition: str
    tagger: str
    below: float
    items: tuple[Item, ...]
