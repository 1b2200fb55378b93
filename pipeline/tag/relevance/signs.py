"""What the judgements on articles look at, read off an article once.

`Signs` say how strongly it tells of a current conflict action, whatever it is. `Setting` says what kind of writing that
stands in: an obituary, a trial, a drill or an essay holds sentences of war that are true to the word, and only the
sentences around them tell that none of it is news.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from math import log, log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.tag.kind import Reading
from pipeline.tag.kind.model import Floats, SentenceModel
from pipeline.tag.kind.vocabulary import Ints
from pipeline.tag.text import Span

_LEDE = 3
_BEST = 3
_OPENING = 2  # sentences of the text that must name the day of the news
_YEARS_BACK = 2  # before the year of publication: last year's war may still be this year's news
# a pattern that begins with a letter or digit of its own is sought three times as fast as one that begins otherwise
_YEARS = (re.compile(r"1(?=[5-9])(?<=\b1)\d{3}\b"), re.compile(r"20(?=[0-3])(?<=\b20)\d\d\b"))
_PEACEFUL = ("ACCIDENT", "DIPLOMACY", "NATURAL_DISASTER", "NONE", "ORGANIZED_CRIME", "PEACEFUL_PROTEST")
_CORE = tuple(
    "ARMY SECFORCE REBEL GROUP GUNMAN AIR ARTY SUICIDE BOMB GRENADE CHEM GUN KNIFE LIVEFIRE CACHE CLASH KILL "
    "ABDUCT RETAKE WAR".split()
)
_INCIDENT = ("KILL", "CIVILIAN", "BOMB", "BLAST", "GUNMAN", "SHOOT", "LOOT", "ABDUCT")
_DOMAINS = ("SPORT", "SHOW", "BUSINESS", "TECH", "HEALTH", "ELECTION")
_GENRES = {
    "history": ("HISTORY", "PASTYEAR"),
    "court": ("COURT",),
    "crime": ("CRIME", "CRIMINAL"),
    "drill": ("DRILL",),
    "show": ("SHOW",),
    "analysis": ("ANALYSIS",),
    "accident": ("ACCIDENT",),
    "disaster": ("DISASTER",),
    "diplomacy": ("DIPLO",),
    "procurement": ("PROCURE",),
    "rebels": ("REBEL", "GROUP"),
    "army": ("ARMY",),
}
Bools = npt.NDArray[np.bool_]


class Signs(NamedTuple):
    """How strongly an article tells of conflict.

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


class Setting(NamedTuple):
    """What kind of writing an article is: all but ``length`` in [0, 1].

    A sentence looks back when it names a year well before that of publication or a word of history.

    Attributes:
        first, now_best, now_mean: how strongly the text's first sentence, the best three and all of it tell of a
            conflict action, where sentences that look back tell nothing.
        now_dated: the same for the best sentence that names a day.
        dated, dated_lede: the share of sentences that name a day; whether one of the first two or the title does.
        old, old_lede: the share of sentences that look back, in the text and in title and lede.
        length: the log of the number of sentences.
    """

    first: float
    now_best: float
    now_mean: float
    now_dated: float
    dated: float
    dated_lede: float
    old: float
    old_lede: float
    length: float


def signs(reading: Reading) -> Signs:
    """Read the signs off an article of one sentence at least."""
    conflict = reading.conflict()
    counts = _concept_table(reading).sum(axis=0)
    return _signs(reading, conflict.tolist(), _told(reading, conflict), counts)


def signs_and_setting(reading: Reading, year: int | None) -> dict[str, float]:
    """Both by name, for an article of one sentence at least, and the share of sentences with a word of each genre.

    ``year`` is that of publication; without it the latest year that the article names stands in.
    """
    conflict, holds = reading.conflict(), _concept_table(reading)
    told = _told(reading, conflict)
    found = _signs(reading, conflict.tolist(), told, holds.sum(axis=0))._asdict()
    return found | _setting(reading, told, holds, year)._asdict() | _genres(reading, holds)


def _told(reading: Reading, conflict: Floats) -> list[float]:
    peaceful = reading.types()[:, _columns(reading.model, _PEACEFUL)].sum(axis=1)
    told: list[float] = (conflict * (1 - peaceful)).tolist()
    return told


