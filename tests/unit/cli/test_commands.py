"""Settings by flag, one article in the terminal, lists of feeds, letters, health."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.cli import app
from pipeline.cli.doctor import verdict
from pipeline.cli.one_article import highlighted
from pipeline.settings import Settings, prepared, read_settings
from pipeline.stream import ARTICLES, DEAD_LETTERS, Message, Record
from pipeline.wiring.consuming import letter
from pipeline.wiring.opening import stream_of
from tests.unit.cli.calls import call

ARTICLE = (
    "Syrian army retakes Albu Kamal from Islamic State\n\n"
    "The Syrian army retook Albu Kamal from Islamic State on Thursday, state television said.\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepared(read_settings({"home": str(tmp_path / "home")}, {}))


def run(settings: Settings, *arguments: str) -> int:
    return app.run([*arguments, "--home", str(settings.home)])


def test_a_flag_wins_over_the_environment_and_the_doctor_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONFLICTWIRE_HOST_DELAY_S", "7")
    monkeypatch.setenv("CONFLICTWIRE_USER_AGENT", "from-environment/1")
    monkeypatch.setenv("CONFLICTWIRE_STATE", "postgresql://me:hidden@127.0.0.1:1/state")
    assert run(settings, "doctor", "--host-delay-s", "3") == 1  # the state is away
    shown = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in shown.splitlines() if line.strip().startswith("CONFLICTWIRE")}
    assert rows["CONFLICTWIRE_HOST_DELAY_S"] == ["3.0", "flag"]
    assert rows["CONFLICTWIRE_USER_AGENT"] == ["from-environment/1", "environment"]
    assert rows["CONFLICTWIRE_HOME"][-1] == "flag"
    assert rows["CONFLICTWIRE_ALLOW_HOSTS"] == ["default"]
    assert "bad   state" in shown
    assert "hidden" not in shown


def test_doctor_is_content_with_a_fresh_home(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(settings, "doctor") == 0
    assert capsys.readouterr().out.endswith(("all is well\n", f"{verdict(0, 1)}\n"))  # there may be no DNS here


def test_the_doctors_last_line_says_no_more_than_he_found() -> None:
    assert (verdict(0, 0), verdict(2, 1)) == ("all is well", "2 of these must be mended first")
    assert verdict(0, 1) == "it can run; 1 of these should be looked at"


def test_one_article_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    flags = ("--published", "2017-11-10", "--json", "--home", str(tmp_path))
    from_file = call("tag", str(file), *flags)
    from_input = call("tag", "-", *flags, given=ARTICLE)
    assert from_file.exit_code == from_input.exit_code == 0
    coded = json.loads(from_file.stdout)
    assert coded["relevant"] is True
    assert coded["claims"] == json.loads(from_input.stdout)["claims"]
    for quote in coded["claims"][0]["evidence"].values():
        whole = {"title": ARTICLE.splitlines()[0], "text": ARTICLE}[quote["in"]]
        assert whole[quote["start"] : quote["end"]] == quote["quote"]


def test_one_article_is_shown_with_its_words(tmp_path: Path) -> None:
    shown = call("tag", "-", "--published", "2017-11-10", "--home", str(tmp_path), given=ARTICLE + "\x1b[31mred")
    assert shown.exit_code == 0
    assert "about armed conflict" in shown.stdout
    assert "GOV_REGAINS_TERRITORY" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert shown.stdout.count(ARTICLE.splitlines()[0]) == 1


def test_a_title_that_stands_in_the_text_is_lit_there() -> None:
    claims = [
        {"evidence": {"type": {"in": "title", "start": 0, "end": 5}, "place": {"in": "text", "start": 7, "end": 11}}}
    ]
    lit = highlighted("\nBlast\nAden", {"title": 1, "text": 0}, claims)
    assert [lit.plain[span.start : span.end] for span in lit.spans] == ["Blast", "Aden"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag", "/no/such/file.txt"),
        ("tag", "-", "--published", "yesterday"),
        ("tag", "http://127.0.0.1:1/private"),
        ("feeds", "--check", "/no/such/list.yaml"),
        ("dead-letters", "--save", "news.articles/0/99"),
        ("sql", "SELECT 1"),
        ("trace", "nothing"),
        ("editions",),
        ("diff", "live", "r2"),
        ("promote", "r2"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_one_line(
    settings: Settings, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, *arguments) in (1, 2)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("conflictwire: ")
    assert "fault of conflictwire itself" not in line
    assert not (settings.home / "warehouse.db").exists()


@pytest.mark.parametrize(
    "raw", [b"\x7fELF\x02\x00\x00", b"%PDF-1.7 text", b"\x1f\x8b\x08\x08" + bytes(range(128, 256)) * 3, b"a\x00b"]
)
def test_a_file_that_is_no_text_is_refused_in_one_line(
    tmp_path: Path, raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd"
    file.write_bytes(raw)
    assert app.run(["tag", str(file), "--home", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("odd: it is no text: give an article as UTF-8 text or as HTML")


@pytest.mark.parametrize("raw", [ARTICLE.encode("utf-16"), ARTICLE.replace("state", "st\xe4te").encode("latin-1")])
def test_text_of_another_encoding_is_read(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(raw)
    answer = json.loads(call("tag", str(file), "--json", "--home", str(tmp_path)).output)
    assert answer["claims"][0]["type"] == "GOV_REGAINS_TERRITORY"


def test_a_list_of_feeds_is_checked_without_asking_anybody(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  - url: https://o.example/feed\n    title: Outlet\n    tags: [syria]\n", encoding="utf-8")
    assert run(settings, "feeds", "--check", str(file)) == 0
    assert "https://o.example/feed" in capsys.readouterr().out
    assert run(settings, "feeds") == 0
    assert "(0 rows)" in capsys.readouterr().out


def test_letters_are_listed_and_saved_as_they_came(
    settings: Settings, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    at = datetime(2017, 11, 9, tzinfo=UTC)
    with stream_of(settings) as stream:
        stream.produce([Message(DEAD_LETTERS, b"k", b"\x00 written by somebody else", at)])
        stream.produce([letter(Record(ARTICLES, 3, 12, b"k", b"\x00\xffjunk", at, ()), ValueError("no record"))])
    capfdbinary.readouterr()
    assert run(settings, "dead-letters") == 0
    listed = capfdbinary.readouterr()
    assert b"no record" in listed.out
    assert re.search(rb"^news\.dead-letters/\d+/\d+: no dead letter: ", listed.err, re.M)
    assert run(settings, "dead-letters", "--json") == 0
    assert json.loads(capfdbinary.readouterr().out)["offset"] == 12
    assert run(settings, "dead-letters", "--save", f"{ARTICLES}/3/12") == 0
    assert capfdbinary.readouterr().out == b"\x00\xffjunk"


def test_status_is_a_table_or_one_object(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(settings, "status") == 0
    assert "news.articles" in capsys.readouterr().out
    assert run(settings, "status", "--json") == 0
    assert json.loads(capsys.readouterr().out)["state"]["feeds"] == "0"


@pytest.mark.parametrize("stage", ["tag", "load"])
def test_a_process_drains_an_empty_log_and_ends(
    settings: Settings, stage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, stage, "--drain") == 0
    counts = json.loads(capsys.readouterr().out)
    assert set(counts.values()) == {0}


def test_a_replay_of_nothing_makes_no_edition_to_promote(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "replay", "--from", "2017-11-09") == 2
    assert "nothing to tag again" in capsys.readouterr().err
    assert run(settings, "promote", "r2") == 2
    assert "there is no edition 'r2'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a b", "--x", "r2;", "../r2", "r\n2"])
def test_an_edition_has_a_name_that_can_be_typed(
    settings: Settings, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "replay", f"--edition={name}") == 2
    assert "letters, digits" in capsys.readouterr().err


FRENCH = (
    "Attaque à Bamako : cinq soldats tués\n\nCinq soldats maliens ont été tués mardi dans une attaque attribuée à des "
    "djihadistes près de Bamako, a annoncé l'armée. Les assaillants ont ouvert le feu sur un poste de contrôle.\n"
)


def test_an_article_in_another_language_is_not_called_peaceful(tmp_path: Path) -> None:
    shown = call("tag", "-", "--home", str(tmp_path), given=FRENCH).output
    assert "not judged: language-not-coded" in shown
    assert "not about armed conflict" not in shown


@pytest.mark.parametrize("flag", [["--title", "x"], ["--published", "2017-11-09"], ["--json"]])
def test_what_belongs_to_one_article_starts_no_process(
    settings: Settings, flag: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, "tag", *flag) == 2
    assert "name a file" in capsys.readouterr().err
