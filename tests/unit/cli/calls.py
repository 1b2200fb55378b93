"""Calling a command in this process."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from pipeline.cli.app import root


def call(*arguments: str, given: str | bytes | None = None) -> Result:
    """Run a command line; an error of ours comes as ``exception``, one of usage as exit code 2."""
    if arguments[:2] == ("stage", "extract") and given is not None:
        arguments += ("--workers", "1")  # each worker costs the second in which it loads trafilatura
    return CliRunner().invoke(root, list(arguments), input=given, prog_name="conflictwire")


def answers(*arguments: str, given: str | bytes) -> list[dict[str, Any]]:
    """The answer lines of a stage."""
    result = call("stage", *arguments, given=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]


def lines(*values: object) -> str:
    """JSON Lines: strings as they are, other values as JSON."""
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values)
