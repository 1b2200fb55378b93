"""Corrections ⇄ rows: one row for each record, and one for each claim that a parted merge names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pipeline.model.correction import ClaimKey, Correction
from pipeline.model.event import KeptApart, MergeClaim
from pipeline.warehouse.base import Arrival
from pipeline.warehouse.claim_rows import date_of, place_of, where_and_when
from pipeline.warehouse.rows import Row, position, refuse_nul


def correction_row(correction: Correction, arrival: Arrival, now: datetime) -> Row:
    """The row of one correction record."""
    refuse_nul(correction.note, correction.url)
    names = ("correction_id", "at", "standing", "note", "article_id", "of", "into", "url", "how")
    row = {name: getattr(correction, name) for name in names}
    return row | {"kind": str(correction.kind), **position(arrival), "recorded_from": now}


def named_claim_rows(correction: Correction) -> list[Row]:
    """The rows of the claims that a correction names, the parted ones first."""
    named = [(key, True) for key in correction.parted] + [(key, False) for key in correction.others]
    return [
        {
            "correction_id": correction.correction_id,
            "at": correction.at,
            "seq": seq,
            "parted": parted,
            "article_id": key.article_id,
            "type": key.type,
            **where_and_when(key.place, key.date),
        }
        for seq, (key, parted) in enumerate(named)
    ]


def kept_apart(correction_id: str, rows: Iterable[Mapping[Any, Any]]) -> KeptApart:
    """The undone merge of the stored rows of its claims, in their order."""
    sides: dict[bool, list[ClaimKey]] = {True: [], False: []}
    for row in rows:
        sides[bool(row["parted"])].append(ClaimKey(row["article_id"], row["type"], place_of(row), date_of(row)))
    return KeptApart(correction_id, tuple(sides[True]), tuple(sides[False]))


def key_of(claim: MergeClaim) -> ClaimKey:
    """What a claim is known by, whatever tagger codes it."""
    return ClaimKey(claim.article_id, claim.type, claim.place, claim.date)
