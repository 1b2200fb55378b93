"""Events: claims merged across articles. What the warehouse and the merge rule hand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from pipeline.model.correction import ClaimKey
from pipeline.model.tagging import Actor, ClaimDate, Count, Place
from pipeline.model.words import Control


@dataclass(frozen=True, slots=True)
class MergeClaim:
    """One claim with all that a merge rule may look at. A rule sees nothing else: no clock, no arrival order.

    Attributes:
        claim_id: stable and unique within an edition.
        active: False for a claim of an article version that a newer one replaced, or that was
            retracted. It proves nothing any more, but it may have founded an event.
        source: the outlet.
        reported_at: publication time, or when it was first seen.
        admitted_at: admission time of the article version: the order in which claims found events.
    """

    claim_id: str
    article_id: str
    version: int
    ordinal: int
    active: bool
    type: str
    actor1: Actor | None
    actor2: Actor | None
    place: Place | None
    date: ClaimDate | None
    killed: Count | None
    injured: Count | None
    control: Control
    attribution: str
    confidence: float
    story_id: str
    source: str
    reported_at: datetime
    admitted_at: datetime


@dataclass(frozen=True, slots=True)
class KeptApart:
    """A merge that was undone: no claim that a key of ``parted`` speaks of joins one that a key of ``others`` does."""

    correction_id: str
    parted: tuple[ClaimKey, ...]
    others: tuple[ClaimKey, ...]


class MemberRole(StrEnum):
    """How a claim belongs to its event."""

    FOUNDER = "founder"
    JOINED = "joined"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of an event, and why it is there (a sentence that names the rule's grounds)."""

    claim_id: str
    role: MemberRole
    reason: str


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """What several claims say happened once.

    Attributes:
        event_id: the id of the oldest member claim.
        members: in order of admission; every active claim of the input is in exactly one event.
        killed_reason, injured_reason: how the figures were chosen, "" when none was stated.
        first_reported_at: of the earliest report among the members.
    """

    event_id: str
    type: str
    actor1: Actor | None
    actor2: Actor | None
    place: Place | None
    date: ClaimDate | None
    killed: Count | None
    killed_reason: str
    injured: Count | None
    injured_reason: str
    control: Control
    first_reported_at: datetime
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Where a claim is looked for: claims of different country or family never join.

    ``first_day`` and ``last_day`` bound its date; both None when no date is stated.
    """

    country: str
    family: str
    first_day: date | None
    last_day: date | None


class Look(Protocol):
    """Looking at what is stored of one block: claims, each with the id of its event and its seat there, None without.

    With a claim come all that are in one event with it. What was given once need not be given again.
    """

    def claims(self, ids: Iterable[str]) -> Iterable[tuple[MergeClaim, str, Member | None]]:
        """The claims of these ids."""
        ...

    def around(self, claims: Iterable[MergeClaim]) -> Iterable[tuple[MergeClaim, str, Member | None]]:
        """All claims that may link to one of these."""
        ...


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge after a change; ``left``: claims that are in no event now."""

    events: tuple[MergedEvent, ...]
    left: frozenset[str]


class MergeRule(Protocol):
    """A way to merge claims into events: a pure function of the *sets* of claims and of undone merges, in any order.

    Attributes:
        name: name and version, kept with every edition.
        reach_days: claims whose date bounds are further apart never join directly.
        window_days: no block's dates are further apart.
    """

    @property
    def name(self) -> str:
        """Tell name and version."""
        ...

    @property
    def reach_days(self) -> int:
        """Tell how far apart two dates may be."""
        ...

    @property
    def window_days(self) -> int:
        """Tell how many days a block spans at most."""
        ...

    def block(self, claim: MergeClaim) -> Block:
        """Tell where the claim is looked for."""
        ...

    def merge(self, claims: Iterable[MergeClaim], apart: Iterable[KeptApart] = ()) -> Sequence[MergedEvent]:
        """Merge the claims but for what was undone; events in order of their first report, then of their ids."""
        ...

    def merge_anew(self, look: Look, touched: Iterable[str], apart: Iterable[KeptApart] = ()) -> Merged:
        """Merge after a change of some claims: the events that it may have changed are as merging everything gives."""
        ...
