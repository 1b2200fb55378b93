"""What is handed to the warehouse and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging

LIVE = "live"
"""The name of the first edition."""


class Lane(IntEnum):
    """Where a record came from. Of two records with one natural key the lower lane gives the row."""

    LIVE = 0
    LEDGER = 1
    BACKFILL = 2


class Partition(NamedTuple):
    """One partition of one topic."""

    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """One decoded record and where it stands.

    Attributes:
        edition: for a tagging of the backfill lane the edition that it belongs to; "" means the one
            that is current at load time.
    """

    value: Article | Tagging | LedgerRecord | Correction
    partition: Partition
    offset: int
    lane: Lane
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a batch moves one partition: from ``first``, which must be what is stored, to ``next``.

    Between them there may be gaps, and offsets that brought nothing to load.
    """

    first: int
    next: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What is loaded in one transaction."""

    arrivals: tuple[Arrival, ...]
    advances: Mapping[Partition, Advance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a batch brought: counts of records, and of events that were opened or changed, and closed."""

    articles: int = 0
    taggings: int = 0
    ledger: int = 0
    corrections: int = 0
    claims: int = 0
    events_written: int = 0
    events_closed: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        """Sum the counts."""
        return Loaded(
            self.articles + other.articles,
            self.taggings + other.taggings,
            self.ledger + other.ledger,
            self.corrections + other.corrections,
            self.claims + other.claims,
            self.events_written + other.events_written,
            self.events_closed + other.events_closed,
        )


class LostRace(Exception):  # noqa: N818 - no error: another loader was faster
    """The stored offset of a partition is not where the batch begins: roll back, read the offsets, seek."""

    def __init__(self, partition: Partition, first: int) -> None:
        super().__init__(f"{partition.topic}[{partition.partition}] is no longer at offset {first}")
        self.partition = partition
