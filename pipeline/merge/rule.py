"""The first merge rule: blocks, links, clusters, figures. Pure, deterministic, every join explained."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.merge import blocks, clusters, figures
from pipeline.merge.anew import Anew
from pipeline.merge.links import REACH_DAYS
from pipeline.merge.order import in_order
from pipeline.model.event import Block, KeptApart, Look, MergeClaim, Merged, MergedEvent

MERGE_RULE = "place-date-control-1"
"""Name and version; a change that can alter an outcome takes a new number."""


def merge(claims: Iterable[MergeClaim], apart: Iterable[KeptApart] = ()) -> list[MergedEvent]:
    """Merge claims into events: a pure function of the set of claims and of the set of undone merges.

    Within a block (country and type family) claims join when place, date, direction of control, actors
    and type allow it (`pipeline.merge.links`), in order of admission (`pipeline.merge.clusters`), but for those that a
    person parted (`pipeline.merge.apart`): the oldest claim keeps the event's id, a parted one founds its own.

    Returns:
        Events in order of their first report, then of their ids. Each active claim is in exactly one; a claim
        of a replaced version is in at most one, and then only to keep the event's id.
    """
    merged = [_event(found) for found in clusters.cluster(claims, apart)]
    return sorted(merged, key=lambda event: (event.first_reported_at, event.event_id))


def _event(found: clusters.Cluster) -> MergedEvent:
    everyone = in_order(found.claims)
    claims = [claim for claim in everyone if claim.active]
    kind = figures.event_type(claims)
    killed, killed_reason = figures.toll(claims, lambda claim: claim.killed)
    injured, injured_reason = figures.toll(claims, lambda claim: claim.injured)
    order = {claim.claim_id: position for position, claim in enumerate(everyone)}
    return MergedEvent(
        event_id=everyone[0].claim_id,
        type=kind,
        actor1=figures.actor(claims, kind, lambda claim: claim.actor1),
        actor2=figures.actor(claims, kind, lambda claim: claim.actor2),
        place=figures.place(claims),
        date=figures.dates(claims),
        killed=killed,
        killed_reason=killed_reason,
        injured=injured,
        injured_reason=injured_reason,
        control=figures.control(claims),
        first_reported_at=min(claim.reported_at for claim in everyone),
        members=tuple(sorted(found.members, key=lambda member: order[member.claim_id])),
    )


class PlaceDateControl:
    """The rule as the warehouse takes it (`pipeline.model.event.MergeRule`)."""

    name = MERGE_RULE
    reach_days = REACH_DAYS
    window_days = blocks.VAGUE_DAYS

    def block(self, claim: MergeClaim) -> Block:
        """Tell where the claim is looked for."""
        return blocks.block(claim)

    def merge(self, claims: Iterable[MergeClaim], apart: Iterable[KeptApart] = ()) -> list[MergedEvent]:
        """Merge the claims, but for what was undone."""
        return merge(claims, apart)

    def merge_anew(self, look: Look, touched: Iterable[str], apart: Iterable[KeptApart] = ()) -> Merged:
        """Merge after a change of some claims (`pipeline.merge.anew`)."""
        anew = Anew(look, apart)
        events = tuple(_event(found) for found in anew.merge(touched))
        return Merged(events, frozenset(anew.left))
