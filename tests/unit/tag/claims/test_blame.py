"""Who did it, where the sentence of the deed does not say: on invented articles of Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.tagging import Claim
from pipeline.tag import code

BLAST = "A car bomb exploded outside a court in Mogadishu, Somalia, on Wednesday and killed 14 people, police said."


def main(text: str, title: str = "") -> Claim:
    coding = code(title, text, date(2017, 11, 9))
    assert coding.relevant, coding.score
    return coding.claims[0]


@pytest.mark.parametrize(
    "told",
    [
        "The Islamist group Al-Shabaab claimed responsibility for the attack in a broadcast.",
        "Al-Shabaab said it had carried out the bombing.",
        "In a statement on its website Al-Shabaab took responsibility.",
    ],
)
def test_a_claim_of_responsibility_names_the_doer(told: str) -> None:
    claim = main(f"{BLAST}\n\n{told}")
    assert claim.actor1 is not None and claim.actor1.name == "Al-Shabaab"


@pytest.mark.parametrize(
    "told",
    [
        "No group claimed responsibility for the attack, but Al-Shabaab has carried out many.",
        "Nobody has claimed the blast. Officials suspect Al-Shabaab.",
        "There was no immediate claim of responsibility.",
    ],
)
def test_where_nobody_claims_it_the_doer_is_unknown(told: str) -> None:
    claim = main(f"{BLAST}\n\n{told}")
    assert claim.actor1 is not None and claim.actor1.kind == "unidentified"


def test_the_dead_do_no_deeds() -> None:
    claim = main("Four Tunisian soldiers were killed in a mountain ambush near Kasserine on Tuesday, the army said.")
    assert claim.actor1 is None or claim.actor1.kind != "military"
    assert claim.actor2 is not None and claim.actor2.name == "Military of Tunisia"


@pytest.mark.parametrize(
    ("text", "doer", "target"),
    [
        ("Hamas commander Ismail Zorvan was assassinated in Damascus on Wednesday by a bomb that was hidden in his "
         "car, a source said.", "", "Hamas"),
        ("Ukraine's capital Kiev is again under a massive Russian drone attack, with two people killed and 13 hurt on "
         "Wednesday.", "Military of Russia", "Civilians"),
        ("Pakistan complained on Wednesday that planes from Afghanistan had bombed Pakistani villages and killed 90 "
         "people.", "Military of Afghanistan", "Civilians"),
        ("Yemeni officials: car bomb kills nine in Aden. A car bomb killed nine people in Aden on Wednesday, "
         "officials said.", "", "Civilians"),
    ],
)  # fmt: skip
def test_who_suffers_or_speaks_is_no_doer(text: str, doer: str, target: str) -> None:
    claim = main(text)
    assert (claim.actor1.name if claim.actor1 else "") == doer
    assert claim.actor2 is not None and claim.actor2.name == target


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Eight Turkish soldiers and 22 PKK militants were killed in clashes in Hakkari in Turkey on Wednesday, "
         "officials said.", {"Military of Turkey", "Kurdistan Workers' Party"}),
        ("Six Boko Haram fighters and two Nigerian soldiers were killed in fighting near Baga in Nigeria on Wednesday.",
         {"Boko Haram", "Military of Nigeria"}),
    ],
)  # fmt: skip
def test_those_who_died_on_either_side_of_a_fight_are_its_sides(text: str, sides: set[str]) -> None:
    claim = main(text)
    assert {actor.name for actor in (claim.actor1, claim.actor2) if actor} == sides


def test_a_state_does_not_fight_itself() -> None:
    claim = main(
        "Turkey shelled the Syrian town of Afrin on Wednesday and killed six people. Queues of families fled as the "
        "Turkish military shelled the town of Afrin again, residents said."
    )
    assert claim.actor1 is not None and claim.actor1.country == "TUR"
    assert claim.actor2 is None or claim.actor2.country != "TUR"


def test_those_who_were_killed_are_whom_it_was_done_to() -> None:
    claim = main("A roadside bomb in the Afghan province of Helmand on Tuesday killed nine policemen, officials said.")
    assert claim.actor2 is not None and claim.actor2.kind == "police"


def test_moves_of_troops_are_those_of_a_countrys_forces() -> None:
    claim = main(
        "Russia has massed up to 40,000 troops and tanks along the border with Ukraine near Belgorod, NATO said on "
        "Wednesday. Separatist rebels are fighting the Ukrainian army in Donetsk."
    )
    assert claim.actor1 is not None and claim.actor1.name == "Military of Russia"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenyan police on Tuesday arrested a man suspected of supplying weapons for the attack on a Nairobi hotel in "
         "which 21 people died. Al-Shabaab militants claimed the siege in January.", "ARREST"),
        ("The Colombian government and the ELN rebels signed a ceasefire in Quito on Monday, two weeks after a bomb "
         "killed five policemen in Barranquilla.\n\nThe pact is to last three months and may be extended, both sides "
         "said after talks that went on through the night.\n\nThe rebels will free their hostages and stop blowing up "
         "pipelines; the army will stop its offensive in the east, the government promised.", "AGREEMENT"),
    ],
)  # fmt: skip
def test_the_dead_of_something_else_are_not_counted(text: str, type_: str) -> None:
    claim = main(text)
    assert (claim.type, claim.killed) == (type_, None)


def test_a_separate_attack_is_none_of_the_headlines() -> None:
    claim = main(
        "In a separate attack, gunmen killed two gendarmes near the border, the army said.\n\nThe base in Agadez was "
        "being repaired.",
        "Suicide bomber strikes army base in Niger",
    )
    assert (claim.type, claim.killed) == ("SUICIDE_BOMB", None)


@pytest.mark.parametrize("told", ["in the day's battle, a medic said", "a medic said"])
def test_soldiers_who_died_behind_a_capture_died_in_it(told: str) -> None:
    claim = main(
        "The army has recaptured the town of Baiji from Islamic State, Iraq's defence ministry said on Wednesday.\n\n"
        f"Residents who had fled were told to wait.\n\nThe streets were quiet.\n\nNineteen soldiers were "
        f"killed, {told}."
    )
    assert claim.type == "GOV_REGAINS_TERRITORY"
    assert claim.killed is not None and claim.killed.best == 19


def test_what_an_event_answers_to_gives_it_neither_dead_nor_place() -> None:
    claim = main(
        "Turkish warplanes bombed PKK camps in northern Iraq on Wednesday in retaliation for the killing of 13 "
        "soldiers in Daglica on Sunday, the army said.\n\nTwenty aircraft took part, it said, and all came back."
    )
    assert (claim.type, claim.killed) == ("AIR_STRIKE", None)
    assert claim.place is not None and claim.place.country == "IRQ"


def test_a_toll_ends_where_its_parts_are_told() -> None:
    claim = main(
        "An air strike by the Saudi-led coalition hit a wedding party near the Yemeni port of Mocha on Monday.\n\n"
        "A local official put the death toll at 131, many of them women and children."
    )
    assert claim.killed is not None and claim.killed.best == 131


def test_an_attack_on_forces_is_a_clash() -> None:
    claim = main(
        "Taliban fighters attacked the Afghan city of Kunduz on Tuesday, the governor said.\n\nEight members of the "
        "security forces and 34 Taliban had been killed by the afternoon."
    )
    assert claim.type == "ARMED_CLASH"


def test_a_village_in_a_country_is_no_namesake_abroad() -> None:
    claim = main(
        "Twenty-six civilians were killed on Tuesday when a vehicle hit a landmine near Boni in central Mali, the army "
        "said.\n\nJihadists are active in the area."
    )
    assert claim.place is not None
    assert (claim.place.name, claim.place.country, claim.place.lat) == ("Boni", "MLI", None)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Russian shelling of Kherson in Ukraine killed three people on Tuesday, the governor said.", "Russia"),
        ("Seven people were killed in an Israeli air strike on a village near Nabatieh in Lebanon on Tuesday, the "
         "Lebanese health ministry said.", "Israel"),
        ("Three people died in Turkey's air strikes on villages near Zakho in Iraq on Tuesday, officials said.",
         "Turkey"),
        ("Heavy Syrian artillery fire on Douma killed nine people on Tuesday, rescuers in Syria said.", "Syria"),
    ],
)  # fmt: skip
def test_strikes_of_a_nation_are_its_forces_deeds(text: str, doer: str) -> None:
    claim = main(text)
    assert claim.actor1 is not None and claim.actor1.name == f"Military of {doer}"
    assert claim.actor2 is None or claim.actor2.kind != "government"


@pytest.mark.parametrize(
    "text",
    [
        "Four protesters were shot dead in Nasiriyah, Iraq, on Tuesday when security forces fired at demonstrators.",
        "Security forces fired live rounds at protesters in Nasiriyah, Iraq, on Tuesday, killing four.",
    ],
)
def test_force_against_a_protest_is_used_by_the_state_on_the_crowd(text: str) -> None:
    claim = main(text, "Four protesters shot dead in Iraq")
    assert claim.actor1 is not None and claim.actor1.name == "Security Forces of Iraq"
    assert claim.actor2 is not None and claim.actor2.kind in ("protesters", "civilians")
