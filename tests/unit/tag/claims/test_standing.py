"""Which of the places of a sentence is the ground, by the words around them, on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code

PUBLISHED = date(2015, 6, 17)


def ground_of(title: str, text: str) -> tuple[str, str]:
    coding = code(title, text, PUBLISHED)
    assert coding.claims, coding.score
    place = coding.claims[0].place
    return (place.name, place.country) if place else ("", "")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # a name that only introduces a finer one
        ("Gunmen shot dead six people in Baghdad's Sadr City district on Tuesday, police said.", "Sadr City", "IRQ"),
        ("Gunmen shot dead six people in the Damascus suburb of Jobar on Tuesday, police said.", "Jobar", "SYR"),
        ("Gunmen shot dead six people in Iraq's Sunni-dominated Anbar province on Tuesday.", "Al Anbar", "IRQ"),
        ("Gunmen shot dead six people in Georgia's Pankisi Gorge on Tuesday, police said.", "Pankisi", "GEO"),
        ("Gunmen shot dead six people in Kenya's Zorvan forest on Tuesday, police said.", "Zorvan forest", "KEN"),
        # capitals of named countries
        ("Gunmen shot dead six people in Yemen's capital on Tuesday, police said.", "Sanaa", "YEM"),
        ("Gunmen shot dead six people in the capital of Mali on Tuesday, police said.", "Bamako", "MLI"),
        # what lies beside the ground
        ("Gunmen shot dead six people near Niger's border with Mali on Tuesday, police said.", "Niger", "NER"),
        ("Gunmen shot dead six people in eastern Chad, near Sudan's Darfur region, on Tuesday.", "Chad", "TCD"),
        ("Gunmen shot dead six people on the Nigerian side of Lake Chad on Tuesday, police said.", "Nigeria", "NGA"),
        ("Warplanes bombed rebels in Pakistani-controlled Kashmir on Tuesday, killing six.", "Azad Kashmir", "PAK"),
        # ways, origins and seats
        (
            "Gunmen ambushed a bus travelling from Baghdad to Amman near Ramadi on Tuesday, killing four.",
            "Ramadi",
            "IRQ",
        ),
        ("Turkish jets taking off from Diyarbakir bombed rebel camps in northern Iraq on Tuesday.", "Iraq", "IRQ"),
        ("Protesters stormed the Saudi embassy in Tehran on Tuesday and set it on fire.", "Tehran", "IRN"),
    ],
)
def test_the_ground_is_told_by_the_words_around_it(text: str, name: str, country: str) -> None:
    found = ground_of("", text)
    assert name in found[0]
    assert found[1] == country


@pytest.mark.parametrize(
    ("title", "text", "country"),
    [
        ("Israel strikes home of Hamas preacher, three dead", "", "PSE"),
        ("", "Israeli jets struck Hezbollah positions on Tuesday.", "LBN"),
        ("", "Boko Haram fighters killed 25 villagers on Tuesday.", "NGA"),
        ("", "Nepalese Maoists killed seven policemen on Tuesday.", "NPL"),
        ("", "Taliban kidnappers killed a South Korean hostage on Tuesday.", "AFG"),
        ("", "Russian forces shot down a Ukrainian fighter jet on Tuesday.", "UKR"),
        ("Explosion near Indian consulate in Jalalabad", "", "AFG"),
    ],
)
def test_groups_and_peoples_tell_the_ground(title: str, text: str, country: str) -> None:
    assert ground_of(title, text)[1] == country


def test_a_mosque_of_no_named_town_is_one_of_the_dateline() -> None:
    text = "PESHAWAR, Pakistan - A bomb killed nine people at a mosque on Tuesday, police said."
    assert ground_of("", text) == ("Peshawar", "PAK")
    elsewhere = (
        "PESHAWAR, Pakistan - A bomb killed nine people at a mosque in a tribal district on Tuesday, police said."
    )
    assert ground_of("", elsewhere)[0] != "Peshawar"
