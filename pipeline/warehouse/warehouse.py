"""The warehouse as its callers see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from pipeline.model.event import MergeRule
from pipeline.warehouse import comparing, editions, load, offsets, parting, retracting, tracing
from pipeline.warehouse.base import Batch, Loaded, Partition
from pipeline.warehouse.engine import READING, open_engine, read_url, unavailable
from pipeline.warehouse.query import DEFAULT_TIMEOUT_S, Answer, query
from pipeline.warehouse.schema import migrate, schema_version


class Warehouse:
    """One warehouse. Any thread may use it; any number of processes may, on PostgreSQL from any machine.

    Every method raises WarehouseUnavailable, in one line, when the database is away, locked too long or full;
    then nothing of the call is stored.
    """

    def __init__(self, engine: Engine, url: URL) -> None:
        self._engine = engine
        self._url = url

    @property
    def where(self) -> str:
        """The URL without its password."""
        return self._url.render_as_string(hide_password=True)

    def migrate(self) -> bool:
        """Bring the schema to the newest version; True when there was something to do."""
        with unavailable(self._url, "be migrated"):
            return migrate(self._engine)

    def schema_version(self) -> str | None:
        """Tell the schema's version, None before the first migration."""
        with unavailable(self._url, "be read"):
            return schema_version(self._engine)

    def offsets(self, partitions: Iterable[Partition]) -> dict[Partition, int]:
        """Tell the next offset to load of each partition, 0 where nothing was loaded."""
        with self._reading() as connection:
            return offsets.stored(connection, partitions)

    def load_batch(self, batch: Batch, rule: MergeRule, now: datetime | None = None) -> Loaded:
        """Load a batch, move the offsets and merge what it touches, in one transaction.

        Raises:
            LostRace: a partition is not where the batch begins; nothing is stored: read `offsets` and seek.
            InvalidRecord: a record can never be loaded (`check_arrival` tells which); nothing is stored.
        """
        with self._transaction("load") as connection:
            return load.load(connection, batch, rule, now)

    def editions(self) -> list[editions.Edition]:
        """List the editions, the oldest first."""
        with self._reading() as connection:
            return editions.list_editions(connection)

    def create_edition(
        self,
        name: str = "",
        *,
        extraction: str,
        tagger: str,
        merge_rule: str,
        note: str = "",
        now: datetime | None = None,
    ) -> str:
        """Make an edition and tell its name: the one given, or the next free ``r2``, ``r3`` and so on.

        One that is there already stays as it is: so a replay that was interrupted goes on.
        """
        with self._transaction("make an edition") as connection:
            editions.lock_current(connection)
            chosen = name or editions.next_name(connection)
            editions.ensure_edition(
                connection,
                chosen,
                now=editions.moment(connection, now),
                note=note,
                extraction=extraction,
                tagger=tagger,
                merge_rule=merge_rule,
            )
            return chosen

    def promote(self, name: str, now: datetime | None = None) -> str:
        """Make an edition the current one and tell which was; raises UsageError when there is none of that name."""
        with self._transaction("promote") as connection:
            return editions.promote(connection, name, now)

    def compare(self, old: str, new: str) -> comparing.Difference:
        """Count how two editions differ; raises UsageError when there is none of that name."""
        with self._reading() as connection:
            return comparing.compare(connection, old, new)

    def uncoded(self, old: str, new: str) -> int:
        """Count the article versions coded in ``old`` but not in ``new``; raises UsageError as `compare`."""
        with self._reading() as connection:
            return comparing.uncoded(connection, old, new)

    def retract(self, article_id: str, reason: str, rule: MergeRule, now: datetime | None = None) -> int:
        """Retract an article and tell how many claims that closed; raises UsageError when there is no such article."""
        with self._transaction("retract") as connection:
            return retracting.retract(connection, article_id, reason, rule, now)

    def parting(self, event_id: str, asked: Sequence[str]) -> parting.Parting:
        """Tell what the undo of a merge would part; raises UsageError when these ids are not part of that event."""
        with self._reading() as connection:
            return parting.parting(connection, event_id, asked)

    def trace(self, asked: str) -> tracing.Trace:
        """Walk an event, claim or article id back to the feed entry; raises UsageError when nothing has the id."""
        with self._reading() as connection:
            return tracing.trace(connection, asked)

    def query(self, statement: str, timeout_s: float = DEFAULT_TIMEOUT_S) -> Answer:
        """Run one reading statement; raises QueryRefused and QueryTimeout."""
        return query(self._engine, self._url, statement, timeout_s)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        reader = self._engine.execution_options(**{READING: True})
        with unavailable(self._url, "be read"), reader.begin() as connection:
            yield connection

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[Connection]:
        with unavailable(self._url, doing), self._engine.begin() as connection:
            yield connection


def open_warehouse(url: str, *, upgrade: bool = True) -> Warehouse:
    """Open a warehouse, and bring its schema to the newest version.

    Args:
        url: ``sqlite:///file`` or ``postgresql+psycopg://…`` (a schema named by search_path is made).
        upgrade: False opens what is there, for readers.

    Raises:
        SettingsError: the URL is malformed, or of a database that is not supported.
        WarehouseUnavailable: the database is away, or its schema is newer than this program.
    """
    parsed = read_url(url)
    warehouse = Warehouse(open_engine(parsed), parsed)
    try:
        if upgrade:
            warehouse.migrate()
    except BaseException:
        warehouse.close()
        raise
    return warehouse
