"""The gazetteer file: lookups, both forms of the file, and compiling one from a GeoNames dump."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.tag.places import Kind, find_places, resolve
from pipeline.tag.places.build import build_gazetteer
from pipeline.tag.places.entries import Entry, pack
from pipeline.tag.places.folding import name_key, skeleton
from pipeline.tag.places.gazetteer import SHIPPED, Gazetteer, gazetteer_in_use, gazetteer_path, use_gazetteer
from pipeline.tag.places.store import read_arrays, write_arrays

ENTRIES = [
    Entry(1, "Ar Raqqah", Kind.TOWN, "SYR", "Ar-Raqqah", (35.95, 39.01), 177636, {"Raqqa", "الرقة"}),
    Entry(2, "Foo", Kind.TOWN, "SYR", "Hama", (35.0, 36.0), 10),
    Entry(3, "Foo", Kind.TOWN, "IRQ", "", None, 0),
]


def test_lookup_by_key() -> None:
    gazetteer = Gazetteer(pack(ENTRIES))
    found = gazetteer.find(["raqqa", "ar raqqah", "raqqah", name_key("الرقة"), "foo", "nowhere"])
    assert set(found) == {"raqqa", "ar raqqah", "raqqah", name_key("الرقة"), "foo"}
    candidates = [gazetteer.candidate(posting) for posting in found["foo"]]
    assert {(c.country, c.lat) for c in candidates} == {("SYR", 35.0), ("IRQ", None)}
    raqqa = gazetteer.candidate(found["raqqa"][0])
    assert (raqqa.name, raqqa.geoname_id, raqqa.own_name) == ("Ar Raqqah", 1, False)
    assert raqqa.population == pytest.approx(177636, rel=0.13)


@pytest.mark.parametrize("packed", [True, False])
def test_both_forms_of_the_file_read_alike(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "gazetteer"
    write_arrays(path, pack(ENTRIES, hashed=not packed), packed=packed)
    again = Gazetteer.open(path)
    assert len(again) == 3
    assert again.find(["raqqa"]) == Gazetteer(pack(ENTRIES)).find(["raqqa"])


def test_equal_entries_give_equal_bytes(tmp_path: Path) -> None:
    write_arrays(tmp_path / "a", pack(ENTRIES), packed=True)
    write_arrays(tmp_path / "b", pack(ENTRIES[::-1]), packed=True)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [b"", b"hello", b"\xfd7zXZ\x00broken", b"CWGAZ\x00\x00\x02aaaa"])
def test_a_file_that_is_no_gazetteer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    with pytest.raises(SettingsError):
        read_arrays(path)
    with pytest.raises(SettingsError):
        read_arrays(tmp_path / "absent")


def test_the_shipped_file_is_small_and_large_enough() -> None:
    assert SHIPPED.stat().st_size < 5_000_000
    assert len(gazetteer_in_use()) > 100_000


def _line(
    ident: int, name: str, names: str, lat: float, lon: float, codes: tuple[str, str], admin1: str, people: int
) -> str:
    row = [
        str(ident),
        name,
        name,
        names,
        str(lat),
        str(lon),
        *codes,
        "SY",
        "",
        admin1,
        "",
        "",
        "",
        str(people),
        "",
        "",
        "",
        "",
    ]
    return "\t".join(row)


def test_compiling_a_dump(tmp_path: Path) -> None:
    dump, out = tmp_path / "SY.txt", tmp_path / "sy.gaz"
    lines = [
        _line(10, "Zfoo Governorate", "", 35.0, 36.0, ("A", "ADM1"), "99", 0),
        _line(11, "Zbartown", "Zbar,زبارتاون", 35.1, 36.1, ("P", "PPL"), "99", 5000),
        _line(12, "Some stream", "", 35.1, 36.1, ("H", "STM"), "99", 0),
    ]
    dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert build_gazetteer(dump, out, alone=True) == (2, 2)
    text = "Shells fell on Zbar in Syria."
    gazetteer = Gazetteer.open(out)
    answers = resolve(find_places("", text, gazetteer), "", text)
    place = {answer.mention.text: answer.place for answer in answers}["Zbar"]
    assert (place.geoname_id, place.admin1, place.lat) == (11, "Zfoo", 35.1)


def test_another_gazetteer_in_use(tmp_path: Path) -> None:
    path = tmp_path / "small"
    write_arrays(path, pack(ENTRIES, hashed=True), packed=False)
    try:
        use_gazetteer(path)
        assert gazetteer_path() == path
        assert [m.text for m in find_places("", "Fighting in Raqqa and Aleppo.")] == ["Raqqa"]
        with pytest.raises(SettingsError):
            use_gazetteer(tmp_path / "absent")
        assert gazetteer_path() == path
    finally:
        use_gazetteer()
    assert [m.text for m in find_places("", "Fighting in Raqqa and Aleppo.")] == ["Raqqa", "Aleppo"]


def test_a_malformed_dump(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("1\tfoo\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        build_gazetteer(tmp_path / "bad.txt", tmp_path / "out", alone=True)
    with pytest.raises(SettingsError):
        build_gazetteer(tmp_path / "absent.txt", tmp_path / "out", alone=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Manbij", "Menbej"), ("Deir ez-Zor", "Deir Ezzor"), ("Al-Qamishli", "Qameshly"), ("Slovyansk", "Slaviansk")],
)
def test_skeletons_bring_spellings_together(one: str, other: str) -> None:
    assert skeleton(name_key(one).split()) == skeleton(name_key(other).split()) != ""


def test_skeletons_of_short_names_are_none() -> None:
    assert skeleton(["homs"]) == ""
    assert skeleton(["донецк"]) == ""
