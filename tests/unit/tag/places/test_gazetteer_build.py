"""A gazetteer compiled from a GeoNames dump: what it joins, what it refuses, and that the tagger's version tells it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import app
from pipeline.errors import SettingsError
from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.tag import stage_tag, tagger_version
from pipeline.tag.places import use_gazetteer
from pipeline.tag.places.base import Candidate
from pipeline.tag.places.build import build_gazetteer
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.gazetteer import SHIPPED, Gazetteer, gazetteer_in_use
from pipeline.wiring.tagpool import TagPool
from tests.flow.load.streams import simple_tag, some_articles

ALBU_KAMAL = 174448
GOOD = "20000001\tZbarqash\tZbarqash\tZbarkaš,زبرقش\t34.5\t40.9\tP\tPPL\tSY\t\t01\t\t\t\t900\t\t\t\t"


def row(number: int, value: str) -> str:
    """The good line with one column changed."""
    columns = GOOD.split("\t")
    columns[number] = value
    return "\t".join(columns)


@pytest.fixture
def shipped_again() -> Iterator[None]:
    yield
    use_gazetteer()


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def candidates(gazetteer: Gazetteer, name: str) -> list[Candidate]:
    key = name_key(name)
    return [gazetteer.candidate(posting) for posting in gazetteer.find([key]).get(key, [])]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dump: a new village, a unit, and a town that the shipped file knows by its id, under another name."""
    folder = tmp_path_factory.mktemp("gazetteer")
    unit = "173811\tMuhafazat Deir ez-Zor\tx\t\t35.0\t40.0\tA\tADM1\tSY\t\t01\t\t\t\t0\t\t\t\t"
    known = f"{ALBU_KAMAL}\tZbukamal\tZbukamal\t\t34.451\t40.919\tP\tPPLA2\tSY\t\t01\t\t\t\t57572\t\t\t\t"
    dump = write(folder / "SY.txt", GOOD, unit, known, row(6, "H"))
    assert build_gazetteer(dump, folder / "sy.gaz")[1] == 3
    return folder / "sy.gaz"


def test_what_was_shipped_stays_known_and_the_dump_is_added(built: Path) -> None:
    new, old = Gazetteer.open(built), gazetteer_in_use()
    assert {c.name for c in candidates(new, "زبرقش")} == {"Zbarqash"}
    for name in ("Aleppo", "Kharkiv", "Deir Ezzor", "البوكمال", "Baghuz", "Taiz"):
        assert {c.name for c in candidates(old, name)} <= {c.name for c in candidates(new, name)}, name


def test_a_place_of_both_keeps_its_name_and_gets_the_other(built: Path) -> None:
    (town,) = [c for c in candidates(Gazetteer.open(built), "Zbukamal") if c.geoname_id == ALBU_KAMAL]
    (before,) = [c for c in candidates(gazetteer_in_use(), "Albu Kamal") if c.geoname_id == ALBU_KAMAL]
    assert (town.name, town.admin1, town.country) == (before.name, before.admin1, "SYR")


def test_a_village_of_the_dump_is_coded(built: Path, shipped_again: None) -> None:
    line = {"id": "1", "title": "", "text": "Shells fell on Zbarqash in Syria on Monday, killing six people."}
    assert stage_tag(line)["claims"][0]["place"]["name"] == "Syria"
    before = tagger_version()
    use_gazetteer(built)
    place = stage_tag(line)["claims"][0]["place"]
    assert (place["name"], place["geoname_id"], place["precision"]) == ("Zbarqash", 20000001, 1)
    assert tagger_version() != before and tagger_version().partition("+")[0] == before.partition("+")[0]
    use_gazetteer()
    assert tagger_version() == before


def in_use(of: Article) -> Tagging:
    """A tagger that tells as its version how many places the process knows."""
    return replace(simple_tag(of), tagger_version=str(len(gazetteer_in_use())))


def test_the_processes_of_a_pool_use_what_their_parent_uses(built: Path, shipped_again: None) -> None:
    use_gazetteer(built)
    with TagPool(2, in_use) as pool:
        told = pool.tag(some_articles(4))
    assert {each.tagger_version for each in told if isinstance(each, Tagging)} == {str(len(Gazetteer.open(built)))}


def test_a_zip_is_read_as_published(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SY.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", GOOD + "\n")
    assert build_gazetteer(tmp_path / "SY.zip", tmp_path / "out", alone=True) == (1, 1)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
        archive.writestr("b.txt", GOOD)
    with pytest.raises(SettingsError, match="a zip with one .txt"):
        build_gazetteer(tmp_path / "two.zip", tmp_path / "out", alone=True)
    raw = (tmp_path / "SY.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(SettingsError, match=r"cut\.zip cannot be read"):
        build_gazetteer(tmp_path / "cut.zip", tmp_path / "out", alone=True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1\tfoo", "2 columns, 19 expected"),
        (row(4, "north"), "no number"),
        (row(4, "91"), "no point on earth"),
        (row(5, "nan"), "no point on earth"),
        (row(0, "x1"), "no number"),
        (row(0, "0"), "no name, or the id"),
        (row(1, " "), "no name, or the id"),
        (row(14, "many"), "no number"),
        (row(1, "\udcff"), "no UTF-8 at byte 9"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_bytes(f"{GOOD}\n{line}\n".encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError, match=f"line 2: .*{reason}"):
        build_gazetteer(dump, tmp_path / "out", alone=True)
    assert not (tmp_path / "out").exists()


def test_a_dump_without_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no places"):
        build_gazetteer(write(tmp_path / "d.txt", row(6, "H")), tmp_path / "out", alone=True)
    with pytest.raises(SettingsError, match="no folder"):
        build_gazetteer(write(tmp_path / "d.txt", GOOD), tmp_path / "nowhere" / "out", alone=True)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump, out = write(tmp_path / "XX.txt", GOOD), tmp_path / "x.gaz"
    assert app.run(["gazetteer", "build", str(dump), str(out), "--alone"]) == 0
    assert f"export CONFLICTWIRE_GAZETTEER={out}" in capsys.readouterr().out
    assert app.run(["gazetteer", "build", str(dump), str(out), "--alone"]) == 2
    assert "--force" in capsys.readouterr().err
    assert app.run(["gazetteer", "build", str(dump), str(dump), "--alone", "--force"]) == 2
    assert app.run(["gazetteer", "build", str(tmp_path / "absent"), str(tmp_path / "y")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_a_gazetteer_of_the_settings_is_used_and_then_the_shipped_one(
    tmp_path: Path, shipped_again: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build_gazetteer(write(tmp_path / "XX.txt", GOOD), tmp_path / "x.gaz", alone=True)
    article = write(tmp_path / "a.txt", "Rebels shell Zbarqash", "", "Rebels shelled Zbarqash in Syria, killing six.")
    monkeypatch.setenv("CONFLICTWIRE_GAZETTEER", str(tmp_path / "x.gaz"))
    tag = ["tag", str(article), "--json", "--home", str(tmp_path / "home")]
    assert app.run(tag) == 0
    assert '"geoname_id": 20000001' in capsys.readouterr().out
    monkeypatch.delenv("CONFLICTWIRE_GAZETTEER")
    assert app.run(tag) == 0
    assert '"geoname_id": 20000001' not in capsys.readouterr().out
    assert SHIPPED.is_file()
    assert app.run([*tag, "--gazetteer", str(tmp_path / "absent")]) == 1
