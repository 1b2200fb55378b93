"""Gathering entries and names, and packing them into the arrays of a gazetteer file."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from pipeline.tag.places.base import Kind
from pipeline.tag.places.gazetteer import DEGREE, NO_POINT, ends_of, name_keys, population_code
from pipeline.tag.places.store import Arrays

ARABIC_LATIN = frozenset(
    "SYR IRQ YEM LBY SDN SSD SOM DZA MAR TUN EGY LBN JOR PSE ISR SAU KWT BHR QAT ARE OMN MRT DJI ERI IRN AFG TUR ESH "
    "TCD PAK".split()
)
"""Countries whose names carry the Arabic article in Latin letters."""


@dataclass(slots=True)
class Entry:
    """One place to be compiled.

    Attributes:
        point: (lat, lon), or None.
        names: alternates. ``main_names``: alternates that news uses as its name (Odessa for Odesa).
    """

    geoname_id: int
    name: str
    kind: Kind
    country: str
    admin1: str
    point: tuple[float, float] | None
    population: int = 0
    names: Set[str] = field(default_factory=set)
    main_names: Set[str] = frozenset()


def pack(entries: list[Entry], *, hashed: bool = False) -> Arrays:
    """Turn entries into the arrays of a gazetteer file. The order of entries does not matter.

    Args:
        entries: places; equal keys are filed together.
        hashed: whether the hash index goes into the file too (a large file that is mapped, not loaded).
    """
    entries = sorted(entries, key=lambda entry: (entry.country, entry.admin1, entry.geoname_id, entry.name))
    units = sorted({(entry.country, entry.admin1) for entry in entries})
    number = {unit: index for index, unit in enumerate(units)}
    names, counts, posts = _postings(entries)
    points = [entry.point for entry in entries]
    arrays: Arrays = {
        "id": np.array([entry.geoname_id for entry in entries], dtype=np.int32),
        "lat": np.array([round(p[0] * DEGREE) if p else NO_POINT for p in points], dtype=np.int32),
        "lon": np.array([round(p[1] * DEGREE) if p else NO_POINT for p in points], dtype=np.int32),
        "population": np.array([population_code(entry.population) for entry in entries], dtype=np.uint8),
        "kind": np.array([entry.kind for entry in entries], dtype=np.uint8),
        "unit": np.array([number[(entry.country, entry.admin1)] for entry in entries], dtype=np.uint16),
        "units": _blob("\n".join("\t".join(unit) for unit in units)),
        "shown": _blob("".join(entry.name + "\n" for entry in entries)),
        "names": _blob("".join(name + "\n" for name in names)),
        "counts": np.array(counts, dtype=np.uint16),
        "posts": np.array(posts, dtype=np.int32),
    }
    if hashed:
        hashes = np.fromiter((crc32(name.encode()) for name in names), dtype=np.uint32, count=len(names))
        order = np.argsort(hashes, kind="stable")
        arrays |= {"hash": hashes[order], "order": order, **ends_of(arrays)}
    return arrays


def _blob(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _postings(entries: list[Entry]) -> tuple[list[str], list[int], list[int]]:
    # most names are of one place: its posting stands in the mapping itself, a list costs three times as much
    filed: dict[str, int | list[int]] = {}
    for index, entry in enumerate(entries):
        articles = entry.country in ARABIC_LATIN
        own = {key for name in {entry.name, *entry.main_names} for key in name_keys(name, articles=articles)}
        more = {key for name in entry.names for key in name_keys(name, articles=articles)}
        for key in own | more:
            _file(filed, key, index * 2 + (key in own))
    names = sorted(filed, key=str.encode)
    lists = [[found] if isinstance(found := filed[name], int) else found for name in names]
    return names, [len(found) for found in lists], [posting for found in lists for posting in found]


def _file(filed: dict[str, int | list[int]], key: str, posting: int) -> None:
    known = filed.get(key)
    if known is None:
        filed[key] = posting
    elif isinstance(known, int):
        filed[key] = [known, posting]
    else:
        known.append(posting)
