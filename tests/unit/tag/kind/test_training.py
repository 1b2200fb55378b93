"""The training material: the grammar, the lexicon, and that the shipped asset was made from them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from pipeline.model.words import KINDS
from pipeline.tag.kind.model import shipped_model
from pipeline.tag.training.corpus import Example, examples, openings
from pipeline.tag.training.grammar import expand
from pipeline.tag.training.lexicon import plural, read_lexicon, verb_forms


@pytest.fixture(scope="module")
def corpus() -> list[Example]:
    return examples()


def test_grammar_expands_choices_and_slots() -> None:
    fillers = {"who": ("rebels",), "n": ("7",)}
    assert expand("{who} {took|took} n {n men|n men}", fillers, random.Random(1)) == "rebels took n 7 men"


def test_grammar_refuses_an_unknown_slot() -> None:
    with pytest.raises(KeyError):
        expand("{nobody}", {}, random.Random(1))


def test_inflections() -> None:
    assert verb_forms("seize") == ["seize", "seizes", "seized", "seizing"]
    assert verb_forms("stab") == ["stab", "stabs", "stabbed", "stabbing"]
    assert verb_forms("occupy") == ["occupy", "occupies", "occupied", "occupying"]
    assert [plural(noun) for noun in ("army", "clash", "bomb")] == ["armies", "clashes", "bombs"]


def test_lexicon_puts_the_first_concept_first(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# a comment\nWAR: raid, price war~x\nPEACE: raid~v\n", "utf-8")
    names, entries = read_lexicon(tmp_path)
    assert names == ("WAR", "PEACE")
    assert entries["raid",] == ("WAR", "PEACE")
    assert entries["price", "war"] == ("WAR",)
    assert entries["raided",] == ("PEACE",)


def test_every_kind_is_taught_in_many_ways(corpus: list[Example]) -> None:
    lines: dict[str, set[int]] = {}
    for example in corpus:
        lines.setdefault(example.kind, set()).add(example.template)
    assert set(lines) == KINDS | {""}
    assert min(len(found) for found in lines.values()) >= 20


def test_the_corpus_is_always_the_same(corpus: list[Example]) -> None:
    assert examples() == corpus


def test_openings_are_the_sentences_with_a_kind_and_the_snippets(corpus: list[Example]) -> None:
    found = openings()
    typed = [example for example in corpus if example.kind]
    shared = next(n for n, (mine, other) in enumerate(zip(found, typed, strict=False)) if mine != other)
    snippets = found[shared:]  # behind the sentences `corpus` has the lookalikes first, which are no openings
    assert {example.kind for example in snippets} == KINDS - {"BACKGROUND"}
    assert len({example.template for example in snippets}) == len(snippets) > 3_200
    assert len(typed) - shared > len(snippets)
    assert [example.kind for example in typed[-len(snippets) :]] == [example.kind for example in snippets]
    assert openings() == found


def test_the_shipped_model_has_learned_its_corpus(corpus: list[Example]) -> None:
    model = shipped_model()
    typed = [example for example in corpus if example.kind][::7]
    logits = model.type_logits(model.vocabulary.features([example.text for example in typed]))
    right = np.mean([model.kinds[best] == example.kind for best, example in zip(logits.argmax(1), typed, strict=True)])
    assert right > 0.9
