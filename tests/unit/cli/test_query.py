"""``conflictwire sql``: four forms, and no way to write."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from pipeline.cli import app
from pipeline.warehouse import open_warehouse

ROW = "SELECT 'Albu Kamal' AS place, 3 AS killed, NULL AS injured, 'a,\"b\" ☠' AS odd, 0.5 AS score"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
WRITES = [
    "DELETE FROM article_record",
    "UPDATE edition_pointer SET edition = 'r2'",
    "INSERT INTO retraction VALUES ('a', 'b', 'c')",
    "DROP VIEW events",
    "CREATE TABLE t (a)",
    "PRAGMA journal_mode = DELETE",
    "ATTACH 'other.db' AS other",
    "VACUUM INTO 'copy.db'",
    "SELECT 1; DELETE FROM article_record",
    "WITH x AS (SELECT 1) DELETE FROM article_record",
    "SELECT load_extension('x')",
    "SELECT nothing FROM nowhere",
    "",
    "/* nothing */",
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    open_warehouse(f"sqlite:///{folder / 'warehouse.db'}").close()
    return folder


def ask(home: Path, *arguments: str) -> int:
    return app.run(["sql", "--home", str(home), *arguments])


def test_a_table_is_the_default(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(home, ROW) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("place", "Albu Kamal", "☠", "(1 row)"))


def test_csv_and_json_read_back_to_the_same_row(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(home, ROW, "--format", "csv") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row == {"place": "Albu Kamal", "killed": "3", "injured": "", "odd": 'a,"b" ☠', "score": "0.5"}
    assert ask(home, ROW, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"place": "Albu Kamal", "killed": 3, "injured": None, "odd": 'a,"b" ☠', "score": 0.5}
    ]


def test_parquet_goes_to_a_file(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow.parquet

    file = tmp_path / "rows.parquet"
    assert ask(home, ROW, "--format", "parquet", "--output", str(file)) == 0
    (row,) = pyarrow.parquet.read_table(file).to_pylist()
    assert (row["place"], row["killed"], row["injured"], row["score"]) == ("Albu Kamal", 3, None, 0.5)
    assert ask(home, ROW, "--format", "parquet") == 2
    assert "--output" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_columns_of_one_name_lose_no_value(home: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    assert ask(home, "SELECT 1 AS a, 2 AS a, 1e999 AS b", "--format", form, "--output", str(file)) == 0
    if form == "json":
        assert json.loads(file.read_text(encoding="utf-8")) == [{"a": 1, "a_2": 2, "b": None}]
    else:
        parquet = pytest.importorskip("pyarrow.parquet", reason="needs conflictwire[parquet]")
        assert parquet.read_table(file).column_names == ["a", "a_2", "b"]


def test_an_error_moves_no_cursor_and_a_broken_statement_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for statement in ("SELECT \x1b[2J", "SELECT '\udce2'"):
        assert ask(home, statement) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("conflictwire: ")
        assert line.isprintable()


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet"])
def test_no_rows_are_an_answer_too(home: Path, tmp_path: Path, form: str) -> None:
    assert ask(home, "SELECT * FROM events", "--format", form, "-o", str(tmp_path / "out")) == 0
    assert (tmp_path / "out").stat().st_size > 0


@pytest.mark.parametrize("statement", WRITES)
def test_whatever_is_no_reading_is_refused_in_one_line(
    home: Path, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (home / "warehouse.db").read_bytes()
    assert ask(home, statement) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("conflictwire: ")
    assert (home / "warehouse.db").read_bytes() == before


def test_a_query_without_end_is_stopped(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
    assert ask(home, endless, "--timeout-s", "0.3") == 1
    assert "longer than 0.3 s" in capsys.readouterr().err


def test_without_a_warehouse_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, "SELECT 1") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "warehouse" in line
    assert not (tmp_path / "warehouse.db").exists()


def test_a_file_that_cannot_be_written_is_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("csv", "parquet"):
        assert ask(home, ROW, "--format", form, "-o", "/proc/no/such/file") == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert "/proc/no/such/file" in line


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_file_that_is_only_half_written_does_not_stay(
    home: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(answer: object, target: Path | TextIO) -> int:
        target.write_bytes(b"half") if isinstance(target, Path) else target.write("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"pipeline.warehouse.writing.write_{form}", full)
    assert ask(home, ROW, "--format", form, "-o", str(tmp_path / "out")) == 1
    assert f"{tmp_path / 'out'}: it cannot be written: No space left" in capsys.readouterr().err
    assert list(tmp_path.glob("*out*")) == []


def test_a_file_is_written_over_only_by_all_of_the_rows(home: Path, tmp_path: Path) -> None:
    file, link = tmp_path / "out", tmp_path / "link"
    file.write_text("what was there")
    file.chmod(0o640)
    link.symlink_to(file)
    assert ask(home, ENDLESS, "--timeout-s", "0.3", "--format", "csv", "-o", str(link)) == 1
    assert file.read_text() == "what was there"
    assert ask(home, "SELECT 1 AS a", "--format", "csv", "-o", str(link)) == 0
    assert file.read_text().split() == ["a", "1"]
    assert (link.is_symlink(), file.stat().st_mode & 0o777) == (True, 0o640)
    assert sorted(each.name for each in tmp_path.glob("*out*")) == ["out"]


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_rows_that_run_out_of_time_leave_no_file(home: Path, tmp_path: Path, form: str) -> None:
    assert ask(home, ENDLESS, "--timeout-s", "0.3", "--format", form, "-o", str(tmp_path / "out")) == 1
    assert not (tmp_path / "out").exists()


def test_a_reader_that_leaves_ends_it_quietly(home: Path) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n"
    for form in ("csv", "json"):
        start = "import sys; from pipeline.cli import main; main()"
        command = [sys.executable, "-c", start, "sql", "--home", str(home), many, "--format", form]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == app.READER_LEFT
