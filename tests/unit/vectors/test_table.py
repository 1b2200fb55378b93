from __future__ import annotations

import io
import time

import numpy as np
import pytest

from pipeline.vectors import DIMENSIONS, cosine, shipped_vectors, vector_of
from pipeline.vectors.table import read_vectors, write_vectors


def _near(mine: str, theirs: str) -> float:
    return cosine(vector_of(mine.split()), vector_of(theirs.split()))


@pytest.mark.parametrize(
    ("text", "like_it", "unlike_it"),
    [
        ("warplanes bombed the market", "an airstrike hit a crowded bazaar", "shares of the bank fell on weak profit"),
        ("rebels captured the town", "insurgents seized the village", "the team won the championship match"),
        ("the minister resigned", "cabinet member quits his post", "heavy rain flooded the valley"),
        ("soldiers were killed in an ambush", "troops died when gunmen attacked", "the singer released an album"),
    ],
)
def test_what_tells_of_the_same_is_nearer(text: str, like_it: str, unlike_it: str) -> None:
    assert _near(text, like_it) > _near(text, unlike_it) + 0.1


def test_order_does_not_matter_and_a_word_counts_as_often_as_it_stands() -> None:
    words = "ceasefire talks in the capital".split()
    assert np.array_equal(vector_of(words), vector_of(reversed(words)))
    assert np.array_equal(vector_of(["ceasefire"] * 3), 3 * vector_of(["ceasefire"]))


def test_unknown_words_add_nothing_and_no_word_is_like_nothing() -> None:
    nothing = vector_of(["qzxv", "восстание"])
    assert nothing.shape == (DIMENSIONS,) and not nothing.any()
    assert cosine(nothing, vector_of(["war"])) == 0.0
    assert cosine(vector_of([]), nothing) == 0.0


def test_a_vector_is_whole_numbers_and_its_own_cosine_is_one() -> None:
    vector = vector_of(["shelling", "mortar"])
    assert vector.dtype == np.int32
    assert cosine(vector, vector) == 1.0
    assert cosine(vector, -vector) == -1.0


def test_a_table_reads_back_and_equal_tables_have_equal_bytes() -> None:
    rows = np.arange(2 * DIMENSIONS, dtype=np.int8).reshape(2, DIMENSIONS)
    written = []
    for _ in range(2):
        stream = io.BytesIO()
        write_vectors(stream, ["one", "two"], rows)
        written.append(stream.getvalue())
    held = read_vectors(io.BytesIO(written[0]))
    assert written[0] == written[1]
    assert held.numbers == {"one": 0, "two": 1}
    assert np.array_equal(held.vector_of(["two", "none"]), rows[1].astype(np.int32))


def test_a_lead_takes_far_less_than_a_millisecond() -> None:
    words = (list(shipped_vectors().numbers)[::150] + ["unheardof"] * 40)[:180]
    vector_of(words)
    begun = time.process_time()
    for _ in range(200):
        vector_of(words)
    assert (time.process_time() - begun) / 200 < 0.001
