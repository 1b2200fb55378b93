"""Undone merges and what they part may be loaded in any order, cut anywhere, and twice."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.correction import Correction, CorrectionKind
from pipeline.model.tagging import Tagging
from pipeline.warehouse import Arrival
from tests.unit.warehouse.partings import arrive, parted
from tests.unit.warehouse.samples import arrivals, at, the_war
from tests.unit.warehouse.test_any_order import Rows, rows_after

EVENTS = "SELECT * FROM events"


def corrected_war() -> list[Arrival]:
    """The rival's claim is parted from the corrected one's; another undo is revoked, and given again."""
    war = the_war()
    _, rival, corrected, second, third = (each for each in war if isinstance(each, Tagging))
    undone = [
        parted(rival, corrected),
        parted(third, second, name="u2"),
        parted(third, second, name="u2", standing=False, when=at(301)),
        parted(second, third, name="u3"),
        parted(second, third, name="u3", standing=False, when=at(301)),
        parted(second, third, name="u3", when=at(302)),
    ]
    undone.append(
        Correction("u4", CorrectionKind.STORY, True, at(303), "", rival.article_id, rival.story_id, "s-own")  # noqa: FBT003
    )
    return [*arrivals(war), *(arrive(each, offset) for offset, each in enumerate(undone))]


WAR = corrected_war()


@cache
def rows_at_once() -> Rows:
    return rows_after([WAR])


def test_the_undos_make_a_difference() -> None:
    assert len(rows_at_once()[EVENTS]) > len(rows_after([arrivals(the_war())])[EVENTS])


@given(st.permutations(WAR), st.integers(1, len(WAR) - 1))
@settings(max_examples=8, deadline=None)
def test_any_order_gives_the_same_rows(shuffled: list[Arrival], cut: int) -> None:
    assert rows_after([shuffled[:cut], shuffled[cut:]]) == rows_at_once()


def test_loading_everything_twice_gives_the_same_rows() -> None:
    assert rows_after([WAR, WAR[3:], WAR[:3]]) == rows_at_once()
