"""Traps that published event coders fall into, on invented articles published on Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.tagging import Claim, Count
from pipeline.tag import code
from pipeline.tag.claims.counts import read_tolls
from pipeline.tag.places.special import country_candidate

PUBLISHED = date(2017, 11, 9)
_COUNTRY = 6


def claims(title: str, text: str) -> tuple[Claim, ...]:
    coding = code(title, text, PUBLISHED)
    assert coding.relevant, coding.score
    return coding.claims


def killed(claim: Claim) -> int | None:
    return claim.killed.best if claim.killed else None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A car bomb killed 12 people in Baghdad, bringing the toll since January to 1,200.", 12),
        ("The blast killed seven soldiers, raising the number of dead this year to 340.", 7),
        ("Shells killed five, taking the overall death toll of the offensive to 900.", 5),
    ],
)
def test_a_cumulative_toll_is_not_the_events_toll(sentence: str, told: int) -> None:
    text = f"{sentence} Militants have carried out a string of bombings in Iraq."
    assert killed(claims("Bombing kills people in Baghdad", text)[0]) == told


def test_a_cumulative_toll_alone_gives_the_event_no_toll() -> None:
    text = (
        "Gunmen attacked a police post in Kabul on Tuesday. More than 900 Afghan policemen have been killed this year."
    )
    assert claims("Taliban attack Kabul police post", text)[0].killed is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked an army convoy in the village of Zuwwarqa in Mali on Tuesday, killing four soldiers.",
        "Malian rebels killed four soldiers in an ambush on Tuesday, the army said.",
    ],
)
def test_a_country_centroid_is_never_passed_off_as_a_point(text: str) -> None:
    mali = country_candidate("MLI")
    assert mali.lat is not None
    for claim in claims("Rebels kill soldiers in Mali", text):
        assert claim.place is not None
        assert claim.place.precision >= _COUNTRY or (claim.place.lat, claim.place.lon) != (mali.lat, mali.lon)
        if claim.place.name != "Mali" and claim.place.precision >= _COUNTRY:
            assert claim.place.lat is None


def test_one_unresolved_place_does_not_empty_the_others() -> None:
    text = (
        "Shells hit the village of Qorzaba in Syria on Tuesday, killing two people. On Wednesday a car bomb killed six "
        "people in Idlib, a monitor said. Warplanes bombed Raqqa the same day, activists said."
    )
    found = {claim.place.name for claim in claims("Violence across Syria", text) if claim.place}
    assert {"Idlib", "Raqqa"} <= {name.replace("Ar Raqqah", "Raqqa") for name in found}
    assert "Qorzaba" in found


def test_a_country_that_the_words_name_holds_an_unknown_place() -> None:
    text = "Turkish warplanes bombed militants in Tizwan in northern Iraq on Tuesday, killing seven, the ministry said."
    for claim in claims("Turkey bombs militants in Iraq", text):
        assert claim.place is not None
        assert claim.place.country == "IRQ"


@pytest.mark.parametrize(
    ("sentence", "low", "best"),
    [
        ("The ambush killed five soldiers and three militants.", 8, 8),
        ("Twelve soldiers were killed and 20 insurgents died in the battle.", 32, 32),
        ("Four soldiers, ten rebels and a woman were killed.", 15, 15),
        ("At least 5 soldiers, 3 militants and 2 civilians were killed.", 10, 10),
        ("Police arrested five men, two women and a child were killed.", 3, 3),
        ("Twelve soldiers were killed in Gao and 20 insurgents died in Kidal.", 12, 12),
    ],
)
def test_tolls_by_side_are_added_up(sentence: str, low: int, best: int) -> None:
    first = read_tolls(sentence)[0].count
    assert (first.low, first.best) == (low, best)
    assert isinstance(first, Count)


def test_who_is_driven_out_is_who_took_the_town() -> None:
    text = (
        "Syrian troops entered Albu Kamal on Wednesday. The army seized the town from Islamic State militants, state "
        "media said. Hours later the militants drove it out again."
    )
    found = claims("Army takes Albu Kamal", text)
    assert [claim.type for claim in found] == ["GOV_REGAINS_TERRITORY", "NON_STATE_OVERTAKES_TERRITORY"]
    lost = found[1]
    assert lost.actor1 is not None
    assert lost.actor2 is not None
    assert lost.place is not None
    assert (lost.actor1.name, lost.actor2.name) == ("Islamic State", "Military of Syria")
    assert lost.place.name == "Albu Kamal"


def test_it_is_the_town_of_the_sentence_before() -> None:
    text = (
        "Militants stormed Albu Kamal in Syria on Monday. They killed 12 people in the town, a monitor said. It was "
        "later shelled by government forces."
    )
    shelling = [c for c in claims("Militants attack town", text) if c.type == "SHELLING_ARTILLERY_MISSILE"]
    assert [claim.place.name for claim in shelling if claim.place] == ["Albu Kamal"]
    assert [killed(claim) for claim in shelling] == [None]


def test_the_attacked_are_not_the_attackers() -> None:
    text = "Islamic State fighters attacked soldiers on the Syrian-Iraqi border on Monday, killing six soldiers."
    claim = claims("Clashes on Syrian-Iraqi border", text)[0]
    assert claim.actor1 is not None
    assert claim.place is not None
    assert claim.actor1.name == "Islamic State"
    assert (claim.place.country, claim.place.precision) == ("SYR", _COUNTRY)


def test_a_quarter_lies_in_its_own_town() -> None:
    place = claims("", "Shells fell on the Ashrafiyah neighborhood in the centre of Afrin on Wednesday, killing one.")[
        0
    ].place
    assert place is not None
    assert (place.name, place.admin1, place.precision) == ("Ashrafiyah", "Aleppo", 2)


def test_warring_factions_are_those_of_their_country() -> None:
    text = "Libya's warring factions clashed in Tripoli on Tuesday, killing eight fighters, health officials said."
    for claim in claims("Libya's warring factions clash in Tripoli", text):
        for actor in (claim.actor1, claim.actor2):
            assert actor is None or actor.country in ("", "LBY")


@pytest.mark.parametrize("part", ["title", "text"])
@pytest.mark.parametrize(
    "headline",
    [
        "Gas cylinder blast kills five in Aleppo restaurant",
        "Blast at coal mine in Donetsk kills 12 miners",
        "Explosion at fireworks factory kills 8 in Kyiv",
        "Boiler explosion kills three in Lahore",
        "Two dead in blast at petrol station in Damascus",
        "Factory fire kills 20 in Aleppo",
        "Fire at Baghdad hospital kills 23 patients",
        "Earthquake in Idlib kills 20",
    ],
)
def test_an_accident_worded_as_an_explosion_is_no_bomb(headline: str, part: str) -> None:
    coding = code(headline if part == "title" else "", headline if part == "text" else "", PUBLISHED)
    assert not coding.relevant


@pytest.mark.parametrize(
    "headline",
    [
        "Mine blast kills three soldiers in Aleppo",
        "Two children killed in mine explosion in Aleppo",
        "Shelling hits petrol station in Donetsk",
        "Car bomb explosion at checkpoint in Afrin kills three",
    ],
)
def test_a_bomb_near_works_is_still_a_bomb(headline: str) -> None:
    assert code(headline, "", PUBLISHED).relevant


def test_what_a_government_regains_was_not_lost_by_a_government_of_another_sentence() -> None:
    text = (
        "The Syrian army retook Harim from Islamic State on Thursday. The group has suffered defeats at the hands of "
        "offensives in Iraq and Syria by the Russian-backed Syrian forces and by Iraqi fighters. "
        "The swift fall of Harim was hastened after Iraqi forces seized Qaim, the town across the border last weekend."
    )
    (qaim,) = [claim for claim in claims("Syrian army retakes Harim", text) if claim.place and "Qa" in claim.place.name]
    assert qaim.actor1 is not None
    assert qaim.actor1.id == "IRQ-MIL"
    assert qaim.actor2 is None or qaim.actor2.side != "government"


@pytest.mark.parametrize(
    "summed",
    [
        "Rebels have been pushed out of Kidal and two other towns since September.",
        "The army has been driven from Kidal since the start of 2017.",
        "The army has lost Kidal since last summer.",
    ],
)
def test_what_has_been_so_for_months_is_no_event(summed: str) -> None:
    text = f"Malian troops shelled a rebel camp near Gao on Wednesday, the army said. {summed}"
    assert [claim.type for claim in claims("Army shells camp near Gao", text)] == ["SHELLING_ARTILLERY_MISSILE"]


def test_what_has_been_so_for_days_is_one() -> None:
    text = "At least 40 people have been killed in fighting near the Malian town of Gao since Monday, doctors said."
    (claim,) = claims("", text)
    assert killed(claim) == 40
