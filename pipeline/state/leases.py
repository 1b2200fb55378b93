"""Named leases with fencing tokens: one decider at a time, and a stalled one finds itself fenced.

A lease that ran out still belongs to its holder until somebody else takes it: then its token is old,
and `renew`, called inside the holder's own transaction, stops what it was about to store. See
https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html on why the time alone is no guard.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from pipeline.errors import LeaseLost
from pipeline.state.tables import leases
from pipeline.state.upsert import insert_into
from pipeline.state.values import Lease

DECIDER = "decider"


def acquire(connection: Connection, name: str, owner: str, now: datetime, lease_s: float) -> Lease | None:
    """Take a named lease that is free or has run out; None while another holds it.

    Every acquisition gives a new token, also to the former holder: whoever calls has to load afresh
    what it knew.
    """
    until = now + timedelta(seconds=lease_s)
    insert = insert_into(connection, leases).values(name=name, owner=owner, token=1, until=until)
    taken = insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": owner, "token": leases.c.token + 1, "until": until},
        where=(leases.c.owner == "") | (leases.c.until <= now) | (leases.c.owner == owner),
    )
    token = connection.execute(taken.returning(leases.c.token)).scalar_one_or_none()
    return None if token is None else Lease(name=name, owner=owner, token=token)


def renew(connection: Connection, lease: Lease, now: datetime, lease_s: float) -> None:
    """Prove inside the caller's transaction that the lease still holds, and prolong it.

    Raises:
        LeaseLost: somebody else took it meanwhile; the caller's transaction must not be committed.
    """
    same = (leases.c.name == lease.name) & (leases.c.token == lease.token) & (leases.c.owner == lease.owner)
    until = now + timedelta(seconds=lease_s)
    if connection.execute(update(leases).where(same).values(until=until)).rowcount != 1:
        raise LeaseLost(
            f"the {lease.name} lease went to {_holder(connection, lease.name)}: nothing was stored under it"
        )


def release(connection: Connection, lease: Lease, now: datetime) -> None:
    """Give a lease back; a lease that is lost already is left alone."""
    same = (leases.c.name == lease.name) & (leases.c.token == lease.token) & (leases.c.owner == lease.owner)
    connection.execute(update(leases).where(same).values(owner="", until=now))


def _holder(connection: Connection, name: str) -> str:
    return connection.scalar(select(leases.c.owner).where(leases.c.name == name)) or "nobody"
