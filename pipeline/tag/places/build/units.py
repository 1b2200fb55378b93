"""First- and second-level units of GeoNames' admin tables."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.tag.places.base import Kind
from pipeline.tag.places.entries import Entry
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.tables import countries

_TYPE = re.compile(
    r"(?i)^(?:muḩāfaz̧at|muhafazat|wilāyat|wilayat|departamento (?:de|del)|département (?:de|du)|provincia de|estado|"
    r"province (?:of|de|du)|state of|oblast|região|région (?:de|du)|mintaqat|markaz|distrito) |"
    r" (?:governorate|province|oblast|state|region|district|department|prefecture|division|county|raion|krai|"
    r"wilaya|municipality|community|city|republic|territory|union territory|autonomous region)$"
)
_US_COUNTY = " County"


@dataclass(frozen=True, slots=True)
class Units:
    """``first``: (ISO alpha-2, code) to (name, GeoNames id) of first-level units."""

    first: dict[tuple[str, str], tuple[str, int]]

    def second_entries(self, path: Path, places: list[Entry], kept: frozenset[str]) -> list[Entry]:
        """Second-level units of the countries in ``kept`` (and US counties) whose name no town of their unit has.

        GeoNames' table gives no coordinates: a unit takes the point of its first-level unit, and its
        kind says so.
        """
        iso3 = {country.iso2: country.iso3 for country in countries().values()}
        towns: dict[tuple[str, str], set[str]] = defaultdict(set)
        points = {(p.country, p.admin1): p.point for p in places if p.kind is Kind.ADMIN1}
        for place in places:
            towns[(place.country, place.admin1)].add(name_key(place.name))
        found = []
        for code, name, _, ident in _table(path):
            iso2, unit = code.split(".")[:2]
            country = iso3.get(iso2, "")
            admin1 = self.first.get((iso2, unit), ("", 0))[0]
            if not admin1 or not (country in kept or name.endswith(_US_COUNTY)):
                continue
            bare = name if name.endswith(_US_COUNTY) else bare_unit(name)
            if name_key(bare) not in towns[(country, admin1)]:
                found.append(Entry(int(ident), bare, Kind.DISTRICT, country, admin1, points.get((country, admin1))))
        return found


def read_units(path: Path) -> Units:
    """Read ``admin1CodesASCII.txt``."""
    first = {}
    for code, name, _, ident in _table(path):
        iso2, unit = code.split(".")
        first[(iso2, unit)] = (bare_unit(name), int(ident))
    return Units(first)


def _table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def bare_unit(name: str) -> str:
    """The name of a unit without the word for its type: ``Donetsk Oblast`` is ``Donetsk``."""
    bare = _TYPE.sub("", name).strip()
    return bare if len(bare) > 1 else name
