"""The victims to the left of a verb: the subject of "were killed" and "died"."""

from __future__ import annotations

from pipeline.model.tagging import Count
from pipeline.tag.casualties.noun_phrases import NounPhrases, Phrase
from pipeline.tag.casualties.numbers import Quantity, add
from pipeline.tag.casualties.people import NOT_PEOPLE, PEOPLE, PLURAL, SINGULAR
from pipeline.tag.casualties.words import (
    AUXILIARY,
    BE,
    BREAK,
    DETERMINERS,
    FINITE,
    GROUPS,
    HARMED,
    LED,
    NEGATIONS,
    PARTS,
    PREPOSITIONS,
    SUBJECT_LEADS,
    is_adverb,
)

_REACH, _NOUN_REACH, _OF_THEM, _NAME_WORDS = 22, 7, 2, 2
_OF_PERSON = frozenset("who whose from in with serving based".split())
_ONE = DETERMINERS | {"the"}


class Subjects(NounPhrases):
    """Reads the subject of a verb: the nearest noun phrase that is no part, aside or place."""

    def _left(self, at: int) -> Phrase | None:
        edge = self._verb_start(at)
        for back in range(edge - 1, max(-1, edge - _REACH), -1):
            word = self._words[back]
            if word in BREAK or (word in FINITE and not self._inside_aside(back, edge)):
                break
            if word in HARMED and not (back == edge - 2 and self._words[edge - 1] == "and"):
                break
            if word in NEGATIONS and back >= edge - 4 and self._names_people(back + 1, edge):
                return Phrase(back, edge, Count(0, 0, 0), numbered=True)
            quantity = self._by_number.get(back)
            if quantity and quantity.start == back and self._at(back - 1) in NEGATIONS:
                return Phrase(back - 1, edge, Count(0, 0, 0), numbered=True)
            if quantity and quantity.start == back and self._is_subject(quantity, edge):
                phrase = self._counted(quantity, verb=edge)
                joined = self._with_single(phrase, edge) if phrase else None
                return self._joined_left(joined, listed=joined is not phrase) if joined else None
        single = self._single_before(edge) or self._single_first(edge)
        plural = self._at(edge) not in ("was", "is", "has", "gets")
        return self._joined_left(single) if single and plural and self._at(single.start) in _ONE else single

    def _with_single(self, phrase: Phrase, edge: int) -> Phrase:
        """Add the one person named after a number: "four gunmen and a commander were killed"."""
        if self._at(phrase.end) != "and" or self._at(phrase.end + 1) not in DETERMINERS:
            return phrase
        single = self._single_at(phrase.end + 1)
        if single is None or single.end > edge:
            return phrase
        return Phrase(phrase.start, single.end, add(phrase.count, single.count), numbered=True)

    def _names_people(self, start: int, end: int) -> bool:
        return self._words[start - 1] in ("nobody", "none") or any(
            word in PEOPLE or word == "one" for word in self._words[start:end]
        )

    def _verb_start(self, at: int) -> int:
        while at > 0:
            led = self._at(at - 1) == "and" and (self._at(at - 2) in LED or self._at(at - 2).endswith("ed"))
            if led and self._at(at - 3) in AUXILIARY:  # "were shot and killed"
                at -= 2
            elif self._words[at - 1] not in AUXILIARY and not is_adverb(self._words[at - 1]):
                break
            elif at - 1 in self._by_number:
                break
            else:
                at -= 1
        return at

    def _inside_aside(self, at: int, edge: int) -> bool:
        commas = [i for i in range(at, edge) if self._words[i] == ","]
        return bool(commas) and "," in self._words[max(0, at - 8) : at]

    def _is_subject(self, quantity: Quantity, edge: int) -> bool:
        before, after = self._at(quantity.start - 1), self._at(quantity.end)
        relative = self._at(edge - 1) in ("who", "that")
        if (
            not relative
            and before in PARTS | PREPOSITIONS
            and not (before == "of" and self._at(quantity.start - 2) in GROUPS)
            and not (before == "among" and self._at(quantity.start - 2) in BE)
        ):
            return False
        if before in ("them", "whom") and self._at(quantity.start - 2) == "among":
            return False
        if after == "of" and self._at(quantity.end + 1) in ("them", "whom", "those", "which"):
            return quantity.end + _OF_THEM == edge  # "four of them died", not "twelve, four of them children, died"
        if after in NOT_PEOPLE:
            return False
        phrase = self._counted(quantity, verb=edge)
        return phrase is not None and edge - phrase.end <= _REACH

    def _joined_left(self, phrase: Phrase, *, listed: bool = False) -> Phrase:
        """A phrase with those that stand before it in a list: "the governor, his driver and two bodyguards".

        ``listed``: the phrase has the "and" of a list within, so that only commas join the rest to it.
        """
        joined = self._with_headline(self._joined_once(phrase, (",",) if listed else ("and",)))
        while joined.start < phrase.start:
            phrase, joined = joined, self._joined_once(joined, (",",))
        return joined

    def _with_headline(self, phrase: Phrase) -> Phrase:
        """A headline's other victims: "Three terrorists, one soldier killed"."""
        first = self._by_start.get(0)
        other = self._counted(first) if first and self._at(phrase.start - 1) == "," else None
        if other is None or other.end != phrase.start - 1 or not phrase.numbered:
            return phrase
        if self._at(phrase.end) in AUXILIARY or self._at(other.end - 1) in HARMED:  # "7 dead, 23 hurt"
            return phrase
        return Phrase(0, phrase.end, add(other.count, phrase.count), numbered=True)

    def _joined_once(self, phrase: Phrase, joints: tuple[str, ...]) -> Phrase:
        start = phrase.start - (self._at(phrase.start - 1) in DETERMINERS)  # "a mother and her three children"
        if self._at(start - 1) not in joints:
            return phrase
        end = start - 1
        end -= self._at(end - 1) == ","
        listed = joints == (",",)
        for begin in range(end - 1, max(-1, end - 10), -1):
            if self._words[begin] in BREAK or self._words[begin] in FINITE or self._words[begin] in HARMED:
                break
            quantity = self._by_start.get(begin)
            before = self._counted(quantity) if quantity else None
            if (
                before
                and quantity
                and self._is_subject(quantity, end)
                and self._may_be_listed(before, end, listed=listed)
            ):
                return Phrase(begin, phrase.end, add(before.count, phrase.count), numbered=True)
            if self._words[begin] in _ONE and (single := self._single_at(begin)) and single.end <= end:
                if (listed and single.end < end) or not (phrase.numbered or self._opens(begin)):
                    return phrase
                return Phrase(begin, phrase.end, add(single.count, phrase.count), numbered=True)
        return phrase

    def _may_be_listed(self, phrase: Phrase, end: int, *, listed: bool) -> bool:
        """Whether a phrase is an item before a comma: it goes right up to it, and no verb has it for its own."""
        return not listed or (phrase.end >= end and self._opens(phrase.start))

    def _opens(self, at: int) -> bool:
        """Whether a subject may begin at a token: no verb or preposition takes it for its own."""
        before = self._at(at - 1)
        if before in SUBJECT_LEADS or before in BREAK or before in ("", ",", "-"):
            return True
        return not (before in FINITE or before in PREPOSITIONS or before in HARMED or before.endswith(("ed", "ing")))

    def _single_before(self, edge: int) -> Phrase | None:
        end = edge
        if self._at(end - 1) == ",":
            end = self._aside_start(end - 1)
            end -= 2 if self._at(end - 1).isdigit() and self._at(end - 2) == "," else 0
        if self._at(end - 1) in PLURAL or end < 1 or self._words[end - 1] in ("who", "they", "that", "which"):
            return None
        nearest: Phrase | None = None
        for begin in range(end - 1, max(-1, end - _NOUN_REACH - 1), -1):
            word = self._words[begin]
            if word in PREPOSITIONS and nearest is None and self._at(begin - 1) in SINGULAR:
                return self._single_before(begin)  # "a man in his fifties", "a guard at the gate"
            if word in BREAK or word == "," or word in FINITE or word in PREPOSITIONS:
                break
            if word == "another" and begin == end - 1:
                return Phrase(begin, end, Count(1, 1, 1), numbered=True)
            if (
                word in SINGULAR
                and begin
                and self._at(begin - 1) not in PREPOSITIONS | BREAK | {","}
                and word != self._at(0)
            ):
                nearest = nearest or self._single_at(begin)
                continue
            if (word in DETERMINERS or word == "the" or begin == 0 or word in SINGULAR) and (
                phrase := self._single_at(begin)
            ):
                return phrase if phrase.end <= end or phrase.numbered else None
        if nearest is not None:
            return nearest
        name_start = end
        while name_start > 0 and self._tokens.is_name(name_start - 1):
            name_start -= 1
        one_word = end - name_start == 1 and (end != edge or self._at(end) in ("was", "has"))
        long_enough = one_word or end - name_start > 1
        return Phrase(name_start, end, Count(1, 1, 1), numbered=False) if long_enough else None

    def _single_first(self, edge: int) -> Phrase | None:
        """The one person that a sentence begins with: "A nurse working in Kabul, in the east, has been shot dead"."""
        if self._at(0) not in ("a", "an", "one") or self._at(edge) not in ("was", "has"):
            return None
        single = self._single_at(0)
        if single is None or not (self._at(single.end).endswith("ing") or self._at(single.end) in _OF_PERSON):
            return None
        between = self._words[single.end + 1 : edge]
        relative = self._at(single.end) == "whose"
        return single if relative or (BREAK | FINITE).isdisjoint(between) else None

    def _aside_start(self, comma: int) -> int:
        relative = ("who", "whose", "which")
        for at in range(comma - 1, max(-1, comma - 25), -1):
            if self._words[at] == "," and self._at(at + 1) in relative:
                return at
            if self._words[at] in BREAK:
                break
        for at in range(comma - 1, max(-1, comma - 25), -1):
            opens = self._at(at + 1) in ("a", "an", "the", "one") or self._at(at + 1) in SINGULAR
            opens = opens or (comma - at > _NAME_WORDS and all(map(self._tokens.is_name, range(at + 1, comma))))
            if self._words[at] == "," and (opens or self._at(at + 1)[:1].isdigit()):
                return at
            if self._words[at] in BREAK:
                break
        return comma + 1
