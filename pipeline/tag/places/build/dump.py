"""Compiling a gazetteer from a GeoNames dump: ``allCountries``, or the file of one country, as text or zip."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from pipeline.errors import SettingsError
from pipeline.tag.places.base import Kind
from pipeline.tag.places.build.shipped import Shipped
from pipeline.tag.places.build.units import bare_unit
from pipeline.tag.places.entries import Entry, pack
from pipeline.tag.places.store import write_arrays
from pipeline.tag.places.tables import countries

_COLUMNS = 19
_ID, _NAME, _ASCII, _ALTERNATES, _LAT, _LON, _CLASS, _CODE, _COUNTRY = range(9)
_UNIT, _PEOPLE = 10, 14
_KINDS = {
    "ADM1": Kind.ADMIN1, "ADM2": Kind.ADMIN2, "RGN": Kind.REGION, "MTS": Kind.REGION, "ISL": Kind.REGION,
    "AIRP": Kind.SITE, "AIRB": Kind.SITE, "OILF": Kind.SITE, "DAM": Kind.SITE, "INSM": Kind.SITE, "CHKP": Kind.SITE,
    "CMPRF": Kind.TOWN,
}  # fmt: skip
_ADMIN1 = "ADM1"
_LONGEST_NAME = 60
_LARGEST_ID = 2**31 - 1
_TOLD_EACH = 100_000
Say = Callable[[str], None]
Row = list[str]


def build_gazetteer(
    dump_path: Path, out_path: Path, *, alone: bool = False, say: Say = lambda text: None
) -> tuple[int, int]:
    """Compile a GeoNames dump into a gazetteer file that is mapped from disk.

    Populated places, first- and second-level units, regions, airports, dams, oil fields and camps are kept, with their
    alternate names. What the shipped gazetteer knows stays known (its spellings of conflict places are not in GeoNames,
    and a dump may be of one country): a place of both keeps the shipped name and gets the names of the dump.

    Measured (``./run.sh bench gazetteer``): a million places take 40 s of one core, 1.7 GB of memory while compiling
    and 110 MB on disk, which all processes share; the whole world (about five million) in proportion.

    Args:
        dump_path: tab-separated lines of 19 columns as GeoNames publishes them, or a zip with one such file.
        out_path: written in one step; `use_gazetteer` takes it.
        alone: only what the dump holds, without the shipped places.
        say: is told the progress.

    Returns:
        The number of entries of the file, and how many of them are places of the dump.

    Raises:
        SettingsError: the dump cannot be read, holds no places, or a line is none of GeoNames (the message names the
            line and the reason); or the file cannot be written.
    """
    if not out_path.absolute().parent.is_dir():
        raise SettingsError(f"gazetteer {out_path} cannot be written: there is no folder {out_path.parent}")
    shipped = Shipped() if not alone else None
    units = _unit_names(_rows(dump_path, say, "units"), shipped)
    found = list(_entries(_rows(dump_path, say, "places"), units, shipped))
    if not found:
        raise SettingsError(f"GeoNames dump {dump_path} holds no places")
    entries = found + (shipped.rest() if shipped else [])
    say(f"filing the names of {len(entries)} places")
    arrays = pack(entries, hashed=True)
    say(f"writing {out_path}")
    try:
        write_arrays(out_path, arrays, packed=False)
    except OSError as e:
        raise SettingsError(f"gazetteer {out_path} cannot be written: {e.strerror}") from e
    return len(entries), len(found)


def _rows(dump_path: Path, say: Say, what: str) -> Iterator[tuple[int, Row]]:
    """The lines of the dump with their numbers, split into columns."""
    try:
        with ExitStack() as stack:
            for number, line in enumerate(_lines(dump_path, stack), 1):
                if number % _TOLD_EACH == 0:
                    say(f"reading {what}: {number} lines")
                yield number, _split(dump_path, number, line)
    except (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError) as e:
        reason = e.strerror if isinstance(e, OSError) and e.strerror else str(e)
        raise SettingsError(f"GeoNames dump {dump_path} cannot be read: {reason}") from e


def _lines(dump_path: Path, stack: ExitStack) -> Iterable[bytes]:
    with dump_path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    if not is_zip:
        return stack.enter_context(dump_path.open("rb"))
    archive = stack.enter_context(zipfile.ZipFile(dump_path))
    tables = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
    if len(tables) != 1:
        raise SettingsError(f"GeoNames dump {dump_path}: a zip with one .txt of places is expected, it has: {tables}")
    table: IO[bytes] = stack.enter_context(archive.open(tables[0]))
    return table


def _split(dump_path: Path, number: int, line: bytes) -> Row:
    try:
        row = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as e:
        raise _wrong(dump_path, number, f"no UTF-8 at byte {e.start}") from e
    if len(row) != _COLUMNS:
        raise _wrong(dump_path, number, f"{len(row)} columns, {_COLUMNS} expected")
    try:
        lat, lon, ident, people = float(row[_LAT]), float(row[_LON]), int(row[_ID]), int(row[_PEOPLE] or 0)
    except ValueError as e:
        raise _wrong(dump_path, number, f"id, latitude, longitude or population is no number ({e})") from e
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - degrees
        raise _wrong(dump_path, number, f"{row[_LAT]}, {row[_LON]} is no point on earth")
    if not 0 < ident <= _LARGEST_ID or people < 0 or not row[_NAME].strip():
        raise _wrong(dump_path, number, "no name, or the id or population is no positive number")
    return row


def _wrong(dump_path: Path, number: int, reason: str) -> SettingsError:
    return SettingsError(f"{dump_path}, line {number}: {reason}")


def _unit_names(rows: Iterable[tuple[int, Row]], shipped: Shipped | None) -> dict[tuple[str, str], str]:
    """(ISO alpha-2, code) to the name of a first-level unit, the shipped one where there is one: they must agree."""
    names = {}
    for _, row in rows:
        if row[_CODE] == _ADMIN1:
            known = shipped.name_of(int(row[_ID])) if shipped else ""
            names[(row[_COUNTRY], row[_UNIT])] = known or bare_unit(row[_NAME])
    return names


def _entries(
    rows: Iterable[tuple[int, Row]], units: dict[tuple[str, str], str], shipped: Shipped | None
) -> Iterator[Entry]:
    iso3 = {country.iso2: country.iso3 for country in countries().values()}
    for _, row in rows:
        kind = Kind.TOWN if row[_CLASS] == "P" else _KINDS.get(row[_CODE])
        if kind is None or row[_COUNTRY] not in iso3:
            continue
        names = {name for name in (row[_ASCII], *row[_ALTERNATES].split(",")) if name and len(name) <= _LONGEST_NAME}
        unit = units.get((row[_COUNTRY], row[_UNIT]), "")
        entry = Entry(
            int(row[_ID]), unit if kind is Kind.ADMIN1 and unit else row[_NAME], kind, iso3[row[_COUNTRY]], unit,
            (float(row[_LAT]), float(row[_LON])), int(row[_PEOPLE] or 0), names,
        )  # fmt: skip
        yield shipped.joined(entry) if shipped else entry
