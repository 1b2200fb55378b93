"""The tagger's answers to invented articles stay as they were read and approved."""

from __future__ import annotations

import json

import pytest

from tests.golden.tag.rewrite import GOLDEN, answers

EXPECTED = json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_article_has_its_answer() -> None:
    assert list(answers()) == list(EXPECTED)


@pytest.mark.parametrize("ident", EXPECTED)
def test_the_answer_is_the_approved_one(ident: str) -> None:
    assert answers()[ident] == EXPECTED[ident], "read the difference, then: python -m tests.golden.tag.rewrite"
