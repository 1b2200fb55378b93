"""Stories: articles about one happening gather round the first of them, one at a time, as they arrive.

Independently written reports share almost no shingles, so the measure is the cosine of tf-idf vectors, with the
document frequencies of the window itself: what every article of these weeks says ("Syria", "Obama") tells no story.
A young window borrows the frequencies of function words. Three things keep a large window from running together, where
chance finds every article a neighbour: rare words count for more than in plain tf-idf, words that the nearest articles
all share tell their topic and count for less, and a text of few words proves little (`_SHORT_TERMS`). What title and
lead are about (word vectors) raises or lowers the cosine a little. An article joins the story that it is most like, if
it is like enough. Deterministic: everything follows from the stored vectors of the window, in order.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.dedupe.facts import days_apart
from pipeline.dedupe.story_terms import EVERYWHERE, Terms
from pipeline.model.words import Control

JOIN = 0.105
NEAREST_SHARE = 0.7
MERGE = 0.25
ABOUT_SHARE = 0.15
ABOUT_USUAL = 0.56
"""The cosine of word vectors that says no more than the words do; what a text without a vector counts for."""
FULL_DAYS = 1.5
DAY_DECAY = 0.9
OTHER_DAY_FACTOR = 0.6
OTHER_DAYS = 2.0
_PRIOR_EVERYWHERE = 0.5
_PRIOR_DOCUMENTS = 20.0
_PRIOR_COUNT = 0.3
_RARITY = 1.25
"""The power of the inverse document frequency; plain tf-idf has 1. Amid 5,000 others it keeps stories from running
together; beyond 1.5 they fall apart."""
_SHORT_TERMS = 15.0
"""Each text is measured as if it held so many further words that no other text holds."""
_PRIOR_NEAR = 10.0
_RARE_TERMS = 20
_POSTINGS = 96
_COMPARED = 40
_DAY_S = 86_400.0
_DIGITS = 6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of the window, as stories see it.

    Attributes:
        ordinal: of its version, rising.
        published_s: UTC seconds, None when unknown.
        days: calendar days (month, day) that title and lead name.
    """

    ordinal: int
    story_id: str
    terms: Terms
    published_s: int | None
    days: frozenset[tuple[int, int]]
    control: Control


@dataclass(frozen=True, slots=True)
class Found:
    """The story that an article belongs to, how like it is, and a second story that it is as like ("" for none)."""

    story_id: str
    similarity: float
    also: str = ""
    also_similarity: float = 0.0


