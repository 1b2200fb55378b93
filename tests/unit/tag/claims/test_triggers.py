"""Triggers: what tells of an event, in which voice, and whether it is said to have happened."""

from __future__ import annotations

import pytest

from pipeline.tag.claims.lexicon import Family, read_rules
from pipeline.tag.claims.triggers import Status, Trigger, find_triggers


def only(sentence: str, family: Family) -> Trigger:
    (found,) = [trigger for trigger in find_triggers(sentence) if trigger.family is family]
    return found


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("A suicide bomber struck a checkpoint", Family.SUICIDE),
        ("The attacker blew himself up", Family.SUICIDE),
        ("Helicopters dropped bombs filled with chlorine", Family.CHEMICAL),
        ("Warplanes bombed the village", Family.AIR),
        ("Three mortar rounds struck near the square", Family.SHELL),
        ("A roadside bomb hit a convoy", Family.BOMB),
        ("The mine went off at noon", Family.BOMB),
        ("The army retook the town", Family.TAKE),
        ("The liberation of Albu Kamal", Family.TAKE),
        ("Rebels withdrew from the city", Family.LEAVE),
        ("Gunmen kidnapped three engineers", Family.ABDUCT),
        ("The rebels freed a hostage", Family.FREE),
        ("Riot police fired tear gas", Family.POLICING),
        ("Clashes broke out", Family.CLASH),
        ("The sides agreed to a ceasefire", Family.AGREE),
        ("Police defused a device", Family.DISRUPT),
        ("Troops were deployed along the border", Family.MOVE),
        ("Warships shelled the harbour", Family.SHELL),
        ("Disturbances went on all night", Family.RIOT),
        ("Five hostages escaped", Family.FREE),
        ("Both sides clinched a deal", Family.AGREE),
        ("A plan for the border was agreed", Family.AGREE),
    ],
)
def test_words_speak_for_a_family(sentence: str, family: Family) -> None:
    assert family in {trigger.family for trigger in find_triggers(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices fell as the two firms fought a price war",
        "He was shot by a photographer for the cover, and the shells on the beach shone",
        "The helicopter was hit by lightning",
    ],
)
def test_helicopters_that_are_hit_strike_nobody(sentence: str) -> None:
    assert Family.AIR not in {trigger.family for trigger in find_triggers(sentence)}


@pytest.mark.parametrize(
    ("sentence", "family", "status"),
    [
        ("The army did not bombard the town", Family.SHELL, Status.NEGATED),
        ("The rebels never captured the base", Family.SEIZE, Status.NEGATED),
        ("The army failed to retake the town", Family.TAKE, Status.NEGATED),
        ("Israel threatened to bombard the city", Family.SHELL, Status.POSSIBLE),
        ("The army will retake the town", Family.TAKE, Status.POSSIBLE),
        ("They vowed to liberate the city", Family.TAKE, Status.POSSIBLE),
        ("The army held a drill simulating an ambush", Family.CLASH, Status.POSSIBLE),
        ("Forces pressed on to try to reclaim the town", Family.TAKE, Status.POSSIBLE),
        ("Warplanes routinely bombed the suburb", Family.AIR, Status.HABITUAL),
        ("Militants who have seized buildings spoke", Family.SEIZE, Status.ASIDE),
        ("The pact keeps the town safe from any further air strikes", Family.AIR, Status.NEGATED),
        ("The pact prevents an all-out Anglo-French offensive", Family.CLASH, Status.NEGATED),
        ("The port was on the verge of being captured", Family.SEIZE, Status.POSSIBLE),
        ("The blast stirred memories of the suicide bombings of the war", Family.SUICIDE, Status.ASIDE),
        ("The bridge was mined with explosives", Family.BOMB, Status.POSSIBLE),
        ("The army retook the town", Family.TAKE, Status.ACTUAL),
        ("At least two soldiers were killed", Family.KILL, Status.ACTUAL),
        ("No less than 20 mortar rounds struck the town", Family.SHELL, Status.ACTUAL),
        ("The rebels, who refused to talk, captured the base", Family.SEIZE, Status.ACTUAL),
        ("The army has decided to deploy more infantry", Family.MOVE, Status.ACTUAL),
    ],
)
def test_what_is_said_of_it(sentence: str, family: Family, status: Status) -> None:
    assert only(sentence, family).status is status


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The town was retaken on Friday", True),
        ("The town, retaken by the army, lay in ruins", True),
        ("The army has retaken the town", False),
        ("The army retook the town", False),
    ],
)
def test_the_voice(sentence: str, passive: bool) -> None:
    assert only(sentence, Family.TAKE).passive is passive


def test_the_longer_of_two_wins() -> None:
    found = find_triggers("A suicide car bomb exploded")
    assert (found[0].family, found[0].start, found[0].end) == (Family.SUICIDE, 2, 18)


def test_speech_counts_less_than_telling() -> None:
    quoted, told = only('He said: "We shelled the base"', Family.SHELL), only("They shelled the base", Family.SHELL)
    assert quoted.weight < told.weight


def test_the_list_is_read_with_its_names() -> None:
    lines = ["# a note", "BOOM = (?:boom|bang)", "", "[BOMB noun 0.5] boom bang", "loud {BOOM}", "{BOOM} heard"]
    ((stems, rule),) = read_rules(lines)
    assert stems == ("boom", "bang")
    assert (rule.family, rule.noun, rule.weight) == (Family.BOMB, True, 0.5)
    assert rule.pattern.search("a loud bang") and rule.pattern.search("boom heard") and not rule.pattern.search("boom")


@pytest.mark.parametrize(
    ("headline", "passive"),
    [
        ("Police lorry blown up in Lamu", True),
        ("Four soldiers killed near Kidal", True),
        ("Aid workers abducted, driver shot dead", True),
        ("Rebels captured town in north", False),
        ("Gunmen abducted five aid workers in Darfur", False),
    ],
)
def test_a_participle_without_an_object_is_a_passive(headline: str, passive: bool) -> None:
    first = find_triggers(headline)[0]
    assert first.passive is passive


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Gunmen on 20 May killed the mayor", Status.ACTUAL),
        ("On May 5 rebels killed three farmers", Status.ACTUAL),
        ("A raid in May killed nine", Status.ACTUAL),
        ("TERRORISTS ON 20 MAY KILLED THE MAYOR", Status.ACTUAL),
        ("Hunger may have killed more", Status.POSSIBLE),
    ],
)
def test_the_month_of_may_makes_nothing_doubtful(sentence: str, status: Status) -> None:
    assert only(sentence, Family.KILL).status is status
