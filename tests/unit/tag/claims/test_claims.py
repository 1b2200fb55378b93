"""Claims by phenomenon, on invented articles published on Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.tagging import Claim
from pipeline.tag import code
from pipeline.tag.text import fold

PUBLISHED = date(2017, 11, 9)


def claims(title: str, text: str) -> tuple[Claim, ...]:
    coding = code(title, text, PUBLISHED)
    assert coding.relevant, coding.score
    return coding.claims


def main(title: str, text: str) -> Claim:
    return claims(title, text)[0]


@pytest.mark.parametrize(
    ("title", "text", "type_", "country", "control"),
    [
        (
            "Syrian army retakes Mayadin from Islamic State",
            "The Syrian army has recaptured the town of Mayadin from Islamic State fighters, state media said on "
            "Thursday.",
            "GOV_REGAINS_TERRITORY", "SYR", "government_regains",
        ),
        (
            "Taliban seize district in Helmand",
            "Taliban fighters overran the district of Musa Qala in Afghanistan's Helmand province on Wednesday, "
            "officials said.",
            "NON_STATE_OVERTAKES_TERRITORY", "AFG", "non_state_gains",
        ),
        (
            "The liberation of Mosul",
            "Mosul was liberated from Islamic State militants on Wednesday by Iraqi forces, the army said.",
            "GOV_REGAINS_TERRITORY", "IRQ", "government_regains",
        ),
        (
            "Rebels leave Homs under deal",
            "Hundreds of rebels withdrew from the Syrian city of Homs on Wednesday under a deal with the government.",
            "NON_VIOLENT_TERRITORY_TRANSFER", "SYR", "government_regains",
        ),
        (
            "Warplanes bomb Aleppo",
            "Government warplanes bombed a market in the Syrian city of Aleppo on Tuesday, killing 20 people, "
            "activists said.",
            "AIR_STRIKE", "SYR", "none",
        ),
        (
            "Shells fall on Donetsk",
            "Artillery shells hit a school in the Ukrainian city of Donetsk on Tuesday, rebels said.",
            "SHELLING_ARTILLERY_MISSILE", "UKR", "none",
        ),
        (
            "Suicide bomber kills 10 in Kabul",
            "A suicide bomber blew himself up outside a mosque in Kabul on Tuesday, killing 10 people, Afghan police "
            "said.",
            "SUICIDE_BOMB", "AFG", "none",
        ),
        (
            "Roadside bomb kills soldiers in Mali",
            "A roadside bomb hit an army convoy near the Malian town of Kidal on Tuesday, killing three soldiers.",
            "REMOTE_EXPLOSIVE", "MLI", "none",
        ),
        (
            "Gunmen kidnap priests in Nigeria",
            "Unknown gunmen abducted three priests in the Nigerian city of Kaduna on Tuesday, police said.",
            "ABDUCTION", "NGA", "none",
        ),
        (
            "Heavy clashes between army and rebels in Yemen",
            "Clashes between Houthi fighters and the army erupted near the Yemeni city of Taiz on Tuesday, residents "
            "said.",
            "ARMED_CLASH", "YEM", "none",
        ),
        (
            "Gunmen massacre villagers in Congo",
            "Militiamen massacred 14 villagers in the Congolese town of Beni on Tuesday, the army said.",
            "ATTACK", "COD", "none",
        ),
        (
            "Police fire on protesters in Nairobi",
            "Kenyan police opened fire on protesters in Nairobi on Tuesday, killing two demonstrators, witnesses said.",
            "FORCE_AGAINST_PROTEST", "KEN", "none",
        ),
    ],
)  # fmt: skip
def test_type_country_and_control(title: str, text: str, type_: str, country: str, control: str) -> None:
    claim = main(title, text)
    assert claim.place is not None
    assert (claim.type, claim.place.country, claim.control) == (type_, country, control)


def test_the_sides_of_active_and_passive_voice() -> None:
    active = main(
        "Syrian army retakes Mayadin", "The Syrian army recaptured the town of Mayadin from Islamic State on Wednesday."
    )
    passive = main(
        "Mayadin retaken",
        "The Syrian town of Mayadin was recaptured from Islamic State by the Syrian army on Wednesday.",
    )
    for claim in (active, passive):
        assert claim.actor1 is not None and claim.actor2 is not None
        assert (claim.actor1.name, claim.actor2.name) == ("Military of Syria", "Islamic State")


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("on Tuesday", "2017-11-07"),
        ("late on Nov. 8", "2017-11-08"),
        ("three days ago", "2017-11-06"),
        ("last weekend", "2017-11-04"),
        ("yesterday", "2017-11-08"),
        ("overnight", "2017-11-09"),
    ],
)
def test_dates(when: str, start: str) -> None:
    claim = main(
        "Car bomb kills 12 in Homs", f"A car bomb killed 12 people in the Syrian city of Homs {when}, police said."
    )
    assert claim.date is not None and claim.date.start == start


def test_the_day_of_a_statement_is_not_that_of_the_deed() -> None:
    claim = main(
        "Rebels ambush army convoy in Mali",
        "Four soldiers were killed in an ambush in northern Mali, the army said on Thursday.\n\n"
        "Rebels ambushed the convoy near the town of Kidal on Tuesday.",
    )
    assert claim.date is not None and claim.date.start == "2017-11-07"


def test_background_is_no_event() -> None:
    found = claims(
        "Suicide bomber kills four in Baghdad",
        "A suicide bomber killed four people in Baghdad on Wednesday, Iraqi police said.\n\n"
        "In 2014 Islamic State seized Mosul. Last year, militants killed 300 people in a bombing in Karrada. "
        "More than 20,000 civilians have died since the war began.",
    )
    assert [claim.type for claim in found] == ["SUICIDE_BOMB"]
    assert found[0].killed is not None and found[0].killed.best == 4


@pytest.mark.parametrize(
    "told",
    [
        "The rebels denied that they had shelled the village of Rastan.",
        "The army threatened to bombard the village of Rastan.",
        "The army could bomb the village of Rastan.",
        "The army failed to capture the village of Rastan.",
        "The army held an exercise to simulate an air strike on the village of Rastan.",
    ],
)
def test_what_did_not_happen_is_no_event(told: str) -> None:
    found = claims(
        "Car bomb kills four in Homs",
        f"A car bomb killed four people in the Syrian city of Homs on Wednesday, police said.\n\n{told}",
    )
    assert [claim.type for claim in found] == ["REMOTE_EXPLOSIVE"]


def test_two_events_stay_two() -> None:
    found = claims(
        "Car bomb kills 12 in Homs, mortars hit Damascus",
        "A car bomb killed 12 people in the Syrian city of Homs on Tuesday, state media said.\n\n"
        "In Damascus mortar bombs killed another 14 people on Tuesday in a separate attack.",
    )
    told = {
        claim.type: (claim.place.name if claim.place else "", claim.killed.best if claim.killed else None)
        for claim in found
    }
    assert told == {"REMOTE_EXPLOSIVE": ("Homs", 12), "SHELLING_ARTILLERY_MISSILE": ("Damascus", 14)}


def test_the_attack_means_the_one_before() -> None:
    (claim,) = claims(
        "Blast in Beirut kills eight",
        "A car bomb exploded in central Beirut on Tuesday, Lebanese officials said.\n\n"
        "Eight people died in the attack. About 80 were wounded in the blast.",
    )
    assert claim.killed is not None and claim.killed.best == 8
    assert claim.injured is not None and claim.injured.best == 80


def test_this_city_is_where_the_article_was_filed() -> None:
    claim = main(
        "Clashes erupt in Ukraine",
        "SLOVYANSK, Ukraine - Ukrainian troops and separatist rebels clashed on the edge of this rebel-held city on "
        "Wednesday.",
    )
    assert claim.place is not None and claim.place.country == "UKR"
    assert claim.place.name.startswith("Slo")


def test_a_dateline_abroad_is_no_place() -> None:
    claim = main(
        "Barrel bombs kill 20 in Aleppo",
        "BEIRUT (Reuters) - Syrian government helicopters dropped barrel bombs on the city of Aleppo on Tuesday, "
        "killing 20 people.",
    )
    assert claim.place is not None and claim.place.country == "SYR"


def test_a_point_of_reference_is_no_place() -> None:
    claim = main(
        "Suicide bomber kills six in Iraq",
        "A suicide bomber killed six policemen in the town of Tikrit, about 100 miles north of Baghdad, on Tuesday.",
    )
    assert claim.place is not None and fold(claim.place.name) == "tikrit"


def test_who_says_so() -> None:
    claim = main(
        "Air strike kills 20 in Idlib",
        "An air strike killed 20 people in the Syrian town of Saraqib on Tuesday, the Syrian Observatory for Human "
        "Rights said.",
    )
    assert "Observatory" in claim.attribution


def test_a_release_happens_where_they_were_held() -> None:
    found = claims(
        "Ukraine rebels free hostage",
        "Rebels freed a Swedish observer on Wednesday.\n\nThe separatists seized eight observers three days ago in the "
        "Ukrainian town of Slovyansk.",
    )
    assert {claim.type for claim in found} == {"OTHER", "ABDUCTION"}
    assert len({claim.place.name for claim in found if claim.place}) == 1


def test_a_village_that_no_gazetteer_knows() -> None:
    claim = main(
        "Shells hit village in Homs province",
        "Mortar shells hit the village of Qorvantha in Syria's Homs province on Tuesday, killing three people.",
    )
    assert claim.place is not None
    assert (claim.place.name, claim.place.country, claim.place.geoname_id) == ("Qorvantha", "SYR", None)


def test_the_deadliest_attack_of_a_wave_leads() -> None:
    found = claims(
        "Iraq bombings kill 21",
        "A wave of bombings across Iraq killed at least 21 people on Wednesday.\n\n"
        "In the town of Tikrit, a suicide bomber killed eleven policemen.\n\n"
        "Another suicide bomber struck in the city of Kirkuk, killing six soldiers.",
    )
    assert found[0].place is not None and fold(found[0].place.name) == "tikrit"
    assert found[0].killed is not None and found[0].killed.best == 11
    assert found[0].date is not None and found[0].date.start == "2017-11-08"


def test_attacks_with_few_of_its_dead_do_not_lead_a_wave() -> None:
    found = claims(
        "Air strikes kill 200 in Syria",
        "Almost 200 people were killed in two days of air strikes across Syria, rescuers said on Wednesday.\n\n"
        "In Damascus, one woman was killed when a mortar round hit a school.\n\n"
        "A grenade killed four people in a cafe in Homs.",
    )
    assert (found[0].type, found[0].killed and found[0].killed.best) == ("AIR_STRIKE", 200)


def test_confidence_is_a_share_and_falls_with_the_rank() -> None:
    found = claims(
        "Car bomb kills 12 in Homs",
        "A car bomb killed 12 people in the Syrian city of Homs on Tuesday, state media said.\n\nTroops were deployed.",
    )
    assert all(0 < claim.confidence < 1 for claim in found)
    assert found[0].confidence == max(claim.confidence for claim in found)


def test_the_date_of_the_dateline_is_not_that_of_the_deed() -> None:
    claim = main(
        "Bomb explodes in Lima",
        "LIMA, 9 NOV 17 (AGENCY) -- [TEXT] A bomb exploded at a bank in the Peruvian capital Lima yesterday, police "
        "said.",
    )
    assert claim.date is not None and claim.date.start == "2017-11-08"


def test_rival_tolls_stay_side_by_side() -> None:
    found = claims(
        "Dozens killed in clashes near Taiz",
        "Fighting between Houthi rebels and the army near the Yemeni city of Taiz killed 27 people on Tuesday, medics "
        "said.\n\n"
        "The army said 45 people had been killed in the fighting.",
    )
    told = {(claim.killed.best if claim.killed else None, claim.attribution) for claim in found}
    assert told == {(27, "medics"), (45, "The army")}
    assert len({claim.type for claim in found}) == 1


def test_a_foreign_armys_conquest_regains_nothing() -> None:
    claim = main(
        "Russian troops capture village in Ukraine",
        "Russian troops captured the Ukrainian village of Robotyne on Tuesday, the defence ministry in Moscow said.",
    )
    assert (claim.type, claim.control) == ("NON_STATE_OVERTAKES_TERRITORY", "non_state_gains")


def test_headline_and_lede_are_one_event() -> None:
    (claim,) = claims(
        "US drone strike kills four in North Waziristan",
        "A suspected U.S. drone fired two missiles at a house near Miranshah in Pakistan on Wednesday, killing at "
        "least four "
        "militants, officials said.",
    )
    assert claim.type == "AIR_STRIKE"
    assert claim.killed is not None and (claim.killed.best, claim.killed.high) == (4, None)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "Jets struck Idlib in Syria on Tuesday, killing six. Three hospitals in Saraqib were bombed too.",
            {"AIR_STRIKE"},
        ),
        (
            "Jets struck Idlib in Syria on Tuesday, killing six. In Homs a bus was bombed, and a car bomb killed two.",
            {"AIR_STRIKE", "REMOTE_EXPLOSIVE"},
        ),
    ],
)
def test_what_is_bombed_behind_air_strikes_is_bombed_from_the_air(text: str, types: set[str]) -> None:
    assert {str(claim.type) for claim in claims("", text)} == types
