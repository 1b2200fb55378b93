"""The whole loop of a review: claims out of the warehouse, answers in, cases that the tagger is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.merge import PlaceDateControl
from pipeline.model.article import Article
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.review import Sheet, read_pending, read_sheet, render_sheet
from pipeline.tag import tag_article
from pipeline.warehouse import Batch, Warehouse, open_warehouse
from pipeline.wiring.reviewing import add_cases, score_cases, write_review
from tests.unit.review.sheets import filled
from tests.unit.warehouse.samples import arrivals, article

TITLE = "Suicide bomber kills six at Kabul mosque"
TEXT = (
    "KABUL - A suicide bomber blew himself up at the gate of a mosque in Kabul on Wednesday, killing six worshippers, "
    "police said.\n\nThe weather had been mild. Shops stayed open.\n\nMany people hope for rain, a farmer said."
)


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    opened = open_warehouse(database_url)
    one = replace(article("alpha"), title=TITLE, text=TEXT)
    two = replace(article("beta"), title="O'Neill of Taiz: army shells market", text="The army shelled Taiz on Monday.")
    records: list[Article | Tagging | LedgerRecord] = [one, two, tag_article(one), tag_article(two)]
    opened.load_batch(Batch(tuple(arrivals(records))), PlaceDateControl())
    yield opened
    opened.close()


def test_the_loop(warehouse: Warehouse, tmp_path: Path) -> None:
    sheet = write_review(warehouse, "live", 1.01, 10)
    confidences = [item.coded["confidence"] for item in sheet.items]
    assert len(confidences) >= 2 and confidences == sorted(confidences)
    number = next(n for n, item in enumerate(sheet.items, 1) if item.article["title"] == TITLE)
    item = sheet.items[number - 1]
    assert item.alone is None, "the kept sentences alone give the same claim"
    assert "weather" not in item.article["text"] and "rain" not in item.article["text"]
    assert any(name == "killed" for shown in item.shown for _, _, name in shown.words)

    text = filled(render_sheet(sheet, "r.yaml"), number, rest="ok", killed="7")
    added = add_cases(read_sheet(text, "r.yaml"), tmp_path / "cases")
    (name,) = added.written
    assert added.wrong == {name: ("killed",)} and read_pending(tmp_path / "cases") == {name: frozenset({"killed"})}

    scored = score_cases(tmp_path / "cases")
    assert (scored.unseen, scored.struck) == ({}, {})
    again = add_cases(read_sheet(text, "r.yaml"), tmp_path / "cases")
    assert (again.written, again.known) == ((), 1)


def test_a_wrong_list_is_told_both_ways(warehouse: Warehouse, tmp_path: Path) -> None:
    sheet = write_review(warehouse, "", 1.01, 10)
    text = filled(render_sheet(sheet, "r.yaml"), 1, rest="ok", killed="99")
    (name,) = add_cases(read_sheet(text, "r.yaml"), tmp_path).written
    (tmp_path / "EXPECTED_WRONG.txt").write_text(f"{name} type\n", "utf-8")
    scored = score_cases(tmp_path)
    assert scored.unseen == {name: ("killed",)}
    assert scored.struck == {name: ("type",)}


def test_what_cannot_be_reviewed_is_said(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no edition 'x'; there are: live"):
        write_review(warehouse, "x", 0.5, 5)
    with pytest.raises(UsageError, match="no claim with a confidence below"):
        write_review(warehouse, "live", 0.0, 5)
    with pytest.raises(UsageError, match="no cases"):
        score_cases(tmp_path)


def test_a_limit_takes_the_least_sure(warehouse: Warehouse) -> None:
    def least(sheet: Sheet) -> object:
        return sheet.items[0].coded["confidence"]

    assert len(write_review(warehouse, "live", 1.01, 1).items) == 1
    assert least(write_review(warehouse, "live", 1.01, 1)) == least(write_review(warehouse, "live", 1.01, 9))
