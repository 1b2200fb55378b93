"""A review file of two invented claims, and a way to fill it in."""

from __future__ import annotations

from typing import Any

from pipeline.review import Choices, Item, Marked, Sheet, render_sheet

TITLE = "Rebels shell Hajin: three dead"
TEXT = 'BEIRUT - Rebels shelled Hajin on Friday, killing three, residents said: "it\'s war".\n\nعشرات \x85 القتلى'
PLACES = (
    {"name": "Hajin", "geoname_id": 170000, "admin1": "Deir ez-Zor", "country": "SYR"},
    {"name": "Beirut", "geoname_id": 276781, "admin1": "Beyrouth", "country": "LBN"},
)
ACTORS = ({"id": "SYR-REB", "name": "Rebels (Syria)"}, {"id": "", "name": "Sons of the River"})


def claim(**fields: object) -> dict[str, Any]:
    """A claim in the form of ``stage tag``."""
    return {
        "type": "SHELLING_ARTILLERY_MISSILE",
        "actor1": dict(ACTORS[0]),
        "actor2": None,
        "place": dict(PLACES[0]),
        "date": {"start": "2017-11-10", "end": "2017-11-10", "precision": 1},
        "killed": {"low": 3, "best": 3, "high": None},
        "confidence": 0.41,
        "evidence": {"type": {"quote": TITLE, "in": "title", "start": 0, "end": len(TITLE)}},
        **fields,
    }


def item(number: int, **fields: object) -> Item:
    """An item about that claim."""
    article = {
        "title": TITLE, "text": TEXT, "url": "https://a.example/x",
        "published": "2017-11-11T10:00:00Z", "language": "en",
    }  # fmt: skip
    shown = (Marked(TITLE, ((0, 6, "actor1"), (7, 12, "type"))), Marked(TEXT))
    choices = Choices(PLACES, ACTORS, {"place": "sure to 0.40"})
    return Item(f"c{number:06d}", article, TITLE, "title", claim(**fields), None, choices, shown)


def sheet(count: int = 2) -> str:
    """The file as it is written."""
    items = tuple(item(number) for number in range(1, count + 1))
    return render_sheet(Sheet("live", "conflictwire 1+abc", 0.5, items), "review.yaml")


def filled(text: str, number: int, **answers: str) -> str:
    """The file with answers typed into one item, exactly as given."""
    at = text.index(f"- item: {number}\n")
    begin = text.index("  answer:", at)
    end = text.find("# ----", begin) if text.find("# ----", begin) > 0 else len(text)
    answer = text[begin:end]
    for name, told in answers.items():
        answer = answer.replace(f"\n    {name}:\n", f"\n    {name}: {told}\n")
    return text[:begin] + answer + text[end:]
