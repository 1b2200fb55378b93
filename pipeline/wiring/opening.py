"""From settings to open stores. Each caller closes what it opened, by ``with``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pipeline.records import published, schema_json
from pipeline.settings import Settings
from pipeline.state import State, open_state
from pipeline.stream import SchemaTopic, Stream, open_stream
from pipeline.warehouse import Warehouse, open_warehouse


def utc_now() -> datetime:
    """The clock of a real run."""
    return datetime.now(UTC)


@contextmanager
def state_of(settings: Settings) -> Iterator[State]:
    """The state store, its tables up to date."""
    with open_state(settings.state, utc_now()) as state:
        yield state


@contextmanager
def stream_of(settings: Settings) -> Iterator[Stream]:
    """The log, its topics made and our schemas published, so that any reader can explain our records."""
    stream = open_stream(settings.stream)
    try:
        stream.ensure_topics()
        SchemaTopic(stream).publish({schema.fingerprint: schema_json(schema) for schema in published()}, utc_now())
        yield stream
    finally:
        stream.close()


@contextmanager
def warehouse_of(settings: Settings, *, upgrade: bool = True) -> Iterator[Warehouse]:
    """The warehouse; for readers with ``upgrade=False``, as it is."""
    warehouse = open_warehouse(settings.warehouse, upgrade=upgrade)
    try:
        yield warehouse
    finally:
        warehouse.close()