class Stories:
    """The newest articles and their stories; ``window`` bounds how many."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._articles: deque[StoryArticle] = deque()
        self._ids: dict[int, npt.NDArray[np.intp]] = {}
        self._by_ordinal: dict[int, StoryArticle] = {}
        self._term_ids: dict[int, int] = {}
        self._counts = np.zeros(1024)
        self._floor = np.zeros(1024)
        self._postings: dict[int, deque[int]] = {}
        self._interned: tuple[Terms, npt.NDArray[np.intp]] | None = None
        self._sizes: Counter[str] = Counter()
        self._controls: dict[str, Counter[Control]] = {}

    def add(self, article: StoryArticle) -> int | None:
        """Take in an article; returns the ordinal that fell out of the window for it."""
        ids = self._intern(article.terms)
        self._articles.append(article)
        self._ids[article.ordinal] = ids
        self._by_ordinal[article.ordinal] = article
        self._counts[ids] += 1
        self._sizes[article.story_id] += 1
        self._controls.setdefault(article.story_id, Counter())[article.control] += 1
        for term in ids.tolist():
            self._postings.setdefault(term, deque(maxlen=_POSTINGS)).append(article.ordinal)
        return self._drop() if len(self._articles) > self._window else None

    def find(self, article: StoryArticle) -> Found | None:
        """Return the story that an article, not yet added, belongs to; None when it begins one."""
        ids = self._intern(article.terms)
        weights = article.terms.weights * self._idf(ids, article=True)
        ordinals = self._candidates(ids, weights)
        if not ordinals:
            return None
        cosines = self._cosines(ids, weights, ordinals)
        ranked = self._ranked(article, ordinals, cosines, self._about(article, ordinals))
        if not ranked or ranked[0][1] < JOIN:
            return None
        return Found(*ranked[0], *(ranked[1] if len(ranked) > 1 and ranked[1][1] >= MERGE else ()))

    def _ranked(
        self, article: StoryArticle, ordinals: list[int], cosines: Floats, about: Floats
    ) -> list[tuple[str, float]]:
        """Stories with how like the article each is: mostly its nearest article, a little all of its articles."""
        like: dict[str, list[tuple[float, float]]] = {}
        for ordinal, cosine, more in zip(ordinals, cosines.tolist(), about.tolist(), strict=True):
            other = self._by_ordinal[ordinal]
            if not self._contradicts(other.story_id, article.control):
                near = _nearness(other, article)
                like.setdefault(other.story_id, []).append((cosine * near, more * near))
        ranked = []
        for story_id, values in like.items():
            nearest = max(cosine + more for cosine, more in values)
            # articles of the story that were not compared share no rare term: their cosine is about 0
            mean = sum(cosine for cosine, _ in values) / self._sizes[story_id]
            mean += sum(more for _, more in values) / len(values)
            ranked.append((story_id, round(NEAREST_SHARE * nearest + (1 - NEAREST_SHARE) * mean, _DIGITS)))
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _about(self, article: StoryArticle, ordinals: list[int]) -> Floats:
        """What the subjects of title and lead add to each cosine, or take from it; 0 where a text has no vector."""
        mine = article.terms.about.astype(np.float64)
        held = np.concatenate([self._by_ordinal[ordinal].terms.about for ordinal in ordinals])
        theirs = held.astype(np.float64).reshape(len(ordinals), -1)
        # whole numbers: the products are exact, whatever the order of the machine's additions
        squares = np.einsum("ij,ij->i", theirs, theirs) * float(mine @ mine)
        cosines = (theirs @ mine) / np.sqrt(np.maximum(squares, 1.0))
        return np.where(squares > 0, ABOUT_SHARE * (cosines - ABOUT_USUAL), 0.0)

    def _contradicts(self, story_id: str, control: Control) -> bool:
        """Whether a story tells of the place changing hands the other way: another turn, another happening."""
        if control is Control.NONE:
            return False
        return any(count and each not in (control, Control.NONE) for each, count in self._controls[story_id].items())

    def _intern(self, terms: Terms) -> npt.NDArray[np.intp]:
        """Number the terms. What was found is mostly added next, so the last answer is kept."""
        if self._interned is None or self._interned[0] is not terms:
            self._interned = (terms, self._numbers(terms))
        return self._interned[1]

    def _numbers(self, terms: Terms) -> npt.NDArray[np.intp]:
        ids = [self._term_ids.setdefault(term, len(self._term_ids)) for term in terms.hashes.tolist()]
        while len(self._term_ids) > len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
            self._floor = np.concatenate([self._floor, np.zeros_like(self._floor)])
        for term, number in zip(terms.hashes.tolist(), ids, strict=True):
            if term in EVERYWHERE:
                self._floor[number] = _PRIOR_EVERYWHERE
        return np.array(ids, dtype=np.intp)

    def _idf(self, ids: npt.NDArray[np.intp], *, article: bool = False) -> Floats:
        """Inverse document frequency over the window, and the article that is about to be added (``article``)."""
        documents = len(self._articles) + 1
        counts = self._counts[ids] + _PRIOR_COUNT + (1.0 if article else 0.0)
        share = np.maximum(self._floor[ids], counts / (documents + _PRIOR_DOCUMENTS))
        return np.asarray((-np.log(np.minimum(share, 0.999))) ** _RARITY, dtype=np.float64)

    def _of_short(self) -> float:
        """What `_SHORT_TERMS` words of one article alone add to the square of a norm."""
        alone = (1.0 + _PRIOR_COUNT) / (len(self._articles) + 1 + _PRIOR_DOCUMENTS)
        return float(_SHORT_TERMS * (-math.log(alone)) ** (2 * _RARITY))

    def _candidates(self, ids: npt.NDArray[np.intp], weights: Floats) -> list[int]:
        """The articles that share most of the weight of the rarest terms, at most `_COMPARED`."""
        order = np.lexsort((ids, -np.round(weights, _DIGITS)))[:_RARE_TERMS]
        shared: dict[int, float] = {}
        known = shared.get
        for at in order.tolist():
            weight = float(weights[at]) ** 2
            for ordinal in self._postings.get(int(ids[at]), ()):
                shared[ordinal] = known(ordinal, 0.0) + weight
        found = np.fromiter(shared, dtype=np.int64, count=len(shared))
        total = np.fromiter(shared.values(), dtype=np.float64, count=len(shared))
        live = found >= self._articles[0].ordinal if self._articles else found < 0
        found, total = found[live], total[live]
        best: list[int] = found[np.lexsort((-found, -np.round(total, _DIGITS)))][:_COMPARED].tolist()
        return best

    def _cosines(self, ids: npt.NDArray[np.intp], weights: Floats, ordinals: list[int]) -> Floats:
        """Cosine of the article with each of the others, all under today's frequencies; less for short texts."""
        held = [self._ids[ordinal] for ordinal in ordinals]
        flat = np.concatenate(held)
        shared = np.bincount(flat, minlength=len(self._counts)) / (len(ordinals) + _PRIOR_NEAR)
        telling = np.sqrt(1.0 - shared)
        weights = weights * telling[ids]
        mine = np.zeros(len(self._counts))
        mine[ids] = weights
        # the new article counts as seen: its own terms are one more frequent for the others too
        self._counts[ids] += 1
        idf = self._idf(flat)
        self._counts[ids] -= 1
        theirs = np.concatenate([self._by_ordinal[ordinal].terms.weights for ordinal in ordinals]) * idf * telling[flat]
        starts = np.cumsum([0, *(len(each) for each in held[:-1])])
        dots = np.add.reduceat(theirs * mine[flat], starts)
        short = self._of_short()
        norms = np.sqrt((np.add.reduceat(theirs * theirs, starts) + short) * (float(weights @ weights) + short))
        return np.asarray(dots / norms, dtype=np.float64)

    def _drop(self) -> int:
        oldest = self._articles.popleft()
        ids = self._ids.pop(oldest.ordinal)
        del self._by_ordinal[oldest.ordinal]
        self._counts[ids] -= 1
        self._sizes[oldest.story_id] -= 1
        self._controls[oldest.story_id][oldest.control] -= 1
        if not self._sizes[oldest.story_id]:
            del self._sizes[oldest.story_id], self._controls[oldest.story_id]
        return oldest.ordinal


def _nearness(old: StoryArticle, new: StoryArticle) -> float:
    """How far time allows one happening: 1 for nothing against it."""
    if old.published_s is not None and new.published_s is not None:
        days = abs(new.published_s - old.published_s) / _DAY_S
        return float(DAY_DECAY ** max(0.0, days - FULL_DAYS))
    apart = days_apart(old.days, new.days)
    return OTHER_DAY_FACTOR if apart is not None and apart >= OTHER_DAYS else 1.0
