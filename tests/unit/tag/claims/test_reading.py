"""Smoothed text keeps its length; sentences keep their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tag.claims.clauses import clauses
from pipeline.tag.claims.language import is_coded
from pipeline.tag.claims.reading import LONGEST_CHARS, MOST_SENTENCES, read_sentences, smooth

MOJIBAKE = "Ukraine\u00e2\u0080\u0099s army said \u00e2\u0080\u009cyes\u00e2\u0080\u009d \u00e2\u0080\u0094 and left."


def test_mojibake_is_read_as_the_marks_it_was() -> None:
    assert smooth(MOJIBAKE) == 'Ukraine\'s   army said   "yes"    -  and left.'


@given(st.text(alphabet=st.sampled_from(list("ab .\u00e2\u0080\u0099\u009c\u009d\u0094€™œ“”’–s")), max_size=60))
def test_smoothing_keeps_the_length(text: str) -> None:
    assert len(smooth(text)) == len(text)


def test_sentences_lie_where_they_say() -> None:
    title, text = "A blast hits a town", "A blast hits a town\n\nA bomb went off. Nobody was hurt.\n\nPolice came."
    for sentence in read_sentences(title, text):
        part = title if sentence.part == "title" else text
        assert part[sentence.start : sentence.end] == sentence.text


def test_lines_that_a_wire_broke_are_read_on() -> None:
    line = "where planes of an unknown country attacked and then burned several"
    (sentence,) = read_sentences("", "\n".join([line] * 6))
    assert sentence.text == " ".join([line] * 6)


def test_the_title_repeated_in_the_text_is_read_once() -> None:
    found = read_sentences("A blast hits a town", "A blast hits a town\n\nA bomb went off.")
    assert [(sentence.index, sentence.part) for sentence in found] == [(0, "title"), (1, "text")]


def test_without_a_title_the_text_begins_at_one() -> None:
    assert [sentence.index for sentence in read_sentences("", "A bomb went off. Police came.")] == [1, 2]


def test_endless_runs_and_pages_are_bounded() -> None:
    found = read_sentences("", "killed " * 20_000)
    assert max(len(sentence.text) for sentence in found) <= LONGEST_CHARS
    assert len(read_sentences("", "".join(f"Bomb {n} went off. " for n in range(1_000)))) == MOST_SENTENCES


def test_clauses_cover_the_sentence() -> None:
    sentence = "The army entered the town, while rebels left; shells fell after the truce ended."
    spans = clauses(sentence)
    assert "".join(sentence[start:end] for start, end in spans) == sentence
    assert len(spans) == 4


@pytest.mark.parametrize(
    ("text", "declared", "coded"),
    [
        ("The army said that it had taken the town from the rebels on Friday, and that the road was open.", "", True),
        ("The army said that it had taken the town from the rebels on Friday, and that the road was open.", "de", True),
        (
            "El ejército dijo que había tomado la ciudad de los rebeldes el viernes y que la carretera estaba abierta.",
            "",
            False,
        ),
        (
            "El ejército dijo que había tomado la ciudad de los rebeldes el viernes y que la carretera estaba abierta.",
            "en",
            False,
        ),
        ("قال الجيش إنه سيطر على المدينة بعد انسحاب المسلحين منها يوم الجمعة", "", False),
        ("Армия заявила, что взяла город под контроль в пятницу после ухода боевиков.", "en", False),
        ("Rebels seize Qaim", "", True),
        ("Rebels seize Qaim", "fr", False),
        ("", "", True),
    ],
)
def test_only_english_is_coded(text: str, declared: str, coded: bool) -> None:
    assert is_coded("", text, declared) is coded


@pytest.mark.parametrize(
    "above",
    [
        "PUBLISHED : Sunday, 17 November, 2013, 5:39am\n\nUPDATED : Sunday, 17 November, 2013, 8:56am\n\n",
        "Published: 07th September 2017 01:23 PM | Last Updated: 07th September 2017 01:23 PM\n\n",
        "By\n\nOur Correspondent\n\nPUBLISHED:\n\n21:07 EST, 3 June 2011\n\n|\n\n",
        "Rosa Quispe - Andina.pe\n\n",
        "Smoke over the harbour on Monday.\n\nPhotograph: Juan Pari/AFP\n\n",
        "The burnt shop of a baker. Credit: J. Pari\n\n",
        "A soldier stands at the gate.\n\n(Photo: J. Pari/Twitter)\n\n",
    ],
)
def test_the_lede_begins_behind_the_lines_above_it(above: str) -> None:
    text = above + "Rebels shelled the market of Tolo on Monday.\n\nNine people died."
    _, lede, behind = read_sentences("Rebels shell market", text)
    assert (lede.index, lede.text) == (1, "Rebels shelled the market of Tolo on Monday.")
    assert text[lede.start : lede.end] == lede.text
    assert behind.index == 2


def test_a_text_that_only_looks_like_lines_above_is_read() -> None:
    assert [s.text for s in read_sentences("Photo: Paris", "Photo: Paris by night")][1:] == ["Photo: Paris by night"]
    assert len(read_sentences("", "Aleppo. Two Killed. Bomb.")) == 3
    assert len(read_sentences("", "Published reports put the dead at 12. Nobody could say.")) == 2


@pytest.mark.parametrize(
    ("received", "plain"),
    [
        ("Sudan #39;s troubled region", "Sudan's     troubled region"),
        ("the rebels #39; base", "the rebels'     base"),
        ("a  quot;cowardly act quot;.", 'a      "cowardly act"     .'),
        ("two\\engineers", "two engineers"),
        ("number #5; one", "number #5; one"),
    ],
)
def test_entities_that_were_escaped_twice_are_the_marks_they_stand_for(received: str, plain: str) -> None:
    assert smooth(received) == plain
    assert len(plain) == len(received)
