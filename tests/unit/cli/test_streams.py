"""Standard streams that a daemon closed, or whose encoding cannot say what the articles say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = "import sys; from pipeline.cli import main; main()"
BARE = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


def ran(
    *arguments: str, redirect: str = "", environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-c", f'exec "$0" "$@" {redirect}', sys.executable, "-c", START, *arguments]
    return subprocess.run(command, capture_output=True, env=environ, check=False)


@pytest.mark.parametrize("redirect", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_the_null_device(tmp_path: Path, redirect: str) -> None:
    done = ran("status", "--home", str(tmp_path), redirect=redirect)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"store" not in (tmp_path / "state.db").read_bytes()[:100]


def test_a_stage_without_input_is_done_at_once() -> None:
    done = ran("stage", "parse", redirect="<&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_what_is_piped_is_utf8_in_every_locale(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Blast in Kabul \u2013 six dead\n\nA bomber killed six people in Kabul, \u062f\u0627\u0639\u0634 said.", "utf-8"
    )
    done = ran("tag", str(article), "--home", str(tmp_path), environ=BARE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\u062f\u0627\u0639\u0634" in done.stdout.decode("utf-8")


def test_a_statement_is_utf8_in_every_locale(tmp_path: Path) -> None:
    assert ran("load", "--drain", "--home", str(tmp_path)).returncode == 0
    done = ran(
        "sql", "--home", str(tmp_path), "SELECT '\u062f\u0627\u0639\u0634' AS name", "--format", "csv", environ=BARE
    )
    assert done.stderr == b""
    assert done.stdout.decode("utf-8") == "name\n\u062f\u0627\u0639\u0634\n"
