"""``conflictwire undo`` and ``restore``: help, and one line for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import app
from tests.unit.cli.calls import call


@pytest.mark.parametrize(
    "command", ["undo merge", "undo copy", "undo alias", "undo story", "undo revoke", "undo list", "restore"]
)
def test_every_kind_explains_itself(command: str) -> None:
    result = call(*command.split(), "-h")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: conflictwire {command}")
    assert "--home " in result.output
    assert ("--note " in result.output) == (command not in ("undo list", "restore"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("merge",), ("merge", "x"), ("copy",), ("alias",), ("story", "a", "b"), ("revoke",), ("list", "x")],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert app.run(["undo", *arguments]) == 2


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("copy", "anobody"), ("alias", "https://a.example/never"), ("story", "anobody"), ("revoke", "unone")],
)
def test_what_is_unknown_is_said_in_one_line(
    kind: str, asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run(["undo", kind, asked, "--home", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert asked in line


def test_without_a_warehouse_there_is_nothing_to_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["undo", "merge", "cevent", "cclaim", "--home", str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "there is no warehouse" in line


def test_an_empty_home_has_no_undo_and_nothing_to_restore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["undo", "list", "--home", str(tmp_path)]) == 0
    assert "(0 rows)" in capsys.readouterr().out
    assert app.run(["restore", "--home", str(tmp_path)]) == 0
    assert "restored 0 articles and 0 corrections" in capsys.readouterr().out
