"""A merge that a person undid stays undone: whatever the order, the tagger, the version of the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import PlaceDateControl, merge
from pipeline.merge.apart import is_told_by
from pipeline.model.correction import ClaimKey
from pipeline.model.event import KeptApart, MemberRole, MergeClaim, MergedEvent
from pipeline.model.tagging import Place
from pipeline.model.words import Control
from tests.unit.merge.claims import FIRST_TURN, NON_STATE, SYRIA, claim, day, later
from tests.unit.merge.stored import Change, Stored, claim_changes, members_of, part
from tests.unit.merge.test_merge_rule import claim_sets

RULE = PlaceDateControl()
FOUNDER, SECOND, CLASH = FIRST_TURN
FAR = Place("Raqqa", 172955, "Raqqa", "SYR", 35.95, 39.01, 1)


def key(of: MergeClaim) -> ClaimKey:
    return ClaimKey(of.article_id, of.type, of.place, of.date)


def apart(parted: list[MergeClaim], others: list[MergeClaim], name: str = "u1") -> KeptApart:
    return KeptApart(name, tuple(map(key, parted)), tuple(map(key, others)))


def homes(events: list[MergedEvent]) -> dict[str, str]:
    return {member.claim_id: event.event_id for event in events for member in event.members}


def test_a_parted_claim_founds_an_event_of_its_own_and_says_by_which_undo() -> None:
    assert set(homes(merge(FIRST_TURN)).values()) == {"t1-a"}
    events = merge(FIRST_TURN, [apart([SECOND], [FOUNDER, CLASH])])
    assert homes(events) == {"t1-a": "t1-a", "t1-b": "t1-b", "t1-c": "t1-a"}
    (alone,) = [event.members for event in events if event.event_id == "t1-b"]
    assert [(member.role, member.reason) for member in alone] == [
        (MemberRole.FOUNDER, "first to tell of it; kept apart from t1-a by undo u1")
    ]


def test_when_the_founder_is_parted_the_others_keep_together_under_the_oldest_of_them() -> None:
    told = [claim(name, admitted_at=later(hours)) for hours, name in enumerate("abc")]
    assert homes(merge(told, [apart(told[:1], told[1:])])) == {"a": "a", "b": "b", "c": "b"}


def test_what_is_parted_together_stays_together() -> None:
    told = [claim(name, admitted_at=later(hours)) for hours, name in enumerate("abcd")]
    assert homes(merge(told, [apart(told[1:3], [told[0], told[3]])])) == {"a": "a", "b": "b", "c": "b", "d": "a"}


def test_others_that_only_the_parted_claim_tied_are_told_apart_too() -> None:
    assert set(homes(merge(FIRST_TURN, [apart([FOUNDER], [SECOND, CLASH])]))) == {"t1-a", "t1-b", "t1-c"}


def test_a_later_claim_joins_one_side_and_never_ties_them() -> None:
    newcomer = claim("late", admitted_at=later(9))
    found = homes(merge([*FIRST_TURN, newcomer], [apart([SECOND], [FOUNDER, CLASH])]))
    assert found["late"] in ("t1-a", "t1-b")
    assert found["t1-a"] != found["t1-b"]


def test_an_older_claim_that_comes_late_does_not_tie_them_either() -> None:
    older = claim("older", admitted_at=later(-5))
    found = homes(merge([*FIRST_TURN, older], [apart([SECOND], [FOUNDER, CLASH])]))
    assert found["t1-a"] != found["t1-b"]


@pytest.mark.parametrize(
    "coded_again",
    [
        {"claim_id": "other-id", "version": 2, "ordinal": 3},
        {"type": "ARMED_CLASH", "control": Control.NONE},
        {"date": day("2017-11", 4)},
        {"place": SYRIA},
        {"place": None},
        {"date": None},
    ],
    ids=repr,
)
def test_the_claim_is_known_again_when_it_is_coded_anew(coded_again: dict[str, object]) -> None:
    assert is_told_by(key(SECOND), replace(SECOND, **coded_again))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "another",
    [{"article_id": "a-other"}, {"type": "AIR_STRIKE"}, {"date": day("2017-11-11")}, {"place": FAR}],
    ids=repr,
)
def test_another_claim_is_not_taken_for_it(another: dict[str, object]) -> None:
    assert not is_told_by(key(SECOND), replace(SECOND, **another))  # type: ignore[arg-type]


def test_of_one_article_the_type_tells_its_claims_apart() -> None:
    clash = replace(FOUNDER, claim_id="clash", ordinal=1, type="ARMED_CLASH", control=Control.NONE)
    together = [FOUNDER, clash]
    assert set(homes(merge(together)).values()) == {"t1-a"}
    assert homes(merge(together, [apart([clash], [FOUNDER])])) == {"t1-a": "t1-a", "clash": "clash"}
    assert is_told_by(key(FOUNDER), replace(FOUNDER, type=NON_STATE))
    assert not is_told_by(key(FOUNDER), replace(FOUNDER, type=NON_STATE), exactly=True)


def test_a_replaced_version_does_not_go_back_to_the_event_that_it_was_parted_from() -> None:
    old = replace(SECOND, active=False)
    new = replace(SECOND, claim_id="t1-b2", version=2, admitted_at=later(3))
    found = homes(merge([FOUNDER, CLASH, old, new], [apart([SECOND], [FOUNDER, CLASH])]))
    assert found == {"t1-a": "t1-a", "t1-c": "t1-a", "t1-b": "t1-b", "t1-b2": "t1-b"}


@st.composite
def partings(draw: st.DrawFn) -> tuple[list[MergeClaim], list[KeptApart]]:
    claims = draw(claim_sets())
    names = st.sets(st.sampled_from(range(len(claims))), min_size=1, max_size=3)
    drawn = draw(st.lists(st.tuples(names, names), max_size=3))
    return claims, [
        apart([claims[n] for n in parted], [claims[n] for n in others - parted], f"u{number}")
        for number, (parted, others) in enumerate(drawn)
        if others - parted
    ]


@given(partings(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_claims_and_of_undos_never_matters(
    drawn: tuple[list[MergeClaim], list[KeptApart]], random: object
) -> None:
    claims, undone = drawn
    expected = merge(claims, undone)
    mixed, undos = list(claims), list(undone)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(undos)  # type: ignore[attr-defined]
    assert merge(mixed, undos) == expected


@given(partings())
@settings(max_examples=200, deadline=None)
def test_no_event_holds_claims_of_both_sides(drawn: tuple[list[MergeClaim], list[KeptApart]]) -> None:
    claims, undone = drawn
    home = homes(merge(claims, undone))
    assert {each.claim_id for each in claims if each.active} <= home.keys()
    for each in undone:
        sides = [
            {home[c.claim_id] for c in claims if c.claim_id in home and any(is_told_by(k, c) for k in keys)}
            for keys in (each.parted, each.others)
        ]
        assert not sides[0] & sides[1]


@given(partings(), claim_changes(), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_merging_after_a_change_gives_what_merging_everything_gives(
    drawn: tuple[list[MergeClaim], list[KeptApart]], change: Change, before: int
) -> None:
    claims, undone = drawn
    stored = Stored(RULE)
    stored.change(part(claims, change), undone[:before])
    stored.change(claims, undone)
    assert stored.events() == members_of(merge(claims, undone))
    stored.change(claims, undone[before:])
    assert stored.events() == members_of(merge(claims, undone[before:]))
