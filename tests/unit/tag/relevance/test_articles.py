"""The judgement on articles of three sentences and more: what only looks like news of a war, and what does not."""

from __future__ import annotations

import pytest

from pipeline.tag.kind import read
from pipeline.tag.relevance import RELEVANT_AT, relevance
from pipeline.tag.relevance.judgement import meaning, read_judgement, shipped_judgements
from pipeline.tag.relevance.signs import signs_and_setting
from pipeline.vectors import DIMENSIONS

YEAR = 2016
LOOKS_LIKE_IT = {
    "anniversary": (
        "Crete's villages remember the paratroopers",
        "Church bells rang in Maleme on Friday, seventy-five years after German paratroopers fell on the airfield. In "
        "1941 the defenders killed hundreds before the hill was lost, and farmers who had fought with pitchforks were "
        "shot against the olive trees. Eleven veterans from New Zealand laid wreaths. The ambassador read a poem.",
    ),
    "obituary": (
        "Colonel who held the bridge dies at 97",
        "Thomas Arden, who with forty men held a bridge for two nights against tanks in September 1944, has died. He "
        "was wounded in the shoulder and captured when the ammunition ran out. After the war he taught Latin in Bath. "
        "His wife died in 2003; two daughters survive him.",
    ),
    "drill": (
        "Thai and Indian jungle troops train together near Chiang Mai",
        "Two hundred Thai and Indian soldiers stormed a mock village on Tuesday at the end of a two-week exercise. "
        "Helicopters dropped men on ropes, blank shots were fired, and a make-believe terrorist chief was seized. The "
        "manoeuvres, called Maitree, have been held every year since 2006, a colonel said.",
    ),
    "gang": (
        "Seven shot dead in San Pedro Sula as maras fight over bus money",
        "Seven young men were shot dead at a football pitch in San Pedro Sula by members of a rival gang, police said "
        "on Monday. The two maras have fought for months over who may extort money from bus drivers in the quarter. "
        "Detectives found forty cartridges and a list of payments. Two suspects aged 16 and 19 were arrested.",
    ),
    "robbery": (
        "Gold convoy robbed by men in uniform outside Lyon",
        "Robbers with assault rifles and police armbands stopped two vans on the motorway on Thursday and made off "
        "with jewels worth five million euros. They fired into the air, tied up the drivers and burned the vans. "
        "Nobody was hurt. A burned-out car was found by gendarmes, who suspect a gang from Marseille.",
    ),
    "accident in a war": (
        "Gas cylinder, not rocket, destroyed house in Homs, civil defence says",
        "Six people died in Homs on Sunday when a gas cylinder blew up in a kitchen, civil defence said. Neighbours "
        "had thought a rocket had struck. Investigators found a perished hose and ruled out an attack. The family had "
        "come back to the city last month after four years in Lebanon.",
    ),
    "old bomb": (
        "Hanover station shut while bomb of 1943 is made safe",
        "Trains stopped in Hanover for three hours on Wednesday while experts removed the fuse from an American bomb "
        "of five hundred pounds. A digger had struck it during work on a platform. Nine thousand residents left their "
        "flats. Such finds are still common, seventy years after the raids.",
    ),
    "flood in a mined land": (
        "Sava flood carries mines into maize fields",
        "Mines laid in the war of the nineties have been washed into fields by the Sava, Bosnian authorities warned on "
        "Monday. The river burst its banks after a week of rain, and 2,000 people left their homes. Nobody has been "
        "hurt. Farmers were told to leave suspicious objects alone until sappers have dried the ground.",
    ),
    "analysis": (
        "Background: how al-Shabaab learned to live without a capital",
        "When African Union troops drove it from Mogadishu in 2011, many wrote the movement off. It had been founded "
        "five years before as the youth wing of the Islamic courts and at its height ruled most of the south. Experts "
        "see three reasons for its survival: taxes, patience and the mistakes of its enemies. The first is simple.",
    ),
    "trial": (
        "Former rebel commander gets 25 years for burning village in 2002",
        "A court in Kinshasa sentenced a former rebel commander to 25 years on Thursday. Judges found that in August "
        "2002 his men locked forty villagers in a church and set it on fire. He denied the charges. Widows who had "
        "come to hear the verdict sang, and the prosecutor said it was never too late.",
    ),
    "film": (
        "'Salt Wells': a deserter's road movie",
        "Three soldiers run from a massacre and steal a lorry full of salt: out of this the director makes a comedy. "
        "Jets bomb the road, rebels take the lorry, and the youngest is shot by a sniper he went to school with. The "
        "second half drags. The camera work is splendid. Opens on Friday; 97 minutes.",
    ),
    "diplomacy": (
        "Envoy to sound out Khartoum on new round of Darfur talks",
        "The African Union's envoy will fly to Khartoum on Tuesday to discuss a date for talks on Darfur, a spokesman "
        "said. He will meet the foreign minister and ambassadors of the troika. Rebel movements have not said whether "
        "they will attend. The last round, in Addis Ababa, ended without an agreement.",
    ),
}
REPORTS_IT = {
    "round-up": (
        "Lake Chad: the week in incidents, 7 to 13 March",
        "Niger: gunmen on camels raided a village near Diffa on 8 March and killed three herders. Cameroon: a bomber "
        "blew herself up at a checkpoint in Mora on the 9th, wounding two policemen. Nigeria: troops said they freed "
        "sixty captives near Dikwa. Chad: no attack was reported.",
    ),
    "weapons": (
        "First Czech howitzers reach brigades on Donbass front",
        "A train with eight Czech howitzers arrived in Dnipropetrovsk on Monday, the Ukrainian army said. The guns "
        "will go to two brigades that are fighting separatists near Avdiivka. Gunners had been trained in Moravia. "
        "Moscow condemned the delivery as adding fuel to the war.",
    ),
    "people": (
        "A midwife, a generator and eleven days of shells",
        "Amina has delivered nine babies since the shelling of the quarter began eleven days ago. On Monday a mortar "
        "bomb went through the roof and killed the guard. Government troops stand two streets away; the rebels have "
        "closed the last road. She keeps the generator for the lamp, she said, and counts.",
    ),
    "besides a trial": (
        "Judge adjourns spy trial as rockets land near court in Benghazi",
        "Three rockets fell near the courthouse of Benghazi on Sunday as the trial of a former intelligence chief was "
        "to resume, wounding two guards. Militiamen loyal to a renegade general fired them from a hill, police said. "
        "The judge adjourned until June. Fighting went on round the airport in the evening.",
    ),
    "truce": (
        "Truce takes hold in Taiz at midnight, lorries wait for permits",
        "Guns fell silent in Taiz at midnight on Monday under a truce between the Houthis and the government's troops. "
        "Two shells fell in the first hour, residents said. Forty lorries with flour wait outside the city. Each side "
        "warned that it would answer any attack.",
    ),
}


