"""Places are found where they are named, and only there."""

from __future__ import annotations

import pytest

from pipeline.tag.places import PlaceMention, dateline, find_places


def named(text: str, title: str = "") -> list[str]:
    return [mention.text for mention in find_places(title, text) if mention.role != "people"]


def test_offsets_are_those_of_the_words() -> None:
    title, text = "Clashes near Albu Kamal", "Troops moved from Qaim to Deir Ezzor’s outskirts, Syria’s army said."
    for mention in find_places(title, text):
        part = title if mention.part == "title" else text
        assert part[mention.start : mention.end] == mention.text
    assert named(text, title) == ["Albu Kamal", "Qaim", "Deir Ezzor", "Syria"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Paris Hilton said she was well.", "Paris"),
        ("Michael Jordan scored twice.", "Jordan"),
        ("Mr. Lincoln spoke to Mrs. Washington.", "Lincoln"),
        ("It was a nice day in Order to read; Nice try.", "Nice"),
        ("They held a mobile phone. Mobile phones are banned.", "Mobile"),
        ("He wrote in the Washington Post and the Boston Globe.", "Washington"),
        ("Police said Monday that Battle tanks came.", "Police"),
        ("The Islamic State of Iraq and the Levant (ISIL) fled.", "Levant"),
        ("Reading is good for you.", "Reading"),
        ("GUERRILLAS LOADED A STOLEN TOYOTA WITH DYNAMITE IN SAN SALVADOR.", "TOYOTA"),
        ("Gunmen in a Toyota pickup and on Honda motorcycles raided Gao in Mali.", "Toyota"),
        ("Iraqi Officials Say: Car Bomb Kills Nine Near a Mosque in Baghdad", "Car"),
        ("The head of the security service in Lebanon, Wissam al-Hassan, was among the dead.", "Hassan"),
        ("The man they sought in Gaza was named as Raad al-Atar by the army.", "Atar"),
        ("A student who gave the name of Khaled al-Harbi fled from Turkey to Syria.", "Harbi"),
        ("The coordinator for Jordan, who is called Ali al-Zaatari, was on the road.", "Ali"),
        ("Police in the Wadi al-Kabir area of the capital of Oman shot a man.", "Kabir"),
        ("They robbed the Roman ruins and the Ottoman baths of Syria.", "Roman"),
    ],
)
def test_persons_words_and_bodies_are_no_places(text: str, absent: str) -> None:
    assert not any(absent in name for name in named(text))


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("He was arrested in Reading, England.", "Reading"),
        ("A bomb went off in Nice, France.", "Nice"),
        ("Soldiers in Jordan fired.", "Jordan"),
        ("The army entered Victoria in Cameroon.", "Cameroon"),
        ("Rebels seized the town of Bria in the Central African Republic.", "Bria"),
        ("The UN said that its convoys had left the CAR for Chad.", "CAR"),
        ("The rebels of Syria held the road from Deir al-Zor to al-Bab that day.", "al-Bab"),
    ],
)
def test_the_same_words_are_places_where_the_text_says_so(text: str, present: str) -> None:
    assert present in named(text)


def test_a_text_in_capitals_is_read() -> None:
    text = "SAN SALVADOR, 8 JAN 90 (ACAN-EFE) -- GUERRILLAS ATTACKED SAN MIGUEL AND SOYAPANGO AND KILLED FOUR SOLDIERS."
    assert named(text) == ["SAN SALVADOR", "SAN MIGUEL", "SOYAPANGO"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("انفجار في البوكمال ودير الزور", ["البوكمال", "ودير الزور"]),
        ("غارات على الرقة بالقرب من حلب", ["الرقة", "حلب"]),
        ("Взрыв в Донецке и Мариуполе", ["Донецке", "Мариуполе"]),
        ("Бої біля Бахмута та Херсона", ["Бахмута", "Херсона"]),
    ],
)
def test_arabic_and_cyrillic_word_forms(text: str, names: list[str]) -> None:
    assert named(text) == names


def _by_text(text: str) -> dict[str, PlaceMention]:
    return {mention.text: mention for mention in find_places("", text)}


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("Two died in Idlib province.", "Idlib", "province"),
        ("Two died in the province of Idlib.", "Idlib", "province"),
        ("They shelled the town of Saraqib.", "Saraqib", "town"),
        ("They shelled the northern countryside of Hama.", "Hama", "countryside"),
        ("It happened 20 km from Kidal.", "Kidal", "near"),
        ("It happened near Kunduz.", "Kunduz", "near"),
        ("Shells fell south of the Syrian oil city of Homs.", "Homs", "near"),
        ("Five were hurt in a blast 12 km west of the Afghan city of Kunduz.", "Kunduz", "near"),
        ("Five were hurt in a blast south of oil city Kirkuk.", "Kirkuk", "near"),
        ("Jets struck near Syria's Homs.", "Homs", "near"),
        ("The rebels of the city of Kunduz fled.", "Kunduz", "town"),
        ("They drove from Kabul to the northern city of Kunduz.", "Kunduz", "town"),
        ("Troops massed at the border with Iraq.", "Iraq", "border"),
    ],
)
def test_cues(text: str, name: str, cue: str) -> None:
    assert _by_text(text)[name].cue == cue


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KIEV, Ukraine — Rebels in Donetsk freed a hostage.", "KIEV"),
        ("(Port Sudan) – Fighters raided Wad Madani in Sudan, a group said.", "Port Sudan"),
        ("BEIRUT (Reuters) - Syrian jets bombed Aleppo.", "BEIRUT"),
        ("BOGOTA, 8 JAN 90 (EFE) -- A BOMB EXPLODED IN MEDELLIN.", "BOGOTA"),
        (
            "New Delhi: A mob stormed a camp in Imphal to raid its armoury. " + "The police used tear gas. " * 12,
            "New Delhi",
        ),
        ("TRIPOLI U.S. jets struck a camp near Sabratha on Friday. " + "Dozens of men were in it. " * 12, "TRIPOLI"),
    ],
)
def test_dateline(text: str, place: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found.text == place
    assert [m.text for m in find_places("", text) if m.role == "place" and not m.dateline]


def test_no_dateline() -> None:
    assert dateline("Aleppo: Twelve killed in shelling") is None
    assert dateline("The army said on Monday that it had entered Aleppo.") is None


def test_nothing_is_found_in_nothing() -> None:
    assert find_places("", "") == []
    assert find_places(" ", "\x00\ufffd \u200f 1234 --") == []
