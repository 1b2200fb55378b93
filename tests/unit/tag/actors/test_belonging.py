"""Whose armed men and arms a noun means."""

from __future__ import annotations

import pytest

from pipeline.tag.actors import find_actors


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("Hamas gunmen killed six soldiers.", "gunmen", "Hamas"),
        ("Gunmen from Hamas killed six soldiers.", "Gunmen", "Hamas"),
        ("Gunmen believed to be members of Boko Haram killed six traders in Nigeria.", "Gunmen", "Boko Haram"),
        ("Two attackers suspected of belonging to Boko Haram hit a town in Nigeria.", "attackers", "Boko Haram"),
        ("Gunmen killed six guards as Boko Haram met in Nigeria.", "Gunmen", "Unidentified armed group"),
        ("Syrian government forces shelled the town.", "Syrian government forces", "Military of Syria"),
        ("An Israeli patrol was hit in Lebanon.", "Israeli patrol", "Military of Israel"),
        ("A Russian missile hit Kharkiv.", "Russian missile", "Military of Russia"),
    ],
)
def test_whose_men_they_are(text: str, noun: str, name: str) -> None:
    assert {mention.text: mention.actor.name for mention in find_actors("", text)}[noun] == name
