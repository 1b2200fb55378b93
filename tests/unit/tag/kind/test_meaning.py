"""The second opinion on the kind."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.model.words import KINDS
from pipeline.tag.kind import read
from pipeline.tag.kind.known import Opening, opening_of
from pipeline.tag.kind.meaning import LinearHead, opening_vector, word_meaning


class Sure:
    """An opinion that knows one kind only."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.asked = ""

    def log_scores(self, opening: Opening) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        self.asked = opening.text
        return np.array([100.0 * (kind == self.kind) for kind in sorted(KINDS)], dtype=np.float32)


def test_a_head_adds_its_share_of_the_log_probabilities() -> None:
    head = LinearHead(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32), np.zeros(2, np.float32), 0.5)
    first, second = head.log_scores(np.array([3.0, 0.0])).tolist()
    assert first - second == pytest.approx(0.5, abs=1e-3)
    assert head.log_scores(np.array([0.0, 0.0])).tolist() == [0.0, 0.0]


def test_sentences_judged_together_are_judged_as_if_alone() -> None:
    sentences = [
        "Rebels shelled the village",
        "xqzzt vfrrk",
        "A flood drowned nine",
        "The army retook the town of Homs",
    ]
    alone = [word_meaning().log_scores(opening_of(sentence)).tolist() for sentence in sentences]
    assert word_meaning().log_scores_of_each([opening_of(sentence).words for sentence in sentences]).tolist() == alone


def test_unknown_words_are_no_opinion() -> None:
    assert not opening_vector("xqzzt vfrrk").any()
    assert not word_meaning().log_scores(opening_of("xqzzt vfrrk")).any()


def test_order_of_words_and_case_do_not_matter() -> None:
    one, other = (
        word_meaning().log_scores(opening_of("Rioters pelted police")),
        word_meaning().log_scores(opening_of("police PELTED rioters")),
    )
    assert one.tolist() == other.tolist()


def test_words_beside_the_training_lines_count() -> None:
    scores = dict(
        zip(sorted(KINDS), word_meaning().log_scores(opening_of("an avalanche and a tsunami")).tolist(), strict=True)
    )
    assert max(scores, key=lambda kind: scores[kind]) == "NATURAL_DISASTER"


def test_an_opinion_is_asked_once_on_the_opening() -> None:
    opinion = Sure("ACCIDENT")
    kinds = read("A title", "First sentence. " + "Another one. " * 20).kinds(opinion)
    assert max(kinds, key=lambda kind: kinds[kind]) == "ACCIDENT"
    assert opinion.asked == "A title First sentence. " + "Another one. " * 9 + "Another one."
