"""Which day the main event gets, on invented articles published on Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code

DAYS = [
    ("2017-11-05", "The monitors said on Tuesday that a helicopter had dropped a barrel bomb on the Syrian town of "
     "Saraqeb shortly after nine o'clock on Sunday evening, killing four people."),
    ("2017-11-06", "The Ethiopian government on Wednesday rejected reports that a drone killed six civilians in the "
     "town of Adwa. The strike hit a market on Monday afternoon, a doctor said."),
    ("2017-11-07", "The centre of Ghormach, an Afghan district that has changed hands more than once, fell to Taliban "
     "insurgents before dawn on Tuesday, officials said."),
    ("2017-11-08", "By nightfall on Wednesday the last rebel fighters had left the old quarter of the Syrian city of "
     "Homs under a deal with the government."),
    ("2017-11-05", "Government forces have driven Islamic State out of three villages near the Iraqi city of Ramadi, "
     "officers said on Wednesday. The villages fell late on Sunday after two days of fighting."),
    ("2017-11-07", "Relatives searched through scattered caps on Wednesday outside a police college in the Yemeni city "
     "of Dhamar, a day after a suicide bomber killed 14 cadets."),
    ("2017-11-06", "The Nigerian police revised a toll downward, saying on Wednesday that gunmen had killed 19 people "
     "in the village of Fungzai in Plateau State. The attackers came on foot on Monday."),
    ("2017-11-05", "The army on Tuesday confirmed that a bomb had killed four people in the Somali town of Jowhar on "
     "Sunday."),
    ("2017-11-07", "The army said that it had recaptured the Iraqi town of Baiji from Islamic State.\n\nA spokesman "
     "said on Tuesday that the streets were being cleared of mines."),
    ("2017-11-04", "KABUL, Nov 9 (Wire) - A car bomb killed seven people in Kabul on Saturday, Afghan officials said."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), DAYS, ids=[text[:40] for _, text in DAYS])
def test_the_day_of_the_deed_goes_before_that_of_the_word(day: str, text: str) -> None:
    coding = code("", text, date(2017, 11, 9))
    assert coding.relevant, coding.score
    when = coding.claims[0].date
    assert when is not None and when.start == day


OTHERWISE = [
    ("2017-11-08", "Developments in Iraq on Wednesday", "Gunmen stormed a bank in Mosul and shot dead two guards.\n\n"
     "A suicide bomber killed six recruits in Baquba."),
    ("2017-10-30", "", "Militiamen raped women during raids on villages near the Sudanese town Rufaa in the last ten "
     "days of October, doctors said on Wednesday. Twelve said that they were attacked in the village of Azrak on "
     "October 30."),
    ("2017-11-01", "", "Sudanese rebels on Wednesday accused the army of using poison gas against two villages near "
     "Kadugli.\n\nA spokesman said that planes had dropped 12 bombs on Wednesday of last week."),
    ("", "", "The Libyan National Army has set up a new operations base at Houn to supply its troops, two officers "
     "said on Wednesday. Foreigners live in the old date factory."),
    ("2017-11-04", "", "Rebels of the M23 have seized the Congolese town of Rutshuru, residents said. Many families "
     "walked across the border into Uganda over the weekend."),
    ("2017-11-08", "", "Rebels of the FARC blew up a pylon near the Colombian town of Tumaco. They also burned three "
     "lorries. The valley is without light. A front of the group claimed it. Soldiers were sent. Buses stand still "
     "because of the attacks, which began at dawn yesterday."),
    ("2017-11-09", "", '"A short while ago, jets struck targets of the Houthis in the Yemeni port of Hodeidah," '
     "the Israeli army said in a statement."),
    ("2017-11-08", "", "Four policemen were ambushed last night by guerrillas near the Guatemalan town of San Marcos, "
     "officials said. They were coming home from a village whose school rebels burned last week and "
     "were killed on the spot."),
    ("2017-11-03", "", "Iraqi forces on Friday entered the centre of the Iraqi city of Falluja, held by Islamic State, "
     "nearly two weeks after the start of an offensive. Troops recaptured the town hall of Falluja."),
    ("2017-10", "", "Kurdish fighters in Syria have captured two Dutch members of Islamic State. They are from "
     "Delft. Their families live there. Neighbours knew them. Nobody saw them go. They were captured by the fighters "
     "near Raqqa in late October."),
    ("2017-11-08", "", "Syrian troops have seized the town of Qusair from rebels, television said.\n\nThe army began "
     "its offensive two weeks ago. A rebel admitted on Wednesday that his men had left."),
    ("2017-11-07", "Frenchmen kidnapped in Mali last month released", "Three Frenchmen kidnapped in the Malian "
     "town of Gao last month have been released, the mayor of Bamako said on Tuesday."),
    ("2017-11-08", "", "Nine nuns seized by gunmen in the Nigerian town of Mubi on Sunday were freed on Wednesday."),
    ("2017-11-07", "", "Troops in the Yemeni city of Aden killed four militants, among them the planner of an attack "
     "on a cafe last month, the head of the police said on Tuesday."),
    ("2017-11-07", "", "Israel has bombed Syrian troops near Suweida. At least 20 people have died since the fighting "
     "between the clans erupted on Sunday, a monitor said. The ministry spoke of martyrs. Jets hit a tank on Tuesday."),
    ("2017-11-07", "", "The Libyan National Army set up a base at Houn on Tuesday to supply its troops, two officers "
     "said on Wednesday."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "title", "text"), OTHERWISE, ids=[text[:40] for _, _, text in OTHERWISE])
def test_the_day_where_the_deed_names_none_or_only_a_month(day: str, title: str, text: str) -> None:
    claim = code(title, text, date(2017, 11, 9)).claims[0]
    assert (claim.date.start if claim.date else "") == day
