"""Names that the gazetteer does not hold: countries, peoples, regions and waters, by key."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pipeline.tag.places.base import Candidate, Kind
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.gazetteer import gazetteer_in_use
from pipeline.tag.places.tables import FOLDER, cells, countries, country_names, demonyms, rows


@lru_cache(maxsize=1)
def special_names() -> dict[str, tuple[Candidate, ...]]:
    """Keys of countries, regions and waters to what they mean."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for key, iso3 in country_names().items():
        found[key].append(country_candidate(iso3))
    for kind, names, country, lat, lon in rows("regions.tsv", 5):
        first, *rest = cells(names)
        region = Candidate(-1, first, Kind[kind], None, country, "", float(lat), float(lon), 0, own_name=True)
        for name in (first, *rest):
            found[name_key(name)].append(region)
    return {key: tuple(candidates) for key, candidates in found.items()}


@lru_cache(maxsize=512)
def country_candidate(iso3: str) -> Candidate:
    """A country as a candidate; its point is marked by its kind as no place of an event."""
    c = countries()[iso3]
    return Candidate(-1, c.name, Kind.COUNTRY, c.geoname_id, iso3, "", c.lat, c.lon, 0, own_name=True)


@lru_cache(maxsize=1)
def peoples() -> dict[str, str]:
    """Keys of demonyms to ISO alpha-3 codes."""
    return demonyms()


@lru_cache(maxsize=1)
def country_acronyms() -> frozenset[str]:
    """Keys of names of countries that are written in capitals throughout: a car is not the CAR."""
    names = [name for country in countries().values() for name in country.names]
    return frozenset(name_key(name) for name in names if name.isupper() and name.isascii())


@lru_cache(maxsize=1)
def country_words() -> frozenset[str]:
    """The keys of `special_names` and of `peoples`."""
    return frozenset(special_names()) | frozenset(peoples())


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Keys of capitals, which may speak for a government, to ISO alpha-3 codes."""
    return {name_key(country.capital): iso3 for iso3, country in countries().items() if country.capital}


def capital_name(iso3: str) -> str:
    """The name of a country's capital, "" where none is known."""
    return countries()[iso3].capital if iso3 in countries() else ""


def capital_town(iso3: str) -> Candidate | None:
    """The capital of a country as the gazetteer has it; None where it has none of that name."""
    gazetteer = gazetteer_in_use()
    name = capital_name(iso3)
    key = name_key(name)
    found = [gazetteer.candidate(posting) for posting in gazetteer.find([key]).get(key, ())]
    towns = [c for c in found if c.country == iso3 and c.kind is Kind.TOWN]
    return max(towns, key=lambda c: (c.population, -c.entry), default=None)


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Keys of ordinary words that are also names of small places."""
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def person_names() -> tuple[frozenset[str], frozenset[str]]:
    """Keys of given names, and of surnames."""
    lines = (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()
    given, surnames = (line.split() for line in lines if not line.startswith("#"))
    return frozenset(given), frozenset(surnames)
