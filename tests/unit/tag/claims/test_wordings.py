"""One thing told in many ways: the type of the main event, on invented articles of Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code
from tests.unit.tag.claims.wordings_by_type import BY_TYPE
from tests.unit.tag.claims.wordings_of_asides import ASIDES
from tests.unit.tag.claims.wordings_of_deeds import DEEDS
from tests.unit.tag.claims.wordings_of_doubt import DOUBTS

PUBLISHED = date(2017, 11, 9)

WORDINGS = [
    # shells and rockets explode, land, slam, crash: no bombs
    ("SHELLING_ARTILLERY_MISSILE", "Rockets explode near Kabul airport",
     "Three rockets exploded in a car park near the airport of Kabul on Monday, wounding a guard, Afghan police said."),
    ("SHELLING_ARTILLERY_MISSILE", "Blasts heard as rockets land in Tripoli suburb",
     "Two Grad rockets landed in a suburb of the Libyan capital Tripoli on Tuesday and the blasts broke windows, "
     "residents said."),
    ("SHELLING_ARTILLERY_MISSILE", "Bus queue hit in Horlivka",
     "Five people waiting for a bus died on Tuesday when artillery rounds crashed into a street in the Ukrainian town "
     "of Horlivka, the rebel authorities said."),
    ("SHELLING_ARTILLERY_MISSILE", "Mortars kill two in Hodeidah",
     "Mortar bombs fired by Houthi rebels fell on a market in the Yemeni port of Hodeidah on Wednesday, killing two "
     "women, medics said."),
    # from the air
    ("AIR_STRIKE", "Drone kills six in Adwa",
     "A drone struck a workshop in the Ethiopian town of Adwa on Tuesday, killing six people, a doctor said. The "
     "government said rebels repaired artillery there."),
    ("AIR_STRIKE", "Helicopters rocket villages in Sinai",
     "Apache helicopters fired rockets at houses in two villages near the Egyptian town of Rafah on Tuesday, killing "
     "11 militants, security officials said."),
    ("AIR_STRIKE", "Jets hit hospital in Idlib",
     "Russian Su-24s bombed a field hospital in the Syrian town of Maarat al-Numan on Tuesday, activists said."),
    ("AIR_STRIKE", "MiG jets pound rebel camp in Sri Lanka",
     "Sri Lankan air force Kfirs attacked a Tamil Tiger camp near Mullaitivu on Tuesday, the military said."),
    # chemical
    ("CHEMICAL_WEAPON", "Chlorine fells dozens in Saraqeb",
     "A helicopter dropped at least one barrel believed to contain chlorine gas on the Syrian town of Saraqeb on "
     "Tuesday, and twelve people were treated for breathing difficulties, monitors said."),
    # bombers
    ("SUICIDE_BOMB", "Girl bombers strike market in Nigeria",
     "Two girls blew themselves up among traders in the Nigerian town of Biu on Wednesday, killing 18 people. One "
     "detonated her explosives beside women selling beans, witnesses said."),
    ("SUICIDE_BOMB", "Bomber rams checkpoint in Bannu",
     "A bomber rammed an explosives-laden motorcycle into a checkpoint near the Pakistani town of Bannu on Wednesday, "
     "killing three policemen, officials said."),
    ("SUICIDE_BOMB", "Twin car bombs hit army post",
     "Two suicide attackers drove cars packed with explosives into a military post in the Egyptian town of Sheikh "
     "Zuweid on Wednesday, killing eight soldiers, the army said."),
    # ground that changes hands without a fight
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Soldiers enter Kalbajar as Armenians leave",
     "Azerbaijani soldiers moved into the town of Kalbajar on Wednesday after Armenian forces handed the district back "
     "under a truce. Not a shot was fired."),
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Last rebels leave Homs quarter in buses",
     "The last rebel fighters had left the old quarter of the Syrian city of Homs by Wednesday evening, handing the "
     "area back to the government without a shot under a deal mediated by the United Nations."),
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Garrison gives up base in Feodosiya",
     "Russian troops took over a Ukrainian base in the Crimean port of Feodosiya on Tuesday after its garrison gave up "
     "without resistance."),
    ("NON_VIOLENT_TERRITORY_TRANSFER", "Rebels in Rubaya after army leaves",
     "Rebels seized the Congolese town of Rubaya on Tuesday without firing a shot after the army left, people said."),
    # ground taken
    ("GOV_REGAINS_TERRITORY", "Iraqi troops push into Kubaysa, retake three villages",
     "Iraqi counter-terrorism units backed by Sunni tribal fighters have driven Islamic State out of three villages "
     "along the Euphrates west of Ramadi, army officers said on Tuesday."),
    ("GOV_REGAINS_TERRITORY", "Flag raised in Druzhkivka",
     "The Ukrainian National Guard entered the town of Druzhkivka late on Tuesday and hoisted the national flag over "
     "the council building after a two-day battle with separatist rebels, a spokesman said. Three soldiers died."),
    ("NON_STATE_OVERTAKES_TERRITORY", "District centre falls to Taliban",
     "The centre of Ghormach district in northern Afghanistan fell to Taliban insurgents before dawn on Tuesday after "
     "defenders ran out of ammunition, officials said."),
    ("NON_STATE_OVERTAKES_TERRITORY", "M23 takes heights above Rubaya",
     "Fighters of the M23 rebel group took the heights above the Congolese town of Rubaya on Tuesday after the army "
     "abandoned its positions, residents said. Shelling and clashes had gone on for days."),
    ("NON_STATE_OVERTAKES_TERRITORY", "Rebels in control of town in Chad",
     "Rebels drove soldiers out of the Chadian town of Faya-Largeau on Tuesday and were in control of it by nightfall, "
     "residents said."),
    # release and abduction
    ("OTHER", "Kidnapped teachers freed in Cameroon",
     "Eleven teachers abducted from a school in the Cameroonian town of Kumbo were let go by their captors on "
     "Wednesday, the church said. Separatists had taken them on Monday."),
    ("OTHER", "Abducted sailors released by Somali pirates",
     "Six sailors kidnapped by Somali militants in the Somali port of Kismayo in March were set free on Tuesday, their "
     "company said."),
    ("ABDUCTION", "Gunmen march off pupils",
     "Gunmen marched eleven pupils off the grounds of a school in the Nigerian town of Chibok on Tuesday, the "
     "headmaster said. Boko Haram militants are active in the area."),
    ("ABDUCTION", "Officer dragged from car in Sinai",
     "Masked gunmen stopped a car near the Egyptian town of El-Arish on Tuesday and led away a police officer, a "
     "security source said."),
    # protest
    ("FORCE_AGAINST_PROTEST", "Two shot dead at march in Valencia",
     "Two people were killed in the Venezuelan city of Valencia on Wednesday when national guardsmen opened fire on a "
     "march by opponents of the president, witnesses said."),
    ("FORCE_AGAINST_PROTEST", "Soldiers shoot at demonstrators in Khartoum",
     "Soldiers fired live rounds into a crowd of demonstrators in the Sudanese capital Khartoum on Tuesday, killing "
     "four people, doctors said."),
    ("MOB_VIOLENCE", "Two lynched in Bangui",
     "A crowd stoned two Muslim men to death and burned their bodies in Bangui, capital of the Central African "
     "Republic, on Wednesday, witnesses said. Militias control parts of the city."),
    # arrests
    ("ARREST", "Army detains wanted militant in Jenin",
     "Israeli troops surrounded a house in Jenin in the West Bank on Wednesday and, after a stand-off, led away an "
     "Islamic Jihad commander whom they had been seeking, the army said."),
    ("ARREST", "Paris police hold cell suspects",
     "French police took into custody four men suspected of belonging to an Islamic State cell in the Paris suburb of "
     "Saint-Denis on Tuesday, the prosecutor said. Rifles and explosives were found."),
    # troops
    ("CHANGE_TO_GROUP_OR_TROOPS", "Peacekeepers roll out of Golan",
     "Hundreds of United Nations peacekeepers rolled out of the Syrian part of the Golan Heights on Tuesday, leaving "
     "four posts after rebels advanced to within a few hundred metres."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "French jets leave Chad",
     "Two French Mirage jets flew out of N'Djamena on Tuesday as France began to withdraw its forces from Chad, the "
     "army said."),
    ("CHANGE_TO_GROUP_OR_TROOPS", "NATO: Russia masses 40,000 troops",
     "Russia has massed up to 40,000 troops, tanks and aircraft along Ukraine's border near Belgorod, NATO said on "
     "Wednesday, showing satellite photographs. Separatist rebels are fighting the Ukrainian army there."),
    # weapons, aid
    ("OTHER", "Air-defence battery reaches Ukraine",
     "An air-defence battery donated by Norway has been delivered to Ukraine for use against Russian missiles, the "
     "defence ministry in Oslo said on Wednesday."),
    ("OTHER", "Food convoy enters besieged Douma",
     "A convoy of 36 trucks with flour and medicine entered the besieged Syrian town of Douma on Wednesday, the first "
     "aid that the government has let through since 2013, the United Nations said."),
    ("DISRUPTED_WEAPONS_USE", "Warship seizes missiles on dhow bound for Yemen",
     "A French warship stopped a dhow off Oman on Tuesday and seized anti-tank missiles and 2,000 rifles bound for the "
     "Houthi rebels in Yemen, the navy said."),
    ("DISRUPTED_WEAPONS_USE", "Sappers defuse bomb in Lahore",
     "Pakistani bomb disposal experts defused a five-kilogram bomb planted by militants outside a court in Lahore on "
     "Tuesday, police said."),
    # attacks on the unarmed
    ("ATTACK", "Gunmen storm hotel in Mombasa",
     "Gunmen stormed the lobby of a hotel in the Kenyan city of Mombasa on Wednesday and shot guests, killing 31 "
     "people. Al-Shabaab said it had carried out the attack. Special forces were still exchanging fire with them."),
    ("ATTACK", "Village raid leaves 19 dead in Plateau",
     "Gunmen on foot attacked the farming village of Fungzai in Nigeria's Plateau State on Tuesday and killed 19 "
     "people, survivors said, firing as they went from house to house."),
    ("ARMED_CLASH", "Soldiers die in mountain ambush in Tunisia",
     "Gunmen opened fire on an army patrol near the Tunisian town of Kasserine on Tuesday, killing four soldiers, the "
     "defence ministry said."),
    ("SEXUAL_VIOLENCE", "Women raped on road in Central African Republic",
     "Armed men stopped a truck on the road out of Bouar in the Central African Republic on Tuesday and raped seven "
     "women, survivors told aid workers. Rebels of the 3R group hold the road."),
    ("HQ_OR_BASE_ESTABLISHED", "Turkey sets up post in Idlib",
     "Turkish troops set up an observation post on a hill near the Syrian town of Saraqib on Tuesday, the army said, "
     "as rebels and government forces hold their lines."),
    ("AGREEMENT", "Colombia and FARC sign truce",
     "The Colombian government and the FARC rebels signed a bilateral ceasefire in Havana on Wednesday, ending five "
     "decades of war, both sides said."),
    ("GRENADE", "Grenade kills two at Bangkok rally",
     "A rocket-propelled grenade or M79 round was fired at a protest site in Bangkok on Wednesday, killing two people "
     "and wounding 22, the emergency centre said. Nobody admitted to the grenade attack."),
    ("LOOTING_PROPERTY_DESTRUCTION", "Militia burns villages in Darfur",
     "Militiamen torched three villages and looted shops near the Sudanese town of Kabkabiya in Darfur on Tuesday, "
     "peacekeepers said. Residents had fled before."),
]  # fmt: skip


ALL = [*WORDINGS, *DEEDS, *BY_TYPE, *ASIDES, *DOUBTS]


@pytest.mark.parametrize(("type_", "title", "text"), ALL, ids=[title or text[:40] for _, title, text in ALL])
def test_the_type_of_the_main_event(type_: str, title: str, text: str) -> None:
    coding = code(title, text, PUBLISHED)
    assert coding.relevant, coding.score
    assert coding.claims[0].type == type_


def test_a_flag_is_raised_by_who_took_the_town_not_by_who_lost_it() -> None:
    text = "The army drove rebels out of Daraya on Monday and hoisted the flag above the town hall."
    coding = code("", text, PUBLISHED)
    assert [str(claim.type) for claim in coding.claims] == ["GOV_REGAINS_TERRITORY"]
