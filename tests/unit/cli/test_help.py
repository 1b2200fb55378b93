"""What a newcomer meets first: help everywhere, wrong usage told and never traced."""

from __future__ import annotations

import sys

import pytest

from pipeline.cli import app
from pipeline.errors import ConflictwireError, StateUnavailable, UsageError
from pipeline.warehouse import VIEWS
from tests.unit.cli.calls import call

COMMANDS = (
    "demo run sql trace tag poll load replay editions diff promote undo restore review codebook gazetteer feeds "
    "dead-letters status doctor stage"
).split()
BARE = ("stage", "undo", "review", "gazetteer", "codebook")
STAGES = "parse extract dedupe tag".split()
WRONG = [
    [],
    ["no-such-command"],
    ["run"],
    ["poll"],
    ["sql"],
    ["sql", "SELECT 1", "--format", "yaml"],
    ["sql", "SELECT 1", "--timeout-s", "0"],
    ["trace"],
    ["diff", "live"],
    ["promote"],
    ["stage", "tag", "--workers", "2"],
    ["stage", "extract", "--workers", "0"],
    ["stage", "merge"],
    ["tag", "--workers", "0", "--drain"],
    ["replay", "--from", "yesterday"],
    ["replay", "--from-offset", "-1"],
    ["status", "--jsno"],
]


def test_the_overview_names_every_command_in_one_line() -> None:
    result = call("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert any(line.strip().startswith(f"{name} ") for line in result.output.splitlines()), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = call(name, "-h")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: conflictwire {name}")
    assert len(result.output.splitlines()) > 5


@pytest.mark.parametrize("name", ["stage", "undo", "review", "gazetteer"])
def test_a_list_of_commands_is_not_cut_short_and_shows_no_markup(name: str) -> None:
    shown = call(name, "--help").output
    assert "..." not in shown.partition("Commands:")[2]
    assert "\\b" not in shown


def test_the_help_of_sql_names_every_view() -> None:
    shown = call("sql", "--help").output
    assert [view for view in (*VIEWS, "editions") if view not in shown] == []


@pytest.mark.parametrize("name", STAGES)
def test_every_stage_tells_its_line(name: str) -> None:
    result = call("stage", name, "--help")
    assert result.exit_code == 0
    assert '{"' in result.output


FLAGGED = [*(name for name in COMMANDS if name not in BARE), "undo copy", "review write"]


@pytest.mark.parametrize("name", FLAGGED)
def test_every_setting_is_a_flag_of_every_command(name: str) -> None:
    shown = call(*name.split(), "--help").output
    for flag in "home state stream warehouse allow-hosts host-delay-s user-agent".split():
        assert f"--{flag} " in shown


def test_the_version_is_told() -> None:
    assert call("--version").output.startswith("conflictwire, version ")


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(arguments) == 2
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err + shown.out
    assert shown.err.strip()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("asked for too much"), 2),
        (StateUnavailable("postgresql://me:hidden@db/x is away"), 1),
        (ConflictwireError("no"), 1),
        (OSError(28, "No space left on device", "state.db"), 1),
        (ZeroDivisionError("of sqlite://u:hidden@h/x\nand more"), 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_one_line_without_a_password(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(app.root, "main", fail)
    assert app.run(["status"]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("conflictwire: ")
    assert "hidden" not in line


def test_a_library_that_is_missing_is_one_line_and_the_doctor_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.cli.demo", None)
    assert app.run(["demo"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "pipeline.cli.demo" in line
    assert "conflictwire doctor" in line
