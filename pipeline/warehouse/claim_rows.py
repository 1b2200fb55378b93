"""Claims and events ⇄ rows. What was not stated is NULL: never "" and never 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline.model.event import Block, Member, MergeClaim, MergedEvent
from pipeline.model.identity import digest
from pipeline.model.tagging import Actor, Claim, ClaimDate, Count, Place, Tagging
from pipeline.model.words import Control
from pipeline.warehouse.rows import Row, refuse_nul, tagging_key


def claim_id(tagging: Tagging, ordinal: int) -> str:
    """The id of a claim: of the tagging's natural key and the claim's place in it (``c`` and 20 hex digits)."""
    return "c" + digest(
        "claim",
        tagging.article_id,
        str(tagging.version),
        tagging.extraction,
        tagging.tagger,
        tagging.tagger_version,
        str(ordinal),
    )


def claim_row(tagging: Tagging, claim: Claim, edition: str, now: datetime) -> Row:
    """The row of one claim, but for its block, which the merge rule tells."""
    return {
        "edition": edition,
        "claim_id": claim_id(tagging, claim.ordinal),
        **tagging_key(tagging),
        "ordinal": claim.ordinal,
        "type": claim.type,
        **_shared_columns(claim.actor1, claim.actor2, claim.place, claim.date, claim.killed, claim.injured),
        "control": str(claim.control),
        "attribution": claim.attribution,
        "confidence": claim.confidence,
        "story_id": tagging.story_id,
        "source": tagging.source,
        "reported_at": tagging.published_at or tagging.first_seen_at,
        "admitted_at": tagging.admitted_at,
        "recorded_from": now,
        "recorded_to": None,
    }


def claim_of_row(row: Mapping[Any, Any]) -> MergeClaim:
    """A stored claim as a merge rule sees it. Closed means replaced or retracted: it is no longer active."""
    return MergeClaim(
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        version=row["version"],
        ordinal=row["ordinal"],
        active=row["recorded_to"] is None,
        type=row["type"],
        actor1=_actor_of(row, "actor1"),
        actor2=_actor_of(row, "actor2"),
        place=place_of(row),
        date=date_of(row),
        killed=_count_of(row, "killed"),
        injured=_count_of(row, "injured"),
        control=Control(row["control"]),
        attribution=row["attribution"],
        confidence=row["confidence"],
        story_id=row["story_id"],
        source=row["source"],
        reported_at=row["reported_at"],
        admitted_at=row["admitted_at"],
    )


def block_columns(block: Block) -> Row:
    """The block of a claim, as its columns."""
    return {
        "block_country": block.country,
        "family": block.family,
        "first_day": block.first_day,
        "last_day": block.last_day,
    }


def event_row(event: MergedEvent, edition: str, now: datetime) -> Row:
    """The row of one event, open from now."""
    return {
        "edition": edition,
        "event_id": event.event_id,
        "type": event.type,
        **_shared_columns(event.actor1, event.actor2, event.place, event.date, event.killed, event.injured),
        "killed_reason": event.killed_reason,
        "injured_reason": event.injured_reason,
        "control": str(event.control),
        "first_reported_at": event.first_reported_at,
        "recorded_from": now,
        "recorded_to": None,
    }


def member_row(member: Member, event_id: str, edition: str, now: datetime) -> Row:
    """The row of one membership, open from now."""
    return {
        "edition": edition,
        "claim_id": member.claim_id,
        "event_id": event_id,
        "role": str(member.role),
        "reason": member.reason,
        "recorded_from": now,
        "recorded_to": None,
    }


def evidence_rows(tagging: Tagging, claim: Claim, edition: str) -> Iterator[Row]:
    """The quotes of one claim, in their order."""
    for seq, each in enumerate(claim.evidence):
        refuse_nul(each.quote)
        yield {
            "edition": edition,
            "claim_id": claim_id(tagging, claim.ordinal),
            "seq": seq,
            "field": each.field,
            "quote": each.quote,
            "part": each.part,
            "start_offset": each.start,
            "end_offset": each.end,
        }


def _shared_columns(
    actor1: Actor | None,
    actor2: Actor | None,
    place: Place | None,
    date: ClaimDate | None,
    killed: Count | None,
    injured: Count | None,
) -> Row:
    """The columns that claims and events have in common. What was not stated is NULL, never "" and never 0."""
    return {
        **_actor_columns("actor1", actor1),
        **_actor_columns("actor2", actor2),
        **where_and_when(place, date),
        **_count_columns("killed", killed),
        **_count_columns("injured", injured),
    }


def where_and_when(place: Place | None, date: ClaimDate | None) -> Row:
    """A place and a date as their columns, all NULL for what was not stated."""
    return {
        "place_name": place.name if place else None,
        "geoname_id": place.geoname_id if place else None,
        "admin1": (place.admin1 or None) if place else None,
        "country": (place.country or None) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "date_precision": date.precision if date else None,
    }


def _actor_columns(role: str, actor: Actor | None) -> Row:
    return {
        f"{role}_id": (actor.id or None) if actor else None,
        role: actor.name if actor else None,
        f"{role}_kind": actor.kind if actor else None,
        f"{role}_side": (actor.side or None) if actor else None,
        f"{role}_country": (actor.country or None) if actor else None,
    }


def _count_columns(name: str, count: Count | None) -> Row:
    return {f"{name}_{bound}": getattr(count, bound) if count else None for bound in ("low", "best", "high")}


def _actor_of(row: Mapping[Any, Any], role: str) -> Actor | None:
    if row[f"{role}_kind"] is None:
        return None
    return Actor(*(row[role + part] or "" for part in ("_id", "", "_kind", "_side", "_country")))


def date_of(row: Mapping[Any, Any]) -> ClaimDate | None:
    """The date that `where_and_when` stored."""
    if row["date_precision"] is None:
        return None
    return ClaimDate(row["date_start"], row["date_end"], row["date_precision"])


def place_of(row: Mapping[Any, Any]) -> Place | None:
    """The place that `where_and_when` stored."""
    if row["place_precision"] is None:
        return None
    return Place(
        name=row["place_name"],
        geoname_id=row["geoname_id"],
        admin1=row["admin1"] or "",
        country=row["country"] or "",
        lat=row["lat"],
        lon=row["lon"],
        precision=row["place_precision"],
    )


def _count_of(row: Mapping[Any, Any], name: str) -> Count | None:
    count = Count(*(row[f"{name}_{bound}"] for bound in ("low", "best", "high")))
    return None if count == Count(None, None, None) else count
