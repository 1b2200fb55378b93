"""The stored offsets: how far each partition of the stream has been loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from pipeline.warehouse.base import Advance, LostRace, Partition
from pipeline.warehouse.tables import stream_offset
from pipeline.warehouse.upserts import insert_new


def stored(connection: Connection, partitions: Iterable[Partition]) -> dict[Partition, int]:
    """Tell the offset that each partition is loaded up to (the next one to load); 0 where nothing was."""
    rows = connection.execute(select(stream_offset.c.topic, stream_offset.c.partition, stream_offset.c.next))
    known = {Partition(topic, partition): int(following) for topic, partition, following in rows}
    return {partition: known.get(partition, 0) for partition in partitions}


def advance(connection: Connection, advances: Mapping[Partition, Advance], now: datetime) -> None:
    """Move the partitions on, each from exactly where the batch begins, within the caller's transaction.

    Partitions are taken in order, so that two loaders never wait for each other in a circle.

    Raises:
        LostRace: a partition is elsewhere: the caller rolls back.
    """
    seats = [
        {"topic": each.topic, "partition": each.partition, "next": 0, "loaded_at": now} for each in sorted(advances)
    ]
    insert_new(connection, stream_offset, seats)
    for partition in sorted(advances):
        move = advances[partition]
        moved = connection.execute(
            update(stream_offset)
            .where(
                stream_offset.c.topic == partition.topic,
                stream_offset.c.partition == partition.partition,
                stream_offset.c.next == move.first,
            )
            .values(next=move.next, loaded_at=now)
        )
        if moved.rowcount != 1:
            raise LostRace(partition, move.first)
