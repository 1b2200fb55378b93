"""``conflictwire undo``: help, and one line for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import app
from tests.unit.cli.calls import call


@pytest.mark.parametrize("kind", ["copy", "alias", "story"])
def test_every_kind_explains_itself(kind: str) -> None:
    result = call("undo", kind, "-h")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: conflictwire undo {kind}")
    assert "--home " in result.output


@pytest.mark.parametrize("arguments", [(), ("merge", "x"), ("copy",), ("alias",), ("story", "a", "b")])
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert app.run(["undo", *arguments]) == 2


@pytest.mark.parametrize(
    ("kind", "asked"), [("copy", "anobody"), ("alias", "https://a.example/never"), ("story", "anobody")]
)
def test_what_is_unknown_is_said_in_one_line(
    kind: str, asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run(["undo", kind, asked, "--home", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert asked in line
