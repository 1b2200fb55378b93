"""How sure a claim is: how often claims like it proved right on labelled articles."""

from __future__ import annotations

import math
from dataclasses import dataclass

# A logistic model over five plain features, fitted by `tests.evals.tag_claims --fit-confidence` on the claims of the
# hand-labelled articles, of `tests/evals/written/dev.jsonl` and of 92 others to "a labelled event of this type in this
# country". Ten-fold over articles, 429 claims: Brier score 0.207 (0.232 for the mere share of right ones); claims told
# at .60 to .80 were right in 64 %, above .80 in 86 %.
_WEIGHTS = {"bias": -2.74, "relevance": 0.72, "closeness": 1.73, "specific": 1.06, "town": 0.35, "dated": 0.46}


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence of a claim depends on; all in [0, 1].

    Attributes:
        relevance: the article's score.
        closeness: how near the event's rank score is to that of the main event.
        specific: 1 where words of the means settle the type, 0 where a mere deed ("killed") does.
        town: 1 where a place finer than a province was found.
        dated: 1 where a date was found.
    """

    relevance: float
    closeness: float
    specific: float
    town: float
    dated: float


def confidence(features: Features) -> float:
    """The calibrated chance that a claim is right, rounded to 4 digits."""
    score = _WEIGHTS["bias"] + sum(
        _WEIGHTS[name] * getattr(features, name) for name in ("relevance", "closeness", "specific", "town", "dated")
    )
    return round(1.0 / (1.0 + math.exp(-score)), 4)
