"""The compiled gazetteer: names to entries, without a Python object per place.

Loading the shipped file takes some tenths of a second and about 60 MB; a file compiled from a full
GeoNames dump is mapped from disk and shared between processes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from math import cos, hypot, radians
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipeline.tag.places.base import Candidate, Kind
from pipeline.tag.places.folding import key_words, name_key, plain_articles, skeletons
from pipeline.tag.places.store import Arrays, read_arrays

SHIPPED = Path(__file__).parent / "assets" / "gazetteer.xz"
DEGREE = 1000.0
NO_POINT = -(2**31)


_KM_A_DEGREE = 111.2
_HASH_BITS, _MARK_BITS = 32, 22


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (lat, lon) that are not far apart, on a plane."""
    return _KM_A_DEGREE * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2)))


def population_code(population: int) -> int:
    """Round a population to a byte: ten times its decimal logarithm."""
    return round(10 * float(np.log10(population + 1)))


class Gazetteer:
    """Entries looked up by key. Immutable; safe to share between threads."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._names = memoryview(arrays["names"]).cast("B")  # type: ignore[arg-type]
        ends = arrays if "name_ends" in arrays else ends_of(arrays)
        self._name_ends, self._post_ends = ends["name_ends"], ends["post_ends"]
        self._shown_ends = ends["shown_ends"]
        units = arrays["units"].tobytes().decode().split("\n")
        self._units = [tuple(unit.split("\t")) for unit in units]
        self._hashes, self._order = _hash_index(arrays)
        self._marks = _marks(self._hashes, spare="hash" in arrays)
        # single numbers are read from these in half the time that an array takes
        self._hash_view, self._order_view = memoryview(self._hashes), memoryview(self._order)  # type: ignore[arg-type]
        self._name_end_view, self._post_end_view = memoryview(self._name_ends), memoryview(self._post_ends)  # type: ignore[arg-type]
        self._post_view = memoryview(arrays["posts"])  # type: ignore[arg-type]

    @classmethod
    def open(cls, path: Path = SHIPPED) -> Gazetteer:
        """Open a compiled gazetteer file.

        Raises:
            SettingsError: the file is absent or is no gazetteer.
        """
        return cls(read_arrays(path))

    def __len__(self) -> int:
        return len(self._arrays["lat"])

    def find(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """Answer, for those of ``keys`` that name entries, their postings (entry * 2 + is main name)."""
        sought = list(keys)
        wanted = np.fromiter(map(crc32, map(str.encode, sought)), dtype=np.uint32, count=len(sought))
        likely = np.flatnonzero(self._marks[wanted >> (_HASH_BITS - _MARK_BITS)])
        hashes = wanted[likely]
        places = np.searchsorted(self._hashes, hashes)
        found: dict[str, list[int]] = {}
        for number, at, code in zip(likely.tolist(), places.tolist(), hashes.tolist(), strict=True):
            self._verify(sought[number], at, code, found)
        return found

    def _verify(self, key: str, at: int, wanted: int, found: dict[str, list[int]]) -> None:
        raw = key.encode()
        while at < len(self._hash_view) and self._hash_view[at] == wanted:
            name = self._order_view[at]
            if self._name(name) == raw:
                begin = self._post_end_view[name - 1] if name else 0
                found[key] = self._post_view[begin : self._post_end_view[name]].tolist()
                return
            at += 1

    def keys(self) -> Iterator[tuple[str, list[int]]]:
        """Every key with its postings, in the order of the file."""
        for number, end in enumerate(self._post_ends.tolist()):
            begin = end - int(self._arrays["counts"][number])
            yield self._name(number).decode(), self._arrays["posts"][begin:end].tolist()

    def _name(self, number: int) -> bytes:
        begin = self._name_end_view[number - 1] + 1 if number else 0
        return bytes(self._names[begin : self._name_end_view[number]])

    def shown(self, entry: int) -> str:
        """The name of an entry as it is written."""
        begin = int(self._shown_ends[entry - 1]) + 1 if entry else 0
        return self._arrays["shown"][begin : int(self._shown_ends[entry])].tobytes().decode()

    def country(self, entry: int) -> str:
        """The ISO alpha-3 country of an entry."""
        return str(self._units[int(self._arrays["unit"][entry])][0])

    def population(self, entry: int) -> int:
        """The population of an entry, to two digits; 0 when unknown."""
        return round(10 ** (int(self._arrays["population"][entry]) / 10)) - 1

    @lru_cache(maxsize=8192)  # noqa: B019 - a gazetteer lives as long as the process
    def candidate(self, posting: int, *, near: bool = False) -> Candidate:
        """Spell a posting out."""
        entry, own_name = posting >> 1, bool(posting & 1)
        country, admin1 = self._units[int(self._arrays["unit"][entry])]
        lat, lon = int(self._arrays["lat"][entry]), int(self._arrays["lon"][entry])
        known = lat != NO_POINT
        return Candidate(
            entry=entry,
            name=self.shown(entry),
            kind=Kind(int(self._arrays["kind"][entry])),
            geoname_id=int(self._arrays["id"][entry]) or None,
            country=country,
            admin1=admin1,
            lat=lat / DEGREE if known else None,
            lon=lon / DEGREE if known else None,
            population=self.population(entry),
            own_name=own_name,
            near=near,
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - a gazetteer lives as long as the process
    def part_of_unit(self, entry: int, side: str) -> tuple[float, float] | None:
        """The middle of the towns in one part of a first-level unit, the larger ones counting more; None without towns.

        Args:
            entry: of the unit.
            side: ``north``, ``southeast`` …: the half of the unit beyond the middle of its towns.
        """
        arrays = self._arrays
        inside = (arrays["unit"] == arrays["unit"][entry]) & (arrays["kind"] == Kind.TOWN) & (arrays["lat"] != NO_POINT)
        lat, lon = arrays["lat"][inside].astype(float) / DEGREE, arrays["lon"][inside].astype(float) / DEGREE
        weight = arrays["population"][inside].astype(float) + 1.0
        if not len(lat):
            return None
        north = ("north" in side) - ("south" in side)
        east = (("east" in side) - ("west" in side)) * cos(radians(float(lat.mean())))
        middle = float(np.average(lat, weights=weight)), float(np.average(lon, weights=weight))
        part = north * (lat - middle[0]) + east * (lon - middle[1]) > 0
        if not part.any():
            return middle
        weight = weight * part
        return round(float(np.average(lat, weights=weight)), 3), round(float(np.average(lon, weights=weight)), 3)

    @cached_property
    def unit_keys(self) -> frozenset[str]:
        """The keys of the names of all first-level units."""
        return frozenset(name_key(str(unit[1])) for unit in self._units)

    @cached_property
    def _country_of_entry(self) -> NDArray[np.str_]:
        countries = np.array([unit[0] for unit in self._units])
        answer: NDArray[np.str_] = countries[self._arrays["unit"]]
        return answer

    @lru_cache(maxsize=64)  # noqa: B019 - a gazetteer lives as long as the process
    def skeletons(self, country: str) -> dict[str, dict[int, list[str]]]:
        """The consonants of names in one country, to the postings and the keys that have them."""
        found: dict[str, dict[int, list[str]]] = defaultdict(dict)
        inside = self._country_of_entry == country
        posts = self._arrays["posts"].astype(np.int64)
        owner = np.repeat(np.arange(len(self._post_ends)), self._arrays["counts"].astype(np.int64))
        numbers = np.flatnonzero(inside[posts >> 1])
        names = [self._name(number).decode() for number in owner[numbers].tolist()]
        bones = skeletons([name.split(" ") for name in names])
        for bone, post, name in zip(bones, posts[numbers].tolist(), names, strict=True):
            if bone:
                found[bone].setdefault(post | 1, []).append(name)
        return dict(found)


def _hash_index(arrays: Arrays) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The sorted hashes of all names and the numbers of the names: stored in a large file, made here for a small."""
    if "hash" in arrays:
        return arrays["hash"].astype(np.uint32, copy=False), arrays["order"].astype(np.int64, copy=False)
    names = arrays["names"].tobytes().split(b"\n")[:-1]
    hashes = np.fromiter(map(crc32, names), dtype=np.uint32, count=len(names))
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order


