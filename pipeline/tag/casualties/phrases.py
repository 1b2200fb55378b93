"""Who was harmed: the noun phrase on the side of the verb where its voice puts the victims."""

from __future__ import annotations

from pipeline.tag.casualties.harm_nouns import COUNTED, NOUNS, HarmNouns
from pipeline.tag.casualties.people import PEOPLE
from pipeline.tag.casualties.victims import Told
from pipeline.tag.casualties.words import (
    DIED,
    FATALLY,
    KILLED,
    KILLING,
    NO_OBJECT,
    WOUNDED,
    WOUNDING,
    WOUNDS,
)

_KILLED, _INJURED = KILLED | DIED | KILLING, WOUNDED | WOUNDING
_NOW, _DONE = KILLING | WOUNDING, KILLED | WOUNDED
_AIRCRAFT = frozenset(
    "helicopter helicopters plane planes aircraft airliner jet jets drone drones warplane airplane".split()
)
HARM_WORDS = NOUNS | _KILLED | _INJURED | FATALLY | COUNTED | WOUNDS | {"down"}
"""Only at these words harm may be told."""


class PhraseReader(HarmNouns):
    """Reads the victims of a verb of harm in one sentence."""

    def harm_at(self, at: int) -> Told | None:
        """Read the harm told by the token, or None when it is no word of harm or names no victims."""
        word = self._words[at]
        if told := self._by_noun(at, word):
            return told
        if word in FATALLY or self._at(at - 1) in FATALLY:
            return self._fatally(at) if word in FATALLY else None
        return (
            self._to_death(at, word)
            or self._unhurt(at, word)
            or self._counted_dead(at, word)
            or self._by_verb(at, word)
        )

    def _fatally(self, at: int) -> Told | None:
        """Read "a policeman was fatally shot" and "gunmen fatally shot three men", whatever the verb."""
        taken = self._right(at + 2) if self._takes_object(at + 1) else self._left(at)
        return self._told(at, taken, ("killed",))

    def _by_verb(self, at: int, word: str) -> Told | None:
        harm = "killed" if word in _KILLED else "injured" if word in _INJURED else ""
        if word in ("down", "dead") and self._at(at - 1) in ("gunned", "shot", "mowed", "mown"):
            return self._shot_dead(at)
        return self._verb(at, harm, word) if harm else None

    def _verb(self, at: int, harm: str, word: str) -> Told | None:
        if word in _NOW:
            if self._at(at - 1) == "to":  # "threatened to kill two hostages"
                return None
            skip = 2 if self._at(at + 1) == "of" else 1
            return self._told(at, self._right(at + skip), (harm,))
        if word in _DONE and (victims := at + 1 if self._takes_object(at) else self._behind_aside(at)):
            return self._told(at, self._right(victims), (harm,))
        before = self._at(at - 1)
        if before in ("the", "his", "their") or (word in ("die", "hurt") and before in ("to", "will")):
            return None
        if word in KILLED and before in ("has", "have", "had"):  # "he has killed before"
            return None
        return self._told(at, self._with_company(self._left(at), at), (harm,))

    def _shot_dead(self, at: int) -> Told | None:
        if self._words[at - 1 : at + 1] == ["shot", "down"] and not _AIRCRAFT.isdisjoint(self._words[: at - 1]):
            return None  # "a helicopter carrying 12 men was shot down"
        if self._is_passive(at - 1) or self._at(at + 1) in NO_OBJECT or at + 1 >= len(self._words):
            return self._told(at, self._with_company(self._left(at - 1), at), ("killed",))
        taken = self._right(at + 1)
        downed = taken is None or self._at(at) != "down" or self._at(at - 1) != "shot"
        if not downed and taken and not any(word in PEOPLE for word in self._words[taken.start : taken.end]):
            return None  # "shot down 17 of 22 drones"
        return self._told(at - 1, taken, ("killed",))
