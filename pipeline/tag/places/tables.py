"""The tables of the lexicon folder: countries, demonyms, regions. Small; read once in a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.tag.places.folding import name_key

FOLDER = Path(__file__).parent / "lexicon"
_ASIDE = re.compile(r"\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Country:
    """A country as it is spoken of.

    Attributes:
        iso3, iso2, name: GeoNames' own.
        geoname_id: of the country.
        lat, lon: the middle of its towns; it stands for the country and is no place of an event.
        neighbours: ISO alpha-3 codes.
        capital: its name.
        names: all names in all scripts; demonyms: words for its people and the adjective.
    """

    iso3: str
    iso2: str
    name: str
    geoname_id: int
    lat: float
    lon: float
    neighbours: tuple[str, ...]
    capital: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


def rows(name: str, columns: int) -> list[list[str]]:
    """The lines of a table of the lexicon folder, comments and blank lines left out, padded to ``columns``."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [[cell.strip() for cell in row] + [""] * (columns - len(row)) for row in kept]


def cells(cell: str) -> tuple[str, ...]:
    """The values of a cell, which semicolons divide."""
    return tuple(value.strip() for value in cell.split(";") if value.strip())


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by ISO alpha-3 code."""
    spoken = {row[0]: row for row in rows("demonyms.tsv", 4)}
    found = {}
    for iso3, iso2, name, ident, lat, lon, neighbours, capital in rows("countries.tsv", 8):
        extra = spoken.get(iso3, [iso3, "", "", ""])
        found[iso3] = Country(
            iso3, iso2, name, int(ident), float(lat), float(lon), cells(neighbours), capital,
            (name, *cells(extra[2]), *cells(extra[3])), cells(extra[1]),
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Keys of country names to ISO alpha-3 codes."""
    return {name_key(name): country.iso3 for country in countries().values() for name in country.names}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Keys of demonyms to ISO alpha-3 codes."""
    return {name_key(name): country.iso3 for country in countries().values() for name in country.demonyms}


def country_by_name(name: str) -> str:
    """The ISO alpha-3 code of a country by any of its names (also ``Myanmar (Burma)``); "" when unknown."""
    known = country_names()
    for part in (name, *_ASIDE.findall(name), _ASIDE.sub("", name)):
        bare = re.sub(r"^Kingdom of |^The ", "", part)
        if name_key(bare) in known:
            return known[name_key(bare)]
    return ""
