"""The three turns of Albu Kamal are three events, whatever the order; every join is explained."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import merge
from pipeline.model.event import MemberRole, MergeClaim
from pipeline.model.words import Control
from tests.unit.merge.claims import FIRST_TURN, SECOND_TURN, THIRD_TURN, TURNS, claim, day, later


def members(claims: list[MergeClaim]) -> dict[str, set[str]]:
    return {event.event_id: {member.claim_id for member in event.members} for event in merge(claims)}


@given(st.permutations(TURNS))
@settings(max_examples=60)
def test_three_turns_are_three_events_in_any_order(claims: list[MergeClaim]) -> None:
    events = merge(claims)
    assert [event.event_id for event in events] == ["t1-a", "t2-a", "t3-a"]
    assert [event.control for event in events] == [
        Control.GOVERNMENT_REGAINS,
        Control.NON_STATE_GAINS,
        Control.GOVERNMENT_REGAINS,
    ]
    assert members(claims) == {
        "t1-a": {each.claim_id for each in FIRST_TURN},
        "t2-a": {each.claim_id for each in SECOND_TURN},
        "t3-a": {each.claim_id for each in THIRD_TURN},
    }


def test_days_that_differ_by_one_give_a_range_and_both_claims_stay() -> None:
    event = merge(FIRST_TURN)[0]
    assert event.date is not None
    assert (event.date.start, event.date.end) == ("2017-11-08", "2017-11-09")
    assert event.type == "GOV_REGAINS_TERRITORY"
    assert len(event.members) == 3


def test_every_member_says_why_it_is_there() -> None:
    for event in merge(TURNS):
        assert event.members[0].role is MemberRole.FOUNDER
        for member in event.members[1:]:
            assert "same place Albu Kamal" in member.reason
            assert "(as t" in member.reason


def test_control_the_other_way_never_joins_even_on_one_day_in_one_story() -> None:
    gained = claim("x", story_id="s")
    lost = claim(
        "y", story_id="s", type="NON_STATE_OVERTAKES_TERRITORY", control=Control.NON_STATE_GAINS, admitted_at=later(1)
    )
    assert len(merge([gained, lost])) == 2


def test_a_replaced_version_proves_nothing_but_keeps_the_id() -> None:
    old = replace(claim("old", date=day("2017-11-09")), article_id="a", active=False)
    new = replace(claim("new", admitted_at=later(5)), article_id="a", version=2)
    other = claim("other", admitted_at=later(1))
    assert members([new, other, old]) == {"old": {"old", "new", "other"}}
    assert merge([old]) == []


def test_a_correction_of_the_day_leaves_the_event_of_the_wrong_day() -> None:
    old = replace(claim("old", date=day("2017-11-19")), article_id="a", active=False)
    new = replace(claim("new", date=day("2017-11-09"), admitted_at=later(5)), article_id="a", version=2)
    assert members([old, new]) == {"new": {"new"}}


def test_a_late_arrival_that_was_admitted_first_gives_its_id() -> None:
    assert set(members([claim("second", admitted_at=later(1))])) == {"second"}
    assert set(members([claim("second", admitted_at=later(1)), claim("first")])) == {"first"}
