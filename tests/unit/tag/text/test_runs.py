"""Runs between blanks are read once, and what is remembered of them answers as reading them again would."""

from __future__ import annotations

import pytest

from pipeline.tag.text.runs import RunTable


def lengths(run: str) -> tuple[int, ...]:
    return tuple(len(part) for part in run.split("-") if part)


def test_runs_of_no_word_one_and_more() -> None:
    table = RunTable(lengths)
    text = "a bb-ccc  -\ndddd a-b"
    for _ in range(2):
        assert table.of(text).tolist() == [1, 2, 3, 4, 1, 1]
    assert table.of("").tolist() == []


def test_a_run_is_read_once() -> None:
    read: list[str] = []

    def reading(run: str) -> tuple[int, ...]:
        read.append(run)
        return (len(run),)

    table = RunTable(reading)
    assert table.of("ab c").tolist() == [2, 1]
    assert table.of("c ab d").tolist() == [1, 2, 1]
    assert read == ["ab", "c", "d"]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tag.text.runs._MOST", 2)
    table = RunTable(lengths)
    text = "a bb ccc dddd e-ff g-hh " + "x" * 50
    for _ in range(3):
        assert table.of(text).tolist() == [1, 2, 3, 4, 1, 2, 1, 2, 50]
        assert len(table) <= 2
