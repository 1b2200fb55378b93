"""Turns of phrase for the dead and the hurt, as news of many wars writes them: how many of each a sentence gives."""

from __future__ import annotations

import pytest

from pipeline.tag.casualties import Scope
from pipeline.tag.claims.counts import read_tolls

Number = int | tuple[int, int] | None

SENTENCES: list[tuple[str, Number, Number]] = [
    ("Two suicide bombers drove cars into a checkpoint on Wednesday, killing eight soldiers, the "
     "armed forces said, in one of the deadliest strikes on the army since it removed the president "
     "two months ago.", 8, None),
    ("Seven of them died there and 14 were taken to hospital.", 7, None),
    ("Half a dozen villagers were killed.", 6, None),
    ("Three men, two women and a child were killed by the shells.", 6, None),
    ("Twelve people, among them three children, were killed.", 12, None),
    ("The mayor, Karim Dasti, was killed.", 1, None),
    ("Karim Dasti, 41, a local journalist, was shot dead.", 1, None),
    ("A bomb killed the governor, his driver and two bodyguards.", 4, None),
    ("A bomb under his car killed him and his bodyguard.", 2, None),
    ("A bomb killed 30-year-old trader Musa Haro.", 1, None),
    ("They burned nine villagers alive in their huts.", 9, None),
    ("A sniper killed a soldier and wounded another.", 1, 1),
    ("Troops killed 12 militants for the loss of one soldier.", 13, None),
    ("Rebels killed 12 soldiers and lost five of their own men.", 17, None),
    ("The army said it lost three men and killed 20 rebels.", 23, None),
    ("All four were killed, as were six guests.", 10, None),
    ("The death toll rose from nine to 12.", 12, None),
    ("The death toll rose to 12 after three people died in hospital.", 12, None),
    ("The bomb damaged a police station but hurt no one.", 0, 0),
    ("It killed nine people, the 14th such attack since January.", 9, None),
    ("It killed nine people in a war that has left more than 100,000 dead since 2003.", 9, None),
    ("Mob lynches two Muslims in Bangui", 2, None),
    ("19 bodies had been counted and not 31 as officials had first stated.", 19, None),
    ("Death toll in Plateau village raid put at 19, not 31", 19, None),
    ("The death toll was put at 19 and not 31.", 19, None),
    ("Pakistani troops shelled posts late on Thursday, killing three members of a family and a BSF "
     "constable and injuring eight persons.", 4, 8),
    ("Between six and nine bodies, two of them of women in their seventies, were carried in after "
     "the strike.", (6, 9), None),
    ("Four of them were wounded.", None, 4),
    ("Two of them were killed in the exchange, which lasted for more than an hour.", 2, None),
    ("Clashes left nine soldiers and five civilians dead.", 14, None),
    ("The blast left 12 people dead and dozens wounded.", 12, 24),
    ("The attack left at least 30 dead.", 30, None),
    ("The bodies of eleven villagers were found in a well.", 11, None),
    ("Rescue workers pulled 23 bodies from the rubble.", 23, None),
    ("Hospital officials said they had received 40 bodies.", 40, None),
    ("The militants beheaded three men in the square.", 3, None),
    ("Five servicemen lost their lives and nine suffered wounds.", 5, 9),
    ("The shelling cost the lives of four children.", 4, None),
    ("Four people perished when a shell hit their car.", 4, None),
    ("Nobody was killed, but 10 people were hurt.", 0, 10),
    ("There were no casualties.", 0, 0),
    ("No deaths were reported.", 0, None),
    ("It claimed 17 lives.", 17, None),
    ("Thirty-two soldiers and 14 rebels died in the fighting.", 46, None),
    ("One person died and five others were injured.", 1, 5),
    ("A policeman was fatally shot.", 1, None),
    ("Two gunmen fatally shot three men.", 3, None),
    ("Police fatally stabbed a driver in Lahore.", 1, None),
    ("A policeman was fatally burned when protesters hurled gasoline bombs.", 1, None),
    ("Gunmen shot and killed two brothers.", 2, None),
    ("The dead included four women.", None, None),
    ("Among the dead were two children.", None, None),
    ("More than 1,100 people were killed in violence across Iraq in September, according to the "
     "United Nations.", None, None),
    ("beat to death an elderly caretaker who had refused to leave", 1, None),
    ("Two dead in attack on church", 2, None),
    ("Three martyred in Bannu blast", 3, None),
    ("Six killed, 20 hurt as bus hits mine", 6, 20),
    ("killing a five-year-old boy and a 59-year-old woman and wounding 22 others", 2, 22),
    ("Officials put the number of dead at 31, with 58 wounded.", 31, 58),
    ("The ministry put the number of dead at 31.", 31, None),
    ("The number of people killed rose to 54.", 54, None),
    ("The toll climbed to 62 on Friday.", 62, None),
    ("Two militants were also killed.", 2, None),
    ("Fourteen persons remain on admission at the hospital.", None, None),
    ("the air strike killed a family of six", 6, None),
    ("a mother and her three children were killed", 4, None),
    ("An explosion tore through a market, leaving 15 people dead and 40 others injured.", 15, 40),
    ("in which nine died", 9, None),
    ("that killed at least 22, most of them foreign tourists", 22, None),
    ("The bodies of 11 men, their hands tied, lay by the road.", 11, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "killed", "injured"), SENTENCES, ids=[row[0][:50] for row in SENTENCES])
def test_how_many(sentence: str, killed: Number, injured: Number) -> None:
    assert (_number(sentence, "killed"), _number(sentence, "injured")) == (killed, injured)


def _number(sentence: str, harm: str) -> Number:
    counts = [toll.count for toll in read_tolls(sentence) if toll.harm == harm and toll.scope is Scope.EVENT]
    if not counts:
        return None
    first = counts[0]
    if first.best is None and first.low is not None and first.high is not None:
        return (first.low, first.high)
    return first.best if first.best is not None else first.low
