"""What the claim rules hand to each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from pipeline.model.tagging import Actor, Place
from pipeline.model.words import Control, EventType
from pipeline.tag.casualties import Toll
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.dates import DateMention
from pipeline.tag.kind import View
from pipeline.tag.places.base import ResolvedPlace

T = TypeVar("T")

GAINS: Mapping[EventType, Control] = {
    EventType.GOV_REGAINS_TERRITORY: Control.GOVERNMENT_REGAINS,
    EventType.NON_STATE_OVERTAKES_TERRITORY: Control.NON_STATE_GAINS,
}
"""The types of ground that is fought for and taken, and who holds it then."""

GROUND = frozenset({*GAINS, EventType.NON_VIOLENT_TERRITORY_TRANSFER})
"""The types of ground that changes hands: which it is hangs on the sides and on a fight; the rules know that best."""


class Party(NamedTuple):
    """An actor in a sentence, at offsets into it; ``named`` unless told by a common noun ("the militants")."""

    start: int
    end: int
    actor: Actor
    named: bool


class Spot(NamedTuple):
    """A place named in a sentence, at offsets into it.

    ``strange`` says how little its country has to do with the story, in [0, 1]; ``here`` that the words
    are "this city" and mean the place the article was filed from.
    """

    start: int
    end: int
    resolved: ResolvedPlace
    strange: float
    here: bool


_UNMAPPED = frozenset({4, 6})


def grain(place: Place) -> int:
    """How fine a place is, as UCDP's where_prec of a place with a known point.

    A village that only the text knows is a village, though its point is that of its province (precision 4) or not
    known at all (6). Units and countries have their GeoNames id; regions without one have another precision.
    """
    return 1 if place.geoname_id is None and place.precision in _UNMAPPED else place.precision


_TOWN = 3


def is_town(place: Place) -> bool:
    """Whether a place is a town, a village or a district, and nothing wider."""
    return grain(place) <= _TOWN


@dataclass(frozen=True, slots=True)
class Hint:
    """What the sentence model says of a sentence.

    Attributes:
        type: the likeliest word of `KINDS`; ``share`` its probability.
        conflict: the probability that the sentence tells of a current conflict action.
        view: a second judgement, for the first sentences that likely tell of one: the probability of each kind.
    """

    type: str
    share: float
    conflict: float
    view: View = field(default_factory=View)

    def viewed(self) -> tuple[str, float]:
        """The likeliest kind of the second judgement and its probability; "" and 0 without one."""
        return self.view.likeliest()


NO_HINT = Hint("", 0.0, 1.0)


_START = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that the other parts found in it; offsets count into the sentence.

    ``bare`` says that there is no article around it: what it leaves open nothing else can tell.
    """

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    parties: tuple[Party, ...]
    spots: tuple[Spot, ...]
    dates: tuple[DateMention, ...]
    tolls: tuple[Toll, ...]
    clauses: tuple[tuple[int, int], ...]
    hint: Hint = NO_HINT
    bare: bool = False

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.sentence.text

    def clause_of(self, at: int) -> int:
        """The number of the clause that holds an offset."""
        return max(bisect_right(self.clauses, at, key=_START) - 1, 0)


def words_alone(sentence: Sentence) -> Scene:
    """The scene of a sentence of which only the words are wanted, as the proof of something."""
    return Scene(sentence, (), (), (), (), (), ((0, len(sentence.text)),))


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):  # noqa: UP046  (the new syntax needs Python 3.12)
    """A value with the words that tell it: ``scene.text[start:end]``."""

    value: T
    scene: Scene
    start: int
    end: int


_DEEDS = frozenset({EventType.ATTACK, EventType.ARMED_CLASH})


def _nobody() -> Told[str] | None:
    return None


@dataclass(slots=True)
class Telling:
    """One telling of one event, by one sentence.

    Attributes:
        weight: how firmly the words tell it, in [0, 1].
        generic: a mere deed ("killed", "attack"), which any means may lie behind.
        fresh: "another", "separate": no event told before.
        definite: "the attack": one told before.
        sure: the words leave no doubt of the type, whatever the sentence model says.
        date: when it happened; ``said``: when it was spoken of, where the sentence dates only that.
        hear: finds who says so; few tellings are ever asked.
    """

    scene: Scene
    trigger: Trigger
    type: EventType
    control: Control
    weight: float
    generic: bool
    fresh: bool
    definite: bool
    actor1: Told[Actor] | None = None
    actor2: Told[Actor] | None = None
    place: Told[ResolvedPlace] | None = None
    date: Told[DateMention] | None = None
    said: Told[DateMention] | None = None
    killed: Told[Toll] | None = None
    injured: Told[Toll] | None = None
    hear: Callable[[], Told[str] | None] = _nobody
    sure: bool = False

    def stands(self, kind: str) -> bool:
        """Whether the words leave no doubt that it was not of another kind: of a mere deed, whether it was a fight."""
        return self.sure and (not self.generic or {self.type, kind} <= _DEEDS)

    @property
    def source(self) -> Told[str] | None:
        """Who says so."""
        return self.hear()


def in_town(telling: Telling) -> bool:
    """Whether a telling names a town as its place."""
    return telling.place is not None and is_town(telling.place.value.place)


_POSITION = (3.0, 2.5, 1.6, 1.2, 1.0, 0.8, 0.7, 0.6)
_LATE = 0.4


def position(telling: Telling) -> float:
    """What the place of a sentence in the article is worth: title and lede most."""
    index = telling.scene.sentence.index
    return _POSITION[index] if index < len(_POSITION) else _LATE


_JOINED = re.compile(r"; | as | while | amid ", re.IGNORECASE)


def is_second_in_title(telling: Telling) -> bool:
    """Whether a title tells it behind something else: "A opens a base as B is bombed"."""
    if telling.scene.sentence.index:
        return False
    joined = _JOINED.search(telling.scene.text, 0, telling.trigger.start)
    return joined is not None or telling.scene.clause_of(telling.trigger.start) > 0


@dataclass(slots=True)
class Event:
    """All tellings of one event in one article, in order of the text.

    ``settled`` is where it happened by the sentences around, when its own name no town.
    """

    tellings: list[Telling] = field(default_factory=list)
    score: float = 0.0
    settled: Told[ResolvedPlace] | None = None
