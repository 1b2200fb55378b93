"""Kinds of sentences and articles, in words that the training material does not hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.words import KINDS
from pipeline.tag.kind import conflict_score, kind_scores, read, type_scores


def top(scores: dict[str, float]) -> str:
    return max(scores, key=lambda kind: scores[kind])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Syrian troops retake last ISIL urban stronghold of Albu Kamal", "GOV_REGAINS_TERRITORY"),
        ("Islamic State fighters overran the town of Hasirah as soldiers ran away", "NON_STATE_OVERTAKES_TERRITORY"),
        ("Soldiers walked into Teliya without a fight once rebels had left", "NON_VIOLENT_TERRITORY_TRANSFER"),
        ("Warplanes bombed a bakery in eastern Dariya, leaving nine dead", "AIR_STRIKE"),
        ("Mortar shells landed on a street in Novoselivka and killed two pensioners", "SHELLING_ARTILLERY_MISSILE"),
        ("A suicide bomber blew himself up among recruits at the gate of the academy", "SUICIDE_BOMB"),
        ("A roadside bomb tore through a minibus on the highway, killing six passengers", "REMOTE_EXPLOSIVE"),
        ("Men on a scooter lobbed a grenade at the traffic police in Lal Bazar", "GRENADE"),
        ("Rescuers accused the army of dropping chlorine on the besieged suburb", "CHEMICAL_WEAPON"),
        ("Gunmen on motorbikes shot dead eleven farmers in a village", "ATTACK"),
        ("Militants kidnapped four engineers from a dam site and demanded ransom", "ABDUCTION"),
        ("Soldiers and rebels exchanged heavy fire for hours near the frontier", "ARMED_CLASH"),
        ("Riot police fired tear gas to break up a rally of teachers", "PROTEST_WITH_INTERVENTION"),
        ("Thousands of nurses marched peacefully through the capital for better pay", "PEACEFUL_PROTEST"),
        ("The warring parties signed a ceasefire agreement in Doha", "AGREEMENT"),
        ("Sappers defused a bomb found under a railway bridge", "DISRUPTED_WEAPONS_USE"),
        ("The army has set up an observation post on the hill", "HQ_OR_BASE_ESTABLISHED"),
        ("Al-Shabab claimed responsibility for the bombing of the hotel", "ATTRIBUTION"),
        ("A magnitude 6.1 earthquake shook the island and flattened houses", "NATURAL_DISASTER"),
        ("A coach plunged into a ravine, killing 21 passengers", "ACCIDENT"),
        ("The foreign ministry expelled five diplomats over the spying row", "DIPLOMACY"),
    ],
)  # fmt: skip
def test_sentence_types(sentence: str, kind: str) -> None:
    assert top(type_scores(sentence)) == kind


def test_direction_tells_recapture_from_capture() -> None:
    assert top(type_scores("The rebels recaptured Marwa from government forces")) == "NON_STATE_OVERTAKES_TERRITORY"
    assert top(type_scores("Government forces recaptured Marwa from the rebels")) == "GOV_REGAINS_TERRITORY"


@pytest.mark.parametrize(
    "sentence",
    [
        "Arsenal's attack was blunt before the striker shot wide",
        "The supermarkets' price war claimed its first victim",
        "She lost her battle with cancer on Sunday",
        "Shooting of the film begins next week",
        "The sequel bombed at the box office",
        "Players capture enemy bases in the new video game",
        "Hackers attacked the bank's website",
    ],
)
def test_metaphor_is_no_conflict(sentence: str) -> None:
    assert conflict_score(sentence) < 0.5
    assert top(type_scores(sentence)) in {"NONE", "ORGANIZED_CRIME"}


def test_scores_are_probabilities_over_all_kinds() -> None:
    scores = kind_scores("Army retakes town", "Troops retook the town of Karsh on Monday. Five rebels died.")
    assert set(scores) == KINDS
    assert sum(scores.values()) == pytest.approx(1, abs=0.01)
    assert top(scores) == "GOV_REGAINS_TERRITORY"


def test_case_does_not_matter() -> None:
    sentence = "A car bomb exploded outside the police station in Lima, killing three officers"
    assert top(type_scores(sentence.upper())) == top(type_scores(sentence)) == "REMOTE_EXPLOSIVE"


def test_a_reading_keeps_the_places_of_its_sentences() -> None:
    title, text = "Shelling kills three", "Three people died.  The shells hit a school."
    reading = read(title, text)
    assert [span.of(title) for span in reading.title_sentences] == ["Shelling kills three"]
    assert [span.of(text) for span in reading.text_sentences] == ["Three people died.", "The shells hit a school."]
    assert reading.types().shape == (3, len(KINDS))
    assert reading.conflict().shape == (3,)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_read(text: str, title: str) -> None:
    assert set(kind_scores(title, text)) == KINDS
    assert kind_scores(title, text) == kind_scores(title, text)