def _marks(hashes: NDArray[np.uint32], *, spare: bool) -> NDArray[np.bool_]:
    """Which beginnings of hashes any name has: most words of a text are told apart by them, without a search.

    All of them for a file with its own index (``spare``): it is large, and mapped from disk.
    """
    marks = np.full(1 << _MARK_BITS, spare)
    if not spare:
        marks[hashes >> (_HASH_BITS - _MARK_BITS)] = True
    return marks


def name_keys(name: str, *, articles: bool) -> Iterable[str]:
    """The keys that a name is filed under: as written, and with its Arabic articles plain where ``articles``."""
    words = key_words(name)
    if not words:
        return []
    keys = [" ".join(words)]
    if articles:
        keys.append(" ".join(plain_articles(words)))
    return dict.fromkeys(keys)


def ends_of(arrays: Arrays) -> Arrays:
    """Where each name, each run of postings and each shown name ends: stored in a large file, made here for a small."""
    return {
        "name_ends": np.flatnonzero(arrays["names"] == ord("\n")),
        "post_ends": np.cumsum(arrays["counts"].astype(np.int64)),
        "shown_ends": np.flatnonzero(arrays["shown"] == ord("\n")),
    }


_IN_USE = [SHIPPED]


def use_gazetteer(path: Path = SHIPPED) -> None:
    """Let this process look places up in another compiled file from now on; without ``path`` in the shipped one.

    Raises:
        SettingsError: the file is absent or is no gazetteer; the one in use stays.
    """
    _opened(path)
    _IN_USE[0] = path


def gazetteer_path() -> Path:
    """The file in use: a tagger's version must tell it."""
    return _IN_USE[0]


def gazetteer_in_use() -> Gazetteer:
    """The gazetteer in use, opened once in a process."""
    return _opened(_IN_USE[0])


@lru_cache(maxsize=2)
def _opened(path: Path) -> Gazetteer:
    return Gazetteer.open(path)
