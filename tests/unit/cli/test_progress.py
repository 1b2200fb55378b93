"""What is said while a command works: a note is one line, whatever the width, and never a sequence for the terminal."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest

from pipeline.cli.progress import Line
from pipeline.cli.tables import print_table


def test_a_note_is_one_line_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Line() as line:
        line.note("a long reason " * 30 + "\nin two lines [bold]")
        line.say("progress comes every ten seconds only")
    (shown,) = capsys.readouterr().err.splitlines()
    assert shown.endswith("in two lines [bold]")


def test_a_time_is_shown_as_sql_gives_it() -> None:
    target = io.StringIO()
    print_table(("at",), [(datetime(2017, 11, 9, 13, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),)], target)
    assert "2017-11-09T11:00:00.000005Z" in target.getvalue()


def test_a_table_shows_no_control_characters_and_says_when_it_is_cut() -> None:
    target = io.StringIO()
    count = print_table(("a", "b"), [("x\x1b[31m\n\u202e", None), (0.5, 1.0), ("third", 3)], target, most=2)
    shown = target.getvalue()
    assert count == 2
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "0.5 " in shown
    assert "There are more than 2" in shown
