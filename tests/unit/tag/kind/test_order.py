"""The second opinion that reads words in order."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.model.words import KINDS
from pipeline.tag.kind.known import opening_of
from pipeline.tag.kind.model import shipped_model
from pipeline.tag.kind.order import MOST_WORDS, signs_of, word_table, words_in_order
from pipeline.tag.text import words
from pipeline.tag.training.corpus import openings


def top(text: str) -> str:
    scores = dict(zip(sorted(KINDS), words_in_order().log_scores(opening_of(text)).tolist(), strict=True))
    return max(scores, key=lambda kind: scores[kind])


def test_who_did_it_to_whom_is_read() -> None:
    assert top("The army captured the town from the rebels after heavy fighting") == "GOV_REGAINS_TERRITORY"
    assert top("The rebels captured the town from the army after heavy fighting") == "NON_STATE_OVERTAKES_TERRITORY"


@pytest.mark.parametrize("text", ["", "xqzzt vfrrk", "\x00\x00"])
def test_of_unknown_words_there_is_no_opinion(text: str) -> None:
    assert not words_in_order().log_scores(opening_of(text)).any()


def test_one_word_is_enough() -> None:
    assert top("Earthquake") == "NATURAL_DISASTER"


def test_what_stands_behind_the_opening_is_not_read() -> None:
    opening = "Rioters pelted police with stones. " * (MOST_WORDS // 5 + 1)
    more = words_in_order().log_scores(opening_of(opening + "An earthquake struck the province"))
    assert more.tolist() == words_in_order().log_scores(opening_of(opening)).tolist()


def test_a_phrase_lends_its_concept_to_all_its_words() -> None:
    vocabulary = shipped_model().vocabulary
    found = vocabulary.concepts_of_words(words("a roadside bomb exploded"))
    assert found.shape == (4, 2)
    assert found[1, 0] == found[2, 0] > 0
    assert vocabulary.concepts_of_words([]).shape == (0, 2)


def test_rows_of_the_table_are_of_one_length_and_unknown_words_have_none() -> None:
    lengths = np.linalg.norm(word_table().rows, axis=1)
    assert lengths[0] == 0
    assert lengths[1:].min() == pytest.approx(lengths[1:].max(), rel=1e-3)


def test_signs_of_unknown_words_are_nothing() -> None:
    assert not signs_of(["xqzzt"], {}, shipped_model().vocabulary).any()


def test_the_shipped_networks_have_learned_their_corpus() -> None:
    some = openings()[::53]
    assert np.mean([top(example.text) == example.kind for example in some]) > 0.9
