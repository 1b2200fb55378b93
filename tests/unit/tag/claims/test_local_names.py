"""Places that only the text knows, on invented sentences of many wars."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.tagging import Place
from pipeline.tag import code
from pipeline.tag.claims.local_introductions import Words
from pipeline.tag.claims.reading import read_sentences, smooth
from pipeline.tag.claims.scenes import find_spots
from pipeline.tag.places import find_places, resolve, story_countries


def places(text: str, title: str = "") -> dict[str, Place]:
    """All places of an article by the words that name them."""
    even_title, even_text = smooth(title), smooth(text)
    mentions = find_places(even_title, even_text)
    spots = find_spots(
        read_sentences(title, text),
        resolve(mentions, even_title, even_text),
        story_countries(mentions),
        lambda sentence: (),
        Words(title, text),
    )
    rows = {row.index: row.text for row in read_sentences(title, text)}
    return {rows[index][spot.start : spot.end]: spot.resolved.place for index, row in spots.items() for spot in row}


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Gunmen raided the farming village of Zorvanta in Nigeria's Kaduna state.", "Zorvanta", "NGA", "Kaduna"),
        ("Rebels shelled the mainly Hausa district of Qorzumi in Jos, Nigeria.", "Qorzumi", "NGA", "Plateau"),
        ("A bomb went off in Zorvanta, a town in Iraq's Diyala province.", "Zorvanta", "IRQ", "Diyala"),
        ("Fighters attacked Zorvanta, 40 km north of Goma in Congo.", "Zorvanta", "COD", "Nord Kivu"),
        ("Soldiers were ambushed at Zorvanta, on the Garissa-Lamu road, in Kenya's Garissa county.", "Zorvanta", "KEN",
         "Garissa"),
        ("The bomber struck a check-post in the Zorvakhel area of Peshawar, Pakistan.", "Zorvakhel", "PAK",
         "Khyber Pakhtunkhwa"),
        ("An air strike hit the Zorvaniya neighbourhood of Sanaa in Yemen.", "Zorvaniya", "YEM", "Amanat Alasimah"),
        ("Militants ambushed a patrol on Mount Zorvan in Kasserine, Tunisia.", "Mount Zorvan", "TUN", "Al Qasrayn"),
        ("A grenade was thrown in Zorvao barangay near Davao in the Philippines.", "Zorvao", "PHL", "Davao"),
        ("Raiders burned huts in a place called Zorvaru, west of Bor in South Sudan.", "Zorvaru", "SSD", "Jonglei"),
        ("Settlers were attacked near the village of Zorvanov outside Kharkiv, Ukraine.", "Zorvanov", "UKR", "Kharkiv"),
        ("Guerrillas struck in the hamlet of La Zorvana in Colombia's Cauca department.", "La Zorvana", "COL", "Cauca"),
        ("Shells fell on Zorvani refugee camp near Tyre in Lebanon.", "Zorvani refugee camp", "LBN", "South"),
        ("Troops took the Zorvani bridge near Kherson in Ukraine.", "Zorvani bridge", "UKR", "Kherson"),
        ("Rebels overran a camp at Zorvanta, across the lagoon from Jaffna in Sri Lanka.", "Zorvanta", "LKA",
         "Northern"),
        ("Nine died in an ambush at Zorvanta, in the commune of Bandiagara in Mali.", "Zorvanta", "MLI", "Mopti"),
        ("Gunmen shot a guard in Zorvanta, capital of Taizz governorate in Yemen.", "Zorvanta", "YEM", "Taizz"),
        ("Soldiers fought gunmen in Sitio Zorvan, near Marawi in the Philippines.", "Sitio Zorvan", "PHL",
         "Autonomous Region in Muslim Mindanao"),
        ("Pirates boarded a tug off Zorvan Island, near Sandakan in Malaysia.", "Zorvan Island", "MYS", "Sabah"),
        ("Raiders killed ten in the Zorvan chiefdom of Djugu in Congo.", "Zorvan", "COD", "Ituri"),
        ("The RSF shelled the Abu Zorvan camp on the edge of El Fasher in Sudan.", "Abu Zorvan camp", "SDN",
         "Northern Darfur"),
        ("Bandits invaded Zorvan community in Maru, Nigeria.", "Zorvan", "NGA", "Zamfara"),
    ],
)  # fmt: skip
def test_a_name_that_is_said_to_be_a_place(text: str, name: str, country: str, admin1: str) -> None:
    found = places(text)
    assert name in found, found
    place = found[name]
    assert (place.name, place.country, place.admin1, place.geoname_id) == (name, country, admin1, None)
    assert place.lat is not None
    assert place.precision in (2, 4)


def test_all_names_of_a_list_are_places() -> None:
    text = "The villages of Zorvankura, Albu Tayzan and Albu Faraz al-Gharbi near Ramadi in Iraq fell on Sunday."
    assert {"Zorvankura", "Albu Tayzan", "Albu Faraz al-Gharbi"} <= places(text).keys()


def test_a_preposition_makes_a_strange_word_a_place_but_no_person_body_or_word_of_the_language() -> None:
    text = (
        "Shells fell in Zorvanta on Monday, an officer in Homs, Syria, said. He met Karim Qorzumi in Geneva. A man was "
        "treated at Qilvanzo Hospital. Families gathered for prayers in Ramadan. Trust in Qorzumi is low. Faith in "
        "Parliament, and in parliament members, is lower."
    )
    found = places(text)
    assert found["Zorvanta"].country == "SYR"
    assert not {"Qorzumi", "Qilvanzo", "Qilvanzo Hospital", "Ramadan", "Parliament"} & found.keys()


def test_people_are_no_places() -> None:
    found = places(
        "Clashes between Islamists and soldiers, and between Buddhists and others, shook Mandalay in Myanmar."
    )
    assert not {"Islamists", "Buddhists"} & found.keys()


def test_a_place_introduced_once_is_found_wherever_it_is_named() -> None:
    found = places(
        "Witnesses in Zorvanta said that shells fell. The village of Zorvanta lies near Homs in Syria.",
        "Zorvanta under fire",
    )
    assert found["Zorvanta"].admin1 == "Homs"
    title = code("Zorvanta shelled by Syrian army, five killed", "The Syrian army shelled the village of Zorvanta near "
                 "Homs on Tuesday, killing five people.", date(2017, 11, 9)).claims[0]  # fmt: skip
    assert title.place
    assert title.place.name == "Zorvanta"


def test_the_point_lies_where_the_words_say() -> None:
    place = places("Fighters attacked Zorvanta, 60 miles west of Baghdad in Iraq.")["Zorvanta"]
    assert place.lat == pytest.approx(33.34, abs=0.05)
    assert place.lon == pytest.approx(44.4 - 96.5 / (111.2 * 0.835), abs=0.05)


def test_no_point_passes_for_a_place_that_lies_only_in_a_country() -> None:
    place = places("Two soldiers were shot in the village of Zorvanta in Mali.")["Zorvanta"]
    assert (place.country, place.lat, place.lon, place.precision) == ("MLI", None, None, 6)


def test_a_village_is_no_namesake_in_a_country_that_the_story_does_not_name() -> None:
    found = places("Helicopters fired at the villages of Mahdiya and Touma near Rafah in Egypt on Thursday.")
    assert {found[name].country for name in ("Mahdiya", "Touma")} == {"EGY"}


def test_a_name_that_goes_on_is_no_small_town_of_another_country() -> None:
    found = places(
        "Bombs fell on camps at Lac Vert and Mugunza, west of Goma in Congo, on Friday, the army in Goma said."
    )
    assert {place.country for place in found.values()} == {"COD"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A tractor hit a mine outside the village of Velyka Zhura in Kherson region, Ukraine.", "Velyka Zhura"),
        ("An Israeli strike hit the Lebanese town of Aita al-Shaab in Lebanon, near Israel.", "Aita al-Shaab"),
    ],
)
def test_a_part_of_a_name_is_no_other_town(text: str, name: str) -> None:
    assert places(text)[name].name == name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Soldiers torched a Rohingya village near Maungdaw in Myanmar.", "", "Rohingya"),
        ("Guerrillas shot 15 farmers in an Andean hamlet near Huancayo in Peru.", "", "Andean"),
        ("Two policemen died in the Ingush village of Surkhakhi in Russia.", "", "Ingush"),
        ("Gunmen burned a small Dogon settlement near Bankass in Mali.", "", "Dogon"),
        ("Twenty people were killed near Bankass in Mali on Monday.", "Dogon village attacked", "Dogon"),
    ],
)
def test_the_village_of_a_people_is_no_place(text: str, title: str, name: str) -> None:
    assert name not in places(text, title)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rebels killed six soldiers near Zorva Mantaro, in the Huanta area of Peru.", "Zorva Mantaro", "PER"),
        ("Armed men came to the village of Sidi Moussa Zorva in Algeria.", "Sidi Moussa Zorva", "DZA"),
        ("Armed men came to the village of Khaled Zorva in Algeria.", "Khaled Zorva", "DZA"),
        ("Libyan forces entered Islamic State's Zorvawa stronghold near Sirte in Libya.", "Zorvawa", "LBY"),
        (
            "Syrian troops captured the hill of Tallat al-Zorvah near the village of Khan Tuman in Syria.",
            "Tallat al-Zorvah",
            "SYR",
        ),
        ("Six guards were killed in an ambush at Ain Zorvan, in Jendouba province in Tunisia.", "Ain Zorvan", "TUN"),
        ("Rebels killed 14 in the village of Kabonge near Beni in Congo.", "Kabonge", "COD"),
        ("The army took the villages of Tell Hawash and Zorvin near Hama in Syria.", "Tell Hawash", "SYR"),
    ],
)
def test_a_longer_name_is_no_small_town_inside_it(text: str, name: str, country: str) -> None:
    assert places(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # the words beside a village come before the country of most of the story
        ("Israel said that Israeli jets hit a depot in Zorvanta, in south Lebanon. Israeli police said that sirens "
         "sounded in Haifa.", "Zorvanta", "LBN"),
        ("Turkish jets took off from Diyarbakir, the Turkish army said. Bombs fell on Zorvanta, a village in northern "
         "Iraq.", "Zorvanta", "IRQ"),
        # a unit, or the country behind it, tells that a lesser namesake abroad is not meant
        ("Contras shot 11 farm workers in El Cedro, in the province of Jinotega.", "El Cedro", "NIC"),
        ("Ukrainian forces shelled the village of Novopetrovka in the Valuysky district of Russia's Belgorod region.",
         "Novopetrovka", "RUS"),
        ("Two Levies men were shot in the Zorvan area of Kech district, officials in Quetta said.", "Zorvan", "PAK"),
    ],
)  # fmt: skip
def test_the_country_that_the_words_beside_a_name_say(text: str, name: str, country: str) -> None:
    assert places(text)[name].country == country


def test_a_name_is_no_part_of_a_longer_word() -> None:
    found = places("Blasts in Waza-Zorvan, a village near Mora in Cameroon, killed 14.", "Blasts at Zorvan market")
    assert "Waza-Zorvan" in found
    assert "Zorvan" not in found


def test_a_village_is_no_namesake_in_a_neighbour_that_only_the_other_side_comes_from() -> None:
    found = places(
        "The last to leave the village of Zar was a shepherd. Azerbaijani soldiers drove in from Kalbajar, Azerbaijan. "
        "The defence ministry in Baku said so. Azerbaijan had lost Kalbajar in 1993 to Armenian forces."
    )
    assert found["Zar"].country == "AZE"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Unidentified men blew up a school in Sadda late on Wednesday. Officials in Peshawar and Kohat, Pakistan, "
         "spoke of militants.", "Sadda", "PAK"),
        ("Their truck was ambushed at a bend near Lisec in the hills. Macedonia, the army in Skopje said, is at war.",
         "Lisec", "MKD"),
        ("Soldiers moved on positions in the northern quarter of Kalaba. The city of Taiz in Yemen is besieged.",
         "Kalaba", "YEM"),
    ],
)  # fmt: skip
def test_no_town_abroad_that_only_has_a_name_beside_its_own(text: str, name: str, country: str) -> None:
    assert places(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Fighters raided villages in the east of Gezira state in Sudan.", "Gezira", 5),
        ("Soldiers burned huts in Zorvan province in Mali.", "Zorvan", 5),
    ],
)
def test_a_unit_that_no_table_has_is_no_village(text: str, name: str, precision: int) -> None:
    assert places(text)[name].precision == precision


def test_a_namesake_abroad_stays_where_its_country_is_named() -> None:
    found = places(
        "Syrian refugees were attacked in the Tunisian town of Mahdia, not in Syria, officials in Tunis said."
    )
    assert found["Mahdia"].country == "TUN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A car bomb exploded in the Iraqi capital on Monday.", "Baghdad"),
        ("In the capital, a market was hit, Malian officials said. Mali is at war. Gao in Mali was calm.", "Bamako"),
        ("The truce was signed in the Cuban capital by Colombian rebels.", "Havana"),
        ("BUJUMBURA, Burundi (AFP) - Grenades were thrown at two bars in the capital.", "Bujumbura"),
        ("Yangon was calm. Police in the capital said that Myanmar was at peace.", "Yangon"),
    ],
)
def test_the_capital_is_a_place(text: str, name: str) -> None:
    assert places(text)["capital"].name == name


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stormed a museum in the capital, Tunis, in Tunisia.",
        "Shells hit the provincial capital in Syria.",
        "Fighters entered the capital of Helmand province in Afghanistan.",
    ],
)
def test_a_capital_named_beside_its_rank_or_of_a_province_adds_none(text: str) -> None:
    assert "capital" not in places(text)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("THE CLASH OCCURRED IN ZORVAN, TARMA PROVINCE, JUNIN DEPARTMENT, PERU, WHERE A PATROL KILLED SIX REBELS.",
         "Zorvan", "PER"),
        ("IN THE VILLAGE OF ZORVACOTA, PERU, THE POLICE REPELLED A RAID ON THE POST.", "Zorvacota", "PER"),
        ("GUERRILLAS AMBUSHED POLICEMEN AT THE SAN ZORVANO FARM, 99 KM SOUTH OF GUATEMALA CITY, GUATEMALA.",
         "San Zorvano farm", "GTM"),
        ("REBELS BLEW UP A PYLON IN ZORVANDI, A VILLAGE IN CAUCA DEPARTMENT, COLOMBIA, THE ARMY SAID.", "Zorvandi",
         "COL"),
        ("ARMED MEN ENTERED PUERTO ZORVO, 60 KM NORTH OF MEDELLIN, COLOMBIA, LAST NIGHT.", "Puerto Zorvo", "COL"),
        ("A BOMB WENT OFF IN COLONIA ZORVA IN SAN SALVADOR, EL SALVADOR, THIS MORNING.", "Colonia Zorva", "SLV"),
    ],
)  # fmt: skip
def test_villages_of_a_text_in_capitals(text: str, name: str, country: str) -> None:
    assert (name, country) in {(place.name, place.country) for place in places(text).values()}


def test_words_in_capitals_before_a_sort_are_no_village() -> None:
    text = "GUERRILLAS ATTACKED ARMY BARRACKS AND A POLICE STATION AREA IN MEDELLIN, COLOMBIA, AND FLED TO THE HILLS."
    assert set(places(text)) <= {"MEDELLIN", "COLOMBIA"}
