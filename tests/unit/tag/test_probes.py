"""Probes: plain sentences that ask one thing each of the tagger stay answered, group by group."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests.evals import tag_probes
from tests.evals.tag_probes import HELD, Probe, failure, files, read_probes

FACTS = "- {T: Sarmin, P: Idlib, C: Syria, N: Syrian, D: north-western, cc: SYR}\n"
GROUP = """groups:
  - name: strikes
    rows: 1
    frames: ["warplanes bombed {what} {here} on Tuesday, killing four civilians."]
    slots: {what: ["targets", {form: "a market", expect: {type: AIR_STRIKE}}], here: ["in {T}", "in {Cs} {P} province"]}
    expect: {country: "{cc}"}
"""
EVERY = 5
"""One probe in five is tagged: `eval tag_probes` tags them all."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts.yaml").write_text(FACTS)
    (tmp_path / "where.yaml").write_text(GROUP)
    monkeypatch.setattr(tag_probes, "FOLDER", tmp_path)
    return tmp_path


def test_frames_are_filled_with_every_form_and_facts(folder: Path) -> None:
    found = list(read_probes(folder / "where.yaml"))
    assert [one.text for one in found] == [
        "Warplanes bombed targets in Sarmin on Tuesday, killing four civilians.",
        "Warplanes bombed targets in Syria's Idlib province on Tuesday, killing four civilians.",
        "Warplanes bombed a market in Sarmin on Tuesday, killing four civilians.",
        "Warplanes bombed a market in Syria's Idlib province on Tuesday, killing four civilians.",
    ]
    assert found[0].expected == {"country": "SYR"}
    assert found[2].expected == {"country": "SYR", "type": "AIR_STRIKE"}


def _probe(**expected: object) -> Probe:
    text = "Warplanes bombed Sarmin in Syria's Idlib province on Tuesday, killing four civilians."
    return Probe("strikes", "form", "", text, "2015-06-17", expected)


def test_what_is_as_expected_says_nothing() -> None:
    right = {"type": "AIR_STRIKE|ATTACK", "place": "Sarmin", "country": "SYR", "date": "2015-06-16", "killed": 4}
    assert failure(_probe(**right, relevant=True, claims=1)) == ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("type", "ATTACK"), ("place", "Saraqib"), ("date", "2015-06-17"), ("killed", None), ("killed", 3), ("claims", 2)],
)
def test_what_is_otherwise_is_named(name: str, wanted: object) -> None:
    assert failure(_probe(**{name: wanted})).startswith(f"{name} ")


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="no field weather"):
        failure(_probe(weather="fine"))


def test_the_scoreboard_counts_and_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "where.yaml").write_text(GROUP.replace('"{cc}"', "IRQ"))
    assert tag_probes.main(["--errors", "where"]) == 1
    told = capsys.readouterr().out
    assert "where: 0 of 4 (0.000)" in told and "#### strikes | targets + in {T} | 1" in told
    assert "country 'SYR', not 'IRQ'" in told and "strikes: 0 of 4  MISSED, floor 0.9" in told


def test_a_name_of_no_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tag_probes.main(["where", "nosuch"]) == 1
    assert capsys.readouterr().out == "probes: no file 'nosuch'; there are: where\n"


def test_a_group_out_of_reach_is_marked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "where.yaml").write_text(GROUP.replace("rows: 1", "rows: 1\n    known: true"))
    assert all(probe.known for probe in read_probes(folder / "where.yaml"))
    assert tag_probes.main(["where"]) == 0
    assert "strikes: 4 of 4 (known to be out of reach)" in capsys.readouterr().out


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_every_group_of_probes_holds(path: Path) -> None:
    counted: dict[str, list[str]] = defaultdict(list)
    for probe in [probe for probe in read_probes(path) if not probe.known][::EVERY]:
        said = failure(probe)
        counted[probe.group].append(f"{said}: {probe.title} / {probe.text}" if said else "")
    fallen = {group: [one for one in said if one][:3] for group, said in counted.items() if _share(said) < HELD}
    assert not fallen


def _share(said: list[str]) -> float:
    return sum(not one for one in said) / len(said)
