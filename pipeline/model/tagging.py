"""The tagging record: what the tagger says of one article version (DESIGN 8).

A tagging is a pure function of the article record and the tagger version: no wall clock, host or
run id is inside. Offsets count Unicode code points, end exclusive, into the title or text as received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.words import Control, Outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that prove one field: at most one sentence or 300 characters.

    Attributes:
        field: the claim's field, e.g. ``type``, ``actor1``, ``place``, ``date``, ``killed``.
        quote: equal to ``part[start:end]``.
        part: ``title`` or ``text``.
    """

    field: str
    quote: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """One side. ``id`` is "" for an actor that the base does not know.

    ``kind``: military, police, government, armed-group, militia, civilians, protesters,
    unidentified, other. ``side``: government, non-state, foreign, civilian, "". ``country``:
    ISO 3166-1 alpha-3, or "".
    """

    id: str
    name: str
    kind: str
    side: str
    country: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where. ``precision`` is UCDP's where_prec: 1 exact place … 4 admin1, 6 country, 7 water/air.

    ``geoname_id`` is None for a place outside GeoNames; ``lat`` and ``lon`` are WGS 84 degrees.
    """

    name: str
    geoname_id: int | None
    admin1: str
    country: str
    lat: float | None
    lon: float | None
    precision: int


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """When. ``start`` and ``end`` are ``YYYY[-MM[-DD]]``; ``precision`` is UCDP's date_prec 1-5."""

    start: str
    end: str
    precision: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; a None bound was not said. The whole is None when nothing was stated."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article version says happened: one event, one telling of it.

    ``ordinal`` counts the claims of a tagging from 0, the main one first.
    """

    ordinal: int
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
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that the tagger says of one article version.

    The natural key is the article record's plus (``tagger``, ``tagger_version``). The fields from
    ``url`` to ``story_id`` repeat the article record, so that load and merge need no join.
    """

    article_id: str
    version: int
    extraction: str
    tagger: str
    tagger_version: str
    url: str
    source: str
    published_at: datetime | None
    first_seen_at: datetime
    admitted_at: datetime
    story_id: str
    language: str
    outcome: Outcome
    relevant: bool
    score: float
    kind: str
    claims: tuple[Claim, ...]
