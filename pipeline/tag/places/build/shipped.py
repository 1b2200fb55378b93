"""The shipped gazetteer as entries again, so that one compiled from a dump knows all that it knew."""

from __future__ import annotations

from collections import defaultdict

from pipeline.tag.places.base import Kind
from pipeline.tag.places.entries import Entry
from pipeline.tag.places.folding import name_key
from pipeline.tag.places.gazetteer import SHIPPED, Gazetteer, distance_km

_SAME_KM = 12.0
_BETTER = {Kind.DISTRICT: Kind.ADMIN2}


class Shipped:
    """The entries of the shipped file, each handed out once: joined with its place in the dump, or at the end."""

    def __init__(self) -> None:
        self._left = list(_entries(Gazetteer.open(SHIPPED)))
        self._taken = [False] * len(self._left)
        self._by_id = {entry.geoname_id: number for number, entry in enumerate(self._left) if entry.geoname_id}
        self._nameless: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, entry in enumerate(self._left):
            if not entry.geoname_id and entry.point:
                for key in {name_key(entry.name), *entry.names, *entry.main_names}:
                    self._nameless[(entry.country, key)].append(number)

    def name_of(self, geoname_id: int) -> str:
        """The name of an entry; "" when there is none of that id."""
        number = self._by_id.get(geoname_id)
        return "" if number is None else self._left[number].name

    def joined(self, entry: Entry) -> Entry:
        """The dump's entry, or the shipped one of that id with the dump's names, point and population.

        A shipped place without an id (of UCDP's table) is the dump's place of that name within 12 km: its names become
        names of that.
        """
        number = self._by_id.get(entry.geoname_id)
        if number is not None and not self._taken[number]:
            self._taken[number] = True
            entry = _united(self._left[number], entry)
        for other in self._nameless.get((entry.country, name_key(entry.name)), ()):
            self._absorb(entry, other)
        return entry

    def rest(self) -> list[Entry]:
        """The shipped entries that the dump has not."""
        return [entry for entry, taken in zip(self._left, self._taken, strict=True) if not taken]

    def _absorb(self, entry: Entry, number: int) -> None:
        other = self._left[number]
        if self._taken[number] or entry.point is None or other.point is None or other.kind is not entry.kind:
            return
        if distance_km(entry.point, other.point) < _SAME_KM:
            self._taken[number] = True
            entry.main_names |= {other.name, *other.main_names, *other.names}
            entry.population = max(entry.population, other.population)


def _united(known: Entry, entry: Entry) -> Entry:
    known.names |= {entry.name, *entry.names}
    known.population = max(known.population, entry.population)
    known.kind = _BETTER.get(known.kind, known.kind)
    known.point = entry.point or known.point
    known.admin1 = known.admin1 or entry.admin1
    return known


def _entries(gazetteer: Gazetteer) -> list[Entry]:
    names: list[set[str]] = [set() for _ in range(len(gazetteer))]
    own: list[set[str]] = [set() for _ in range(len(gazetteer))]
    for key, postings in gazetteer.keys():
        for posting in postings:
            (own if posting & 1 else names)[posting >> 1].add(key)
    found = []
    for number in range(len(gazetteer)):
        one = gazetteer.candidate(number << 1)
        point = None if one.lat is None or one.lon is None else (one.lat, one.lon)
        found.append(
            Entry(
                one.geoname_id or 0,
                one.name,
                one.kind,
                one.country,
                one.admin1,
                point,
                one.population,
                names[number],
                own[number],
            )  # fmt: skip
        )
    return found
