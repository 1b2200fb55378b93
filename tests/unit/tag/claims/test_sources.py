"""Who is named as the source of a main event, on invented articles."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.tag import code

DEED = "a car bomb killed seven people in the Iraqi town of Baquba on Wednesday"
SOURCES = [
    (f"The regional governor, Taras Hlynenko, said {DEED}.", "Taras Hlynenko"),
    (f"Sunil Netam, Superintendent of Police, said {DEED}.", "Sunil Netam"),
    (f"Elijah Malok, a spokesman for the Sudan People's Liberation Army (SPLA), said {DEED}.", "Elijah Malok"),
    (f"{DEED.capitalize()}, said Gennady Svetlov, the mayor.", "Gennady Svetlov"),
    (f"{DEED.capitalize()}, said the head of the town's hospital.", "the head of the town's hospital"),
    (f"{DEED.capitalize()}, police say.", "police"),
    (f"{DEED.capitalize()}, officials said on Thursday.", "officials"),
    (f"{DEED.capitalize()}.", ""),
    (f"{DEED.capitalize()}, two alleged militants among them.", ""),
]


@pytest.mark.parametrize(("text", "source"), SOURCES, ids=[text[:50] for text, _ in SOURCES])
def test_who_says_so(text: str, source: str) -> None:
    assert code("", text, date(2017, 11, 9)).claims[0].attribution == source


def test_the_ledes_source_stands_for_a_headlines_event() -> None:
    text = (
        "Gunmen killed nine farmers near the Nigerian town of Jos on Tuesday, residents said.\n\nThe army sent troops."
    )
    assert code("Nine farmers killed near Jos", text, date(2017, 11, 9)).claims[0].attribution == "residents"
