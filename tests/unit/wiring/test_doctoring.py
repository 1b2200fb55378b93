"""The doctor: each check on its own, each fault with how to mend it, no password in a word of it."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import app
from pipeline.settings import Settings, prepared, read_settings
from pipeline.wiring import doctoring
from pipeline.wiring.doctoring import Finding, Health, examine


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepared(read_settings({"home": str(tmp_path / "home")}, {}))


def found(settings: Settings) -> dict[str, Finding]:
    return {finding.what: finding for finding in examine(settings)}


def test_the_doctor_comes_to_an_installation_that_lacks_a_library(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.extract", None)
    seen = found(settings)
    assert seen["extractor"].health is Health.BAD
    assert "trafilatura" in seen["extractor"].mend
    assert seen["state"].health is Health.GOOD


def test_a_file_that_cannot_be_reached_is_named_without_its_errno(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(settings: Settings) -> str:
        raise PermissionError(13, "Permission denied", "/srv/wire/state.db")

    monkeypatch.setattr(doctoring, "_state", locked)
    assert found(settings)["state"].found == "/srv/wire/state.db: Permission denied"


def test_a_fresh_home_is_well(settings: Settings) -> None:
    seen = found(settings)
    assert {what for what, finding in seen.items() if finding.health is Health.BAD} == set()
    assert seen["warehouse"].found.startswith("opens, schema ")
    assert seen["tagger"].found.startswith("version ")
    assert {"python", "home", "state", "stream", "warehouse", "extractor", "tagger", "address guard"} <= seen.keys()


def test_everything_that_is_not_good_says_how_to_mend_it(settings: Settings, tmp_path: Path) -> None:
    bad = replace(
        settings,
        state=f"sqlite:///{tmp_path}",
        stream="kafka://127.0.0.1:1",
        warehouse=f"sqlite:///{tmp_path}",
        allow_hosts=("127.0.0.1",),
    )
    seen = found(bad)
    assert {what for what, each in seen.items() if each.health is Health.BAD} >= {"state", "stream", "warehouse"}
    assert seen["address guard"].health is Health.WARN
    for finding in seen.values():
        assert bool(finding.mend) == (finding.health is not Health.GOOD), finding
        assert "\n" not in finding.found


def test_a_home_that_cannot_be_written_is_told(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_bytes(b"")
    finding = found(replace(settings, home=file / "home"))["home"]
    assert finding.health is Health.BAD
    assert "CONFLICTWIRE_HOME" in finding.mend


def test_a_gazetteer_that_is_none_is_told(settings: Settings, tmp_path: Path) -> None:
    finding = found(replace(settings, gazetteer=str(tmp_path / "absent")))["gazetteer"]
    assert finding.health is Health.BAD and "gazetteer build" in finding.mend
    assert found(settings)["gazetteer"].found.startswith("the shipped one, ")


def test_a_home_that_cannot_be_made_hides_no_other_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    assert app.run(["doctor", "--home", str(tmp_path / "a-file" / "home")]) == 1
    shown = capsys.readouterr().out
    assert "bad   home: CONFLICTWIRE_HOME: cannot make" in shown
    assert "ok    tagger: version" in shown and "must be mended first" in shown


def test_little_room_is_a_warning(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctoring, "_LEAST_FREE_BYTES", 10**18)
    assert found(settings)["home"].health is Health.WARN


def test_a_missing_extra_is_a_warning_that_names_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    finding = found(settings)["extra kafka"]
    assert (finding.health, finding.mend) == (
        Health.WARN,
        "for the stream kafka://…: pip install 'conflictwire[kafka]'",
    )
