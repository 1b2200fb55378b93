"""What is known of a word is what each table says of it."""

from __future__ import annotations

from pipeline.tag.kind.known import KnownWords, ids, known_words, own, own_words, rows
from pipeline.tag.kind.model import shipped_model
from pipeline.tag.kind.vocabulary import END, joined
from pipeline.tag.text import words
from pipeline.vectors import shipped_vectors

TEXT = "The rebel-held town's 5.45-mm guns shelled Sinjar’s market, U.S. officials said. “No,” said xqzzt 12."


def test_the_numbers_are_those_of_the_tables() -> None:
    packed, found = known_words().of(TEXT), words(TEXT)
    vocabulary, numbers = shipped_model().vocabulary, shipped_vectors().numbers
    assert ids(packed).tolist() == [vocabulary.ids[word] for word in found]
    assert rows(packed).tolist() == [numbers.get(word, -1) + 1 for word in found]
    assert own(packed).tolist() == [own_words().get(word, 0) for word in found]


def test_an_unknown_word_is_nothing_in_each_table() -> None:
    known = KnownWords({"one": 1, "two": 0}, {"two": 0}, {})
    assert known.of("one two").tolist() == [1, 1 << 20]


def test_sentences_in_one_text_end_in_a_mark() -> None:
    found = ids(known_words().of(joined(["A bomb.", "", "It\x1ewent off"]))).tolist()
    assert [number == END for number in found] == [False, False, True, True, False, False, False, True]
