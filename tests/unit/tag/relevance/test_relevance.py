"""The judgement on whole articles."""

from __future__ import annotations

import pytest

from pipeline.tag.relevance import RELEVANT_AT, is_coded, relevance

CONFLICT = [
    (
        "Rebels seize northern airfield",
        "Insurgents captured the airfield at Tarsk on Sunday after two days of shelling, the army "
        "admitted. At least nine "
        "soldiers were killed. A rebel spokesman said the fighters had taken tanks and ammunition. "
        "Residents were fleeing.",
    ),
    (
        "Truce agreed for besieged town",
        "Government forces and opposition fighters agreed a 72-hour ceasefire in the besieged town on "
        "Friday, mediators "
        "said. Aid trucks are to enter on Saturday. Shelling went on until minutes before the truce began.",
    ),
    (
        "",
        "TERRORISTS OF THE SHINING PATH YESTERDAY BLEW UP TWO HIGH-TENSION TOWERS AND MURDERED THE MAYOR OF A TOWN IN "
        "AYACUCHO DEPARTMENT. THE POLICE REPORTED THAT TWO AGENTS WERE WOUNDED IN AN AMBUSH AS THEY WENT TO THE SITE.",
    ),
]
OTHER = [
    (
        "Gunners launch fresh assault on title",
        "Arsenal's attack fired again on Saturday. The striker shot twice past the keeper, and the "
        "defence repelled every "
        "raid. The manager said the battle for the championship was not over. The captain will miss the next match.",
    ),
    (
        "Bank shares bombed after price war",
        "Shares in the lender fell 9 percent as a price war hit profits. The chief executive came under fire from "
        "investors. Analysts said the takeover battle could explode into a bidding war.",
    ),
    (
        "Actor shot to fame as sniper",
        "The film, in which he plays a sniper in the Second World War, stormed the box office. Shooting "
        "took six weeks. "
        "Critics hailed the explosive battle scenes.",
    ),
    (
        "EU widens sanctions list",
        "European foreign ministers on Monday added twelve officials to the list of people under travel bans and asset "
        "freezes. Diplomats said further measures against banks might follow. The ministry summoned the ambassador.",
    ),
    (
        "Floods cut off valley",
        "Heavy rain burst river banks and swept away bridges on Tuesday, killing four people. The army "
        "sent helicopters "
        "to rescue families from roofs. Forecasters expect more rain.",
    ),
    (
        "Teenager held over burglary",
        "Police arrested a man of 19 after a burglary at a jeweller's shop. Officers found a knife in his car. He will "
        "appear in court on Thursday.",
    ),
]


@pytest.mark.parametrize(("title", "text"), CONFLICT)
def test_conflict_is_relevant(title: str, text: str) -> None:
    assert relevance(title, text) >= RELEVANT_AT


@pytest.mark.parametrize(("title", "text"), OTHER)
def test_other_news_is_not(title: str, text: str) -> None:
    assert relevance(title, text) < RELEVANT_AT


def test_nothing_is_not_relevant() -> None:
    assert relevance("", "") == 0.0
    assert relevance(" ", "\n") == 0.0


def test_a_title_alone_is_judged() -> None:
    assert relevance("Suicide bomber kills 12 soldiers in northern town", "") >= RELEVANT_AT
    assert relevance("Striker scores twice in cup final", "") < RELEVANT_AT


def test_languages() -> None:
    assert is_coded("en") and is_coded("en-GB") and is_coded("EN_us")
    assert not is_coded("ar")
