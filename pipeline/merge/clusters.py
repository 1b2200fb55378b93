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
from dataclasses import dataclass, field

from pipeline.merge.apart import Apart
from pipeline.merge.links import Link, contradiction, grounds
from pipeline.merge.nearness import Nearness
from pipeline.merge.order import turn
from pipeline.model.event import KeptApart, Member, MemberRole, MergeClaim


@dataclass(slots=True)
class Cluster:
    """One event in the making: its claims, and why each is there; ``number`` counts the events of the whole."""

    number: int
    claims: list[MergeClaim] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)


def cluster(claims: Iterable[MergeClaim], apart: Iterable[KeptApart] = ()) -> list[Cluster]:
    """Put each active claim into exactly one cluster, and each replaced one into at most one.

    Cost: one comparison for each pair of claims of a block that are near in time or of one story.
    """
    found: list[Cluster] = []
    placed = Nearness()
    home: dict[str, Cluster] = {}
    undone = Apart(apart)
    for claim in sorted(claims, key=turn):
        near = {id(home[other.claim_id]): home[other.claim_id] for other in placed.before(claim)}
        rivals = [rival.claims for rival in sorted(near.values(), key=lambda rival: rival.number)]
        verdict = weigh(claim, rivals, undone)
        if verdict.joins is None and not claim.active:
            continue
        if verdict.joins is None:
            found.append(Cluster(len(found)))
        target = found[-1] if verdict.joins is None else home[verdict.joins[0].claim_id]
        target.claims.append(claim)
        target.members.append(Member(claim.claim_id, verdict.role, verdict.reason))
        if claim.active:
            home[claim.claim_id] = target
            placed.add(claim)
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a claim.

    Attributes:
        joins: the claims of the event that it joins, None when it joins none: then an active claim founds its own.
        role, reason: what is kept with the membership.
    """

    joins: Sequence[MergeClaim] | None
    role: MemberRole
    reason: str


def weigh(claim: MergeClaim, rivals: Sequence[Sequence[MergeClaim]], undone: Apart) -> Verdict:
    """Weigh a claim against the events that stand before it.

    Args:
        claim: the claim.
        rivals: the claims of each event, as far as they are weighed before this one, in their order; the event that
            was founded first comes first.
        undone: the merges that a person undid.
    """
    best, barred = _best(claim, rivals, undone)
    if best is None:
        return Verdict(None, MemberRole.FOUNDER, "; ".join(("first to tell of it", *barred)))
    role = MemberRole.JOINED if claim.active else MemberRole.REPLACED
    return Verdict(best[0], role, "; ".join((_reason(claim, best[1], best[2]), *barred)))


def _reason(claim: MergeClaim, found: Link, partner: MergeClaim) -> str:
    replaced = "" if claim.active else "of a replaced version, keeps the event's id: "
    return f"{replaced}{found.reason} (as {partner.claim_id})"


def _best(
    claim: MergeClaim, rivals: Sequence[Sequence[MergeClaim]], undone: Apart
) -> tuple[tuple[Sequence[MergeClaim], Link, MergeClaim] | None, list[str]]:
    """Find the event with the strongest link, of equals the oldest; and tell what a person forbade it to join."""
    best: tuple[Sequence[MergeClaim], Link, MergeClaim] | None = None
    barred: list[str] = []
    for rival in rivals:
        met = _meet(claim, rival)
        if met is None:
            continue
        if said := undone.bar(claim, rival):
            barred.append(f"kept apart from {rival[0].claim_id} by undo {said}")
        elif best is None or met[0].strength > best[1].strength:
            best = (rival, *met)
    return best, barred


def _meet(claim: MergeClaim, rival: Sequence[MergeClaim]) -> tuple[Link, MergeClaim] | None:
    """Find the strongest link to a member; None where there is none or where any member contradicts."""
    best: tuple[Link, MergeClaim] | None = None
    for member in rival:
        if not member.active:
            continue
        if contradiction(claim, member) or _told_apart(claim, member):
            return None
        found = grounds(claim, member)
        if found is not None and (best is None or found.strength > best[0].strength):
            best = (found, member)
    return best


def _told_apart(claim: MergeClaim, member: MergeClaim) -> bool:
    """Two claims of one type in one article version are two events to their author."""
    here = (claim.article_id, claim.version, claim.type)
    return here == (member.article_id, member.version, member.type)
