"""The outbox: messages stored with what they tell of, sent later, deleted only once acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, select

from pipeline.state.tables import outbox
from pipeline.state.values import OutboxMessage, PendingMessage

_CHUNK = 500


def enqueue(connection: Connection, messages: Iterable[OutboxMessage]) -> None:
    """Put messages at the end of the queue, in order."""
    rows = [_row(message) for message in messages]
    if rows:
        connection.execute(outbox.insert(), rows)


def _row(message: OutboxMessage) -> dict[str, object]:
    return {
        "topic": message.topic,
        "natural_key": message.natural_key,
        "message_key": message.key,
        "value": message.value,
        "stamp": message.timestamp,
        "headers": json.dumps([[name, value.decode("latin-1")] for name, value in message.headers]),
        "run_id": message.run_id,
    }


def pending(connection: Connection, limit: int, max_bytes: int) -> list[PendingMessage]:
    """The oldest waiting messages, in order, at least one: up to ``limit`` and about ``max_bytes`` of values."""
    found: list[PendingMessage] = []
    size = 0
    with connection.execute(select(outbox).order_by(outbox.c.id).limit(limit)) as rows:
        for row in rows:
            size += len(row.value)
            if found and size > max_bytes:
                break
            found.append(PendingMessage(row.id, _message(row)))
    return found


def _message(row: object) -> OutboxMessage:
    from_row = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001
    headers = tuple((name, value.encode("latin-1")) for name, value in json.loads(from_row["headers"]))
    return OutboxMessage(
        topic=from_row["topic"],
        natural_key=from_row["natural_key"],
        key=from_row["message_key"],
        value=from_row["value"],
        timestamp=from_row["stamp"],
        headers=headers,
        run_id=from_row["run_id"],
    )


def delete_sent(connection: Connection, sent: Sequence[PendingMessage]) -> list[PendingMessage]:
    """Delete acknowledged messages, each by its own id.

    Never all up to an id: on PostgreSQL a lower one may still be on its way to its commit.

    Returns:
        Those that were still there. A decider that lost its lease may send what its successor sends too; each message
        is counted by the one who deletes it.
    """
    there: set[int] = set()
    ids = [message.id for message in sent]
    for start in range(0, len(ids), _CHUNK):
        chunk = outbox.c.id.in_(ids[start : start + _CHUNK])
        locked = select(outbox.c.id).where(chunk).order_by(outbox.c.id).with_for_update()
        there.update(connection.execute(locked).scalars())
        connection.execute(delete(outbox).where(chunk))
    return [message for message in sent if message.id in there]


def count_waiting(connection: Connection) -> int:
    """How many messages wait."""
    return connection.scalar(select(func.count()).select_from(outbox)) or 0
