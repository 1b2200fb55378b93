"""Clusters: claims taken in the order of their admission, each joining the event it links to best.

The order comes from the claims themselves (admission time, then id), never from their arrival, so the
outcome is a function of the set. A claim joins by its best link to a member and may contradict none of
them; so an event never drifts from day to day or from town to town, as single-link chains do. Claims of
replaced versions come last: they prove nothing, but they keep the id that they once gave to an event. A merge that a
person undid forbids a join as a contradiction does (`pipeline.merge.apart`), and the reason kept with the membership
names the undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pipeline.merge.apart import Apart
from pipeline.merge.links import Link, contradiction, link
from pipeline.merge.nearness import Nearness
from pipeline.model.event import KeptApart, Member, MemberRole, MergeClaim


@dataclass(slots=True)
class Cluster:
    """One event in the making: its claims, and why each is there; ``number`` counts the events of the whole."""

    number: int
    claims: list[MergeClaim] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


def in_order(claims: Iterable[MergeClaim]) -> list[MergeClaim]:
    """Sort by admission; of two claims of one article version the main one comes first."""
    return sorted(claims, key=lambda claim: (claim.admitted_at, claim.article_id, claim.version, claim.ordinal))


def cluster(claims: Iterable[MergeClaim], apart: Iterable[KeptApart] = ()) -> list[Cluster]:
    """Put each active claim into exactly one cluster, and each replaced one into at most one.

    Cost: one comparison for each pair of claims of a block that are near in time or of one story.
    """
    found: list[Cluster] = []
    placed = Nearness(())
    home: dict[str, Cluster] = {}
    undone = Apart(apart)
    ordered = in_order(claims)
    for claim in (*(c for c in ordered if c.active), *(c for c in ordered if not c.active)):
        near = {id(home[other.claim_id]): home[other.claim_id] for other in placed.candidates(claim)}
        best, barred = _best(claim, sorted(near.values(), key=lambda rival: rival.number), undone)
        if best is not None:
            role = MemberRole.JOINED if claim.active else MemberRole.REPLACED
            target, reason = best[0], _reason(claim, best[1], best[2])
        elif claim.active:
            target, role, reason = Cluster(len(found)), MemberRole.FOUNDER, "first to tell of it"
            found.append(target)
        else:
            continue
        _add(target, claim, role, "; ".join((reason, *barred)))
        if claim.active:
            home[claim.claim_id] = target
            placed.add(claim)
    return found


def _add(home: Cluster, claim: MergeClaim, role: MemberRole, reason: str) -> None:
    home.claims.append(claim)
    home.members.append(Member(claim.claim_id, role, reason))


def _reason(claim: MergeClaim, grounds: Link, partner: MergeClaim) -> str:
    replaced = "" if claim.active else "of a replaced version, keeps the event's id: "
    return f"{replaced}{grounds.reason} (as {partner.claim_id})"


def _best(
    claim: MergeClaim, rivals: Sequence[Cluster], undone: Apart
) -> tuple[tuple[Cluster, Link, MergeClaim] | None, list[str]]:
    """Find the cluster with the strongest link, of equals the oldest; and tell what a person forbade it to join."""
    best: tuple[Cluster, Link, MergeClaim] | None = None
    barred: list[str] = []
    for rival in rivals:
        met = _meet(claim, rival)
        if met is None:
            continue
        if said := undone.bar(claim, rival.claims):
            barred.append(f"kept apart from {rival.claims[0].claim_id} by undo {said}")
        elif best is None or met[0].strength > best[1].strength:
            best = (rival, *met)
    return best, barred


def _meet(claim: MergeClaim, rival: Cluster) -> tuple[Link, MergeClaim] | None:
    """Find the strongest link to a member; None where there is none or where any member contradicts."""
    best: tuple[Link, MergeClaim] | None = None
    for member in rival.claims:
        if member.active and contradiction(claim, member):
            return None
        if not member.active:
            continue
        if _told_apart(claim, member):
            return None
        found = link(claim, member)
        if found is not None and (best is None or found.strength > best[0].strength):
            best = (found, member)
    return best


def _told_apart(claim: MergeClaim, member: MergeClaim) -> bool:
    """Two claims of one type in one article version are two events to their author."""
    here = (claim.article_id, claim.version, claim.type)
    return here == (member.article_id, member.version, member.type)


def neighbourhood(claims: Iterable[MergeClaim], seeds: AbstractSet[str]) -> set[str]:
    """Find all claims that the seeds hang together with, by any chain of links: their connected component."""
    index = Nearness(claims)
    reached = set(seeds)
    frontier = [claim for seed in sorted(seeds) if (claim := index.get(seed)) is not None]
    while frontier:
        claim = frontier.pop()
        for other in index.candidates(claim):
            if other.claim_id not in reached and link(claim, other) is not None:
                reached.add(other.claim_id)
                frontier.append(other)
    return reached
