"""Bodies that are found, as the news that somebody was killed."""

from __future__ import annotations

import pytest

from pipeline.tag import stage_tag


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The bodies of 11 men were found with their hands tied near Sarmin, Syria, on Tuesday, officials said.", 11),
        ("At least 19 burnt and swollen corpses were dug out of a rebel prison in Sarmin, Syria, on Tuesday.", 19),
        ("The corpses of nine soldiers have been dug up near Sarmin, Syria, the army said on Tuesday.", 9),
    ],
)
def test_found_bodies_are_counted(text: str, killed: int) -> None:
    answer = stage_tag({"id": "a", "title": None, "text": text, "published": "2015-06-17", "url": None})
    claim = answer["claims"][0]
    assert claim["type"] == "ATTACK"
    assert claim["killed"]["low"] == killed
    assert claim["place"]["name"] == "Sarmin"