@pytest.mark.parametrize("kind", LOOKS_LIKE_IT)
def test_what_looks_like_war_news_is_not_relevant(kind: str) -> None:
    assert relevance(*LOOKS_LIKE_IT[kind], YEAR) < RELEVANT_AT


@pytest.mark.parametrize("kind", LOOKS_LIKE_IT)
def test_nor_is_it_without_its_title(kind: str) -> None:
    assert relevance("", LOOKS_LIKE_IT[kind][1], YEAR) < RELEVANT_AT


@pytest.mark.parametrize("kind", REPORTS_IT)
def test_war_news_in_whatever_form_is_relevant(kind: str) -> None:
    assert relevance(*REPORTS_IT[kind], YEAR) >= RELEVANT_AT


def test_a_year_looks_back_from_that_of_publication_or_from_the_latest_named() -> None:
    reading = read("The siege", "The town fell in 1995. Shells hit it on Monday. A truce of 1994 had failed.")
    assert signs_and_setting(reading, 1995)["old"] == 0.0
    assert signs_and_setting(reading, 2016)["old"] == pytest.approx(2 / 4)
    assert signs_and_setting(reading, None)["old"] == 0.0
    assert signs_and_setting(read("", "The war began in 1995. It ended in 2002."), None)["old"] == pytest.approx(1 / 2)


def test_other_numbers_are_no_years() -> None:
    for text in (
        "He ran 1500m.",
        "Flight MH1717 fell.",
        "It cost 21950 dollars.",
        "In 2050 we shall see.",
        "No. 11999.",
    ):
        assert signs_and_setting(read("", text), 2055)["old"] == 0.0
    assert signs_and_setting(read("", "Twice: in 1916/17 and 2003."), 2014)["old"] == 1.0


def test_sentences_that_look_back_tell_nothing_of_today() -> None:
    told = "Rebels attacked the barracks and killed nine soldiers"
    now = signs_and_setting(read("", f"{told} on Monday. It rained."), 2016)
    then = signs_and_setting(read("", f"{told} in 1982. It rained."), 2016)
    assert then["now_best"] < now["now_best"] and then["best"] > then["now_best"]
    assert now["now_dated"] > 0.5 and now["dated_lede"] == 1.0


def test_any_text_has_a_setting() -> None:
    for title, text in (("2014", ""), ("", "2014"), ("1999. 2000.", "1999"), ("\n", "x 1950 y\n\n1951")):
        found = signs_and_setting(read(title, text), None)
        assert all(0.0 <= found[name] <= 1.0 for name in ("old", "old_lede", "dated", "history", "now_best"))


def test_meaning_has_length_one_or_none() -> None:
    assert meaning("the army shelled the town") @ meaning("the army shelled the town") == pytest.approx(1.0)
    assert not meaning("").any() and not meaning("zxqv").any()


def test_the_shipped_weights_are_of_known_signs() -> None:
    known = set(signs_and_setting(read("a title", "a text"), None))
    for judgement in shipped_judgements():
        assert set(judgement.signs) <= known and judgement.text.shape == (DIMENSIONS,)
    assert not shipped_judgements()[1].title.any()


def test_weights_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="another size"):
        read_judgement({"signs": {}, "title": [0.0], "text": [0.0], "bias": 0.0})
