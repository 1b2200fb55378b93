"""Merging anew after a change: the claims that it can reach are weighed again, in their order, and no others.

What becomes of a claim depends only on the claims that are weighed before it, and of these only on the events that
one near it is in. So a change is followed in the order of weighing: a claim whose event changed lets those be weighed
again that come later and are near a claim of the event that it left or joined. It ends where nothing changes. The
outcome is that of merging the whole set (`pipeline.merge.clusters.cluster`), at a cost that does not grow with it: a
claim that comes last, as news does, is weighed alone.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from heapq import heappop, heappush

from pipeline.merge.apart import Apart
from pipeline.merge.clusters import Cluster, Verdict, weigh
from pipeline.merge.nearness import Nearness
from pipeline.merge.order import Turn, admission, turn
from pipeline.model.event import KeptApart, Look, Member, MergeClaim


class _Event:
    """An event in the making; its claims in the order of weighing."""

    def __init__(self) -> None:
        self.claims: list[MergeClaim] = []

    def before(self, moment: Turn) -> list[MergeClaim]:
        return self.claims[: bisect_left(self.claims, moment, key=turn)]

    def after(self, moment: Turn) -> list[MergeClaim]:
        return [claim for claim in self.claims[bisect_left(self.claims, moment, key=turn) :] if turn(claim) > moment]

    def add(self, claim: MergeClaim) -> None:
        insort(self.claims, claim, key=turn)

    def drop(self, claim: MergeClaim) -> None:
        self.claims.remove(claim)


class Anew:
    """One merge after a change."""

    def __init__(self, look: Look, apart: Iterable[KeptApart]) -> None:
        self._look = look
        self._undone = Apart(apart)
        self._known = Nearness()
        self._stored: dict[str, _Event] = {}
        self._home: dict[str, _Event] = {}
        self._seats: dict[str, Member] = {}
        self._queue: list[tuple[Turn, str]] = []
        self._queued: set[str] = set()
        self._changed: dict[int, _Event] = {}
        self.left: set[str] = set()
        """Claims that are in no event now, and may have been in one before."""

    def merge(self, touched: Iterable[str]) -> list[Cluster]:
        """Weigh what the change of these claims reaches; returns every event that it may have changed."""
        claims = sorted(self._learn(touched), key=turn)
        self._surround(claims)
        for claim in claims:
            self._put(claim)
            if (home := self._home.get(claim.claim_id)) is not None:
                self._changed[id(home)] = home
                self._stir((home,), claim, admission(claim))
        while self._queue:
            _, claim_id = heappop(self._queue)
            self._queued.discard(claim_id)
            if (next_one := self._known.get(claim_id)) is not None:
                self._weigh(next_one)
        return [self._cluster(number, each) for number, each in enumerate(self._changed.values()) if each.claims]

    def _learn(self, ids: Iterable[str]) -> list[MergeClaim]:
        wanted = set(ids)
        return [claim for claim in self._take_in(self._look.claims(wanted)) if claim.claim_id in wanted]

    def _surround(self, claims: Iterable[MergeClaim]) -> None:
        self._take_in(self._look.around(claims))

    def _take_in(self, found: Iterable[tuple[MergeClaim, str, Member | None]]) -> list[MergeClaim]:
        """Take in stored claims, each with the event that it is in."""
        new = []
        for claim, event_id, seat in found:
            if self._known.get(claim.claim_id) is not None:
                continue
            self._known.add(claim)
            new.append(claim)
            if seat is not None:
                home = self._stored.setdefault(event_id, _Event())
                home.add(claim)
                self._home[claim.claim_id] = home
                self._seats[claim.claim_id] = seat
        return new

    def _put(self, claim: MergeClaim) -> None:
        if claim.claim_id not in self._queued:
            self._queued.add(claim.claim_id)
            heappush(self._queue, (turn(claim), claim.claim_id))

    def _stir(self, events: Iterable[_Event], claim: MergeClaim, moment: Turn) -> None:
        """Let all be weighed again that come after the moment and may have to do with the claim or these events."""
        met = {each.claim_id: each for event in events for each in event.claims} | {claim.claim_id: claim}
        self._surround(met.values())
        for event in events:
            for later in event.after(moment):
                self._put(later)
        for each in met.values():
            for later in self._known.after(each, moment):
                self._put(later)

    def _weigh(self, claim: MergeClaim) -> None:
        self._surround((claim,))
        moment, was = turn(claim), self._home.get(claim.claim_id)
        standing = [(event, event.before(moment)) for event in self._near(claim)]
        standing.sort(key=lambda pair: turn(pair[1][0]))
        verdict = weigh(claim, [before for _, before in standing], self._undone)
        home = next((event for event, before in standing if before is verdict.joins), None)
        if home is None and claim.active:
            home = was if was is not None and not was.before(moment) else _Event()
        self._seat(claim, verdict, was, home)
        if home is not was:
            self._stir([each for each in (was, home) if each is not None], claim, moment)

    def _near(self, claim: MergeClaim) -> Iterable[_Event]:
        """The events that an active claim near this one and before it is in."""
        near = [self._home.get(each.claim_id) for each in self._known.before(claim) if each.active]
        return {id(home): home for home in near if home is not None}.values()

    def _seat(self, claim: MergeClaim, verdict: Verdict, was: _Event | None, home: _Event | None) -> None:
        if home is not was:
            if was is not None:
                was.drop(claim)
                self._changed[id(was)] = was
                del self._home[claim.claim_id]
            if home is not None:
                home.add(claim)
                self._home[claim.claim_id] = home
        if home is None:
            self._seats.pop(claim.claim_id, None)
            self.left.add(claim.claim_id)
            return
        self.left.discard(claim.claim_id)
        seat = Member(claim.claim_id, verdict.role, verdict.reason)
        if home is not was or seat != self._seats.get(claim.claim_id):
            self._seats[claim.claim_id] = seat
            self._changed[id(home)] = home

    def _cluster(self, number: int, event: _Event) -> Cluster:
        return Cluster(number, list(event.claims), [self._seats[claim.claim_id] for claim in event.claims])
