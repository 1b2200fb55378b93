"""Days that many writers name for a deed, written on Thursday, 16 July 2015; those of a word are left out."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag.claims.reading import read_sentences
from pipeline.tag.claims.scenes import dates_of
from pipeline.tag.claims.when import is_planned, when_spoken

REFERENCE = date(2015, 7, 16)
TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Rebels shelled the town overnight on Monday.", ("2015-07-13",)),
    ("Rebels shelled the town overnight into Tuesday.", ("2015-07-14",)),
    ("Jets struck the port overnight.", ("2015-07-16",)),
    ("Srinagar, July 16: Militants hurled a grenade late Wednesday night.", ("2015-07-15",)),
    ("Juba, 15 July 2015 (ANA) - Gunmen raided a village on Tuesday.", ("2015-07-14",)),
    ("COLOMBO, July 16. Troops overran a base on Wednesday.", ("2015-07-15",)),
    ("Bujumbura, 16/07 - Grenades were thrown at a bar on Sunday evening.", ("2015-07-12",)),
    ("The town fell hours after troops pulled out.", ()),
    ("Gunmen stormed the hotel on Wednesday. Hours later, a bomb went off.", ("2015-07-15",)),
    (
        "Gunmen stormed the hotel on Wednesday. Guests wept. Many fled. The night before, a mine killed two.",
        ("2015-07-14",),
    ),
    ("He told Reuters on Wednesday that the town had fallen.", ()),
    ("She told a news conference in Kiev on Wednesday that the town had fallen.", ()),
    ("Col. Herki told Rudaw by telephone on Wednesday.", ()),
    ("The army conceded on Wednesday that it had lost the base.", ()),
    ("The army on Wednesday conceded that it had lost the base.", ()),
    ("Sunday Gyang, an officer, said the raid took place on Tuesday.", ("2015-07-14",)),
    ("Captain Friday Okon said the raid took place on Tuesday.", ("2015-07-14",)),
    ("Rebels want a referendum this Sunday.", ()),
    ("Fighters raped women in the last ten days of June.", ("2015-06",)),
    ("The camp was attacked at the end of June.", ("2015-06",)),
    ("But on Tuesday the monitors, who have a network of sources, said the gas field had fallen.", ()),
    ("On Tuesday the group which counts the dead on both sides quoted doctors as saying that many died.", ()),
    ("On Tuesday gunmen who came by boat shot five, witnesses said.", ("2015-07-14",)),
    ("Later on Tuesday officials in the capital confirmed the raid.", ()),
    ("An Antonov dropped bombs on Wednesday of last week.", ("2015-07-08",)),
    ("The siege began last Friday.", ("2015-07-10",)),
    ("In the early hours of Tuesday gunmen killed nine.", ("2015-07-14",)),
    ("The attack on the night of July 13 to 14 killed three.", ("2015-07-13",)),
    ("The attack on the night of 13-14 July killed three.", ("2015-07-13",)),
    ("From July 10 to 12, 30 were killed.", ("2015-07-10",)),
    ("On 10 and 11 July militants burned two villages.", ("2015-07-10",)),
    ("The convoy was hit the day before yesterday.", ("2015-07-14",)),
    ("The convoy was hit on the eve of the vote, Sunday.", ("2015-07-12",)),
    ("Three days ago gunmen raided the mine.", ("2015-07-13",)),
    ("Last night shells hit the town.", ("2015-07-15",)),
    ("Wednesday night's raid left four dead.", ("2015-07-15",)),
    ("Tuesday's attack was the worst.", ("2015-07-14",)),
    ("The raid took place on July 14th.", ("2015-07-14",)),
    ("The raid took place on 14.07.2015.", ("2015-07-14",)),
    ("The raid took place on 14/7/2015.", ("2015-07-14",)),
    ("The raid took place on 14 July.", ("2015-07-14",)),
    ("The raid took place on the 14th of July.", ("2015-07-14",)),
    ("The bomb went off Tuesday in Baghdad.", ("2015-07-14",)),
    ("In mid-June rebels seized the dam.", ("2015-06",)),
    ("Early on Thursday, jets hit the port.", ("2015-07-16",)),
    ("At dawn today jets hit the port.", ("2015-07-16",)),
    ("This Monday, rebels hit the port.", ("2015-07-13",)),
    ("On Tuesday evening local time a mine exploded.", ("2015-07-14",)),
    ("The army fought militants in the souk on Saturday and Sunday.", ("2015-07-11",)),
    ("The army will brief reporters in the provincial capital at 9 a.m. on Friday.", ()),
    ("Rebels took the post on Tuesday. Later in the day they left it.", ("2015-07-14",)),
    ("That is all for tonight.", ()),
    ("The city braces for more fighting tonight.", ()),
    ("A bomb went off tonight in the old port.", ("2015-07-16",)),
    ("Rioting broke out tonight near the camp.", ("2015-07-16",)),
    ("The envoy complained to the Arab League today that planes had hit villages on Tuesday.", ("2015-07-14",)),
    ("The army issued a statement on Tuesday saying the town had fallen.", ()),
    ("The army said in a statement Tuesday that the town had fallen.", ()),
    ("A spokesman confirmed to AFP on Tuesday that the town had fallen.", ()),
    ("Speaking to journalists on Tuesday, the general said the town had fallen.", ()),
    ("On Tuesday, the army said the town had fallen.", ()),
    ("On Tuesday the army said that the town had fallen.", ()),
    ("The army said in a communique on Tuesday that the town had fallen.", ()),
    ("State television reported late on Tuesday that the town had fallen.", ()),
    ("According to a statement released on Tuesday, the town had fallen.", ()),
    ("The UN said in a report published on Tuesday that 40 people died.", ()),
    ("The UN said in a report published Tuesday that 40 people died.", ()),
    ("The town fell, the governor said early on Tuesday.", ()),
    ("The town fell, a resident told Radio Okapi by telephone on Tuesday.", ()),
    ("The town fell, a resident told this newspaper on Tuesday.", ()),
    ("The town fell, Col. Musa told the state news agency SUNA on Tuesday.", ()),
    ("A rebel spokesman claimed on Tuesday that the town had fallen.", ()),
    ("Rebels claimed responsibility on Tuesday for the raid.", ()),
    ("The president on Tuesday condemned the raid.", ()),
    ("In a video posted on Tuesday the group showed the captives.", ()),
    ("In a tweet on Tuesday he said the town had fallen.", ()),
    ("A military statement on Tuesday put the toll at nine.", ()),
    ("Witnesses quoted by AFP on Tuesday spoke of nine dead.", ()),
    ("The ministry announced on Tuesday evening that the town had fallen.", ()),
    ("Officials told Reuters that gunmen raided the town on Tuesday.", ("2015-07-14",)),
    ("Officials said gunmen raided the town on Tuesday.", ("2015-07-14",)),
    ("Officials said that on Tuesday gunmen raided the town.", ("2015-07-14",)),
    ("The army says it killed nine rebels on Tuesday.", ("2015-07-14",)),
    ("Police reported the killing of nine farmers on Tuesday.", ("2015-07-14",)),
    ("The army claimed to have killed nine rebels on Tuesday.", ("2015-07-14",)),
    ("Rebels released nine soldiers on Tuesday.", ("2015-07-14",)),
    ("Nine people were killed on Tuesday, police said.", ("2015-07-14",)),
    ("Nine people were killed on Tuesday, police said on Thursday.", ("2015-07-14",)),
    ("Police said Thursday that nine people were killed in a raid Tuesday.", ("2015-07-14",)),
    ("He was speaking after a raid on Tuesday killed nine.", ("2015-07-14",)),
    ("The statement said Tuesday's raid killed nine.", ("2015-07-14",)),
    ("Burials took place on Wednesday of the nine farmers killed on Tuesday.", ("2015-07-15", "2015-07-14")),
    ("Five hostages were released on Tuesday.", ("2015-07-14",)),
    ("The rebels freed on Tuesday the nine soldiers.", ("2015-07-14",)),
    ("Between Monday and Wednesday 40 people were killed.", ("2015-07-13",)),
    ("Troops have been fighting for the hill since Friday.", ()),
    ("The women were raped between 26 June and 8 July.", ("2015-06-26",)),
    ("MINSK. July 16 (Interfax) - The sides agreed on Wednesday to stop.", ("2015-07-15",)),
)


@pytest.mark.parametrize(("text", "days"), TOLD, ids=[row[0][:50] for row in TOLD])
def test_the_last_sentence_names_days_of_deeds(text: str, days: tuple[str, ...]) -> None:
    rows = read_sentences("", text)
    last = rows[-1]
    told = [m for m in dates_of(last, REFERENCE, rows) if not m.future and not m.open and not is_planned(last.text, m)]
    assert tuple(m.date.start for m in told if not when_spoken(last.text, m)) == days


def test_wrapped_lines_hide_no_word_before_a_day() -> None:
    text = (
        "The rebels hold two passes in the hills, a guide who knows the\n"
        "valley well told reporters in the town below them. Many had\n"
        "fled. The envoy of the republic in New York complained to the\n"
        "Arab League today that fighter jets from the far side of the\n"
        "border had hit four villages on Tuesday, killing nine men and\n"
        "wounding more than 20 others who tilled their fields."
    )
    last = read_sentences("", text)[-1]
    told = dates_of(last, REFERENCE)
    assert [(m.date.start, when_spoken(last.text, m)) for m in told] == [("2015-07-16", True), ("2015-07-14", False)]
