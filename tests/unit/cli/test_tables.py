"""Tables: what does not fit beside each other stands below each other, and can be read either way."""

from __future__ import annotations

import io
import re

import pytest

from pipeline.cli.tables import print_table

COLUMNS = ("event_id", "type", "place_name", "actor1", "actor2", "first_reported_at")
EVENT = (
    "c1b65b13b27431cfd834f", "NON_STATE_OVERTAKES_TERRITORY", "Albu Kamal", "Islamic State", "Military of Syria",
    "2017-11-11T19:30:00.000000Z",
)  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(monkeypatch: pytest.MonkeyPatch, width: int, columns: tuple[str, ...], row: tuple[object, ...]) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")  # a dumb terminal is 80 columns wide, whatever it says
    target = Terminal()
    assert print_table(columns, [row], target) == 1
    return re.sub(r"\x1b\[[0-9;]*m", "", target.getvalue())


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_id_name_or_time_is_broken_whatever_the_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    shown = printed(monkeypatch, width, (*COLUMNS, *"abcdefgh"), (*EVENT, *range(8)))
    assert all(value in shown for value in (*COLUMNS, *EVENT)), shown
    assert shown.endswith("(1 row)\n")


def test_columns_that_do_not_fit_stand_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = printed(monkeypatch, 60, COLUMNS, EVENT)
    lines = [line.rstrip() for line in narrow.splitlines()]
    assert "actor2             Military of Syria" in lines
    wide = printed(monkeypatch, 200, COLUMNS, EVENT)
    assert any(line.split() == list(COLUMNS) for line in wide.splitlines())


def test_prose_is_broken_before_a_table_is(monkeypatch: pytest.MonkeyPatch) -> None:
    quote = "Islamic State retakes Albu Kamal after ambushing army column, two people who monitor the war said."
    shown = printed(monkeypatch, 80, ("claim_id", "quote"), ("c1b65b13b27431cfd834f", quote))
    head = next(line for line in shown.splitlines() if "claim_id" in line)
    assert "quote" in head
    assert " ".join(shown.split()).count("monitor the war") == 1
