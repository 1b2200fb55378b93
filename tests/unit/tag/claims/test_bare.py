"""Bare headlines, on invented ones published on Thursday, 9 November 2017."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code
from pipeline.tag.claims.bare import is_bare
from pipeline.tag.claims.reading import read_sentences

PUBLISHED = date(2017, 11, 9)
STORY = " ".join(f"Government troops fought rebels on hill {number} for a second day." for number in range(9))


@pytest.mark.parametrize("part", ["title", "text"])
@pytest.mark.parametrize(
    ("headline", "where"),
    [
        ("Rebels killed in heavy clashes east of Aleppo", {"Aleppo"}),
        ("Soldiers killed in the explosion at a checkpoint in Afrin", {"Afrin"}),
        ("Air strikes on the towns of Idlib and Raqqa", {"Idlib", "Raqqa"}),
        ("Clashes in Homs and casualties in shelling of Manbij", {"Homs", "Manbij"}),
        ("Casualties in Aleppo", {"Aleppo"}),
    ],
)
def test_each_town_that_a_bare_headline_names_is_a_place(headline: str, where: set[str], part: str) -> None:
    title, text = (headline, "") if part == "title" else ("", headline)
    coding = code(title, text, PUBLISHED)
    assert coding.relevant
    assert {claim.place.lat and round(claim.place.lat, 2) for claim in coding.claims if claim.place} >= {
        round(lat, 2) for lat in map(latitude, where)
    }


def latitude(town: str) -> float:
    place = code("", f"Rebels shelled the city of {town} in Syria.", PUBLISHED).claims[0].place
    assert place is not None
    assert place.lat is not None
    return place.lat


def test_the_toll_of_a_list_is_told_once() -> None:
    claims = code("Air strikes kill 12 in the towns of Idlib and Raqqa", "", PUBLISHED).claims
    assert len(claims) == 2
    assert [claim.killed.best for claim in claims if claim.killed] == [12]
    for claim in claims:
        assert ("killed" in {proof.field for proof in claim.evidence}) == (claim.killed is not None)


@pytest.mark.parametrize(
    "headline", ["Heavy losses on Wall Street", "Bus crash casualties rise in Peru", "Rockets 89 Hornets 81", "Lviv"]
)
def test_other_news_in_a_bare_headline_stays_out(headline: str) -> None:
    coding = code(headline, "", PUBLISHED)
    assert not coding.relevant
    assert coding.claims == ()


def test_a_capital_particle_is_a_name_and_a_small_one_a_language() -> None:
    assert code("Rebels bombard army near Der Ezzor", "", PUBLISHED).relevant
    assert code("El ejército toma la ciudad", "", PUBLISHED).outcome == "language-not-coded"


def test_a_headline_over_a_story_is_not_bare() -> None:
    assert is_bare(read_sentences("Clashes in Homs", ""))
    assert is_bare(read_sentences("", "Clashes in Homs."))
    assert not is_bare(read_sentences("Clashes in Homs", "Clashes broke out in Homs on Monday."))
    assert not is_bare(read_sentences("", STORY))


def test_places_are_shown_in_letters_that_a_search_types() -> None:
    place = code("Rebels shelled Albukamal in Syria", "", PUBLISHED).claims[0].place
    assert place is not None
    assert place.name == "Albu Kamal"
