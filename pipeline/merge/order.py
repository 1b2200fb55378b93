"""The order in which claims are weighed: by admission, replaced ones last. It comes from the claims themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pipeline.model.event import MergeClaim

Turn = tuple[bool, datetime, str, int, int, str]
"""Where a claim stands in the order."""


def admission(claim: MergeClaim) -> Turn:
    """Where the claim was admitted, active or not; of two claims of one article version the main one comes first."""
    return (False, claim.admitted_at, claim.article_id, claim.version, claim.ordinal, claim.claim_id)


def turn(claim: MergeClaim) -> Turn:
    """When the claim is weighed: claims of replaced versions come behind all others."""
    return (not claim.active, *admission(claim)[1:])


def in_order(claims: Iterable[MergeClaim]) -> list[MergeClaim]:
    """Sort by admission."""
    return sorted(claims, key=admission)
