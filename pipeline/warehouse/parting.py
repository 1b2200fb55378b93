"""Merges that were undone: which stand, and what the undo of a merge would part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, and_, func, select

from pipeline.errors import UsageError
from pipeline.model.correction import ClaimKey
from pipeline.model.event import KeptApart
from pipeline.warehouse.claim_rows import claim_of_row
from pipeline.warehouse.correction_rows import kept_apart, key_of
from pipeline.warehouse.tables import claim, correction, correction_claim, edition_pointer, event, member

Placed = tuple[str, str]
"""An article and a story that it was put into."""


@dataclass(frozen=True, slots=True)
class Parting:
    """What an undo of a merge parts, in the current edition.

    Attributes:
        event_id: the event as it stands.
        claim_ids, other_ids: the claims to be parted and those that stay, each in order of their admission.
        parted, others: what these claims, and those that stay, are known by.
    """

    event_id: str
    claim_ids: tuple[str, ...]
    other_ids: tuple[str, ...]
    parted: tuple[ClaimKey, ...]
    others: tuple[ClaimKey, ...]


def split_stories(connection: Connection) -> dict[Placed, str]:
    """(article, story at arrival) → the story that the article stands in since a person split it from that one."""
    c, later = correction.c, correction.alias()
    newer = select(later.c.at).where(later.c.correction_id == c.correction_id, later.c.at > c.at).exists()
    stand = select(c.article_id, c.of, c.into).where(c.kind == "story", c.standing, ~newer)
    return {(article_id, of): into for article_id, of, into in connection.execute(stand)}


def undone_merges(connection: Connection) -> list[KeptApart]:
    """The undone merges that stand, in the order of their ids. A person makes each, so that they are few."""
    c, named = correction.c, correction_claim.c
    latest = select(c.correction_id, func.max(c.at).label("at")).group_by(c.correction_id).subquery()
    this = and_(c.correction_id == latest.c.correction_id, c.at == latest.c.at, c.standing)
    claims = and_(named.correction_id == c.correction_id, named.at == c.at)
    rows = select(correction_claim).join(correction, claims).join(latest, this)
    by_id: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(rows.order_by(named.correction_id, named.seq)).mappings():
        by_id[row["correction_id"]].append(row)
    return [kept_apart(correction_id, by_id[correction_id]) for correction_id in sorted(by_id)]


def parting(connection: Connection, event_id: str, asked: Sequence[str]) -> Parting:
    """Tell what the undo of a merge would part: these claims, or all claims of these articles, from their event.

    Raises:
        UsageError: no such event stands, an id is no claim or article of it, or all of its claims are asked for.
    """
    edition = str(connection.scalar(select(edition_pointer.c.edition)))
    _need_event(connection, edition, event_id)
    mine = and_(member.c.edition == edition, member.c.event_id == event_id, member.c.recorded_to.is_(None))
    of_event = select(claim).join(
        member, and_(member.c.edition == claim.c.edition, member.c.claim_id == claim.c.claim_id)
    )
    order = (claim.c.admitted_at, claim.c.article_id, claim.c.version, claim.c.ordinal)
    rows = connection.execute(of_event.where(mine, claim.c.recorded_to.is_(None)).order_by(*order)).mappings().all()
    for each in asked:
        if not any(each in (row["claim_id"], row["article_id"]) for row in rows):
            raise UsageError(_not_in(connection, edition, event_id, each))
    parted = [row for row in rows if row["claim_id"] in asked or row["article_id"] in asked]
    others = [row for row in rows if row not in parted]
    if not others:
        only = "has only this claim" if len(rows) == 1 else "would keep none of its claims: name fewer of them"
        raise UsageError(f"nothing to part: event {event_id} {only}")
    ids = [tuple(str(row["claim_id"]) for row in side) for side in (parted, others)]
    return Parting(event_id, ids[0], ids[1], _keys(parted), _keys(others))


def _keys(rows: Iterable[RowMapping]) -> tuple[ClaimKey, ...]:
    return tuple(dict.fromkeys(key_of(claim_of_row(row)) for row in rows))


def _need_event(connection: Connection, edition: str, event_id: str) -> None:
    ever = select(event.c.recorded_to).where(event.c.edition == edition, event.c.event_id == event_id)
    times = list(connection.scalars(ever))
    if None in times:
        return
    home = _home(connection, edition, event_id)
    if home:
        raise UsageError(f"{event_id} has become part of event {home}: name that one")
    if times:
        raise UsageError(f"event {event_id} does not stand any more (conflictwire trace {event_id} says why)")
    raise UsageError(f"there is no event {event_id!r} in the current edition, {edition}")


def _home(connection: Connection, edition: str, claim_id: str) -> str:
    open_seat = and_(member.c.edition == edition, member.c.claim_id == claim_id, member.c.recorded_to.is_(None))
    return str(connection.scalar(select(member.c.event_id).where(open_seat)) or "")


def _not_in(connection: Connection, edition: str, event_id: str, asked: str) -> str:
    """Why an id is no part of the event, in one line."""
    about = and_(claim.c.edition == edition, (claim.c.claim_id == asked) | (claim.c.article_id == asked))
    rows = connection.execute(select(claim.c.claim_id, claim.c.recorded_to).where(about)).all()
    if not rows:
        return f"there is no claim or article {asked!r} with claims in the current edition, {edition}"
    what = "claim" if rows[0].claim_id == asked else "article"
    homes = sorted(
        {home for row in rows if row.recorded_to is None and (home := _home(connection, edition, row.claim_id))}
    )
    where = f"it is in {', '.join(homes)}" if homes else "a newer version or a retraction has replaced it"
    return f"{what} {asked} has no part in event {event_id}: {where}"
