"""The tagger is held to what people answered: `conflictwire review read` writes the cases of this folder.

A field that is wrong today stands in EXPECTED_WRONG.txt. A field that becomes wrong fails here, and so does one that
becomes right until it is struck from the list.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.review import Case, judge, read_cases, read_pending
from tests.unit.cli.calls import answers, lines

FOLDER = Path(__file__).parent
CASES = {case.name: case for case in read_cases(FOLDER)}
PENDING = read_pending(FOLDER)


@pytest.fixture(scope="module")
def coded() -> dict[str, dict[str, object]]:
    """The cases through ``conflictwire stage tag``, as anybody would replay them."""
    given = lines(*({"id": name, **case.article} for name, case in CASES.items()))
    return {str(answer["id"]): answer for answer in answers("tag", given=given)}


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_a_case_is_coded_as_it_was_answered(case: Case, coded: dict[str, dict[str, object]]) -> None:
    wrong = set(judge(case, coded[case.name]).wrong)
    expected = PENDING.get(case.name, frozenset())
    told = json.dumps(coded[case.name]["claims"], ensure_ascii=False)[:2000]
    assert wrong - expected == set(), f"became wrong: mend the tagger. {told}"
    assert expected - wrong == set(), "became right: strike it from EXPECTED_WRONG.txt"


def test_the_list_names_only_cases_that_are_there() -> None:
    assert set(PENDING) - set(CASES) == set()
