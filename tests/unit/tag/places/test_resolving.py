"""Each mention is resolved by the article around it."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from pipeline.model.tagging import Place
from pipeline.tag.places import country_of, find_places, resolve, story_countries


def places(text: str, title: str = "", url: str = "") -> dict[str, Place]:
    mentions = find_places(title, text)
    return {r.mention.text: r.place for r in resolve(mentions, title, text, url)}


@pytest.mark.parametrize("name", ["Albu Kamal", "Abu Kamal", "Al-Bukamal", "al-Boukamal", "Bokamal", "البوكمال"])
def test_one_town_of_many_spellings(name: str) -> None:
    place = places(f"Syrian troops entered the town of {name} in Syria.")[name]
    assert place.geoname_id == 174448
    assert (place.country, place.admin1, place.precision) == ("SYR", "Deir ez-Zor", 1)


_CONFLICT_PLACES = """
    SYR: Deir Ezzor, Qamishli, Baghuz, Raqqa, Kobani, Khan Sheikhoun; IRQ: Qaim, Tuz Khormato, Fallujah;
    YEM: Hodeidah, Marib; LBY: Sirte, Derna, Benghazi; NGA: Maiduguri; MLI: Kidal, Timbuktu, Gao;
    AFG: Kunduz, Sangin, Kandahar; PHL: Marawi; PSE: Khan Younis, Jabaliya; COD: Goma, Butembo;
    CAF: Bangui, Bria; SSD: Malakal, Juba; SDN: El Fasher, Nyala; SOM: Mogadishu; RUS: Grozny;
    UKR: Bakhmut, Slaviansk, Mariupol, Kherson, Avdiivka; LKA: Kilinochchi; COL: Medellin
"""


def _named_countries() -> list[tuple[str, str]]:
    lists = [entry.strip().split(": ") for entry in _CONFLICT_PLACES.strip().split(";")]
    return [(name.strip(), country) for country, names in lists for name in names.split(",")]


@pytest.mark.parametrize(("name", "country"), _named_countries())
def test_conflict_places_without_any_context(name: str, country: str) -> None:
    place = places(f"Fighting broke out in {name} on Monday.")[name]
    assert place.country == country
    assert place.lat is not None
    assert place.precision <= 4


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A bomb exploded in Tripoli, Lebanon.", "Tripoli", "LBN", ""),
        ("Libyan militias fought in Tripoli.", "Tripoli", "LBY", ""),
        ("Police in Georgia and Alabama said the Atlanta man was held.", "Georgia", "USA", "Georgia"),
        ("Russian tanks entered Georgia near Gori; Tbilisi protested.", "Georgia", "GEO", ""),
        ("Troops fought at Palmyra, the Syrian army said.", "Palmyra", "SYR", ""),
        ("Clashes in Kandahar; Afghan troops died in Balkh.", "Balkh", "AFG", ""),
        ("The U.S. and the United States' allies met in Geneva, the White House said.", "Geneva", "CHE", ""),
        ("American officials of the United States landed in Manila.", "Manila", "PHL", ""),
        ("Troops of the United States fought across Asia, U.S. officers said.", "Asia", "", ""),
        ("The United States lost much of the Middle East, U.S. diplomats said.", "Middle East", "", ""),
        ("The shells fell on Aleppo's Old City at dawn.", "Old City", "SYR", ""),
        ("Five men stormed a restaurant in Dhaka's Gulshan quarter.", "Gulshan", "BGD", ""),
        ("A mortar hit Kabul's Karte Parwan neighbourhood and Herat's Old City.", "Old City", "AFG", ""),
        ("Israeli police shot two men outside Jerusalem's walled Old City, Palestinians said.", "Old City", "ISR", ""),
        ("A strike hit the al-Shati refugee camp in northern Gaza, Israel said.", "al-Shati", "PSE", ""),
        (
            "Shells fell off the southern village of Mais al-Jabal, Lebanon's army said.",
            "Mais al-Jabal",
            "LBN",
            "",
        ),
        ("Trucks came to Gaza by way of the Kerem Shalom crossing, Israel said.", "Kerem Shalom", "ISR", ""),
        ("Gunmen raided the Omani town of Sur, Yemeni officials in Yemen said.", "Sur", "OMN", ""),
        ("Police held three men in the Georgian village of Martvili, Russia said.", "Martvili", "GEO", ""),
    ],
)
def test_namesakes(text: str, name: str, country: str, admin1: str) -> None:
    place = places(text)[name]
    assert place.country == country
    assert place.admin1 == admin1 or not admin1


def test_spellings_that_no_table_has_are_read_in_their_country() -> None:
    found = places("Airstrikes hit Menbij and Qameshlo in Syria, near the town of Tal Rifaaat.")
    assert {place.country for place in found.values()} == {"SYR"}
    assert len(found) == 4


def test_unknown_words_are_not_read_as_near_spellings_without_their_country() -> None:
    assert "Menbjj" not in places("The company Menbjj sells shoes in Denmark.")


def test_precision_tells_what_was_named() -> None:
    found = places("Near Saraqib in Idlib province, in northern Syria, and on the Red Sea.")
    assert {name: place.precision for name, place in found.items()} == {
        "Saraqib": 2, "Idlib": 4, "Syria": 6, "Red Sea": 7,
    }  # fmt: skip


def test_a_country_never_passes_for_a_point() -> None:
    for text in ("Fighting in Syria.", "Rebels in Mali and Niger.", "The war in Ukraine", "Syrian troops"):
        assert all(place.precision == 6 for place in places(text).values())


def test_the_dateline_is_not_the_story() -> None:
    text = "BEIRUT (Reuters) - Rebels shelled Aleppo and Idlib in Syria. Syrian troops withdrew from Hama."
    assert country_of("", text) == "SYR"
    assert next(iter(story_countries(find_places("", text)))) == "SYR"


def test_the_address_may_tell_the_country() -> None:
    assert country_of("", "Rebels freed a man.", "http://example.org/us-ukraine-crisis-rebels") == "UKR"
    assert country_of("", "A man was freed.") == ""


def test_equal_input_gives_equal_output() -> None:
    text = "Clashes in Kidal, Gao and Timbuktu, Mali; the mayor of Goma fled to Bukavu."
    one, other = (
        [(astuple(answer.mention), answer.place, answer.score) for answer in resolve(find_places("", text), "", text)]
        for _ in range(2)
    )
    assert one == other
    assert [place.name for _, place, _ in one][:3] == ["Kidal", "Gao", "Timbuktu"]


def test_the_part_of_a_province_that_is_meant() -> None:
    north = places("Shells fell on the northern countryside of Hama in Syria.")["Hama"]
    south = places("Shells fell on the southern countryside of Hama in Syria.")["Hama"]
    assert (north.geoname_id, north.precision) == (south.geoname_id, 4)
    assert (north.lat or 0) > 35.15 > (south.lat or 99)
