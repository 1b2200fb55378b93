"""The victims of a verb of harm: the noun phrases behind it, with all that is joined to them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.noun_phrases import Phrase
from pipeline.tag.casualties.numbers import add
from pipeline.tag.casualties.people import PEOPLE, PLURAL
from pipeline.tag.casualties.subjects import Subjects
from pipeline.tag.casualties.words import (
    AUXILIARY,
    BE,
    BREAK,
    DETERMINERS,
    DIED,
    JOINS,
    KILLED,
    NO_OBJECT,
    PARTS,
    PREPOSITIONS,
    WOUNDED,
    is_adverb,
)

_COMPANY_REACH, _OF_REACH, _OF_WORDS, _OTHERS_WORDS = 16, 5, 9, 2
_ASIDE_REACH = 14
_LISTED = frozenset("a an his her their".split())
"""Before one person in a list: "the governor, his driver and two bodyguards"."""
_ASIDES = frozenset("with by after in during before at on using following".split())


@dataclass(frozen=True, slots=True)
class Told:
    """One reading: the tokens ``[start, end)``, the victims' tokens within, and the count."""

    start: int
    end: int
    victims_start: int
    victims_end: int
    harms: tuple[str, ...]
    count: Count
    numbered: bool


class Victims(Subjects):
    """Reads whom a verb of harm takes for its object, beside its subject."""

    def _told(self, at: int, phrase: Phrase | None, harms: tuple[str, ...]) -> Told | None:
        if phrase is None:
            return None
        start, end = min(at, phrase.start), max(at + 1, phrase.end)
        return Told(start, end, phrase.start, phrase.end, harms, phrase.count, phrase.numbered)

    def _takes_object(self, at: int) -> bool:
        following = self._at(at + 1)
        if not following or self._is_passive(at) or (following in NO_OBJECT and at + 1 not in self._by_start):
            return False
        if self._counts_others(at + 1):
            return False
        quantity = self._by_number.get(at - 1)
        return quantity is None or at + 1 in self._by_start or quantity.end != at

    def _behind_aside(self, at: int) -> int:
        """Where victims are counted behind an aside: "killed, with knives and spears, four farmers"; else 0."""
        if self._at(at + 1) != "," or self._at(at + 2) not in _ASIDES or self._is_passive(at):
            return 0
        end = next((i for i in range(at + 3, min(at + _ASIDE_REACH, len(self._words))) if self._words[i] == ","), 0)
        counted = end and end + 1 in self._by_start and not self._counts_others(end + 1)
        left = self._left(at) if counted else None
        return end + 1 if counted and not (left and left.numbered) else 0

    def _counts_others(self, at: int) -> bool:
        """Whether a number counts those otherwise harmed: a headline's "12 killed 20 wounded" has no comma."""
        quantity = self._by_start.get(at)
        behind = self._words[quantity.end : quantity.end + _OTHERS_WORDS] if quantity else []
        harmed = next((number for number, word in enumerate(behind) if word in WOUNDED), None)
        return harmed is not None and all(word in PEOPLE or word == "others" for word in behind[:harmed])

    def _is_passive(self, at: int) -> bool:
        for back in range(at - 1, max(-1, at - 4), -1):
            word = self._words[back]
            if word in BE:
                return True
            if word not in AUXILIARY and not is_adverb(word):
                return False
        return False

    def _right(self, at: int) -> Phrase | None:
        if self._at(at) in ("himself", "herself", "themselves") and self._at(at + 1) in ("and", "along", "plus"):
            at += 2 if self._at(at + 1) == "and" else 3
        while is_adverb(self._at(at)) or self._at(at) in ("also", "about") and self._at(at + 1) in ("the",):
            at += 1
        phrase = self._him_at(at) or self._phrase_at(at)
        if phrase is None:
            return None
        joined = phrase
        while (more := self._joined_right(self._past_family(joined.end))) is not None:
            joined = Phrase(phrase.start, more.end, add(joined.count, more.count), joined.numbered or more.numbered)
        return self._with_company(joined, joined.end - 1)

    def _him_at(self, at: int) -> Phrase | None:
        """Read "killed him and his bodyguard"; "her" only where no noun follows."""
        behind = self._at(at + 1)
        is_person = self._at(at) == "him" or (self._at(at) == "her" and (behind in NO_OBJECT or not behind))
        return Phrase(at, at + 1, Count(1, 1, 1), numbered=False) if is_person else None

    def _past_family(self, at: int) -> int:
        """Behind "of a family" in "three members of a family and a constable", "of the village" in "the head of …"."""
        if self._at(at) != "of":
            return at
        for ahead in range(at + 1, min(len(self._words), at + _OF_WORDS)):
            word = self._words[ahead]
            if ahead < at + _OF_REACH and word in ("family", "household", "clan", "tribe", "unit", "patrol"):
                return ahead + 1
            if word == "and" and (ahead + 1 in self._by_start or self._at(ahead + 1) in DETERMINERS):
                return ahead
            if word in BREAK or word == "," or word in AUXILIARY or word in PLURAL or word in PREPOSITIONS:
                break
        return at

    def _joined_right(self, at: int) -> Phrase | None:
        if self._at(at) == "," and self._at(at + 1) in _LISTED or self._by_start.get(at + 1) and self._at(at) == ",":
            phrase = self._phrase_at(at + 1)
            follows_list = phrase is not None and self._at(phrase.end) in ("and", ",")
            return phrase if follows_list and not self._is_part(phrase, at) else None
        if self._at(at) == "and" and self._at(at + 1) not in ("possibly", "perhaps", "maybe"):
            phrase = self._phrase_at(at + 1)
            return phrase if phrase and not self._starts_harm(phrase) else None
        return None

    def _is_part(self, phrase: Phrase | None, at: int) -> bool:
        return phrase is not None and (
            self._at(phrase.end) == "of" or self._at(at - 1) in PARTS or "of" in self._words[phrase.start : phrase.end]
        )

    def _starts_harm(self, phrase: Phrase) -> bool:
        following = self._words[phrase.end : phrase.end + 3]
        return any(word in WOUNDED | KILLED | DIED or word in AUXILIARY for word in following[:2])

    def _with_company(self, phrase: Phrase | None, at: int) -> Phrase | None:
        if phrase is None:
            return None
        for ahead in range(at + 1, min(len(self._words), at + _COMPANY_REACH)):
            if self._words[ahead] in BREAK or self._words[ahead] in KILLED | DIED | WOUNDED:
                break
            for join in JOINS:
                if tuple(self._words[ahead : ahead + len(join)]) == join:
                    more = self._phrase_at(ahead + len(join))
                    if more:
                        return Phrase(phrase.start, more.end, add(phrase.count, more.count), phrase.numbered)
        return phrase
