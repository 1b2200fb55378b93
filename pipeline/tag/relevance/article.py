"""The judgement on the article, made before anything is coded."""

from __future__ import annotations

import numpy as np

from pipeline.tag.kind import Reading, read

RELEVANT_AT = 0.5
"""An article with at least this score is relevant."""

_LEDE = 3
_TOP = 3
_WEIGHTS = np.array([-7.0, 1.5, 2.0, 4.0, 6.0])  # of 1, title, lede, best, mean


def relevance(title: str, text: str) -> float:
    """The calibrated probability, in [0, 1] to four digits, that an article reports armed conflict."""
    return relevance_of(read(title, text))


def relevance_of(reading: Reading) -> float:
    """The same for an article already read."""
    scores = reading.conflict()
    if not len(scores):
        return 0.0
    titles = len(reading.title_sentences)
    title, body = scores[:titles], scores[titles:] if len(scores) > titles else scores
    best = np.sort(body)[::-1][:_TOP].mean()
    parts = np.array([1.0, title.mean() if titles else body[:_LEDE].mean(), body[:_LEDE].mean(), best, body.mean()])
    return round(float(1 / (1 + np.exp(-(parts * _WEIGHTS).sum()))), 4)
