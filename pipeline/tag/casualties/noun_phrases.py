"""Noun phrases that name victims: with a number, one person, a name."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.numbers import Quantity
from pipeline.tag.casualties.people import MONTHS, NOT_PEOPLE, PEOPLE, PLURAL, SINGULAR
from pipeline.tag.casualties.tokens import Tokens
from pipeline.tag.casualties.words import (
    AUXILIARY,
    BREAK,
    DETERMINERS,
    DIED,
    FINITE,
    GROUPS,
    KILLED,
    NO_OBJECT,
    PREPOSITIONS,
    WOUNDED,
)

_NOUN_REACH = 7
_FALLEN = frozenset({"dead", "wounded"})
_NO_PEOPLE = NOT_PEOPLE | NO_OBJECT | AUXILIARY | PREPOSITIONS | FINITE | DETERMINERS | frozenset({"of", "to", "the"})
_FAMILY_OF = 2
_NAME_WORDS = 2
_STRANGE_WORDS = 3
_LONE, _PAIR = Count(1, 1, 1), Count(2, 2, 2)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens ``[start, end)`` that name victims, and how many; ``numbered`` where a quantity is written."""

    start: int
    end: int
    count: Count
    numbered: bool


class NounPhrases:
    """Reads the noun phrase at a token of one sentence."""

    def __init__(self, tokens: Tokens, quantities: list[Quantity]) -> None:
        self._tokens = tokens
        self._words = tokens.words
        self._by_start = {quantity.start: quantity for quantity in quantities}
        self._by_number = {at: quantity for quantity in quantities for at in range(quantity.start, quantity.end)}

    def _at(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _phrase_at(self, at: int) -> Phrase | None:
        for begin in (at, at + 1):
            quantity = self._by_start.get(begin) or (self._by_number.get(begin) if begin == at else None)
            if quantity and (begin == at or self._at(at) in DETERMINERS | {"the", "all", "other", "also"}):
                return self._counted(quantity, lenient=True)
        if self._at(at) == "another" and (self._at(at + 1) in NO_OBJECT or not self._at(at + 1)):
            return Phrase(at, at + 1, _LONE, numbered=True)
        return self._single_at(at)

    def _counted(self, quantity: Quantity, *, lenient: bool = False, verb: int = 0) -> Phrase | None:
        """The noun phrase of a quantity; right before a ``verb`` of harm any noun: "fourteen Huthis died"."""
        if self._at(quantity.end) in NOT_PEOPLE:
            return None
        end = self._head_end(quantity.end)
        if end is None and self._are_strangers(quantity, verb):
            end = verb
        if end is not None and quantity.count.high != 1 and self._is_attribute(end - 1):
            return None
        if end is None:
            following = self._at(quantity.end)
            bare = not following or quantity.end == verb or following in AUXILIARY | KILLED | DIED | WOUNDED | NO_OBJECT
            if not bare and not lenient and following not in ("others", "other", "more", "of"):
                return None
            if following == "," and self._at(quantity.start - 1) == ",":  # an age: "Nikitenko, 31, was killed"
                return None
            end = self._shared_head(quantity.end) or quantity.end + (not bare and following in ("others", "more"))
        return Phrase(quantity.start, end, quantity.count, numbered=True)

    def _shared_head(self, at: int) -> int:
        """Where "nine German" ends before "and one Peruvian tourists", which has the noun for both; else 0."""
        end = next((ahead for ahead in (at + 1, at + 2) if self._at(ahead) == "and"), 0)
        joined = end and end + 1 in self._by_start and _NO_PEOPLE.isdisjoint(self._words[at:end])
        return end if joined else 0

    def _are_strangers(self, quantity: Quantity, verb: int) -> bool:
        """Whether only words that may name people stand between a quantity and a verb of harm."""
        between = self._words[quantity.end : verb]
        if not 0 < len(between) <= _STRANGE_WORDS or self._at(quantity.start - 1) in MONTHS:
            return False
        return all(word[0].isalpha() and word not in _NO_PEOPLE for word in between)

    def _head_end(self, at: int) -> int | None:
        end = None
        for ahead in range(at, min(len(self._words), at + _NOUN_REACH)):
            word = self._words[ahead]
            if word in PEOPLE or word in ("others", "more"):
                end = ahead + 1
            elif end is not None or word in BREAK or word in NO_OBJECT or word in NOT_PEOPLE or word in AUXILIARY:
                break
        return end

    def _is_attribute(self, at: int) -> bool:
        """Whether a word for people only tells whose things they are: "ten Russian drones", "five police vehicles"."""
        return self._at(at + 1) in NOT_PEOPLE and (self._at(at) in SINGULAR or self._at(at) == "police")

    def _single_at(self, at: int) -> Phrase | None:
        begin, word = at, self._at(at)
        if word in DETERMINERS:
            at += 1
        elif word == "the":
            at += 1
        elif not (
            self._tokens.is_name(at) or word.endswith("-year-old") or word in SINGULAR or self._looks_like_headline(at)
        ):
            return None
        for ahead in range(at, min(len(self._words), at + _NOUN_REACH)):
            word = self._words[ahead]
            if word.endswith("-year-old") and word[0].isdigit() and self._at(ahead + 1).isalpha():
                end = ahead + 1 if self._at(ahead + 1) in _NO_PEOPLE else ahead + 2
                return Phrase(begin, end, _LONE, numbered=False)
            if word in PLURAL and self._at(ahead + 1) in SINGULAR:  # "a police officer"
                continue
            if word in PLURAL or word in NOT_PEOPLE:
                return self._group(begin, ahead)
            if word in BREAK or word in PREPOSITIONS:
                return self._group(begin, ahead) or self._named(begin)
            if word in SINGULAR and not (self._at(ahead + 1) in PEOPLE - _FALLEN or self._at(ahead + 1) in NOT_PEOPLE):
                return self._group(begin, ahead) or Phrase(
                    begin, ahead + 1, _PAIR if word == "couple" else _LONE, numbered=False
                )
        return self._named(begin)

    def _looks_like_headline(self, at: int) -> bool:
        return self._at(at) in ("top", "senior", "key", "suspected", "former", "ex", "local")

    def _group(self, begin: int, at: int) -> Phrase | None:
        for ahead in range(begin, min(at + 2, len(self._words))):
            if self._words[ahead] in GROUPS and self._at(ahead + 1) == "of" and ahead + _FAMILY_OF in self._by_start:
                quantity = self._by_start[ahead + _FAMILY_OF]
                return Phrase(begin, self._head_end(quantity.end) or quantity.end, quantity.count, numbered=True)
        return None

    def _named(self, at: int) -> Phrase | None:
        end = at
        while self._tokens.is_name(end) and self._words[end] not in PLURAL:
            end += 1
        return Phrase(at, end, _LONE, numbered=False) if end - at >= _NAME_WORDS else None
