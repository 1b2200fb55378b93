"""Harm that nouns and counts tell: tolls, deaths, bodies, lives lost, wounds sustained, nobody hurt."""

from __future__ import annotations

from pipeline.model.tagging import Count
from pipeline.tag.casualties.noun_phrases import Phrase
from pipeline.tag.casualties.numbers import Quantity
from pipeline.tag.casualties.people import NOT_PEOPLE, SINGULAR
from pipeline.tag.casualties.victims import Told, Victims
from pipeline.tag.casualties.words import (
    BREAK,
    DEATHS,
    DETERMINERS,
    PARTS,
    SUFFERED,
    WOUNDED,
    WOUNDING,
    WOUNDS,
)

NOUNS = frozenset({"casualties", "injuries", "victims", "losses"}) | DEATHS
COUNTED = frozenset({"toll", "lives", "life", "bodies", "corpses", "deaths", "death", "alive", "body"})
_COUNTED = frozenset({"dead", "killed", "wounded", "injured"})
_SURE = frozenset({"more", "confirmed", "reported", "feared", "reportedly", "already", "now"})
_NOBODY = frozenset({"nobody", "no-one"})
_WORD_OF = frozenset("of on about regarding figures numbers details word information".split())
_BURNED = frozenset({"burned", "burnt", "burning", "buried", "burying"})
_ALIVE_REACH = 7
_TOLL_ENDS = frozenset({",", "after", "when", "as", "since", "while", "with"})
_WOUNDS_REACH, _TOLL_REACH = 7, 16


class HarmNouns(Victims):
    """Reads harm where no verb of killing or wounding tells it."""

    def _by_noun(self, at: int, word: str) -> Told | None:
        """The harm that a noun tells: wounds, deaths, a toll, lives, a body."""
        if word in WOUNDS and (told := self._wounds(at)):
            return told
        if word in NOUNS and not (word in DEATHS and self._at(at + 1) == "of"):
            return self._noun(at, word)
        if word == "body":
            of_one = self._at(at + 1) == "of" and self._at(at + 2) in DETERMINERS
            return self._told(at, self._right(at + 2), ("killed",)) if of_one else None
        if word == "toll":
            return self._toll(at)
        return self._lives(at) if word in ("lives", "life") else None

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
        if word in WOUNDED and (self._at(at + 1) in _NOBODY or self._words[at + 1 : at + 3] == ["no", "one"]):
            return Told(at, at + 2, at + 1, at + 2, ("killed", "injured"), Count(0, 0, 0), numbered=True)
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
        if quantity is None or any(each not in SINGULAR and each not in _SURE for each in between):
            return None
        if word == "killed" and (between or self._at(quantity.start - 1) not in PARTS | {"of", "as", "at"}):
            return None
        harm = "killed" if word in ("dead", "killed") else "injured"
        return Told(quantity.start, at + 1, quantity.start, at + 1, (harm,), quantity.count, numbered=True)

    def _to_death(self, at: int, word: str) -> Told | None:
        """Read "bodies of eleven men", "beat to death a caretaker" and "burned nine people alive"."""
        if word in ("bodies", "corpses", "deaths", "death") and self._at(at + 1) == "of":
            return self._told(at, self._right(at + 2), ("killed",))
        if word == "alive" and (burned := self._burned_before(at)):
            return self._told(at, self._right(burned + 1), ("killed",))
        verb = at - 2 if word == "death" and self._at(at - 1) == "to" else at - 1
        if verb == at - 1 and not (word == "alive" and self._at(verb) in _BURNED):
            return None
        return self._told(at, self._left(verb) if self._is_passive(verb) else self._right(at + 1), ("killed",))

    def _burned_before(self, at: int) -> int:
        """The verb of "burned nine people alive"; 0 without one, or where its victims stand before it."""
        near = range(at - 2, max(0, at - _ALIVE_REACH), -1)
        verb = next((back for back in near if self._at(back) in _BURNED), 0)
        return 0 if self._is_passive(verb) else verb

    def _noun(self, at: int, word: str) -> Told | None:
        harms = ("killed",) if word in DEATHS else ("injured",) if word == "injuries" else ("killed", "injured")
        for back in range(at - 1, max(-1, at - 4), -1):
            if self._words[back] in ("no", "without", "zero"):
                if self._at(at + 1) in _WORD_OF or not _WORD_OF.isdisjoint(self._words[back:at]):
                    return None
                return Told(back, at + 1, back, at + 1, harms, Count(0, 0, 0), numbered=True)
            quantity = self._by_number.get(back)
            if quantity and word in DEATHS:
                return Told(quantity.start, at + 1, quantity.start, at + 1, harms, quantity.count, numbered=True)
        return None

    def _toll(self, at: int) -> Told | None:
        if self._at(at - 1) != "death":
            return None
        newest: Quantity | None = None
        for ahead in range(at + 1, min(len(self._words), at + _TOLL_REACH)):
            if self._words[ahead] in BREAK or self._words[ahead] in ("injured", "wounded", "including", "among", "not"):
                break
            if newest is not None and self._words[ahead] in _TOLL_ENDS:  # "at 131, many of them women"
                break
            quantity = self._by_start.get(ahead)
            if quantity and self._at(quantity.end) not in NOT_PEOPLE and self._at(ahead - 1) != "from":
                newest = quantity
        if newest is None:
            return None
        if self._at(newest.start) == "from":  # "rose from nine to 12"
            now = newest.count.high
            return Told(
                at - 1, newest.end, newest.end - 1, newest.end, ("killed",), Count(now, now, now), numbered=True
            )
        return Told(at - 1, newest.end, newest.start, newest.end, ("killed",), newest.count, numbered=True)

    def _lives(self, at: int) -> Told | None:
        before = self._words[max(0, at - 5) : at]
        if told := self._no_loss(at):
            return told
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
