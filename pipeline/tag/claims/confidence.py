"""How sure a claim is: the share of its fields that proved right, on labelled articles, for claims like it."""

from __future__ import annotations

import math
from dataclasses import dataclass

# A logistic model over five plain features of a claim, fitted by `tests.evals.tag --fit-confidence` to
# "type, country and place are all right" on the hand-labelled articles (see LOG.md for the fit and its error).
_WEIGHTS = {"bias": -1.1, "relevance": 0.9, "closeness": 0.8, "specific": 0.7, "town": 0.5, "dated": 0.4}


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
