"""From settings to open stores. Each caller closes what it opened, by ``with``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from pipeline.errors import SettingsError, WarehouseUnavailable
from pipeline.records import published, schema_json
from pipeline.settings import Settings
from pipeline.state import State, open_state
from pipeline.stream import SchemaTopic, Stream, open_stream
from pipeline.warehouse import Warehouse, open_warehouse

_NO_WAREHOUSE = "there is no warehouse at {} yet: conflictwire run makes one, conflictwire demo another (see --home)"


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
    """The log, its topics made and our schemas published, so that any reader can explain our records.

    Raises:
        SettingsError: the URL is none of a log, or holds a login, which no log of ours takes.
        StreamUnavailable: the log is away.
    """
    if "@" in settings.stream.partition("?")[0] and settings.stream.startswith("kafka:"):
        raise SettingsError("CONFLICTWIRE_STREAM: a login in kafka:// is not supported: name the brokers alone")
    stream = open_stream(settings.stream)
    try:
        stream.ensure_topics()
        SchemaTopic(stream).publish({schema.fingerprint: schema_json(schema) for schema in published()}, utc_now())
        yield stream
    finally:
        stream.close()


@contextmanager
def warehouse_of(settings: Settings, *, upgrade: bool = True) -> Iterator[Warehouse]:
    """The warehouse; for readers with ``upgrade=False``, as it is: they make none.

    Raises:
        WarehouseUnavailable: it is away; or a reader asks for one that nothing was ever loaded into.
    """
    url = make_url(settings.warehouse)
    if not upgrade and url.get_backend_name() == "sqlite" and not _is_file(url.database or ""):
        raise WarehouseUnavailable(_NO_WAREHOUSE.format(url.database))
    warehouse = open_warehouse(settings.warehouse, upgrade=upgrade)
    try:
        if not upgrade and warehouse.schema_version() is None:
            raise WarehouseUnavailable(_NO_WAREHOUSE.format(warehouse.where))
        yield warehouse
    finally:
        warehouse.close()


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError as error:
        raise WarehouseUnavailable(f"the warehouse file {path} cannot be reached: {error.strerror}") from error
