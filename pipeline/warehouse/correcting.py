"""Corrections in the warehouse: loaded as rows, applied by merging, in every edition alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.model.correction import Correction, CorrectionKind
from pipeline.model.event import MergeRule
from pipeline.warehouse.base import Arrival
from pipeline.warehouse.correction_rows import correction_row, named_claim_rows
from pipeline.warehouse.merging import merge_touched
from pipeline.warehouse.tables import claim, correction, correction_claim
from pipeline.warehouse.upserts import chunks, insert_new


def load_corrections(connection: Connection, arrivals: Iterable[Arrival], now: datetime) -> set[str]:
    """Store corrections; tells the articles whose claims must be merged anew, see `merge_corrected`.

    A record that is there already stays: the natural key is the undo and its time.
    """
    corrections = [(each.value, each) for each in arrivals if isinstance(each.value, Correction)]
    insert_new(connection, correction, [correction_row(value, each, now) for value, each in corrections])
    insert_new(connection, correction_claim, [row for value, _ in corrections for row in named_claim_rows(value)])
    stories = {value.article_id for value, _ in corrections if value.kind is CorrectionKind.STORY}
    return stories | {key.article_id for value, _ in corrections for key in value.parted}


def merge_corrected(
    connection: Connection, article_ids: Iterable[str], rule: MergeRule, now: datetime
) -> tuple[int, int]:
    """Merge anew, in every edition, all that hangs together with the claims of these articles.

    Returns:
        How many events were written, and how many were closed.
    """
    touched: dict[str, set[str]] = defaultdict(set)
    for some in chunks(sorted(article_ids)):
        found = select(claim.c.edition, claim.c.claim_id).where(claim.c.article_id.in_(some))
        for edition, claim_id in connection.execute(found):
            touched[edition].add(claim_id)
    written = closed = 0
    for edition in sorted(touched):
        more, gone = merge_touched(connection, edition, rule, touched[edition], now)
        written, closed = written + more, closed + gone
    return written, closed
