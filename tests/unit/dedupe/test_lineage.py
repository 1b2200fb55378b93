from __future__ import annotations

import pytest

from pipeline.dedupe import Origin, origin


@pytest.mark.parametrize(
    ("text", "authors", "expected"),
    [
        ("BEIRUT (AP) — Syrian troops entered the town on Thursday.", (), Origin("ap", "dateline")),
        ("AMMAN (Reuters) - Syrian troops entered the town.", (), Origin("reuters", "dateline")),
        ("DAMASCUS, Nov. 9 (Xinhua) -- The army entered the town.", (), Origin("xinhua", "dateline")),
        ("MOSCOW, November 9. /TASS/. The town was taken.", (), Origin("tass", "dateline")),
        ("МОСКВА, 9 ноября. /ТАСС/. Город освобождён.", (), Origin("tass", "dateline")),
        ("МОСКВА, 9 ноя — РИА Новости. Город освобождён.", (), Origin("ria", "dateline")),
        ("بيروت (رويترز) - دخل الجيش المدينة.", (), Origin("reuters", "dateline")),
        ("دمشق (أ ف ب) - دخل الجيش المدينة.", (), Origin("afp", "dateline")),
        ("Troops entered the town.", ("Bassem Mroue, The Associated Press",), Origin("ap", "byline")),
        ("By Agence France-Presse\nTroops entered the town.", (), Origin("afp", "byline")),
        ("Troops entered the town.\n\n- AFP", (), Origin("afp", "credit")),
        ("Troops entered the town, a soldier told Reuters on Thursday.", (), Origin("", "")),
        ("The town was taken, TASS said, quoting the ministry. Nothing else is known.", (), Origin("", "")),
        ("", (), Origin("", "")),
    ],
)
def test_the_agency_is_told_by_dateline_byline_or_credit(text: str, authors: tuple[str, ...], expected: Origin) -> None:
    assert origin(text, authors) == expected
