"""Which lesser events are worth a claim: those told firmly enough to be reported rather than mentioned."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pipeline.tag.claims.base import Event
from pipeline.tag.claims.lead import lead_of

# A logistic model of "a labelled event of this type in this country", fitted on the 776 lesser events of the labelled
# articles, `dev.jsonl` and `dev2.jsonl` of `tests/evals/written` and 153 fresh real articles (LOG.md).
_WEIGHTS = {
    "bias": -3.16, "firm": 1.44, "dated": 0.66, "counted": 0.40, "agreed": 1.00, "conflict": 0.51, "doer": 0.24,
    "placed": 0.33, "definite": -0.42, "order": -0.92,
}  # fmt: skip
_MILD = 0.5
_MOST = 8


def features(event: Event, order: int, kinds: Mapping[str, float]) -> dict[str, float]:
    """What the worth of an event hangs on, in the order of the weights.

    Args:
        event: one that is not the main one.
        order: its number in the order of rank.
        kinds: how likely the sentence model holds the article to be about each kind.
    """
    lead = lead_of(event, kinds)
    told = [telling for telling in event.tellings if telling.type is lead.type]
    hints = [telling.scene.hint for telling in told]
    return {
        "firm": max(telling.weight * (_MILD if telling.generic else 1.0) for telling in told),
        "dated": float(any(telling.date for telling in event.tellings)),
        "counted": float(any(telling.killed for telling in event.tellings)),
        "agreed": max((hint.share for hint in hints if hint.type == lead.type), default=0.0),
        "conflict": max(hint.conflict for hint in hints),
        "doer": float(any(telling.actor1 for telling in told)),
        "placed": float(any(telling.place for telling in told)),
        "definite": float(told[0].definite),
        "order": min(order, _MOST) / _MOST,
    }


def chance(event: Event, order: int, kinds: Mapping[str, float]) -> float:
    """How likely a careful reader would report the event, in [0, 1]."""
    found = features(event, order, kinds)
    return 1 / (1 + math.exp(-_WEIGHTS["bias"] - sum(_WEIGHTS[name] * value for name, value in found.items())))
