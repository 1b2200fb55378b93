"""One article read once: its sentences, their features, and the scores that all parts draw from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

import numpy as np

from pipeline.tag.kind.known import Opening, SentenceWords, ids, known_words, sentence_words
from pipeline.tag.kind.meaning import Opinion, word_meaning
from pipeline.tag.kind.model import Floats, SentenceModel, shipped_model, softmax
from pipeline.tag.kind.opinions import opinion_in_use
from pipeline.tag.kind.vocabulary import END, Features, Ints
from pipeline.tag.text import Span, sentences

_LATER = 0.7  # what each further sentence counts for the kind, against the one before it
_MOST = 12  # sentences that the kind is read from
_NONE = "NONE"
_LEAST = 0.1  # what a sentence that tells of no conflict action counts, against one that surely does
# log-odds taken from "nothing of all this", which unknown words alone can bring about: always, and the
# more the surer a sentence tells of a conflict action
_NONE_LESS, _NONE_LESS_IN_WAR = 1.0, 3.0
_SOFTER = 1.4  # judges who agree are less sure together than the sum of their log scores (training/LOG.md)
_DIGITS = 4
_APART = 2e-4  # further apart, the higher of two scores is the higher when they are rounded, too
_VIEWED = 6  # sentences that are judged one by one
_TELLS = 0.5  # how surely such a sentence tells of a conflict action
_END_OF = attrgetter("end")
_MEANING = 2.0  # what the meaning of its words counts there, against its share in the kind (claims/LOG.md)


class View(Mapping[str, float]):
    """The probability of each kind for one sentence, rounded as `by_name` does, but only those that are asked for."""

    __slots__ = ("_kinds", "_scores")

    def __init__(self, kinds: Sequence[str] = (), scores: Sequence[float] = ()) -> None:
        self._kinds, self._scores = kinds, scores

    def __getitem__(self, kind: str) -> float:
        try:
            return round(self._scores[self._kinds.index(kind)], _DIGITS)
        except ValueError:
            raise KeyError(kind) from None

    def likeliest(self) -> tuple[str, float]:
        """The kind of the highest rounded probability, of several the first by name; "" and 0 without any."""
        if not self._scores:
            return "", 0.0
        least = max(self._scores) - _APART
        near = [kind for kind, score in zip(self._kinds, self._scores, strict=True) if score >= least]
        top = max(sorted(near), key=self.__getitem__)
        return top, self[top]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An article as the sentence model sees it. Compared by identity: its scores are remembered.

    Attributes:
        title_sentences, text_sentences: spans into the title and the text.
        features: of the title's sentences, then the text's.
        title, text: as given.
        words: of the same sentences.
    """

    title_sentences: tuple[Span, ...]
    text_sentences: tuple[Span, ...]
    features: Features
    model: SentenceModel
    title: str
    text: str
    words: SentenceWords

    def conflict(self) -> Floats:
        """For each sentence, the title's first, the probability that it tells of a current conflict action."""
        return _conflict(self)

    def types(self) -> Floats:
        """Shape (sentences, types): the probabilities of each sentence's type, in the order of ``model.kinds``."""
        return _types(self)

    def views(self) -> dict[int, View]:
        """What single sentences tell of, by the number of the sentence.

        Only the first sentences that likely tell of a conflict action are judged.
        """
        conflict = self.conflict()
        judged = np.flatnonzero(conflict >= _TELLS)[:_VIEWED]
        if not len(judged):
            return {}
        rows: list[int] = judged.tolist()
        logits = _type_logits(self)[judged]
        told = logits - logits.mean(axis=1, keepdims=True)
        less = _NONE_LESS + _NONE_LESS_IN_WAR * conflict[judged].astype(np.float64)
        told[:, self.model.kinds.index(_NONE)] -= less.astype(np.float32)
        told += np.float32(_MEANING) * word_meaning().log_scores_of_each([self.words.of(row, row + 1) for row in rows])
        return {row: View(self.model.kinds, view) for row, view in zip(rows, softmax(told).tolist(), strict=True)}

    def opening(self) -> Opening:
        """The sentences that the kind is read from."""
        parts = [span.of(self.title) for span in self.title_sentences[:_MOST]]
        parts += [span.of(self.text) for span in self.text_sentences[: _MOST - len(parts)]]
        words = self.words.of(0, len(parts))
        return Opening(parts, words[ids(words) != END])

    def beginning(self, chars: int) -> Ints:
        """The words of the text's first characters; the last may be cut."""
        first, behind = len(self.title_sentences), bisect_right(self.text_sentences, chars, key=_END_OF)
        whole = self.words.of(first, first + behind)
        if behind == len(self.text_sentences):
            return whole
        return np.concatenate([whole, known_words().of(self.text[self.text_sentences[behind].start : chars])])

    def kinds(self, opinion: Opinion | None = None) -> dict[str, float]:
        """What the article is mainly about: a probability for each kind.

        The first sentences tell most, and of them those that tell of a conflict action: in a story of
        war the other sentences are about everything. A second opinion on all of them together is added.
        """
        if not self.features.count:
            return {kind: float(kind == _NONE) for kind in self.model.kinds}
        logits = _type_logits(self)[:_MOST]
        conflict = self.conflict()[:_MOST]
        weights = _LATER ** np.arange(len(logits)) * (_LEAST + (1 - _LEAST) * conflict)
        centred = logits - logits.mean(axis=1, keepdims=True)
        summed = (centred * (weights / weights.max())[:, None]).sum(axis=0)
        summed[self.model.kinds.index(_NONE)] -= _NONE_LESS + _NONE_LESS_IN_WAR * conflict.max()
        summed = summed + (opinion or opinion_in_use()).log_scores(self.opening())
        return by_name(self.model.kinds, softmax(np.asarray(summed / np.float32(_SOFTER), dtype=np.float32)))


# read by relevance, kind and hints alike; nobody writes into them
@lru_cache(maxsize=2)
def _type_logits(reading: Reading) -> Floats:
    return reading.model.type_logits(reading.features)


@lru_cache(maxsize=2)
def _types(reading: Reading) -> Floats:
    return softmax(_type_logits(reading))


@lru_cache(maxsize=2)
def _conflict(reading: Reading) -> Floats:
    return np.asarray(1 / (1 + np.exp(-reading.model.conflict_logits(reading.features))), dtype=np.float32)


def read(title: str, text: str, model: SentenceModel | None = None) -> Reading:
    """Split and look up an article once. Pure and deterministic; any strings will do, empty ones too."""
    in_title, in_text = sentences(title), sentences(text)
    parts = [span.of(title) for span in in_title] + [span.of(text) for span in in_text]
    words, shipped = sentence_words(parts), shipped_model()
    if model is None or model is shipped:
        features = shipped.vocabulary.features_of(ids(words.packed), len(parts))
    else:
        features = model.vocabulary.features(parts)
    return Reading(tuple(in_title), tuple(in_text), features, model or shipped, title, text, words)


def by_name(kinds: Sequence[str], scores: Floats) -> dict[str, float]:
    """Scores as a mapping, rounded to four digits."""
    return {kind: round(float(score), _DIGITS) for kind, score in zip(kinds, scores, strict=True)}
