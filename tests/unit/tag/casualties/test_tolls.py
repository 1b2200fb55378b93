"""Tolls: every turn of phrase that news has for the dead and the injured."""

from __future__ import annotations

import pytest

from pipeline.tag.casualties import Scope, Toll, find_tolls

Numbers = tuple[int | None, int | None, int | None]


def tolls(sentence: str, harm: str) -> list[Toll]:
    return [toll for toll in find_tolls(sentence) if toll.harm == harm]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("A car bomb killed 12 people in the market.", (12, 12, 12)),
        ("A car bomb killed at least 12 people.", (12, 12, None)),
        ("More than 60 villagers died on Sunday.", (60, 60, None)),
        ("The bomb killed up to 36 people.", (None, None, 36)),
        ("As many as 43 fighters had died.", (None, 43, 43)),
        ("Nearly 200 villagers were massacred.", (None, 200, None)),
        ("Dozens of people died in the fire.", (24, None, None)),
        ("Scores of recruits died on Thursday.", (40, None, None)),
        ("Several soldiers were killed.", (3, None, None)),
        ("Between 10 and 15 militants were killed.", (10, None, 15)),
        ("Twenty-five soldiers were killed.", (25, 25, 25)),
        ("One thousand two hundred people died.", (1200, 1200, 1200)),
        ("A family of five was killed when shells hit their home.", (5, 5, 5)),
        ("Two dozen fighters were killed.", (24, 24, 24)),
        ("Four Malian soldiers killed in clashes", (4, 4, 4)),
        ("Raiders kill 21 in attacks on two schools", (21, 21, 21)),
        ("Fighting kills 45 before talks", (45, 45, 45)),
        ("A policeman was shot dead by gunmen.", (1, 1, 1)),
        ("Gunmen shot dead two policemen near Karachi.", (2, 2, 2)),
        ("Nurse killed in clash", (1, 1, 1)),
        ("Militia chief killed in ambush", (1, 1, 1)),
        ("Four gunmen and a top commander were killed.", (5, 5, 5)),
        ("A brigade chief and six others have been killed.", (7, 7, 7)),
        ("Shells fell on the village, killing a woman and her two children.", (3, 3, 3)),
        ("Sesay, who ran the militia, died along with his son.", (2, 2, 2)),
        ("Ten shoppers including three children were killed.", (10, 10, 10)),
        ("12 people, three of them children, were killed.", (12, 12, 12)),
        ("She was among eight teachers who died in the raid.", (8, 8, 8)),
        ("The raid had left three people dead.", (3, 3, 3)),
        ("The shells left a woman dead.", (1, 1, 1)),
        ("The attack claimed the lives of 30 villagers.", (30, 30, 30)),
        ("The attack claimed 30 lives.", (30, 30, 30)),
        ("Nine hostages lost their lives.", (9, 9, 9)),
        ("The death toll rose to 23 from 12.", (23, 23, 23)),
        ("There were 14 deaths in the shelling.", (14, 14, 14)),
        ("No one was killed in the blast.", (0, 0, 0)),
        ("The rockets caused damage but no casualties.", (0, 0, 0)),
        ("Gunmen beheaded three men.", (3, 3, 3)),
        ("Guerrillas killed the mayor of the town, as well as two peasants.", (3, 3, 3)),
        ("The gunmen killed a soldier and a police officer.", (2, 2, 2)),
        ("The death toll had risen to 11, including three children.", (11, 11, 11)),
    ],
)
def test_the_dead(sentence: str, count: Numbers) -> None:
    (toll,) = tolls(sentence, "killed")
    assert (toll.count.low, toll.count.best, toll.count.high) == count
    assert toll.scope is Scope.EVENT


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Four guards were killed and at least 30 injured.", 4, 30),
        ("The bomb killed six policemen and wounded seven.", 6, 7),
        ("A bomber struck, killing six guards and wounding four.", 6, 4),
        ("Nine persons were left dead and 12 others were hurt.", 9, 12),
        ("She said four sailors had been killed and 20 wounded.", 4, 20),
        ("A civilian was killed and another wounded.", 1, 1),
    ],
)
def test_dead_and_injured_stand_apart(sentence: str, killed: int, injured: int) -> None:
    (dead,), (hurt,) = tolls(sentence, "killed"), tolls(sentence, "injured")
    assert (dead.count.best, hurt.count.best) == (killed, injured)


@pytest.mark.parametrize(
    "sentence",
    [
        "No report of casualties came from that patrol.",
        "Casualty figures were not available.",
        "It made no mention of casualties.",
        "Soldiers were killed in the fighting.",
        "The militants threatened to kill the hostages.",
        "A 44-year-old man was arrested 12 miles north of the city.",
        "Markin, 44, a local politician, was known to all.",
        "Three helicopters were destroyed and 12 tanks hit.",
        "Air defence units shot down ten Russian drones overnight.",
        "Rebels shot down two helicopters and 4 jets near the base.",
        "The raid killed 30 sheep and burned a barn.",
        "The blast destroyed five police vehicles.",
    ],
)
def test_nothing_stated_is_no_toll(sentence: str) -> None:
    assert tolls(sentence, "killed") == []


def test_an_age_is_no_toll() -> None:
    assert [toll.count.best for toll in find_tolls("The other was Okoro, 31, also killed.")] in ([], [1])


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 400,000 people have died since the war began.",
        "Attacks have killed around 500 people so far this year.",
        "Some 200 people were killed in the three-year conflict.",
        "The blast killed four, bringing the total number of dead to 120 people killed.",
        "Hundreds have been killed in clashes.",
        "At least 85 civilians have been killed in recent months.",
    ],
)
def test_tolls_of_a_war_are_totals(sentence: str) -> None:
    assert any(toll.scope is Scope.TOTAL for toll in find_tolls(sentence))


def test_a_toll_of_the_last_days_is_that_of_the_event() -> None:
    (toll,) = find_tolls("As many as 43 fighters had died in the past three days.")
    assert toll.scope is Scope.EVENT


def test_the_words_are_those_of_victims_and_verb() -> None:
    sentence = "Police said six security personnel were killed on Monday."
    (toll,) = find_tolls(sentence)
    assert sentence[toll.start : toll.end] == "six security personnel were killed"
    assert toll.victims == "six security personnel"
