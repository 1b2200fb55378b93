"""The judgement on the article, made before anything is coded.

A handful of readings of the article (how strongly title, lede, best sentences and the whole tell of a current conflict
action, how many words of war and of peaceful domains it holds, whether it looks back, what its words mean together) go
into a logistic function: one for articles with a title, one for those without and one for briefs, a headline and a lede
as feeds carry them (`pipeline.tag.relevance.judgement`; for briefs halved with what their single words say,
`pipeline.tag.relevance.words`), two for a lone line or two, and one for old wires in capitals
(`pipeline.tag.relevance.wires`). Their few numbers were fitted on labelled articles (``tests/evals/fit_relevance.py``);
everything below them was learned from sentences written for this project.
"""

from __future__ import annotations

import numpy as np

from pipeline.tag.kind import Reading, read
from pipeline.tag.relevance.judgement import shipped_judgements
from pipeline.tag.relevance.signs import Signs, signs
from pipeline.tag.relevance.wires import is_wire, shipped_judgement, talk
from pipeline.tag.relevance.words import shipped_words

RELEVANT_AT = 0.5
"""An article with at least this score is relevant."""

_LINES = 2  # sentences, the title's among them, that are no article yet: too few to tell what they stand in
_BRIEF = 3  # and of a brief, whose title and lede must tell all


def relevance(title: str, text: str, year: int | None = None) -> float:
    """The calibrated probability, in [0, 1] to four digits, that an article reports armed conflict.

    ``year`` is that of publication; without it the latest year that the article names stands in.
    """
    return relevance_of(read(title, text), year)


def relevance_of(reading: Reading, year: int | None = None) -> float:
    """The same for an article already read."""
    if not reading.features.count:
        return 0.0
    return round(float(1 / (1 + np.exp(-_odds(reading, year)))), 4)


def _odds(reading: Reading, year: int | None) -> float:
    if is_wire(reading):
        return _wired(reading, signs(reading))
    titled, untitled, brief = shipped_judgements()
    if is_brief(reading):
        return (brief.odds(reading, year) + shipped_words().odds(f"{reading.title} {reading.text}")) / 2
    if reading.features.count <= _LINES:
        found = signs(reading)
        return _headline(found) if reading.title_sentences else _line(found)
    return (titled if reading.title_sentences else untitled).odds(reading, year)


def is_brief(reading: Reading) -> bool:
    """Whether a reading is of a headline and a lede: a title, and a text of few sentences."""
    return 0 < len(reading.title_sentences) < reading.features.count <= _BRIEF


def _headline(found: Signs) -> float:
    told = 1.63 * found.title + 1.81 * found.best + 0.53 * found.mean
    return told - 7.09 * found.domains + 0.52 * found.core - 2.42


def _line(found: Signs) -> float:
    told = 3.7 * found.conflict + 1.43 * found.lede
    return told - 6.53 * found.domains + 0.09 * found.core + 1.3 * found.incident + 0.01 * found.words - 3.27


def _wired(reading: Reading, found: Signs) -> float:
    vocabulary = reading.model.vocabulary
    counts = vocabulary.concept_counts(reading.features)[1:]
    return shipped_judgement().odds(found._asdict() | talk(reading.text), vocabulary.concept_names, counts)
