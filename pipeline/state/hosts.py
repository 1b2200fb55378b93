"""Host slots: one process at a time asks one host, and all of them honour its wish for quiet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select, update

from pipeline.state.tables import host_slots
from pipeline.state.upsert import insert_into

_CHUNK = 500


def take_slots(
    connection: Connection, hosts: Iterable[str], owner: str, now: datetime, until: datetime
) -> dict[str, datetime]:
    """Take or renew the slots of these hosts, as far as no other process holds them.

    Returns:
        For each host that is ours now: until when it rests.
    """
    c = host_slots.c
    insert = insert_into(connection, host_slots)
    free = or_(c.owner == owner, c.owner == "", c.until <= now)
    wish = insert.on_conflict_do_update(index_elements=["host"], set_={"owner": owner, "until": until}, where=free)
    wanted = sorted(set(hosts))
    rows = [{"host": host, "owner": owner, "until": until, "rests_until": now} for host in wanted]
    if not rows:
        return {}
    connection.execute(wish, rows)
    ours: dict[str, datetime] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(c.host, c.rests_until).where(c.host.in_(wanted[start : start + _CHUNK]), c.owner == owner)
        ours.update((row.host, row.rests_until) for row in connection.execute(query))
    return ours


def rest_hosts(connection: Connection, rests: Mapping[str, datetime]) -> None:
    """Keep hosts quiet until the given times, for every process; a shorter rest never replaces a longer one."""
    for host, until in sorted(rests.items()):
        same = and_(host_slots.c.host == host, host_slots.c.rests_until < until)
        connection.execute(update(host_slots).where(same).values(rests_until=until))


def give_back_slots(connection: Connection, owner: str, now: datetime) -> None:
    """Give back all slots of a process, when it ends: they are free whatever the clocks of the others say."""
    connection.execute(update(host_slots).where(host_slots.c.owner == owner).values(owner="", until=now))
