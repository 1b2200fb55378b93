"""Who was harmed: the noun phrase on the side of the verb where its voice puts the victims."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.tagging import Count
from pipeline.tag.casualties.numbers import Quantity, add
from pipeline.tag.casualties.people import NOT_PEOPLE, PEOPLE, PLURAL, SINGULAR
from pipeline.tag.casualties.tokens import Tokens

_KILLED = frozenset(
    "killed slain massacred slaughtered executed beheaded murdered assassinated martyred lynched".split()
)
_DIED = frozenset("dead died perished succumbed die".split())
_KILLING = frozenset(
    "killing kills kill murdering murders slaying beheading behead beheads execute executes executing assassinating assassinates massacring slaughtering".split()
)
_WOUNDED = frozenset("wounded injured hurt maimed hospitalised hospitalized".split())
_WOUNDING = frozenset("wounding wounds injuring injures wound injure hurting maiming".split())
_DEATHS = frozenset("deaths fatalities".split())

_BE = frozenset("was were been be being is are get got gets".split())
_AUX = _BE | frozenset(
    "have has had also both all reportedly allegedly since reported feared believed confirmed said thought to presumed found"
    " lay left then later still apparently immediately already instantly either are".split()
)
_BREAK = frozenset([";", ":", ".", "(", ")", "—", "!", "?", '"', "“", "”", "â"])
_NOT_OBJECT = frozenset(
    "in by as when , . ; : and or at after near on during while for from with since before over outside inside around amid but"
    " if because where who despite ahead amid - – — ( ) monday tuesday wednesday thursday friday saturday sunday yesterday today this last late early"
    " overnight dead off up down along alongside".split()
)
_PARTS = frozenset("including includes among aged of".split())
_PREPOSITIONS = frozenset(
    "in at on after during from near with within into for under against around than by about".split()
)
_FINITE = frozenset(
    "said says was were had has took fell hit began came went ran stormed struck opened fired attacked told exploded erupted"
    " is are blew triggered caused left killed wounded injured died clashed".split()
)
_NEGATIONS = frozenset("no nobody none without zero".split())
_DETERMINERS = frozenset("a an the one his her its their another our my".split())
_JOINS = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",))
_REACH, _NOUN_REACH = 22, 7
_FALLEN = frozenset({"dead", "wounded"})
_HARMED = _KILLED | _DIED | _WOUNDED
_FAMILY_OF = 2
_COMPANY_REACH = 16


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


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    count: Count
    numbered: bool


class PhraseReader:
    """Reads the victims of a verb of harm in one sentence."""

    def __init__(self, tokens: Tokens, quantities: list[Quantity]) -> None:
        self._tokens = tokens
        self._words = tokens.words
        self._by_start = {quantity.start: quantity for quantity in quantities}
        self._by_number = {at: quantity for quantity in quantities for at in range(quantity.start, quantity.end)}

    def harm_at(self, at: int) -> Told | None:
        """Read the harm told by the token, or None when it is no word of harm or names no victims."""
        word = self._words[at]
        if word in ("casualties", "injuries", "victims") or word in _DEATHS:
            return self._noun(at, word)
        if word == "toll":
            return self._toll(at)
        if word in ("lives", "life"):
            return self._lives(at)
        if word in ("bodies", "deaths", "death") and self._at(at + 1) == "of":
            return self._told(at, self._right(at + 2), ("killed",))
        harm = "killed" if word in _KILLED | _DIED | _KILLING else "injured" if word in _WOUNDED | _WOUNDING else ""
        if word in ("down", "dead") and self._at(at - 1) in ("gunned", "shot"):
            return self._shot_dead(at)
        return self._verb(at, harm, word) if harm else None

    def _at(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _told(self, at: int, phrase: _Phrase | None, harms: tuple[str, ...]) -> Told | None:
        if phrase is None:
            return None
        start, end = min(at, phrase.start), max(at + 1, phrase.end)
        return Told(start, end, phrase.start, phrase.end, harms, phrase.count, phrase.numbered)

    def _verb(self, at: int, harm: str, word: str) -> Told | None:
        if word in _KILLING | _WOUNDING:
            skip = 2 if self._at(at + 1) == "of" else 1
            return self._told(at, self._right(at + skip), (harm,))
        if word in _KILLED | _WOUNDED and self._takes_object(at):
            return self._told(at, self._right(at + 1), (harm,))
        if self._at(at - 1) in ("the", "his", "their") or (
            word in ("die", "hurt") and self._at(at - 1) in ("to", "will")
        ):
            return None
        return self._told(at, self._with_company(self._left(at), at), (harm,))

    def _shot_dead(self, at: int) -> Told | None:
        if self._is_passive(at - 1) or self._at(at + 1) in _NOT_OBJECT or at + 1 >= len(self._words):
            return self._told(at, self._with_company(self._left(at - 1), at), ("killed",))
        return self._told(at - 1, self._right(at + 1), ("killed",))

    def _takes_object(self, at: int) -> bool:
        following = self._at(at + 1)
        if not following or self._is_passive(at) or (following in _NOT_OBJECT and at + 1 not in self._by_start):
            return False
        quantity = self._by_number.get(at - 1)
        return quantity is None or at + 1 in self._by_start or quantity.end != at

    def _is_passive(self, at: int) -> bool:
        for back in range(at - 1, max(-1, at - 4), -1):
            word = self._words[back]
            if word in _BE:
                return True
            if word not in _AUX and not word.endswith("ly"):
                return False
        return False

    def _noun(self, at: int, word: str) -> Told | None:
        harms = ("killed",) if word in _DEATHS else ("injured",) if word == "injuries" else ("killed", "injured")
        for back in range(at - 1, max(-1, at - 4), -1):
            if self._words[back] in ("no", "without", "zero") and "of" not in self._words[back:at]:
                if self._at(at + 1) in ("figures", "numbers", "details"):
                    return None
                return Told(back, at + 1, back, at + 1, harms, Count(0, 0, 0), numbered=True)
            quantity = self._by_number.get(back)
            if quantity and word in _DEATHS and quantity.count.low != quantity.count.high != 0:
                return Told(quantity.start, at + 1, quantity.start, at + 1, harms, quantity.count, numbered=True)
            if quantity and word in _DEATHS:
                return Told(quantity.start, at + 1, quantity.start, at + 1, harms, quantity.count, numbered=True)
        return None

    def _toll(self, at: int) -> Told | None:
        if self._at(at - 1) != "death":
            return None
        newest: Quantity | None = None
        for ahead in range(at + 1, min(len(self._words), at + 12)):
            if self._words[ahead] in _BREAK or self._words[ahead] in ("injured", "wounded"):
                break
            quantity = self._by_start.get(ahead)
            if quantity and self._at(quantity.end) not in NOT_PEOPLE and self._at(ahead - 1) != "from":
                newest = quantity
        if newest is None:
            return None
        return Told(at - 1, newest.end, newest.start, newest.end, ("killed",), newest.count, numbered=True)

    def _lives(self, at: int) -> Told | None:
        before = self._words[max(0, at - 5) : at]
        if any(word in ("claimed", "claiming", "took", "taking", "claims", "cost") for word in before):
            quantity = self._by_number.get(at - 1)
            if quantity:
                return self._told(at, _Phrase(quantity.start, quantity.end, quantity.count, numbered=True), ("killed",))
            return self._told(at, self._right(at + 2), ("killed",)) if self._at(at + 1) == "of" else None
        lost = next((at - back for back in (1, 2) if self._at(at - back) in ("lost", "losing")), None)
        if lost is not None and self._at(at - 1) in ("their", "his", "her", "lost"):
            return self._told(at, self._left(lost), ("killed",))
        return None

    # ---- the victims to the right of the verb

    def _right(self, at: int) -> _Phrase | None:
        while self._at(at).endswith("ly") or self._at(at) in ("also", "about") and self._at(at + 1) in ("the",):
            at += 1
        phrase = self._phrase_at(at)
        if phrase is None:
            return None
        joined = phrase
        while (more := self._joined_right(joined.end)) is not None:
            joined = _Phrase(phrase.start, more.end, add(joined.count, more.count), joined.numbered or more.numbered)
        return joined

    def _joined_right(self, at: int) -> _Phrase | None:
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

    def _is_part(self, phrase: _Phrase | None, at: int) -> bool:
        return phrase is not None and (
            self._at(phrase.end) == "of" or self._at(at - 1) in _PARTS or "of" in self._words[phrase.start : phrase.end]
        )

    def _starts_harm(self, phrase: _Phrase) -> bool:
        following = self._words[phrase.end : phrase.end + 3]
        return any(word in _WOUNDED | _KILLED | _DIED or word in _AUX for word in following[:2])

    def _phrase_at(self, at: int) -> _Phrase | None:
        for begin in (at, at + 1):
            quantity = self._by_start.get(begin) or (self._by_number.get(begin) if begin == at else None)
            if quantity and (begin == at or self._at(at) in _DETERMINERS | {"the", "all", "other", "also"}):
                return self._counted(quantity, lenient=True)
        return self._single_at(at)

    def _counted(self, quantity: Quantity, *, lenient: bool = False) -> _Phrase | None:
        if self._at(quantity.end) in NOT_PEOPLE:
            return None
        end = self._head_end(quantity.end)
        if end is None:
            following = self._at(quantity.end)
            bare = not following or following in _AUX | _KILLED | _DIED | _WOUNDED | _NOT_OBJECT
            if not bare and not lenient and following not in ("others", "other", "more", "of"):
                return None
            if following == "," and self._at(quantity.start - 1) == ",":  # an age: "Nikitenko, 31, was killed"
                return None
            end = quantity.end + (not bare and following in ("others", "more"))
        return _Phrase(quantity.start, end, quantity.count, numbered=True)

    def _head_end(self, at: int) -> int | None:
        end = None
        for ahead in range(at, min(len(self._words), at + _NOUN_REACH)):
            word = self._words[ahead]
            if word in PEOPLE or word in ("others", "more"):
                end = ahead + 1
            elif end is not None or word in _BREAK or word in _NOT_OBJECT or word in NOT_PEOPLE or word in _AUX:
                break
        return end

    def _single_at(self, at: int) -> _Phrase | None:
        begin, word = at, self._at(at)
        if word in _DETERMINERS:
            at += 1
        elif word == "the":
            at += 1
        elif not (self._tokens.is_name(at) or word in SINGULAR or self._looks_like_headline(at)):
            return None
        for ahead in range(at, min(len(self._words), at + _NOUN_REACH)):
            word = self._words[ahead]
            if word in PLURAL or word in _BREAK or word in _PREPOSITIONS or word in NOT_PEOPLE:
                return self._family(begin, ahead)
            if word in SINGULAR and not (self._at(ahead + 1) in PEOPLE - _FALLEN or self._at(ahead + 1) in NOT_PEOPLE):
                return self._family(begin, ahead) or _Phrase(begin, ahead + 1, Count(1, 1, 1), numbered=False)
        return self._named(begin)

    def _looks_like_headline(self, at: int) -> bool:
        return self._at(at) in ("top", "senior", "key", "suspected", "former", "ex", "local")

    def _family(self, begin: int, at: int) -> _Phrase | None:
        for ahead in range(begin, min(at + 2, len(self._words))):
            if self._words[ahead] == "family" and self._at(ahead + 1) == "of" and ahead + _FAMILY_OF in self._by_start:
                quantity = self._by_start[ahead + _FAMILY_OF]
                return _Phrase(begin, quantity.end, quantity.count, numbered=True)
        return None

    def _named(self, at: int) -> _Phrase | None:
        end = at
        while self._tokens.is_name(end) and self._words[end] not in PLURAL:
            end += 1
        return _Phrase(at, end, Count(1, 1, 1), numbered=False) if end - at >= 2 else None  # noqa: PLR2004

    # ---- the victims to the left of the verb

    def _left(self, at: int) -> _Phrase | None:
        edge = self._verb_start(at)
        for back in range(edge - 1, max(-1, edge - _REACH), -1):
            word = self._words[back]
            if word in _BREAK or (word in _FINITE and not self._inside_aside(back, edge)):
                break
            if word in _HARMED and not (back == edge - 2 and self._words[edge - 1] == "and"):
                break
            if word in _NEGATIONS and back >= edge - 4 and self._names_people(back + 1, edge):
                return _Phrase(back, edge, Count(0, 0, 0), numbered=True)
            quantity = self._by_number.get(back)
            if quantity and quantity.start == back and self._at(back - 1) in _NEGATIONS:
                return _Phrase(back - 1, edge, Count(0, 0, 0), numbered=True)
            if quantity and quantity.start == back and self._is_subject(quantity, edge):
                phrase = self._counted(quantity)
                return self._joined_left(self._with_single(phrase, edge)) if phrase else None
        return self._single_before(edge)

    def _with_single(self, phrase: _Phrase, edge: int) -> _Phrase:
        """Add the one person named after a number: "four gunmen and a commander were killed"."""
        if self._at(phrase.end) != "and" or self._at(phrase.end + 1) not in _DETERMINERS:
            return phrase
        single = self._single_at(phrase.end + 1)
        if single is None or single.end > edge:
            return phrase
        return _Phrase(phrase.start, single.end, add(phrase.count, single.count), numbered=True)

    def _names_people(self, start: int, end: int) -> bool:
        return self._words[start - 1] in ("nobody", "none") or any(
            word in PEOPLE or word == "one" for word in self._words[start:end]
        )

    def _verb_start(self, at: int) -> int:
        while at > 0 and (self._words[at - 1] in _AUX or self._words[at - 1].endswith("ly")):
            if at - 1 in self._by_number:
                break
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
            and before in _PARTS | _PREPOSITIONS
            and not (before == "of" and self._at(quantity.start - 2) in ("family", "group", "total"))
        ):
            return False
        if after in NOT_PEOPLE or after == "of" and self._at(quantity.end + 1) in ("them", "whom", "those", "which"):
            return False
        phrase = self._counted(quantity)
        return phrase is not None and edge - phrase.end <= _REACH

    def _joined_left(self, phrase: _Phrase) -> _Phrase:
        if self._at(phrase.start - 1) != "and":
            return phrase
        end = phrase.start - 1
        end -= self._at(end - 1) == ","
        for begin in range(end - 1, max(-1, end - 10), -1):
            if self._words[begin] in _BREAK or self._words[begin] in _FINITE:
                break
            quantity = self._by_start.get(begin)
            before = self._counted(quantity) if quantity else None
            if before and self._is_subject(quantity, end) and quantity:  # type: ignore[arg-type]
                return _Phrase(begin, phrase.end, add(before.count, phrase.count), numbered=True)
            if self._words[begin] in _DETERMINERS and (single := self._single_at(begin)) and single.end <= end:
                return _Phrase(begin, phrase.end, add(single.count, phrase.count), numbered=True)
        return phrase

    def _single_before(self, edge: int) -> _Phrase | None:
        end = edge
        if self._at(end - 1) == ",":
            end = self._aside_start(end - 1)
        if self._at(end - 1) in PLURAL or end < 1 or self._words[end - 1] in ("who", "they", "that", "which"):
            return None
        nearest: _Phrase | None = None
        for begin in range(end - 1, max(-1, end - _NOUN_REACH - 1), -1):
            word = self._words[begin]
            if word in _BREAK or word == "," or word in _FINITE or word in _PREPOSITIONS and word != "of":
                break
            if word == "another" and begin == end - 1:
                return _Phrase(begin, end, Count(1, 1, 1), numbered=True)
            if (
                word in SINGULAR
                and begin
                and self._at(begin - 1) not in _PREPOSITIONS | _BREAK | {","}
                and word != self._at(0)
            ):
                nearest = nearest or self._single_at(begin)
                continue
            if (word in _DETERMINERS or word == "the" or begin == 0 or word in SINGULAR) and (
                phrase := self._single_at(begin)
            ):
                return phrase if phrase.end <= end or phrase.numbered else None
        if nearest is not None:
            return nearest
        name_start = end
        while name_start > 0 and self._tokens.is_name(name_start - 1):
            name_start -= 1
        long_enough = end - name_start >= 2 or (
            end - name_start == 1 and (end != edge or self._at(end) in ("was", "has"))
        )  # noqa: PLR2004
        return _Phrase(name_start, end, Count(1, 1, 1), numbered=False) if long_enough else None

    def _aside_start(self, comma: int) -> int:
        relative = ("who", "whose", "which")
        for at in range(comma - 1, max(-1, comma - 25), -1):
            if self._words[at] == "," and self._at(at + 1) in relative:
                return at
            if self._words[at] in _BREAK:
                break
        for at in range(comma - 1, max(-1, comma - 25), -1):
            opens = self._at(at + 1) in ("a", "an", "the", "one") or self._at(at + 1) in SINGULAR
            if self._words[at] == "," and (opens or self._at(at + 1).isdigit()):
                return at
            if self._words[at] in _BREAK:
                break
        return comma + 1

    def _with_company(self, phrase: _Phrase | None, at: int) -> _Phrase | None:
        if phrase is None:
            return None
        for ahead in range(at + 1, min(len(self._words), at + _COMPANY_REACH)):
            if self._words[ahead] in _BREAK or self._words[ahead] in _KILLED | _DIED | _WOUNDED:
                break
            for join in _JOINS:
                if tuple(self._words[ahead : ahead + len(join)]) == join:
                    more = self._phrase_at(ahead + len(join))
                    if more:
                        return _Phrase(phrase.start, more.end, add(phrase.count, more.count), phrase.numbered)
        return phrase
