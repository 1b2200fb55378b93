"""``conflictwire review``: the loop as a person walks it, on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import app
from pipeline.merge import PlaceDateControl
from pipeline.tag import tag_article
from pipeline.warehouse import Batch, open_warehouse
from tests.unit.review.sheets import filled
from tests.unit.warehouse.samples import arrivals, article

TEXT = "KABUL - A suicide bomber killed six worshippers at a mosque in Kabul on Wednesday, police said."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    one = replace(article("alpha"), title="Blast in Kabul â€“ six dead", text=TEXT)
    warehouse = open_warehouse(f"sqlite:///{folder / 'warehouse.db'}")
    warehouse.load_batch(Batch(tuple(arrivals([one, tag_article(one)]))), PlaceDateControl())
    warehouse.close()
    return folder


def run(home: Path, *arguments: str | Path) -> int:
    return app.run(["review", *map(str, arguments), "--home", str(home)])


def test_the_loop(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, cases = tmp_path / "review.yaml", tmp_path / "cases"
    assert run(home, "write", file, "--below", "1.01") == 0
    assert f"conflictwire review read {file}" in capsys.readouterr().out
    text = filled(file.read_text("utf-8"), 1, rest="ok", place="nowhere")
    file.write_text(text, "utf-8")
    assert run(home, "read", file, "--cases", cases) == 1
    told = capsys.readouterr()
    assert told.err.startswith(f"{file}, item 1, place: 'nowhere' is neither")
    assert "0 answered" in told.out and "1 to correct" in told.out

    file.write_text(text.replace("place: nowhere", "place: 1"), "utf-8")
    assert run(home, "read", file, "--check") == 0
    assert run(home, "read", file, "--cases", cases) == 0
    assert "1 cases written" in capsys.readouterr().out
    assert len(list(cases.glob("*.json"))) == 1
    assert run(home, "score", "--cases", cases) == 0
    assert "killed" in capsys.readouterr().out
    (cases / "EXPECTED_WRONG.txt").write_text(f"{next(cases.glob('*.json')).stem} killed\n", "utf-8")
    assert run(home, "score", "--cases", cases) == 1
    assert "right now or no case" in capsys.readouterr().out


def test_answers_are_never_written_over_unasked(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "review.yaml"
    file.write_text("my answers", "utf-8")
    assert run(home, "write", file, "--below", "1.01") == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_text("utf-8") == "my answers"
    assert run(home, "write", file, "--below", "1.01", "--force") == 0
    assert file.read_text("utf-8").startswith("# Review of 1 claim of edition live")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["write", "x.yaml", "--edition", "r9"], 2, "no edition 'r9'"),
        (["write", "x.yaml", "--below", "0.0"], 2, "no claim with a confidence below"),
        (["write", "no/such/folder/x.yaml", "--below", "1.01"], 1, "No such file"),
        (["read", "absent.yaml"], 1, "absent.yaml: No such file"),
        (["score", "--cases", "absent"], 2, "no such folder of cases"),
    ],
)
def test_what_cannot_be_is_one_line(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(home, *arguments) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_yaml_is_told_with_its_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("review: 1\ntagger: [\n", "utf-8")
    assert run(home, "read", file) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert f"{file}, line 3: no valid YAML" in line
    assert "review write" in line


def test_a_home_without_a_warehouse_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "new", "write", tmp_path / "x.yaml") == 1
    assert "there is no warehouse" in capsys.readouterr().err
