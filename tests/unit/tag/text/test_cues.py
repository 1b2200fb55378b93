"""Cues are in every text that a pattern matches."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.tag.claims.lexicon import rule_index
from pipeline.tag.text.cues import AnyCase, Cued, cues, openings, stems


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:said|says) that\b", {"that"}),
        (r"\b(?:no|not) (?:\w+ ){0,3}$", {"no", "not"}),
        (r"\bend(?:ed|s)?\b", {"end", "ende", "ends"}),
        (r"n't\b", {"t"}),
        (r"\b(?:un)?armed\b", {"unar", "arme"}),
        (r"\bx\b|\by\b", {"x", "y"}),
        (r"\b(?:cat|dog)s?(?!\w)", {"cat", "cats", "dog", "dogs"}),
    ],
)
def test_cues_are_read_off_the_pattern(pattern: str, expected: set[str]) -> None:
    assert cues(re.compile(pattern)) == frozenset(expected)


@pytest.mark.parametrize(
    "pattern", [r"\w+ly\b", r"\b\d+ ", r"\b(?:army )?", r"[^ ]+ing", r"\b(?:said|\w+ed)\b", r"ing\b"]
)
def test_no_cues_where_none_can_be_told(pattern: str) -> None:
    assert cues(re.compile(pattern)) is None


def test_a_match_of_a_rule_begins_with_one_of_its_openings() -> None:
    index = rule_index()
    texts = ["air strikes killed nine", "a car bomb went off", "gunmen stormed the base", "rebels seized the town"]
    for number, rule in enumerate(index.rules):
        known = openings(rule.pattern)
        for text in texts:
            for match in rule.pattern.finditer(text):
                assert number in index.anywhere or known is None or not known.isdisjoint(stems(match.group()))


def test_search_answers_as_the_pattern_alone() -> None:
    words = "no not never Without denied that any of İts ſaid wİthout thwart- 'nor' n't don't éno _no ends end".split()
    patterns = [
        r"\b(?:no(?! less)|not|never|without)\b[^,;.]{0,28}$",
        r"\bden(?:y|ied) (?:that |any )+|n't\b|\bends?(?!\w)",
        r"\b(?:thwart|it)s?\b|\bsaid\b",
    ]
    draw = random.Random(3)  # noqa: S311 - no secret
    for pattern in patterns:
        plain, cued = re.compile(pattern, re.IGNORECASE), Cued(pattern, re.IGNORECASE)
        for _ in range(2000):
            text = " ".join(draw.choice(words) for _ in range(draw.randint(0, 6)))
            one, other = plain.search(text), cued.search(text, stems(text))
            assert (one and one.span()) == (other and other.span()), text


def test_any_case_answers_as_ignorecase() -> None:
    words = "To to by By İts ſaid SAID said told, the The K\u212a city. City x-1 that THAT".split()
    draw = random.Random(4)  # noqa: S311 - no secret
    found = 0
    for pattern in (r"\b(?:to|by) (?:the )?$", r"[^,;.]{0,9}\b(?:said|told|its)\b", r"\bk+ (?:cit(?:y|ies)|\W)"):
        plain, any_case = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
        for _ in range(2000):
            text = " ".join(draw.choice(words) for _ in range(draw.randint(0, 6))) + draw.choice(("", " "))
            for one, other in ((plain.search(text), any_case.search(text)), (plain.match(text), any_case.match(text))):
                assert (one and one.span()) == (other and other.span()), text
                found += one is not None
    assert found > 500


def test_any_case_takes_no_capitals() -> None:
    with pytest.raises(ValueError, match="without capitals: "):
        AnyCase(r"\bThe\b")
    assert AnyCase(r"\S\W(?P<who>x)").search("- X")


def test_stems_are_the_first_letters_of_runs_in_any_case() -> None:
    assert stems("Don't STRIKE al-Bab2x") == {"don", "t", "stri", "al", "bab", "x"}