def _titles(reading: Reading) -> int:
    """How many sentences are of the title, 0 where there is nothing else."""
    count = len(reading.title_sentences)
    return count if reading.features.count > count else 0


def _signs(reading: Reading, conflict: list[float], told: list[float], counts: Ints) -> Signs:
    """The signs: numbers of so few sentences are read faster from lists than from arrays."""
    titles = _titles(reading)
    body = told[titles:]
    core, incident, domains = (
        int(counts[_concepts(reading.model, names)].sum()) for names in (_CORE, _INCIDENT, _DOMAINS)
    )
    words = max(int(counts.sum()), 1)
    return Signs(
        title=_mean(told[:titles] if titles else body[:_LEDE]),
        lede=_mean(body[:_LEDE]),
        best=_mean(sorted(body)[-_BEST:]),
        mean=_mean(body),
        conflict=_mean(conflict[titles:]),
        domains=domains / words,
        core=log1p(core),
        incident=log1p(incident),
        words=log1p(words),
    )


def _setting(reading: Reading, told: list[float], holds: Bools, year: int | None) -> Setting:
    titles = _titles(reading)
    dated, history = holds[:, _concepts(reading.model, ("DAY", "HISTORY"))].T.tolist()
    earlier = _earlier(reading, year)
    old = [looks_back or number in earlier for number, looks_back in enumerate(history)]
    now = [0.0 if looks_back else share for share, looks_back in zip(told, old, strict=True)][titles:]
    dated = dated[titles:]
    return Setting(
        first=told[titles],
        now_best=_mean(sorted(now)[-_BEST:]),
        now_mean=_mean(now),
        now_dated=max(share if has_day else 0.0 for share, has_day in zip(now, dated, strict=True)),
        dated=_mean(dated),
        dated_lede=float(any(dated[:_OPENING])),
        old=_mean(old),
        old_lede=_mean(old[: titles + _LEDE]),
        length=log(len(told)),
    )


def _mean(values: Sequence[float]) -> float:
    """The mean of one value at least."""
    return sum(values) / len(values)


def _concept_table(reading: Reading) -> Bools:
    """Shape (sentences, concepts + 1): which concepts occur in which sentence; none in the first column."""
    features, vocabulary = reading.features, reading.model.vocabulary
    block = vocabulary.blocks()["concepts"]
    chosen = (features.number >= block.start) & (features.number < block.stop)
    found = np.zeros((features.count, len(vocabulary.concept_names) + 1), dtype=bool)
    found[features.sentence[chosen], features.number[chosen] - block.start] = True
    return found


def _genres(reading: Reading, holds: Bools) -> dict[str, float]:
    """The share of sentences with a word of each genre."""
    columns, begins = _genre_columns(reading.model)
    shares = np.logical_or.reduceat(holds[:, columns], begins, axis=1).mean(axis=0)
    return dict(zip(_GENRES, shares.tolist(), strict=True))


def _earlier(reading: Reading, year: int | None) -> set[int]:
    """The numbers of the sentences that name a year well before ``year``, or before the latest that is named."""
    named = _years(reading.title, reading.title_sentences, 0)
    named += _years(reading.text, reading.text_sentences, len(reading.title_sentences))
    latest = year or max((number for _, number in named), default=0)
    return {sentence for sentence, number in named if number <= latest - _YEARS_BACK}


def _years(text: str, spans: Sequence[Span], first: int) -> list[tuple[int, int]]:
    """The years named in a text, each behind the number of its sentence; the text's first has the number ``first``."""
    found = [(match.start(), int(match.group())) for years in _YEARS for match in years.finditer(text)]
    starts = [span.start for span in spans[1:]] if found else []
    return [(first + bisect(starts, at), year) for at, year in found]


@cache
def _columns(model: SentenceModel, kinds: tuple[str, ...]) -> Ints:
    return np.array([model.kinds.index(kind) for kind in kinds])


@cache
def _concepts(model: SentenceModel, names: tuple[str, ...]) -> Ints:
    return np.array(model.vocabulary.concept_numbers(names))


@cache
def _genre_columns(model: SentenceModel) -> tuple[Ints, Ints]:
    """The numbers of all genres' concepts one after another, and where each genre begins among them."""
    sizes = [len(names) for names in _GENRES.values()]
    columns = _concepts(model, tuple(name for names in _GENRES.values() for name in names))
    return columns, np.cumsum([0, *sizes[:-1]])
