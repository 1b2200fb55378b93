"""What joins two claims, what forbids it, and that the answer has no direction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.merge import merge
from pipeline.merge.blocks import bounds, family
from pipeline.merge.links import contradiction
from pipeline.model.event import MergeClaim
from pipeline.model.tagging import Actor, ClaimDate, Place
from pipeline.model.words import Control, EventType
from tests.unit.merge.claims import ALBU_KAMAL, ARMY, ISLAMIC_STATE, SYRIA, claim, day, later, link, toll

HTS = Actor("HTS", "Hayat Tahrir al-Sham", "armed-group", "non-state", "SYR")
HEZBOLLAH = Actor("HEZ", "Hezbollah", "armed-group", "non-state", "LBN")
CIVILIANS = Actor("", "civilians", "civilians", "civilian", "")
NEAR_TOWN = Place("Al-Baghuz", 1, "Deir ez-Zor", "SYR", 34.48, 40.95, 1)
FAR_TOWN = Place("Mayadin", 2, "Deir ez-Zor", "SYR", 35.02, 40.45, 1)
SHELLING = claim("s", type="SHELLING_ARTILLERY_MISSILE", control=Control.NONE)
BASE = claim("base")


@pytest.mark.parametrize(
    ("a", "b", "ground"),
    [
        (BASE, claim("b"), "same place Albu Kamal, same date, both GOV_REGAINS_TERRITORY"),
        (BASE, claim("b", date=day("2017-11-08")), "dates 1 day apart"),
        (BASE, claim("b", place=NEAR_TOWN), "Al-Baghuz and Albu Kamal 4 km apart"),
        (BASE, claim("b", place=replace(ALBU_KAMAL, geoname_id=None, name="albu-kamal")), "same place"),
        (BASE, claim("b", actor1=None, actor2=None), "actors not named by both"),
        (BASE, claim("b", actor1=HEZBOLLAH), "both name Islamic State"),
        (BASE, claim("b", actor1=ISLAMIC_STATE, actor2=ARMY), "both name Islamic State and Syrian army"),
        (replace(BASE, story_id="s"), claim("b", story_id="s", place=SYRIA), "Albu Kamal and its country"),
        (replace(BASE, story_id="s"), claim("b", story_id="s", date=ClaimDate("2017-11", "2017-11", 4)), "date vague"),
        (BASE, claim("b", place=SYRIA), "Albu Kamal and its country"),
        (SHELLING, replace(SHELLING, claim_id="b"), "both SHELLING_ARTILLERY_MISSILE"),
        (
            replace(SHELLING, killed=toll(7)),
            replace(SHELLING, claim_id="b", date=day("2017-11-10"), killed=toll(7)),
            "dates 1 day apart",
        ),
    ],
)
def test_joins_and_says_why(a: MergeClaim, b: MergeClaim, ground: str) -> None:
    found = link(a, b)
    assert found is not None
    assert ground in found.reason


@pytest.mark.parametrize(
    "b",
    [
        claim("b", date=day("2017-11-11")),
        claim("b", place=FAR_TOWN),
        claim("b", place=SYRIA, date=day("2017-11-08")),
        claim("b", place=SYRIA, actor1=None, actor2=HTS),
        claim("b", place=replace(ALBU_KAMAL, country="IRQ")),
        claim("b", place=None),
        claim("b", date=None),
        claim("b", date=ClaimDate("2017-11", "2017-11", 4)),
        claim("b", control=Control.NON_STATE_GAINS),
        claim("b", type="AIR_STRIKE"),
    ],
)
def test_does_not_join(b: MergeClaim) -> None:
    assert link(BASE, b) is None


def test_the_shelling_of_the_next_day_is_another_event() -> None:
    assert link(SHELLING, replace(SHELLING, claim_id="b", date=day("2017-11-10"))) is None


def test_a_coarse_claim_does_not_tie_two_towns_together() -> None:
    coarse = claim("a", place=SYRIA)
    here, there = claim("b", admitted_at=later(1)), claim("c", place=FAR_TOWN, admitted_at=later(2))
    assert link(coarse, here) is not None
    assert link(coarse, there) is not None
    assert [len(event.members) for event in merge([coarse, here, there])] == [2, 1]


def test_clashes_with_another_group_are_another_event() -> None:
    clash = claim("c", type="ARMED_CLASH", control=Control.NONE)
    assert contradiction(clash, replace(clash, claim_id="b", actor2=HTS)) == "other actors"


def test_civilians_are_no_shared_side() -> None:
    attack = claim("c", type="ATTACK", control=Control.NONE, actor1=ISLAMIC_STATE, actor2=CIVILIANS)
    assert link(attack, replace(attack, claim_id="b", actor1=ARMY)) is None


CLAIMS = st.builds(
    lambda place, date, actor1, actor2, story, kind, control: claim(
        "x",
        place=place,
        date=date,
        actor1=actor1,
        actor2=actor2,
        story_id=story,
        type=kind,
        control=control,
    ),
    st.sampled_from([None, ALBU_KAMAL, NEAR_TOWN, FAR_TOWN, SYRIA]),
    st.sampled_from([None, day("2017-11-08"), day("2017-11-09"), day("2017-11", 4), day("2017-11-11", 2)]),
    st.sampled_from([None, ARMY, ISLAMIC_STATE, CIVILIANS]),
    st.sampled_from([None, ISLAMIC_STATE, HTS, HEZBOLLAH]),
    st.sampled_from(["", "s1"]),
    st.sampled_from(["GOV_REGAINS_TERRITORY", "ARMED_CLASH", "AIR_STRIKE", "ATTACK"]),
    st.sampled_from(list(Control)),
)


@given(CLAIMS, CLAIMS)
def test_a_link_has_no_direction(a: MergeClaim, b: MergeClaim) -> None:
    there, back = link(a, b), link(b, a)
    assert (there is None) == (back is None)
    assert there is None or back is None or there.strength == back.strength
    assert contradiction(a, b) == contradiction(b, a)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2017", "2017-01-01", "2017-12-31"), ("2016-02", "2016-02-01", "2016-02-29"), ("2017-11-09",) * 3],
)
def test_partial_dates_span_all_they_can_mean(text: str, first: str, last: str) -> None:
    days = bounds(ClaimDate(text, text, 1))
    assert days is not None
    assert (days[0].isoformat(), days[1].isoformat()) == (first, last)


def test_a_malformed_date_is_no_date() -> None:
    assert bounds(ClaimDate("2017-13-01", "", 1)) is None
    assert bounds(ClaimDate("soon", "", 1)) is None


def test_every_event_type_has_a_family() -> None:
    assert {family(kind) for kind in EventType} == {"battle", "remote", "protest", "people", "strategic"}
