"""The articles that the judgement is fitted on."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipeline.tag.training.articles import BRIEFS, FOLDER, WrittenArticle, written_articles


def test_articles_are_split_and_labelled_by_their_file(tmp_path: Path) -> None:
    two = "# 2014-05-06 | A raid\nThree lines.\nOf text.\n# no head\n\n# 2015-01-02 | B\nc\n"
    (tmp_path / "conflict-7.txt").write_text(two)
    assert written_articles(tmp_path) == [
        WrittenArticle("A raid", "Three lines.\nOf text.\n# no head", date(2014, 5, 6), True, "conflict-7"),
        WrittenArticle("B", "c", date(2015, 1, 2), True, "conflict-7"),
    ]


@pytest.mark.parametrize("wrong", ["# 2014-05-06 | \ntext\n", "# 2014-05-06 | Title\n", "# 2014-15-06 | Title\ntext\n"])
def test_an_article_without_day_title_or_text_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "other.txt").write_text(wrong)
    with pytest.raises(ValueError):
        written_articles(tmp_path)


@pytest.mark.parametrize("folder", [FOLDER, BRIEFS])
def test_both_sorts_are_many_and_no_title_comes_twice(folder: Path) -> None:
    found = written_articles(folder)
    sorts = Counter(one.conflict for one in found)
    assert min(sorts.values()) >= 100
    assert len({one.title for one in found}) == len(found)
