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
