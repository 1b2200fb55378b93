"""Where an event happened when its own sentence names no town, on invented articles."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code

PUBLISHED = date(2017, 11, 9)


def place_of_main(title: str, text: str) -> str:
    coding = code(title, text, PUBLISHED)
    assert coding.claims, coding.score
    place = coding.claims[0].place
    return place.name if place else ""


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        # the town that the sentences around name
        (
            "Iraqi troops retake three villages from Islamic State",
            "Iraqi soldiers recaptured three villages west of Ramadi from Islamic State on Wednesday, the army said."
            "\n\nThe villages of Zorvankura, Albu Tayzan and Albu Qarid were mined, an officer said.",
            "Zorvankura",
        ),
        (
            "Mob burns mosques as unrest spreads in Myanmar",
            "Buddhist rioters burned mosques and houses in two more towns of Myanmar, police said.\n\n"
            "Some two hundred young men came on motorcycles to Yamethin on Tuesday night, residents said. Others stood "
            "with swords in Yamethin's market.\n\nThey set fire to a mosque and 43 homes.",
            "Yamethin",
        ),
        (
            "Gunmen kill four soldiers in Tunisia",
            "Gunmen killed four soldiers in an ambush in Tunisia on Tuesday, the ministry said.\n\n"
            "The patrol was climbing a track on Mount Zorvan near Kasserine when it came under fire.\n\n"
            "Three weeks ago militants stormed a museum in the capital, Tunis, killing 22 people.",
            "Mount Zorvan",
        ),
        # the name of a village that the first sentence only tells of
        (
            "Nineteen Algerian villagers killed in night raid",
            "Armed men killed 19 people in a hamlet in the hills south of Algiers in Algeria, survivors said on "
            "Wednesday.\n\nThe assailants came down on Haouch Zorvan, outside the town of Larbaa, on Monday.",
            "Haouch Zorvan",
        ),
        (
            "Peruvian guerrillas kill 15 peasants",
            "Maoist guerrillas shot dead 15 peasants in an Andean hamlet in Peru, police said on Tuesday.\n\nAbout 60 "
            "rebels walked into Zorvamayo, in the central department of Junin, before dawn on Sunday.",
            "Zorvamayo",
        ),
        (
            "Militants kill 40 in Nigeria",
            "Islamist gunmen killed at least 40 people in a village in northeastern Nigeria, a witness said on "
            "Monday.\n\nThe militants stormed Zorvajiffa, in Borno state, on Sunday, spraying residents with gunfire.",
            "Zorvajiffa",
        ),
        (
            "Buddhist mob kills Muslim man in Sri Lanka riots",
            "A Buddhist mob killed a Muslim man in a town in southern Sri Lanka on Wednesday as riots spread, "
            "police said.\n\nResidents of Weligama, "
            "about 15km from Matara, said that several hundred people came in buses.",
            "Weligama",
        ),
        (
            "Rebels take village in Macedonia",
            "Guerrillas seized a village in the hills of North Macedonia on Thursday, witnesses said.\n\nReporters who "
            "climbed to Zorvec, some 10 km from Tetovo, found 40 armed men.",
            "Zorvec",
        ),
        # the headline names the province or its best known town, the first sentence the village
        (
            "Yemen: clashes in Hajjah",
            "Fifty fighters died in clashes between rebels and tribesmen in Kushar district of Hajjah governorate "
            "over two days, medics said on Wednesday.",
            "Kushar",
        ),
        (
            "Bandits attack Zamfara community, abduct 15",
            "Fifteen people were abducted when bandits invaded Gidan Zorva community in Maru LGA, Zamfara State, on "
            "Monday, Nigerian police said.",
            "Gidan Zorva",
        ),
        (
            "Army, militants in gunfight in Shopian",
            "Two militants were killed in a gunfight with Indian forces at Dragad Zorvan in south Kashmir's Shopian "
            "district on Sunday, police said.",
            "Dragad Zorvan",
        ),
        (
            "Al-Shabaab takes over Tieglow-area town hours after Ethiopian troops pull out",
            "Al-Shabaab fighters have taken control of Buur Zorvunle, a town in Somalia's Bakool region, hours after "
            "Ethiopian troops vacated their base there, locals said on Wednesday.",
            "Buur Zorvunle",
        ),
        # a village that the headline names, not the town that the text gives its distance from
        (
            "Peshmerga say mortars near Zorvanta carried mustard agent",
            "About 20 mortar rounds fired by Islamic State fell on Peshmerga lines southwest of Erbil in Iraq late on "
            "Tuesday.\n\nThe front at Zorvanta, a town on the Great Zab, has not moved for a year.",
            "Zorvanta",
        ),
        (
            "Sudan: Survivors describe raids on Gezira villages",
            "(Port Sudan) - Fighters of the Rapid Support Forces killed women in raids on villages in the east of "
            "Gezira state in the last days of October, a rights network in Sudan said.\n\nThe network spoke to 31 "
            "survivors who reached New Halfa on foot.\n\nTwelve were attacked in the village of Um Zorvan al-Sharg on "
            "October 24.",
            "Um Zorvan al-Sharg",
        ),
        # a border that is near says nothing of the country
        (
            "Rebels raid Ugandan school",
            "Rebels killed 37 pupils at a school near the Congo border, the Ugandan army said Wednesday.\n\nFighters "
            "attacked the school in Mpondwe late on Tuesday.",
            "Mpondwe",
        ),
        (
            "Macedonian rebels take village above Tetovo",
            "Guerrillas took control of a village in the hills of North Macedonia on Thursday, witnesses said.\n\n"
            "Reporters who climbed to Zorvec, some 10 km from Tetovo, found 40 armed men.",
            "Zorvec",
        ),
        # the headline's province for a first sentence that names no place
        (
            "27 rebels surrender in Bukidnon",
            "Twenty-seven members of the New People's Army have laid down their arms in this province, the Philippine "
            "army's 403rd Brigade said Wednesday.",
            "Bukidnon",
        ),
        # a town that a side is told of comes before the region around it, a country's name before its province's
        (
            "Sinai: soldiers killed",
            "A roadside bomb killed four soldiers south of Rafah in Egypt's Sinai on Wednesday, the army said.",
            "Rafah",
        ),
        (
            "Mexico: marines ambushed",
            "Two marines died in an ambush by gunmen near Zorvayana, in the Mexican state of Michoacan, the navy "
            "said on Wednesday.",
            "Zorvayana",
        ),
        # what another event's sentence names stays its own, however faint that event is
        (
            "Army and rebels fight in Mali",
            "Fighting between the army and rebels killed 40 people in Mali on Wednesday.\n\nAnother man was "
            "shot dead in Gao.",
            "Mali",
        ),
        (
            "Protesters clash with Egyptian police, one dead",
            "A protester was killed in Egypt on Wednesday when police fired teargas and birdshot, officials said.\n\n"
            "Another man was shot dead in Cairo, a security source said.",
            "Egypt",
        ),
        # neither the seat of a speaker, nor another town, nor that under an old picture, nor that of another event
        (
            "Four soldiers killed in Mali",
            "Gunmen killed four soldiers in Mali on Tuesday, the army said.\n\nA spokesman in Bamako said that a "
            "search was under way.",
            "Mali",
        ),
        (
            "Rebels shell army post near Kobani",
            "Rebels shelled an army post near Kobani in Syria on Tuesday, killing two soldiers.\n\nThe wounded were "
            "taken to Aleppo.",
            "Kobani",
        ),
        (
            "Gunmen kill four soldiers in Mali",
            "Soldiers stand in Gao, January 12, 2015.\n\nGunmen killed four soldiers in Mali on Tuesday, the army "
            "said.",
            "Mali",
        ),
        (
            "Gunmen kill four soldiers in Mali",
            "Gunmen killed four soldiers in an ambush in Mali on Tuesday, the army said.\n\nA roadside bomb wounded "
            "two traders in Gao on Monday.",
            "Mali",
        ),
        # the edge of a town is the town, a hospital elsewhere is not
        (
            "Helicopter drops barrel bombs in Syria",
            "A helicopter dropped a barrel bomb on the southern edge of Saraqib, in Idlib province in Syria, on "
            "Tuesday, killing two people.",
            "Saraqib",
        ),
        (
            "Five killed in Mali attack",
            "Gunmen killed five people in an attack on Douentza in Mali on Tuesday; the wounded were "
            "airlifted to Bamako.",
            "Douentza",
        ),
        # a town that is not named yet, before the towns of another convoy that the same event tells later
        (
            "Aid trucks reach starving Syrian town",
            "Trucks with flour reached a besieged Syrian town on Wednesday, the Red Crescent said.\n\nThe first of "
            "them drove into Madaya at noon.\n\nThere people have eaten leaves.\n\nAnother aid convoy entered Foua, a "
            "village that rebels besiege.",
            "Madaya",
        ),
        # the quarter of a city that a telling names
        (
            "Suicide bomber kills 10 in Istanbul",
            "A suicide bomber killed ten tourists in the historic heart of Istanbul on Wednesday, the governor said."
            "\n\nThe president condemned the bombing in Sultanahmet square.\n\nThe blast was heard far off.",
            "Sultanahmet",
        ),
        # the capital of the country that the sentence has just named
        (
            "Troops free bank from jihadists",
            "Gendarmes in Burkina Faso recaptured a bank in the capital on Wednesday from al Qaeda's men.\n\nThe "
            "attack resembles those in Bamako, the capital of Mali, and in Abidjan in Ivory Coast, and fighters from "
            "Mali had come over the border from Mali, the minister said.",
            "Ouagadougou",
        ),
        # a country that only owns the weapon, or punished the victim, is not the ground
        (
            "Yemeni militant leader killed in US strike",
            "A leader of al-Qaeda in Yemen died in a US air strike, the group said on Wednesday.\n\nIt "
            "named a new commander.",
            "Yemen",
        ),
        (
            "Israeli air strike kills trader sanctioned by Canada",
            "An Israeli air strike killed a trader who had been sanctioned by Canada, Syrian media said.\n\nHis car "
            "was hit on the road near Damascus on Tuesday.",
            "Damascus",
        ),
        # "where the shooting took place" is the event told before
        (
            "Soldier kills 12 in Congo",
            "A drunken soldier shot dead 12 villagers in the Democratic Republic of Congo on Tuesday.\n\n"
            "Officials were looking for him in the town of Zorvange, where the shooting took place.",
            "Zorvange",
        ),
        # a province is better than a country
        (
            "Maoist rebels killed in gun battle in India",
            "Twelve Maoist rebels were killed in a gun battle with the Indian police in a forest, officers said.\n\n"
            "It began late on Tuesday where they had set a trap in Jharkhand, a stronghold of the rebels.",
            "Jharkhand",
        ),
        # no place of its own: the country that things happen in, not the nations whose people act or speak
        (
            "Canadian soldiers wounded by rebels",
            "Two Canadian soldiers and an American were wounded when rebels ambushed their patrol on Tuesday, Canada's "
            "army said.\n\nThe Canadian government sent doctors. It keeps 200 men in Mali. One died in northern Mali.",
            "Mali",
        ),
        # the town that the event "happened in", before the city that the first sentence puts it beside
        (
            "Two fighters killed in blast south of oil city Kirkuk",
            "Two Kurdish fighters were killed on Tuesday when a bomb blew up under a car south of the Iraqi oil city "
            "of Kirkuk.\n\nThe explosion happened in Daquq, where Islamic State has men, a captain said.",
            "Daquq",
        ),
    ],
)
def test_where_the_main_event_happened(title: str, text: str, name: str) -> None:
    assert place_of_main(title, text) == name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Planes from Afghanistan bombed Pakistani villages on Tuesday and killed 90 people, officials said.", "PAK"),
        ("Jets from Turkey bombed Iraqi farmland on Tuesday and killed four people, officials said.", "IRQ"),
        ("Soldiers from Rwanda shelled Congolese territory on Tuesday, killing six people, officials said.", "COD"),
        ("Israeli tanks shelled Lebanese villages on Tuesday and killed three people, officials said.", "LBN"),
        ("Gunmen from Chad raided Sudanese towns on Tuesday and killed 20 people, officials said.", "SDN"),
    ],
)
def test_the_land_of_a_people_is_a_place(text: str, country: str) -> None:
    place = code("", text, PUBLISHED).claims[0].place
    assert place is not None and place.country == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Six civilians were killed on Tuesday in Turkey's offensive in northern Syria, monitors said.", "SYR"),
        ("Saudi Arabia's air campaign in Yemen killed 14 people at a wedding on Tuesday, medics said.", "YEM"),
        ("Ethiopia's incursion into Somalia killed nine people on Tuesday, elders said.", "SOM"),
        ("Rwanda's military operation in Congo killed six people on Tuesday, residents said.", "COD"),
    ],
)
def test_whose_offensive_it_is_tells_no_place(text: str, country: str) -> None:
    place = code("", text, PUBLISHED).claims[0].place
    assert place is not None and place.country == country
