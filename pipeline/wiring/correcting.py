"""What every undo shares: the correction stored and sent, then loaded.

1. one state transaction: the change of the decider's tables, the correction, its message in the outbox; 2. publish,
and delete from the outbox once acknowledged; 3. one warehouse transaction: compare-and-set of the offset, the rows,
the merge of what it touches. A crash after 1 leaves the message waiting for the next run, a crash after 2 leaves the
record to the next load.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from pipeline import __version__
from pipeline.dedupe import Decider, latest_correction, remember_correction
from pipeline.errors import LeaseLost, UsageError, WarehouseUnavailable
from pipeline.model.correction import Correction
from pipeline.records import decode, encode
from pipeline.settings import Settings
from pipeline.state import DECIDER, OutboxMessage, State, acquire, enqueue, release
from pipeline.stream import CORRECTIONS, Stream
from pipeline.wiring.collect.publish import Publisher
from pipeline.wiring.loading import load_at_once
from pipeline.wiring.opening import utc_now, warehouse_of
from pipeline.wiring.options import collect_options
from pipeline.wiring.running import new_run_id


def correction_message(correction: Correction, run_id: str) -> OutboxMessage:
    """The correction for its topic, under its natural key (id, time)."""
    return OutboxMessage(
        topic=CORRECTIONS,
        natural_key=f"{correction.correction_id}/{correction.at.isoformat()}",
        key=correction.correction_id.encode(),
        value=encode(correction),
        timestamp=correction.at,
        headers=(("run", run_id.encode()),),
        run_id=run_id,
    )


def keep(connection: Connection, correction: Correction) -> None:
    """Store a correction and put it into the outbox, within the caller's state transaction."""
    message = correction_message(correction, new_run_id(correction.at))
    remember_correction(connection, correction.correction_id, correction.at, message.value)
    enqueue(connection, [message])


def latest(connection: Connection, correction_id: str) -> Correction | None:
    """The latest record that the state knows of an id."""
    raw = latest_correction(connection, correction_id)
    found = decode(raw) if raw is not None else None
    return found if isinstance(found, Correction) else None


def need_new(connection: Connection, correction_id: str) -> None:
    """Raise UsageError where this very undo stands already."""
    found = latest(connection, correction_id)
    if found is not None and found.standing:
        raise UsageError(f"undone already, by undo {correction_id} of {found.at:%Y-%m-%d %H:%M} UTC")


@contextmanager
def deciding(state: State, settings: Settings, now: datetime) -> Iterator[Connection]:
    """One state transaction that takes the decider's lease and gives it back: a stalled holder finds itself fenced."""
    with state.write() as connection:
        owner = f"undo-{new_run_id(now)}"
        lease = acquire(connection, DECIDER, owner, now, collect_options(settings).lease_s)
        if lease is None:
            raise LeaseLost("another process decides now: nothing was undone, try again when its run is over")
        Decider.create_tables(connection)
        yield connection
        release(connection, lease, now)


def publisher_of(state: State, stream: Stream) -> Publisher:
    """A publisher of what waits in the outbox."""
    return Publisher(state, lambda: stream, utc_now, __version__)


def publish_all(publisher: Publisher) -> None:
    """Send what waits, to the last message."""
    while publisher.step():
        pass


def load_corrections(settings: Settings, stream: Stream) -> bool:
    """Bring the corrections into the warehouse at once; False where none is there: the next load does it."""
    try:
        with warehouse_of(settings, upgrade=False) as warehouse:
            warehouse.migrate()
            load_at_once(stream, warehouse, CORRECTIONS)
    except WarehouseUnavailable:
        return False
    return True
