"""The search for what an article repeats: candidates from the index, each verified against its text."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.dedupe import store
from pipeline.dedupe.base import Candidate, DedupeConfig
from pipeline.dedupe.compare import Relation, relate
from pipeline.dedupe.lineage import origin
from pipeline.dedupe.profile import Profile
from pipeline.dedupe.store import StoredVersion
from pipeline.model.words import Decision

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.dedupe.index import NearIndex

_REMEMBERED = 1024
_EXPIRE_EVERY = 256
_DAY_S = 86_400
_HOUR_S = 3600.0


class Repeats:
    """The window of versions that a further one may repeat."""

    def __init__(
        self, config: DedupeConfig, index: NearIndex, first_live: int, barred: dict[str, frozenset[str]]
    ) -> None:
        self._config = config
        self._barred = barred
        self._first_live = first_live
        self._index = index
        self._recent: OrderedDict[int, tuple[StoredVersion, Profile]] = OrderedDict()

    def add(self, connection: Connection, stored: StoredVersion, profile: Profile) -> None:
        """Make a version findable; its row and text are stored already."""
        self._recent[stored.ordinal] = (stored, profile)
        self._forget()
        store.add_keys(connection, stored.ordinal, profile.keys)
        page = self._index.add(stored.ordinal, profile.keys)
        if page is not None:
            store.add_page(connection, page)

    def version(self, connection: Connection, ordinal: int) -> tuple[StoredVersion, Profile] | None:
        """One version with its profile; None when its text has left the window."""
        return self._versions(connection, [ordinal]).get(ordinal)

    def nearest(
        self, connection: Connection, candidate: Candidate, article_id: str, profile: Profile
    ) -> tuple[StoredVersion, Relation] | None:
        """The earlier version that this one repeats: a copy before an update, then the most similar, then the first."""
        near = self._index.candidates(profile.keys, self._config.max_candidates)
        held = self._versions(connection, [ordinal for ordinal, _shared in near])
        barred = self._barred.get(article_id, frozenset())
        best: tuple[tuple[bool, float, int], StoredVersion, Relation] | None = None
        for ordinal, (version, old) in held.items():
            if version.article_id == article_id or not barred.isdisjoint({version.article_id, version.of_id}):
                continue
            gap_h = _gap_h(version, candidate, admission_is_time=self._config.admission_is_time)
            relation = relate(old, profile, gap_h)
            if relation.decision is not None:
                rank = (relation.decision is Decision.COPY, relation.similarity, -ordinal)
                if best is None or rank > best[0]:
                    best = (rank, version, relation)
        if best is None:
            return None
        named = _with_origin(best[2], profile.text, held[best[1].ordinal][1].text)
        return best[1], named

    def expire(self, connection: Connection, next_ordinal: int, now: datetime) -> None:
        """At fixed ordinals, drop what is older than the window or beyond its size."""
        if next_ordinal % _EXPIRE_EVERY:
            return
        since_s = store.seconds(now) - int(self._config.window_days * _DAY_S)
        first = store.first_live(connection, self._first_live, since_s, 2 * _EXPIRE_EVERY)
        first = max(first, next_ordinal - self._config.max_versions)
        if first > self._first_live:
            self._first_live = first
            store.expire(connection, first, forget_identity=self._config.forget_identity)
            self._index.expire(first)

    def _versions(self, connection: Connection, ordinals: list[int]) -> dict[int, tuple[StoredVersion, Profile]]:
        missing = [ordinal for ordinal in ordinals if ordinal not in self._recent]
        found = {ordinal: self._recent[ordinal] for ordinal in ordinals if ordinal in self._recent}
        for ordinal, (version, body) in store.versions_with_bodies(connection, missing).items():
            found[ordinal] = self._recent[ordinal] = (version, Profile(body.title, body.text))
        self._forget()
        return found

    def _forget(self) -> None:
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)


def _with_origin(relation: Relation, text: str, repeated: str) -> Relation:
    """Add the agency to the reason: as the text itself names it, else as the one that it repeats does (by its body)."""
    own, other = origin(text), origin(repeated)
    found = own if own.agency else other
    if not found.agency:
        return relation
    how = own.how if own.agency else "body"
    return replace(relation, reason=f"{relation.reason}; from {found.agency} by {how}")


def _gap_h(version: StoredVersion, candidate: Candidate, *, admission_is_time: bool) -> float | None:
    """Hours between the publications; between the admissions where one has no date; None if those say nothing."""
    if version.published_s is not None and candidate.published_at is not None:
        return abs(store.seconds(candidate.published_at) - version.published_s) / _HOUR_S
    return abs(store.seconds(candidate.admitted_at) - version.admitted_s) / _HOUR_S if admission_is_time else None
