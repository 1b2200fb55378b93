"""The rule is a pure function of the set, also when it is merged anew after a change; figures are reasoned."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merge import PlaceDateControl, merge
from pipeline.model.event import MergeClaim
from pipeline.model.tagging import Count
from tests.unit.merge.claims import claim, later, toll
from tests.unit.merge.stored import Change, Stored, claim_changes, members_of, part
from tests.unit.merge.test_links import CLAIMS

RULE = PlaceDateControl()


@st.composite
def claim_sets(draw: st.DrawFn) -> list[MergeClaim]:
    drawn = draw(st.lists(st.tuples(CLAIMS, st.booleans(), st.integers(0, 6)), min_size=1, max_size=12))
    return [
        claim(
            f"c{number}",
            **{
                name: getattr(each, name)
                for name in ("place", "date", "actor1", "actor2", "type", "control", "story_id")
            },
            active=active,
            admitted_at=later(hours),
        )
        for number, (each, active, hours) in enumerate(drawn)
    ]


@given(claim_sets(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_order_never_matters(claims: list[MergeClaim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(claims)


@given(claim_sets())
@settings(max_examples=150, deadline=None)
def test_each_active_claim_is_in_exactly_one_event(claims: list[MergeClaim]) -> None:
    placed = [member.claim_id for event in merge(claims) for member in event.members]
    assert len(placed) == len(set(placed))
    assert {each.claim_id for each in claims if each.active} <= set(placed)


@given(claim_sets(), claim_changes())
@settings(max_examples=300, deadline=None)
def test_merging_after_a_change_gives_what_merging_everything_gives(claims: list[MergeClaim], change: Change) -> None:
    stored = Stored(RULE)
    stored.change(part(claims, change), ())
    assert stored.events() == members_of(merge(part(claims, change)))
    stored.change(claims, ())
    assert stored.events() == members_of(merge(claims))


def test_the_newest_attributed_toll_is_best_and_the_range_holds_all() -> None:
    event = merge(
        [
            claim("early", killed=toll(10), attribution="police", reported_at=later(0)),
            claim("late", killed=toll(25), attribution="health ministry", reported_at=later(8), admitted_at=later(8)),
            claim("rumour", killed=toll(60), reported_at=later(9), admitted_at=later(9)),
        ]
    )[0]
    assert event.killed == Count(10, 25, 60)
    assert "late" in event.killed_reason
    assert "health ministry" in event.killed_reason
    assert "10-60" in event.killed_reason


def test_silence_is_not_zero_and_at_least_is_a_low() -> None:
    assert merge([claim("silent")])[0].killed is None
    assert merge([claim("floor", killed=Count(20, None, None))])[0].killed == Count(20, 20, 20)
