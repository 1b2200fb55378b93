"""What a record's values must keep beyond their types. A record that breaks a rule is invalid, not undecodable."""

from __future__ import annotations

from pipeline.errors import InvalidRecord
from pipeline.model.article import Article
from pipeline.model.correction import ClaimKey, Correction, CorrectionKind
from pipeline.model.dead_letter import DeadLetter
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.tagging import Claim, Evidence, Tagging
from pipeline.model.words import KINDS, EventType

RecordValue = Article | Tagging | LedgerRecord | Correction | DeadLetter

_TYPES = frozenset(EventType)
_WHERE_PRECISIONS = range(1, 8)
_DATE_PRECISIONS = range(1, 6)


def check_record(value: RecordValue) -> None:
    """Raise InvalidRecord, with the field and the reason, when a rule is broken."""
    if isinstance(value, Article):
        _need(value.article_id and value.extraction, "an article without its natural key")
        _need(value.version >= 1, f"article version {value.version} below 1")
    elif isinstance(value, Tagging):
        _check_tagging(value)
    elif isinstance(value, LedgerRecord):
        _need(value.item_id, "a ledger record without item_id")
        _need(
            (value.verdict is not None) == (value.kind is LedgerKind.DECISION), "a verdict belongs to a decision alone"
        )
    elif isinstance(value, Correction):
        _check_correction(value)
    else:
        _need(value.topic and value.offset >= 0, "a dead letter without its position")


def _need(kept: object, broken: str) -> None:
    if not kept:
        raise InvalidRecord(broken)


def _check_tagging(tagging: Tagging) -> None:
    _need(tagging.article_id and tagging.extraction and tagging.tagger_version, "a tagging without its natural key")
    _need(tagging.version >= 1, f"article version {tagging.version} below 1")
    _need(tagging.kind in KINDS, f"kind: {tagging.kind!r} is no event type")
    ordinals = [claim.ordinal for claim in tagging.claims]
    _need(ordinals == list(range(len(ordinals))), f"claims: ordinals {ordinals} do not count from 0")
    for claim in tagging.claims:
        _check_claim(claim)


def _check_correction(correction: Correction) -> None:
    _need(correction.correction_id and correction.article_id, "a correction without its id or its article")
    parts = bool(correction.parted) and bool(correction.others)
    if correction.kind is CorrectionKind.MERGE:
        _need(parts, "the undo of a merge that names no claims")
    else:
        _need(not correction.parted and not correction.others, f"a {correction.kind} names no claims")
    for key in (*correction.parted, *correction.others):
        _check_claim_key(key)


def _check_claim(claim: Claim) -> None:
    _check_told(claim)
    for evidence in claim.evidence:
        _check_evidence(evidence)


def _check_claim_key(key: ClaimKey) -> None:
    _need(key.article_id, "a claim without its article")
    _check_told(key)


def _check_told(claim: Claim | ClaimKey) -> None:
    _need(claim.type in _TYPES, f"type: {claim.type!r} is no event type")
    if claim.place is not None:
        _need(claim.place.precision in _WHERE_PRECISIONS, f"place: precision {claim.place.precision} is not 1 to 7")
    if claim.date is not None:
        _need(claim.date.precision in _DATE_PRECISIONS, f"date: precision {claim.date.precision} is not 1 to 5")


def _check_evidence(evidence: Evidence) -> None:
    _need(evidence.part in ("title", "text"), f"evidence of {evidence.field}: part {evidence.part!r}")
    length = evidence.end - evidence.start
    _need(
        evidence.start >= 0 and length == len(evidence.quote),
        f"evidence of {evidence.field}: offsets do not span the quote",
    )
