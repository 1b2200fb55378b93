"""Whether a text repeats an earlier one, and whether it says anything that the earlier one did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.dedupe.profile import Profile
from pipeline.model.words import Control, Decision

MIN_TOKENS = 8
JOIN_CONTAINMENT = 0.6


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text is to an earlier one: `Decision.COPY`, `Decision.UPDATE` or None (nothing)."""

    decision: Decision | None
    similarity: float
    reason: str
    changes: str = ""


def containment(old: Profile, new: Profile) -> float:
    """Return the share of the smaller text's distinct shingles that the other holds, in [0, 1]."""
    smaller = min(len(old.shingles), len(new.shingles))
    if smaller == 0:
        return 0.0
    return len(np.intersect1d(old.shingles, new.shingles, assume_unique=True)) / smaller


def relate(old: Profile, new: Profile, gap_h: float | None) -> Relation:
    """Compare a new text with an earlier one; ``gap_h`` is the hours between their publications, None if unknown."""
    similarity = round(containment(old, new), 4)
    if min(len(old.tokens), len(new.tokens)) < MIN_TOKENS or similarity < JOIN_CONTAINMENT:
        return Relation(None, similarity, "too little in common")
    if Control.NONE not in (old.control, new.control) and old.control != new.control:
        return Relation(None, similarity, "control differs")
    changes = differences(old, new)
    if changes:
        return Relation(Decision.UPDATE, similarity, f"containment {similarity:.2f}, facts differ", changes)
    return Relation(Decision.COPY, similarity, f"containment {similarity:.2f}, no fact differs")


def differences(old: Profile, new: Profile) -> str:
    """Name the figures, names, days and control that the new text says and the old one does not; "" for none."""
    parts = []
    if figures := new.figures - old.figures:
        parts.append(f"figures: {', '.join(sorted(figures)[:8])}")
    if novel := {name for name in new.names if name not in old.vocabulary}:
        parts.append(f"names: {', '.join(sorted(novel)[:8])}")
    if old.control != new.control:
        parts.append(f"control: {old.control.value} to {new.control.value}")
    return "; ".join(parts)
