"""Actors are known by name, alias, acronym, leader, nationality and common noun."""

from __future__ import annotations

import pytest

from pipeline.tag.actors import ActorMention, find_actors, groups, state_actor
from pipeline.tag.places.tables import countries


def actors(text: str, title: str = "") -> dict[str, ActorMention]:
    return {mention.text: mention for mention in find_actors(title, text)}


def name_of(text: str, words: str) -> str:
    return actors(text)[words].actor.name


@pytest.mark.parametrize("alias", ["ISIL", "ISIS", "IS", "Daesh", "Islamic State", "داعش", "ИГИЛ", "al-Baghdadi"])
def test_one_group_of_many_names(alias: str) -> None:
    found = actors(f"Syrian troops fought {alias} in Syria.")
    assert any(mention.actor.id == "islamic-state" for mention in found.values())


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The SDF entered Raqqa in Syria.", "SDF", "Syrian Democratic Forces"),
        ("Israeli jets struck Gaza.", "Israeli jets", "Military of Israel"),
        ("Syrian troops retook the town.", "Syrian troops", "Military of Syria"),
        ("Israel's air force bombed Gaza.", "Israel's air force", "Military of Israel"),
        ("Kenyan police fired at a crowd.", "Kenyan police", "Police Forces of Kenya"),
        ("The Iraqi government said so.", "Iraqi government", "Government of Iraq"),
        ("U.S. officials said so.", "U.S. officials", "Government of the United States"),
        ("Damascus said it would not withdraw its troops from Aleppo.", "Damascus", "Government of Syria"),
        ("Rebels said Putin had lied about Ukraine.", "Putin", "Government of Russia"),
        ("The Lord's Resistance Army killed four in Uganda.", "Lord's Resistance Army", "Lord's Resistance Army"),
        ("Villagers blamed the anti-balaka in Bria, Central African Republic.", "anti-balaka", "Anti-balaka"),
        ("Turkish-backed rebels shelled Afrin in Syria.", "Turkish-backed rebels", "Syrian National Army"),
        ("Boko Haram gunmen raided Chibok in Nigeria.", "Boko Haram", "Boko Haram"),
        ("The PKK attacked a post in Turkey.", "PKK", "Kurdistan Workers' Party"),
        ("The last Isis fighters in Syria fled to Turkey, where Isis has friends.", "Isis", "Islamic State"),
        ("Fighters of Islamic State fled from Sirte in Libya.", "Islamic State", "Islamic State"),
        ("Nato jets bombed Sirte in Libya.", "Nato", "NATO"),
        (
            "Minusca said that nine of its men were hurt in Bria, Central African Republic.",
            "Minusca",
            "United Nations peacekeepers",
        ),
        ("FMLN units attacked in El Salvador.", "FMLN", "Farabundo Marti National Liberation Front"),
    ],
)
def test_names_and_nationalities(text: str, words: str, name: str) -> None:
    assert name_of(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Clashes in Sloviansk, Ukraine: the rebels freed a man.", "rebels", "Pro-Russian separatists in Ukraine"),
        ("In Aleppo, Syria, rebels fired mortars.", "rebels", "Syrian rebels"),
        ("Unknown gunmen killed six in Mosul, Iraq.", "Unknown gunmen", "Unidentified armed group"),
        ("The army shelled Kidal in Mali.", "army", "Military of Mali"),
        ("Residents of Goma, Congo, fled.", "Residents", "Civilians"),
        ("Protesters marched in Cairo, Egypt.", "Protesters", "Protesters (Egypt)"),
        ("M23 took Goma in Congo. The rebels then looted it.", "rebels", "M23"),
        # whose forces the sentence tells comes before the country of the story
        (
            "U.S. jets carried out air strikes near Sirte in western Libya.",
            "air strikes",
            "Military of the United States",
        ),
        ("A Russian missile and drone attack hit Odessa in southern Ukraine.", "drone", "Military of Russia"),
        ("Ethiopia sent more troops to Baidoa in southern Somalia.", "troops", "Military of Ethiopia"),
        ("NATO said that 900 of its soldiers had entered Pristina in Kosovo.", "soldiers", "NATO"),
        ("Planes from Afghanistan bombed Chitral in northern Pakistan.", "Planes", "Military of Afghanistan"),
        ("Soldiers of Chad entered Kousseri in northern Cameroon.", "Soldiers", "Military of Chad"),
        (
            "It withdrew its last troops from Syria, the mayor of Zahle in Lebanon said.",
            "troops",
            "Military of Lebanon",
        ),
        ("Tanks rolled into Khan Younis in the Gaza Strip.", "Tanks", "Military of Israel"),
    ],
)
def test_common_nouns_take_the_country_of_the_story(text: str, words: str, name: str) -> None:
    mention = actors(text)[words]
    assert mention.actor.name == name
    assert mention.how == "generic"


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit a block of flats in the Ukrainian city of Kharkiv, the mayor of the city said.",
        "Two missiles fell on a fuel depot near Bryansk in Russia.",
        "Planes bombed a market in El Fasher in Sudan, doctors said.",
        "Air strikes killed five in Sanaa in Yemen.",
    ],
)
def test_arms_from_afar_are_nobodys_where_nothing_tells(text: str) -> None:
    assert not [mention for mention in find_actors("", text) if mention.actor.kind == "military"]


