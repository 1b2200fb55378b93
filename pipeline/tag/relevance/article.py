"""The judgement on the article, made before anything is coded.

A handful of readings of the article (how strongly title, lede, best sentences and the whole tell of a
current conflict action, how many words of war and of peaceful domains it holds) go into a logistic
function: one for articles with a title, one for those without, whose first sentences must serve, and one for
old wires in capitals (`pipeline.tag.relevance.wires`). Their
few numbers were fitted on labelled articles (``tests/evals/fit_relevance.py`` prints them); everything below
them was learned from sentences written for this project.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.tag.kind import Reading, read
from pipeline.tag.kind.model import SentenceModel
from pipeline.tag.kind.vocabulary import Ints
from pipeline.tag.relevance.wires import is_wire, shipped_judgement, talk

RELEVANT_AT = 0.5
"""An article with at least this score is relevant."""

_LEDE = 3
_BEST = 3
_PEACEFUL = ("ACCIDENT", "DIPLOMACY", "NATURAL_DISASTER", "NONE", "ORGANIZED_CRIME", "PEACEFUL_PROTEST")
_CORE = tuple(
    "ARMY SECFORCE REBEL GROUP GUNMAN AIR ARTY SUICIDE BOMB GRENADE CHEM GUN KNIFE LIVEFIRE CACHE CLASH KILL "
    "ABDUCT RETAKE WAR".split()
)
_INCIDENT = ("KILL", "CIVILIAN", "BOMB", "BLAST", "GUNMAN", "SHOOT", "LOOT", "ABDUCT")
_DOMAINS = ("SPORT", "SHOW", "BUSINESS", "TECH", "HEALTH", "ELECTION")


class Signs(NamedTuple):
    """What the judgement is made from.

    Shares are in [0, 1]; logs are of one plus a count, in which a concept counts once in a sentence.

    Attributes:
        title, lede, best, mean: how strongly the title, the first three, the best three and all sentences of
            the text tell of a conflict action that belongs to no peaceful type.
        conflict: the same mean whatever the type.
        domains: the share of words of sport, business and other peaceful domains.
        core, incident, words: logs of the words of war, of violence done, and of all that the lexicon knows.
    """

    title: float
    lede: float
    best: float
    mean: float
    conflict: float
    domains: float
    core: float
    incident: float
    words: float


def relevance(title: str, text: str) -> float:
    """The calibrated probability, in [0, 1] to four digits, that an article reports armed conflict."""
    return relevance_of(read(title, text))


def relevance_of(reading: Reading) -> float:
    """The same for an article already read."""
    if not reading.features.count:
        return 0.0
    found = signs(reading)
    odds = (
        _wired(reading, found) if is_wire(reading) else _titled(found) if reading.title_sentences else _untitled(found)
    )
    return round(float(1 / (1 + np.exp(-odds))), 4)


def _titled(found: Signs) -> float:
    told = 1.63 * found.title + 1.81 * found.best + 0.53 * found.mean
    return told - 7.09 * found.domains + 0.52 * found.core - 2.42


def _untitled(found: Signs) -> float:
    told = 3.7 * found.conflict + 1.43 * found.lede
    return told - 6.53 * found.domains + 0.09 * found.core + 1.3 * found.incident + 0.01 * found.words - 3.27


def _wired(reading: Reading, found: Signs) -> float:
    vocabulary = reading.model.vocabulary
    counts = vocabulary.concept_counts(reading.features)[1:]
    return shipped_judgement().odds(found._asdict() | talk(reading.text), vocabulary.concept_names, counts)


def signs(reading: Reading) -> Signs:
    """Read the signs off an article of one sentence at least."""
    model = reading.model
    peaceful = reading.types()[:, _columns(model, _PEACEFUL)].sum(axis=1)
    conflict = reading.conflict()
    told = conflict * (1 - peaceful)
    titles = len(reading.title_sentences) if len(conflict) > len(reading.title_sentences) else 0
    body = told[titles:]
    counts = model.vocabulary.concept_counts(reading.features)
    groups = (_CORE, _INCIDENT, _DOMAINS)
    core, incident, domains = (int(counts[_concepts(model, names)].sum()) for names in groups)
    words = max(int(counts.sum()), 1)
    return Signs(
        title=float(told[:titles].mean() if titles else body[:_LEDE].mean()),
        lede=float(body[:_LEDE].mean()),
        best=float(np.sort(body)[-_BEST:].mean()),
        mean=float(body.mean()),
        conflict=float(conflict[titles:].mean()),
        domains=domains / words,
        core=float(np.log1p(core)),
        incident=float(np.log1p(incident)),
        words=float(np.log1p(words)),
    )


@cache
def _columns(model: SentenceModel, kinds: tuple[str, ...]) -> Ints:
    return np.array([model.kinds.index(kind) for kind in kinds])


@cache
def _concepts(model: SentenceModel, names: tuple[str, ...]) -> Ints:
    return np.array(model.vocabulary.concept_numbers(names))
