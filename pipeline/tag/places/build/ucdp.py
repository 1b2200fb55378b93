"""The place table of UCDP GED (CC BY 4.0): names, coordinates and how often each was the place of an event.

Run as ``python -m pipeline.tag.places.build.ucdp EVENTS.jsonl`` to rewrite ``lexicon/ucdp_places.tsv``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from pipeline.tag.places.base import Kind
from pipeline.tag.places.folding import key_words, name_key, skeleton
from pipeline.tag.places.tables import country_by_name

LEXICON = Path(__file__).parent.parent / "lexicon" / "ucdp_places.tsv"

_KINDS = (
    (re.compile(r"(?i)\b(?:governorate|province|oblast|state|prefecture)$"), Kind.ADMIN1),
    (re.compile(r"(?i)\b(?:district|raion|municipality|sub-?district|commune|region)$"), Kind.ADMIN2),
    (re.compile(r"(?i)\b(?:town|village|vilage|city|suburb|locality|township|neighbou?rhood)$"), Kind.TOWN),
    (
        re.compile(r"(?i)\b(?:air ?base|airport|dam|fields?|base|camp|checkpoint|farms?|complex|station|plant)$"),
        Kind.SITE,
    ),
    (
        re.compile(r"(?i)\b(?:area|mountains?|pocket|enclave|plains?|desert|hills?|road|border|island|triangle)$"),
        Kind.REGION,
    ),
)
_UNNAMED = re.compile(
    r"(?i)\broad\b|between|\baxis\b|operation|enclave|\bborder|confluence|highway|river in|treatment| [-–] |^red$|"
    r"^(?:north|south|east|west|central)\w* (?!ghouta|qalamoun)|center$|pumping|^al furat$"
)
_ASIDE = re.compile(r"\s*\(([^)]*)\)\s*")
_PARTS = re.compile(r"\s*/\s*")
_SHORTEST = 3
_FIELDS = (("place", {1, 2, 5}), ("adm2", {3}), ("adm1", {4}))
"""Which field holds the named place at which where_prec."""


class Named(NamedTuple):
    """One place of the table."""

    country: str
    kind: Kind
    names: tuple[str, ...]
    lat: float
    lon: float
    events: int


def names_of(place: str) -> tuple[Kind, tuple[str, ...]]:
    """Split UCDP's words for a place into its kind and its names: ``Foo/Bar town (Baz)`` has three."""
    asides = [aside for aside in _ASIDE.findall(place) if not re.search(r"\d|raion|district|province", aside)]
    bare = _ASIDE.sub(" ", place).strip()
    kind = next((kind for pattern, kind in _KINDS if pattern.search(bare)), Kind.TOWN)
    parts = [part for part in _PARTS.split(bare) if part] + asides
    names = {_typeless(part, keep=kind is Kind.SITE) for part in parts}
    return kind, tuple(sorted(name for name in names if len(name) >= _SHORTEST and not _UNNAMED.search(name)))


def _typeless(name: str, *, keep: bool) -> str:
    for pattern, kind in _KINDS:
        if kind is Kind.SITE and keep:
            continue
        name = pattern.sub("", name).strip()
    return name


def places(events: Path) -> list[Named]:
    """Gather the places of a file of events: one entry for each name and square of a tenth of a degree."""
    seen: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for line in events.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        country = _country(event)
        for field, precisions in _FIELDS:
            if event["lat"] is not None and event[field] and country and event["where_prec"] in precisions:
                seen[(country, event[field], field)].append(event)
    named = sorted(filter(None, (_named(country, place, rows) for (country, place, _), rows in seen.items())))
    units = {(one.country, _loose(name)) for one in named if one.kind is Kind.ADMIN1 for name in one.names}
    return [
        one
        for one in named
        if one.kind is not Kind.REGION or not any((one.country, _loose(n)) in units for n in one.names)
    ]


def _loose(name: str) -> str:
    return skeleton(key_words(name)) or name_key(name)


def _country(event: dict[str, Any]) -> str:
    """The ISO alpha-3 country; UCDP counts the Palestinian territories to Israel."""
    inside = event["lat"] is not None and event["adm1"].startswith(("Gaza", "West Bank"))
    return "PSE" if inside else country_by_name(event["country"])


def _named(country: str, place: str, rows: list[dict[str, object]]) -> Named | None:
    kind, names = names_of(place)
    exact = [row for row in rows if row["where_prec"] == 1] or rows
    if not names or any(country_by_name(name) for name in names):
        return None
    lat, lon = (round(fmean(float(str(row[axis])) for row in exact), 4) for axis in ("lat", "lon"))
    return Named(country, kind, names, lat, lon, len(rows))


def main() -> None:
    """Rewrite the table from the events file named on the command line."""
    rows = places(Path(sys.argv[1]))
    lines = [f"{r.country}\t{r.kind.name}\t{';'.join(r.names)}\t{r.lat}\t{r.lon}\t{r.events}" for r in rows]
    head = (
        "# Place names and coordinates of the UCDP Georeferenced Event Dataset (ucdp.uu.se), CC BY 4.0; made by\n"
        "# pipeline.tag.places.build.ucdp. country, kind, names, latitude, longitude, events\n"
    )
    LEXICON.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} places, {len({name_key(n) for r in rows for n in r.names})} names\n")


if __name__ == "__main__":
    main()