def test_a_short_acronym_is_the_group_of_the_country() -> None:
    assert name_of("UPC fighters raided Bambari in the Central African Republic.", "UPC").startswith("Union for Peace")
    assert name_of("The UPC fought in Ituri, Bunia, Congo.", "UPC") == "Union of Congolese Patriots"
    assert "UPC" not in actors("The UPC code on the box was read in Denmark.")


def test_a_group_that_only_the_text_defines() -> None:
    text = "The Foo River Liberation Front (FRLF) took a town in Mali. Later the FRLF fled."
    defined = [mention for mention in find_actors("", text) if mention.how == "defined"]
    assert [mention.text for mention in defined] == ["Foo River Liberation Front", "FRLF", "FRLF"]
    assert {mention.actor.name for mention in defined} == {"Foo River Liberation Front"}
    assert {mention.actor.id for mention in defined} == {""}


def test_a_text_in_capitals_defines_no_more_than_the_name() -> None:
    found = actors("A LETTER OF THE REVOLUTIONARY ARMED FORCES OF COLOMBIA (FARC) WAS READ OUT IN BOGOTA, COLOMBIA.")
    assert {m.actor.name for m in found.values() if m.how != "country"} == {"Revolutionary Armed Forces of Colombia"}


def test_brackets_that_define_nothing() -> None:
    found = actors("The bank (BNP) and the price (USD 12) rose; John Smith (JS) left.")
    assert not any(mention.how == "defined" for mention in found.values())


@pytest.mark.parametrize(
    "text",
    ["It is what it is.", "He said let us go; who is it?", "pro-Russian", "Michael Bush and Kate Castro sang.", ""],
)
def test_words_that_are_no_actors(text: str) -> None:
    assert not [mention for mention in find_actors("", text) if mention.how in ("name", "acronym", "leader", "country")]


def test_backed_by_a_country_is_not_of_it() -> None:
    found = actors("Russian-backed Syrian forces entered Palmyra.")
    assert [m.actor.country for m in found.values() if m.noun == "military"] == ["SYR"]


def test_side_depends_on_where_it_happens() -> None:
    found = actors("Turkish troops crossed into Syria and met Syrian troops at Manbij, Aleppo.")
    assert (found["Turkish troops"].actor.side, found["Syrian troops"].actor.side) == ("foreign", "government")


def test_offsets_and_no_overlap() -> None:
    title = "Syrian troops retake last ISIL stronghold"
    text = "Hezbollah’s fighters and the Syrian Democratic Forces (SDF) fought ISIS, the Observatory said."
    found = find_actors(title, text)
    for mention in found:
        part = title if mention.part == "title" else text
        assert part[mention.start : mention.end] == mention.text
    spans = sorted((m.part, m.start, m.end) for m in found)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in zip(spans, spans[1:], strict=False))


def test_the_base_is_large_and_its_ids_are_unique() -> None:
    known = groups()
    armed = [group for group in known.values() if group.actor.kind in ("armed-group", "militia")]
    assert len(armed) >= 600
    ids = [group.actor.id for group in known.values()]
    assert len(set(ids)) == len(ids)
    assert all(group.actor.country in countries() or not group.actor.country for group in known.values())
    kinds = "military police government armed-group militia civilians protesters unidentified other"
    assert {group.actor.kind for group in known.values()} <= set(kinds.split())


def test_every_country_has_its_forces() -> None:
    assert state_actor("SYR", "military").name == "Military of Syria"
    assert state_actor("USA", "military").name == "Military of the United States"
    for iso3 in countries():
        for noun in ("military", "police", "government", "intelligence"):
            assert state_actor(iso3, noun).country == iso3


def test_equal_input_gives_equal_output() -> None:
    text = "Rebels and government troops clashed in Goma, Congo; M23 and the FDLR denied it."
    assert find_actors("", text) == find_actors("", text)


@pytest.mark.parametrize(
    "text",
    [
        "So what IS your reading of this film, he asked in Denmark.",
        "The pact Is in limbo; An official said so.",
        "The factions of the party met in Denmark.",
        "Alex Wagner and Peter Smith sang in Denmark.",
        "PORT-AU-PRINCE, Haiti (AP) - A bus fell into a river.",
        "Car Bombers Kill Nine Near a Mosque in Baghdad",
    ],
)
def test_words_that_look_like_names(text: str) -> None:
    assert not [m for m in find_actors("", text) if m.how in ("name", "acronym", "leader")]
