"""A store of claims and their events in memory, which gives the rule no more than it must."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from pipeline.merge import PlaceDateControl
from pipeline.model.event import KeptApart, Member, MergeClaim, MergedEvent
from tests.unit.merge.claims import link

Change = list[int]
"""For each claim: 0 it is not there yet, 1 it is still active, 2 it is as it will be."""


def claim_changes() -> st.SearchStrategy[Change]:
    return st.lists(st.integers(0, 2), min_size=12, max_size=12)


def part(claims: Sequence[MergeClaim], change: Change) -> list[MergeClaim]:
    """The claims as they were before a change."""
    there = [(claim, how) for claim, how in zip(claims, change, strict=False) if how]
    return [replace(claim, active=True) if how == 1 else claim for claim, how in there]


def members_of(events: Iterable[MergedEvent]) -> dict[str, MergedEvent]:
    return {event.event_id: event for event in events}


class Stored:
    """Claims, and the events that the rule last made of them."""

    def __init__(self, rule: PlaceDateControl) -> None:
        self._rule = rule
        self._claims: dict[str, MergeClaim] = {}
        self._undone: list[KeptApart] = []
        self._events: dict[str, MergedEvent] = {}

    def change(self, claims: Iterable[MergeClaim], undone: Iterable[KeptApart]) -> None:
        """Store claims and undos instead of those before, and merge what that touches."""
        new, undone = {claim.claim_id: claim for claim in claims}, list(undone)
        differ = [each for each in (*self._undone, *undone) if (each in self._undone) != (each in undone)]
        articles = {key.article_id for each in differ for key in (*each.parted, *each.others)}
        touched = {
            each for each, claim in new.items() if self._claims.get(each) != claim or claim.article_id in articles
        }
        self._claims, self._undone = new, undone
        merged = self._rule.merge_anew(self, touched, undone)
        gone = {member.claim_id for event in merged.events for member in event.members} | merged.left
        before = self._events.items()
        self._events = {
            event_id: event for event_id, event in before if not gone & {member.claim_id for member in event.members}
        } | members_of(merged.events)

    def events(self) -> dict[str, MergedEvent]:
        return self._events

    def claims(self, ids: Iterable[str]) -> list[tuple[MergeClaim, str, Member | None]]:
        return self._with_events(set(ids))

    def around(self, claims: Iterable[MergeClaim]) -> list[tuple[MergeClaim, str, Member | None]]:
        asked = list(claims)
        return self._with_events({each.claim_id for each in self._claims.values() if any(link(each, a) for a in asked)})

    def _with_events(self, ids: set[str]) -> list[tuple[MergeClaim, str, Member | None]]:
        seats = {member.claim_id: (event, member) for event in self._events.values() for member in event.members}
        events = {seats[each][0].event_id for each in ids if each in seats}
        ids = ids | {each for each, (event, _) in seats.items() if event.event_id in events}
        found: list[tuple[MergeClaim, str, Member | None]] = []
        for each in sorted(ids):
            event, member = seats.get(each, (None, None))
            found.append((self._claims[each], event.event_id if event else "", member))
        return found
