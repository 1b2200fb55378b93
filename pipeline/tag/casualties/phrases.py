"""Who was harmed: the noun phrase on the side of the verb where its voice puts the victims."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.noun_phrases import Phrase
from pipeline.tag.casualties.numbers import Quantity, add
from pipeline.tag.casualties.people import NOT_PEOPLE, PEOPLE, PLURAL, SINGULAR
from pipeline.tag.casualties.subjects import Subjects
from pipeline.tag.casualties.words import (
    AUXILIARY,
    BE,
    BREAK,
    DEATHS,
    DETERMINERS,
    DIED,
    FATALLY,
    JOINS,
    KILLED,
    KILLING,
    NO_OBJECT,
    PARTS,
    PREPOSITIONS,
    SUFFERED,
    WOUNDED,
    WOUNDING,
    WOUNDS,
    is_adverb,
)

_COMPANY_REACH, _OF_REACH = 16, 5
_NOUNS = frozenset({"casualties", "injuries", "victims", "losses"}) | DEATHS
_KILLED, _INJURED = KILLED | DIED | KILLING, WOUNDED | WOUNDING
_NOW, _DONE = KILLING | WOUNDING, KILLED | WOUNDED
_OTHERS = frozenset({"toll", "lives", "life", "bodies", "deaths", "death", "down", "dead", "alive"})
_COUNTED = frozenset({"dead", "killed", "wounded", "injured"})
_NOBODY = frozenset({"nobody", "no-one"})
_WORD_OF = frozenset("of on about regarding figures numbers details word information".split())
_OF_WORDS, _WOUNDS_REACH = 9, 7
HARM_WORDS = _NOUNS | _KILLED | _INJURED | FATALLY | _OTHERS | WOUNDS
"""Only at these words harm may be told."""


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


class PhraseReader(Subjects):
    """Reads the victims of a verb of harm in one sentence."""

    def harm_at(self, at: int) -> Told | None:
        """Read the harm told by the token, or None when it is no word of harm or names no victims."""
        word = self._words[at]
        if word in WOUNDS and (told := self._wounds(at)):
            return told
        if word in _NOUNS:
            return self._noun(at, word)
        if word == "toll":
            return self._toll(at)
        if word in ("lives", "life"):
            return self._lives(at)
        if word in FATALLY or self._at(at - 1) in FATALLY:
            return self._fatally(at) if word in FATALLY else None
        return (
            self._to_death(at, word)
            or self._unhurt(at, word)
            or self._counted_dead(at, word)
            or self._by_verb(at, word)
        )

    def _wounds(self, at: int) -> Told | None:
        """Read "an officer and two constables sustained injuries" and "causing injuries to three policemen"."""
        if self._at(at + 1) == "to":
            return self._told(at, self._right(at + 2), ("injured",))
        verb = next(
            (back for back in range(at - 1, max(-1, at - _WOUNDS_REACH), -1) if self._at(back) in SUFFERED), None
        )
        return self._told(at, self._left(verb), ("injured",)) if verb is not None else None

    def _unhurt(self, at: int, word: str) -> Told | None:
        """Read "nobody was injured" and "without hurting anyone": where none is hurt none has died."""
        if word in WOUNDING and self._at(at - 1) == "without" and self._at(at + 1) in ("anyone", "anybody", "people"):
            return Told(at - 1, at + 2, at + 1, at + 2, ("killed", "injured"), Count(0, 0, 0), numbered=True)
        edge = self._verb_start(at)
        begin = edge - 1 if self._at(edge - 1) in _NOBODY else edge - 2
        if word not in WOUNDED or not (self._at(begin) in _NOBODY or self._words[begin : begin + 2] == ["no", "one"]):
            return None
        return Told(begin, at + 1, begin, edge, ("killed", "injured"), Count(0, 0, 0), numbered=True)

    def _counted_dead(self, at: int, word: str) -> Told | None:
        """Read "some 20 dead" and "40 rebel dead", where no verb stands between the number and the word."""
        if word not in _COUNTED or self._takes_object(at):
            return None
        quantity = self._by_number.get(at - 1) or self._by_number.get(at - 2)
        between = self._words[quantity.end : at] if quantity else []
        if quantity is None or any(word not in SINGULAR and word != "more" for word in between):
            return None
        if word == "killed" and (between or self._at(quantity.start - 1) not in PARTS | {"of", "as", "at"}):
            return None
        harm = "killed" if word in ("dead", "killed") else "injured"
        return Told(quantity.start, at + 1, quantity.start, at + 1, (harm,), quantity.count, numbered=True)

    def _fatally(self, at: int) -> Told | None:
        """Read "a policeman was fatally shot" and "gunmen fatally shot three men", whatever the verb."""
        taken = self._right(at + 2) if self._takes_object(at + 1) else self._left(at)
        return self._told(at, taken, ("killed",))

    def _to_death(self, at: int, word: str) -> Told | None:
        """Read "bodies of eleven men" and "beat to death a caretaker"."""
        if word in ("bodies", "deaths", "death") and self._at(at + 1) == "of":
            return self._told(at, self._right(at + 2), ("killed",))
        verb = at - 2 if word == "death" and self._at(at - 1) == "to" else at - 1
        if verb == at - 1 and not (word == "alive" and self._at(verb) in ("burned", "burnt")):
            return None
        return self._told(at, self._left(verb) if self._is_passive(verb) else self._right(at + 1), ("killed",))

    def _by_verb(self, at: int, word: str) -> Told | None:
        harm = "killed" if word in _KILLED else "injured" if word in _INJURED else ""
        if word in ("down", "dead") and self._at(at - 1) in ("gunned", "shot"):
            return self._shot_dead(at)
        return self._verb(at, harm, word) if harm else None

    def _told(self, at: int, phrase: Phrase | None, harms: tuple[str, ...]) -> Told | None:
        if phrase is None:
            return None
        start, end = min(at, phrase.start), max(at + 1, phrase.end)
        return Told(start, end, phrase.start, phrase.end, harms, phrase.count, phrase.numbered)

    def _verb(self, at: int, harm: str, word: str) -> Told | None:
        if word in _NOW:
            skip = 2 if self._at(at + 1) == "of" else 1
            return self._told(at, self._right(at + skip), (harm,))
        if word in _DONE and self._takes_object(at):
            return self._told(at, self._right(at + 1), (harm,))
        before = self._at(at - 1)
        if before in ("the", "his", "their") or (word in ("die", "hurt") and before in ("to", "will")):
            return None
        if word in KILLED and before in ("has", "have", "had"):  # "he has killed before"
            return None
        return self._told(at, self._with_company(self._left(at), at), (harm,))

    def _shot_dead(self, at: int) -> Told | None:
        if self._is_passive(at - 1) or self._at(at + 1) in NO_OBJECT or at + 1 >= len(self._words):
            return self._told(at, self._with_company(self._left(at - 1), at), ("killed",))
        taken = self._right(at + 1)
        downed = taken is None or self._at(at) != "down" or self._at(at - 1) != "shot"
        if not downed and taken and not any(word in PEOPLE for word in self._words[taken.start : taken.end]):
            return None  # "shot down 17 of 22 drones"
        return self._told(at - 1, taken, ("killed",))

    def _takes_object(self, at: int) -> bool:
        following = self._at(at + 1)
        if not following or self._is_passive(at) or (following in NO_OBJECT and at + 1 not in self._by_start):
            return False
        quantity = self._by_number.get(at - 1)
        return quantity is None or at + 1 in self._by_start or quantity.end != at

    def _is_passive(self, at: int) -> bool:
        for back in range(at - 1, max(-1, at - 4), -1):
            word = self._words[back]
            if word in BE:
                return True
            if word not in AUXILIARY and not is_adverb(word):
                return False
        return False

    def _noun(self, at: int, word: str) -> Told | None:
        harms = ("killed",) if word in DEATHS else ("injured",) if word == "injuries" else ("killed", "injured")
        for back in range(at - 1, max(-1, at - 4), -1):
            if self._words[back] in ("no", "without", "zero"):
                if self._at(at + 1) in _WORD_OF or not _WORD_OF.isdisjoint(self._words[back:at]):
                    return None
                return Told(back, at + 1, back, at + 1, harms, Count(0, 0, 0), numbered=True)
            quantity = self._by_number.get(back)
            if quantity and word in DEATHS and quantity.count.low != quantity.count.high != 0:
                return Told(quantity.start, at + 1, quantity.start, at + 1, harms, quantity.count, numbered=True)
            if quantity and word in DEATHS:
                return Told(quantity.start, at + 1, quantity.start, at + 1, harms, quantity.count, numbered=True)
        return None

    def _toll(self, at: int) -> Told | None:
        if self._at(at - 1) != "death":
            return None
        newest: Quantity | None = None
        for ahead in range(at + 1, min(len(self._words), at + 12)):
            if self._words[ahead] in BREAK or self._words[ahead] in ("injured", "wounded", "including", "among", "not"):
                break
            if newest is not None and self._words[ahead] == ",":  # "at 131, many of them women"
                break
            quantity = self._by_start.get(ahead)
            if quantity and self._at(quantity.end) not in NOT_PEOPLE and self._at(ahead - 1) != "from":
                newest = quantity
        if newest is None:
            return None
        return Told(at - 1, newest.end, newest.start, newest.end, ("killed",), newest.count, numbered=True)

    def _lives(self, at: int) -> Told | None:
        before = self._words[max(0, at - 5) : at]
        if word_before := self._no_loss(at):
            return word_before
        if any(word in ("claimed", "claiming", "took", "taking", "claims", "cost") for word in before):
            quantity = self._by_number.get(at - 1)
            if quantity:
                return self._told(at, Phrase(quantity.start, quantity.end, quantity.count, numbered=True), ("killed",))
            return self._told(at, self._right(at + 2), ("killed",)) if self._at(at + 1) == "of" else None
        lost = next((at - back for back in (1, 2) if self._at(at - back) in ("lost", "losing")), None)
        if lost is not None and self._at(at - 1) in ("their", "his", "her", "lost"):
            return self._told(at, self._left(lost), ("killed",))
        return None

    def _no_loss(self, at: int) -> Told | None:
        begin = at - 3
        if self._words[max(0, at - 2) : at] != ["loss", "of"] or self._at(begin) not in ("no", "without"):
            return None
        return Told(begin, at + 1, begin, at + 1, ("killed",), Count(0, 0, 0), numbered=True)

    def _right(self, at: int) -> Phrase | None:
        if self._at(at) in ("himself", "herself", "themselves") and self._at(at + 1) in ("and", "along", "plus"):
            at += 2 if self._at(at + 1) == "and" else 3
        while is_adverb(self._at(at)) or self._at(at) in ("also", "about") and self._at(at + 1) in ("the",):
            at += 1
        phrase = self._phrase_at(at)
        if phrase is None:
            return None
        joined = phrase
        while (more := self._joined_right(self._past_family(joined.end))) is not None:
            joined = Phrase(phrase.start, more.end, add(joined.count, more.count), joined.numbered or more.numbered)
        return self._with_company(joined, joined.end - 1)

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
        if (
            self._at(at) == ","
            and self._at(at + 1) in ("a", "an")
            or self._by_start.get(at + 1)
            and self._at(at) == ","
        ):
            phrase = self._phrase_at(at + 1)
            follows_list = phrase is not None and self._at(phrase.end) in ("and", ",")
            return phrase if follows_list and not self._is_part(phrase, at) else None
        if self._at(at) == "and":
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
