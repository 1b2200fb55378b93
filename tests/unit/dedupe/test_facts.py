from __future__ import annotations

import pytest

from pipeline.dedupe import facts
from pipeline.dedupe.control import direction
from pipeline.dedupe.words import words
from pipeline.model.words import Control


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 killed, twelve wounded", {"12"}),
        ("2,000 homes and 16-3/8 per cent", {"2000", "16-3/8"}),
        ("on 9 November 2017 at 12:30 GMT", set()),
        ("قتل ١٢ شخصا وجرح ثلاثون", {"12", "30"}),
        ("погибли двенадцать человек, 3,5 тысячи бежали", {"12", "3,5"}),
        ("no one was hurt", set()),
    ],
)
def test_figures(text: str, expected: set[str]) -> None:
    assert facts.figures(text) == expected


@pytest.mark.parametrize(
    "text", ["on Nov. 9", "9 November", "9 ноября", "يوم 9 تشرين الثاني", "9 نوفمبر", "le 9 novembre"]
)
def test_calendar_days(text: str) -> None:
    assert facts.days(words(text)) == {(11, 9)}


def test_names_are_capitals_inside_sentences() -> None:
    assert facts.names('Troops entered Albu Kamal. "They left," said Abu Yousef on Monday.') == {
        "albu", "kamal", "abu", "yousef",
    }  # fmt: skip
    assert facts.names("TROOPS ENTERED ALBU KAMAL ON MONDAY") == frozenset()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Syrian army retakes Albu Kamal from Islamic State", Control.GOVERNMENT_REGAINS),
        ("Islamic State retakes Albu Kamal from Syrian army", Control.NON_STATE_GAINS),
        ("Syrian troops lose town to rebels", Control.NON_STATE_GAINS),
        ("الجيش السوري يستعيد السيطرة على مدينة البوكمال", Control.GOVERNMENT_REGAINS),
        ("استعاد تنظيم داعش السيطرة على مدينة البوكمال", Control.NON_STATE_GAINS),
        ("Сирийская армия освободила Абу-Кемаль", Control.GOVERNMENT_REGAINS),
        ("Боевики захватили Абу-Кемаль", Control.NON_STATE_GAINS),
        ("Parliament debates the budget", Control.NONE),
    ],
)
def test_control(title: str, expected: Control) -> None:
    assert direction(words(title), []) is expected


def test_words_fold_within_a_script_only() -> None:
    assert words("الْبُوكَمَالُ أُخْرَى") == words("البوكمال اخري")
    assert words("Ещё") == words("еще")
    assert words("新华社 says") == ["新", "华", "社", "says"]
    assert words("IBM &lt;IBM> rises") == ["ibm", "ibm", "rises"]
