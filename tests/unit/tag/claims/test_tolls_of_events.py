"""Which event a toll belongs to, on invented articles published on Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.tagging import Claim
from pipeline.tag import code


def claims_of(title: str, text: str) -> tuple[Claim, ...]:
    return code(title, text, date(2017, 11, 9)).claims


def killed(claim: Claim) -> int | None:
    count = claim.killed
    return None if count is None else next((n for n in (count.best, count.low, count.high) if n is not None), None)


@pytest.mark.parametrize(
    "counting",
    [
        "The interior ministry put the number of dead at 14.",
        "The toll was later put at 14 by the governor's office.",
        "The death toll stood at 14, according to the state news agency.",
        "Nobody was hurt, the governor's office insisted.",
        "A spokesman said that no one had died.",
    ],
)
def test_a_sentence_that_only_counts_speaks_of_what_was_told_before_it(counting: str) -> None:
    text = (
        "Gunmen killed 19 villagers in the hamlet of Azrak, near the Nigerian town of Mubi, on Tuesday, many said.\n\n"
        f"They came on motorcycles after dark. The village has no police post. {counting}\n\n"
        "Also on Wednesday, a bomb hidden in a basket went off in the market of Maiduguri, wounding eight traders."
    )
    found = claims_of("", text)
    assert killed(found[0]) == 19
    assert [killed(claim) for claim in found if claim.type == "REMOTE_EXPLOSIVE"] in ([], [None])


@pytest.mark.parametrize(
    "words",
    [
        "to avenge four dead soldiers",
        "in revenge for the killing of four soldiers",
        "in retaliation for the deaths of four traders",
        "in protest at the army, protesting against the killing of four boys",
        "in response to the murder of four teachers",
    ],
)
def test_the_dead_that_a_deed_answers_to_are_not_its_own(words: str) -> None:
    text = f"A crowd burned dozens of shops in the Nigerian town of Jos on Wednesday {words}, witnesses said."
    assert all(killed(claim) is None for claim in claims_of("", text))


def test_a_headlines_second_story_gives_the_first_no_dead() -> None:
    title = "Policeman dies in grenade attack in Grozny; two gunmen killed in besieged house"
    text = (
        "GROZNY - Unknown persons threw a hand grenade at a patrol car in Grozny on Wednesday, killing a sergeant.\n\n"
        "In Argun, two alleged militants who were blocked in a house were killed after they opened fire."
    )
    assert killed(claims_of(title, text)[0]) == 1


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("Medics said that 14 soldiers had been killed.", "They spoke of 40 rebel dead.", 54),
        ("Nine policemen died in the fighting.", "The army said that 20 militants were killed.", 29),
        ("At least six rebels were killed in the battle.", "Three soldiers lost their lives, an officer said.", 9),
    ],
)
def test_the_dead_of_both_sides_of_a_battle_are_added(first: str, second: str, number: int) -> None:
    text = f"Government troops recaptured the Yemeni town of Mocha from Houthi rebels on Tuesday. {first} {second}"
    assert killed(claims_of("", text)[0]) == number


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from Tuesday's truck bombing of an office in Baghdad climbed to 23 on Wednesday after rescuers "
        "pulled three more bodies from the rubble.",
        "The toll of Tuesday's bombing of a market in Baghdad rose to 23 as two of the wounded died.",
        "Two more victims of a bombing in Baghdad died on Wednesday, bringing the toll to 23.",
    ],
)
def test_a_toll_goes_before_the_newest_dead(text: str) -> None:
    assert killed(claims_of("", text)[0]) == 23


def test_the_wounded_are_of_the_bombing_wherever_they_are_counted() -> None:
    text = (
        "Two suicide bombers killed eight soldiers at a post in the Egyptian town of Sheikh Zuweid on Wednesday.\n\n"
        "At least 17 people were wounded, said Wael Shaarawi, a health ministry official in El-Arish."
    )
    first = claims_of("", text)[0]
    assert first.injured is not None
    assert first.injured.low == 17


@pytest.mark.parametrize(
    "none", ["No casualties were reported.", "Nobody was hurt.", "There was no loss of life.", "No one was injured."]
)
def test_an_interception_that_spared_all_says_so(none: str) -> None:
    text = f"Saudi air defences intercepted two missiles fired by the Houthis at the city of Najran on Thursday. {none}"
    assert killed(claims_of("", text)[0]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers retook a hotel in the Malian town of Sevare on Wednesday from gunmen who had taken it in a raid "
        "that killed 12 guests.",
        "Gunmen abducted 20 women near the Nigerian town of Chibok on Tuesday, hours after rebels slaughtered scores "
        "of farmers.",
        "A crowd burned dozens of shops in the Nigerian town of Jos on Wednesday because of the death of a preacher.",
        "Gunmen abducted two teachers near the Nigerian town of Mubi on Tuesday, police said. Officers had been busy "
        "with a bombing in Yola that killed nine.",
    ],
)
def test_the_dead_of_the_deed_before_are_not_those_of_a_seizure(text: str) -> None:
    assert killed(claims_of("", text)[0]) is None


@pytest.mark.parametrize(
    "late",
    [
        "It did not say who died in that strike, but claimed to have killed 70 fighters in the past 24 hours.",
        "It did not say who died in that strike, but said it had killed 28 gunmen over the last three days.",
    ],
)
def test_the_dead_of_some_days_counted_late_are_not_those_of_the_lede(late: str) -> None:
    text = (
        "Israeli jets struck the southern suburbs of the Lebanese capital Beirut on Wednesday, residents said.\n\n"
        "Smoke rose over the roofs. Windows broke in streets far away. The army said that it had hit an office. "
        f"{late}"
    )
    assert killed(claims_of("", text)[0]) is None


def test_the_dead_of_a_campaign_counted_late_are_not_those_of_the_lede() -> None:
    text = (
        "Saudi jets struck a market in the Yemeni town of Mocha on Wednesday, residents said.\n\nSmoke rose. Cars "
        "burned. Many fled. Schools stayed shut. Shops stayed empty. The port closed. The jets had hit a bridge. "
        "Nobody slept. The strikes have killed 40 porters and scared away the ships."
    )
    assert killed(claims_of("", text)[0]) is None


@pytest.mark.parametrize(
    ("title", "text", "number"),
    [
        (
            "Jets hit Islamist camp in Libya, more than 40 dead",
            "Jets bombed an Islamist camp near the Libyan town of Derna on Wednesday, killing as many as 40 people.",
            40,
        ),
        (
            "Planes hit Islamist camp in Libya, more than 40 dead",
            "Jets bombed an Islamist camp in the Libyan town of Derna on Wednesday, killing as many as 40 people.\n\n"
            "Smoke rose over the camp. The mayor said that 41 men had been killed and nine wounded.",
            41,
        ),
        (
            "Seven soldiers and 80 rebels killed in Burkina Faso",
            "Seven soldiers, several farmers and 80 rebels were killed when gunmen attacked an army post in the town "
            "of Djibo on Tuesday, the army said.",
            87,
        ),
        (
            "Dozens killed in Aleppo raid",
            "Jets bombed a market in the Syrian city of Aleppo on Wednesday, killing scores.\n\nThe stalls burned. "
            "The health office said 57 people were killed in the raid.",
            57,
        ),
        (
            "Jakarta attacks kill at least two",
            "By Our Staff\n\nWatch in Times Video.\n\nThe street lies in the centre.\n\nIt is lined with cafes.\n\n"
            "Blasts and gunfire rocked the Indonesian capital Jakarta on Wednesday. At least three civilians were "
            "killed, officials said, along with five assailants.",
            8,
        ),
        (
            "",
            "Two reporters were killed in an Israeli air strike on the Gaza town of Rafah on Wednesday.\n\n"
            "A third Palestinian was also killed in the strike.",
            3,
        ),
        (
            "Bomb on bus kills two in Syria",
            "Two passengers were killed when a bomb hit a bus in the Syrian city of Homs on Wednesday.\n\n"
            "A third passenger, 16-year-old Sami Nasr, was also killed in the blast.",
            3,
        ),
        (
            "Attacks across Iraq kill at least 19",
            "Attacks killed at least 19 people across Iraq on Wednesday, officials said.\n\n"
            "Five others were killed in attacks in the town of Tikrit.",
            19,
        ),
        (
            "",
            "Troops killed 14 insurgents in clashes across Peru on Tuesday.\n\nThey took place in two provinces. "
            "A patrol killed seven bandits including a woman.",
            14,
        ),
    ],
)
def test_parts_of_a_toll_are_not_added_to_it(title: str, text: str, number: int) -> None:
    assert killed(claims_of(title, text)[0]) == number


def test_a_clash_with_its_own_day_and_dead_is_told_beside_the_capture() -> None:
    text = (
        "Libyan forces recaptured the port town of Sirte from Islamic State on Wednesday, they said.\n\n"
        "The harbour lies east of the centre. Its cranes are rusty.\n\n"
        "Clashes in Sirte on Wednesday left 11 fighters dead, a medic said."
    )
    found = claims_of("", text)
    assert [(claim.type, killed(claim)) for claim in found[:2]] == [
        ("GOV_REGAINS_TERRITORY", None),
        ("ARMED_CLASH", 11),
    ]


@pytest.mark.parametrize("none", ["No deaths were reported.", "There were no deaths, a medic said."])
def test_no_deaths_reported_is_a_toll_of_none(none: str) -> None:
    text = (
        "Protesters and the police clashed in central Kiev on Sunday as thousands gathered. More than 70 officers "
        f"were hurt, the ministry said. {none}"
    )
    assert killed(claims_of("", text)[0]) == 0
