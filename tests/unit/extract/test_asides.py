from __future__ import annotations

import pytest

from pipeline.extract.asides import is_aside, without_asides


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Army retakes town from rebels",
        "- Les også: Hæren tar tilbake byen",
        ">> Mehr lesen: Armee nimmt Stadt ein",
        "Czytaj więcej",
        "LIRE AUSSI SUR NOTRE SITE",
        "Подписывайтесь на наш канал",
        "Sign up for our daily newsletter and never miss a story",
        "Photo: AFP",
        "Noel Celis/Getty Images",
        "STR/AFP via Getty Images",
        "© 2024 The Daily News",
        "Externer Inhalt nicht verfügbar",
        "関連記事",
    ],
)
def test_pointers_calls_and_credits_are_asides(line: str) -> None:
    assert is_aside(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more than any other book of the war, it was banned in three countries.",
        "Les Merlus tentent d'opérer en contre mais la passe est trop longue.",
        "Comments by the minister angered the opposition.",
        "The paper's newsletter said that the rebels had left the town.",
        "Files lie in C:/Users/name/AppData/Local",
        "Follow-up talks will be held in Geneva, the ministry said.",
        "Related parties must leave the area, the army warned.",
        "Copyright law does not protect the pictures of the camp.",
        "Photographs of the square show burnt lorries.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert not is_aside(line)


def test_long_lines_stay_whatever_they_begin_with() -> None:
    assert not is_aside("Read more: " + "the army said that the town had been retaken, and that it was quiet. " * 4)


def test_a_text_of_nothing_else_stays() -> None:
    assert without_asides("Read more: x\nPhoto: AFP") == "Read more: x\nPhoto: AFP"
    assert without_asides("Two died.\nPhoto: AFP") == "Two died."
