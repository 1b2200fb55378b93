"""The judgement on the article, made before anything is coded.

A handful of readings of the article (how strongly title, lede, best sentences and the whole tell of a
current conflict action, how many words of war and of peaceful domains it holds) go into one logistic
function. Its eight numbers were fitted on labelled articles (the card in ``kind/assets`` names them);
everything below them was learned from sentences written for this project.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.tag.kind import Reading, read
from pipeline.tag.kind.model import Floats, SentenceModel
from pipeline.tag.kind.vocabulary import Ints

RELEVANT_AT = 0.5
"""An article with at least this score is relevant."""

_LEDE = 3
_TITLE_IF_NONE = 2
_BEST = 3
_PEACEFUL = ("ACCIDENT", "DIPLOMACY", "NATURAL_DISASTER", "NONE", "ORGANIZED_CRIME", "PEACEFUL_PROTEST")
_CORE = tuple(
    "ARMY SECFORCE REBEL GROUP GUNMAN AIR ARTY SUICIDE BOMB GRENADE CHEM GUN KNIFE LIVEFIRE CACHE CLASH KILL "
    "ABDUCT RETAKE WAR".split()
)
_WEAPONS = ("AIR", "ARTY", "SUICIDE", "BOMB", "GRENADE", "CHEM", "CLASH", "ABDUCT")
_DOMAINS = ("SPORT", "SHOW", "BUSINESS", "TECH", "HEALTH", "ELECTION")
# title, lede, best, mean, share of peaceful domains' words, log core words, log weapon words
_WEIGHTS = np.array([1.92, -0.59, 0.56, 1.21, -6.95, 0.65, -0.16])
_BIAS = -1.79


def relevance(title: str, text: str) -> float:
    """The calibrated probability, in [0, 1] to four digits, that an article reports armed conflict."""
    return relevance_of(read(title, text))


def relevance_of(reading: Reading) -> float:
    """The same for an article already read."""
    if not reading.features.count:
        return 0.0
    return round(float(1 / (1 + np.exp(-(signs(reading) @ _WEIGHTS + _BIAS)))), 4)


def signs(reading: Reading) -> Floats:
    """The seven readings that the judgement is made from, in the order of its weights. Needs one sentence at least."""
    model = reading.model
    peaceful = reading.types()[:, _columns(model, _PEACEFUL)].sum(axis=1)
    told = reading.conflict() * (1 - peaceful)
    titles = len(reading.title_sentences)
    body = told[titles:] if len(told) > titles else told
    counts = model.vocabulary.concept_counts(reading.features)
    core, weapons, domains = (int(counts[_concepts(model, names)].sum()) for names in (_CORE, _WEAPONS, _DOMAINS))
    return np.array(
        [
            told[:titles].mean() if titles else body[:_TITLE_IF_NONE].mean(),
            body[:_LEDE].mean(),
            np.sort(body)[-_BEST:].mean(),
            body.mean(),
            domains / max(int(counts.sum()), 1),
            np.log1p(core),
            np.log1p(weapons),
        ]
    )


@cache
def _columns(model: SentenceModel, kinds: tuple[str, ...]) -> Ints:
    return np.array([model.kinds.index(kind) for kind in kinds])


@cache
def _concepts(model: SentenceModel, names: tuple[str, ...]) -> Ints:
    return np.array(model.vocabulary.concept_numbers(names))
