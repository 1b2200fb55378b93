"""Corrections for the tests of the warehouse: what a person parts of the invented war."""

from __future__ import annotations

from datetime import datetime

from pipeline.model.correction import ClaimKey, Correction, CorrectionKind
from pipeline.model.tagging import Claim, Tagging
from pipeline.warehouse import Arrival, Lane, Partition
from tests.unit.warehouse.samples import at

CORRECTIONS = "news.corrections"


def key(of: Tagging, claim: Claim | None = None) -> ClaimKey:
    told = claim or of.claims[0]
    return ClaimKey(of.article_id, told.type, told.place, told.date)


def parted(
    one: Tagging, *others: Tagging, name: str = "u1", standing: bool = True, when: datetime | None = None
) -> Correction:
    """The undo of a merge: the main claim of one tagging from those of the others."""
    return Correction(
        correction_id=name,
        kind=CorrectionKind.MERGE,
        standing=standing,
        at=when or at(300),
        note="two happenings",
        article_id=one.article_id,
        of="c-then",
        parted=(key(one),),
        others=tuple(key(each) for each in others),
    )


def arrive(correction: Correction, offset: int) -> Arrival:
    return Arrival(correction, Partition(CORRECTIONS, 0), offset, Lane.LIVE)
