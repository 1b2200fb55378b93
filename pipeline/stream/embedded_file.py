"""The file of the embedded log: one SQLite database, how it is opened, and what its errors mean.

Tables: ``topics``; ``partitions`` (``first``: the earliest offset kept, ``next``: what comes next); ``records``,
whose key is (partition row << 40 | offset), so that a partition is one ascending range of the table; ``group_offsets``;
and the consumer groups in ``groups``, ``members`` and ``assignments`` (see `pipeline.stream.embedded_groups`).

WAL with synchronous=FULL: a commit is on the disk when it returns. Every writer begins with BEGIN IMMEDIATE, so that no
transaction fails halfway for want of the lock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StreamUnavailable
from pipeline.model.sqlite_wal import use_wal

OFFSET_BITS = 40
FORMAT = 1

_TABLES = """
create table if not exists topics (
    name text primary key, partitions integer not null, retention_s real, compacted integer not null) without rowid;
create table if not exists partitions (
    id integer primary key, topic text not null, partition integer not null,
    first integer not null default 0, next integer not null default 0, unique (topic, partition));
create table if not exists records (
    position integer primary key, partition_id integer not null, timestamp_ms integer not null,
    key blob not null, headers blob, value blob not null);
create index if not exists records_by_time on records (partition_id, timestamp_ms);
create table if not exists group_offsets (
    group_name text not null, topic text not null, partition integer not null, next integer not null,
    primary key (group_name, topic, partition)) without rowid;
create table if not exists groups (
    name text primary key, generation integer not null) without rowid;
create table if not exists members (
    group_name text not null, member text not null, topics text not null, process text not null, deadline real not null,
    primary key (group_name, member)) without rowid;
create table if not exists assignments (
    group_name text not null, topic text not null, partition integer not null, member text not null,
    generation integer not null, primary key (group_name, topic, partition)) without rowid;
"""


class StreamFile:
    """How to get connections to one stream file."""

    def __init__(self, path: Path, lock_timeout_s: float) -> None:
        self.path = path
        self._lock_timeout_s = lock_timeout_s

    def create(self) -> None:
        """Make the folder, the file and its tables where missing; StreamUnavailable when that cannot be."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise StreamUnavailable(f"stream file {self.path}: {e.strerror or e}") from e
        with self.errors():
            connection = self.connect()
            try:
                self._create_tables(connection)
            finally:
                connection.close()

    def connect(self, *, durable: bool = True) -> sqlite3.Connection:
        """A connection in autocommit mode, usable from any thread, one at a time.

        Args:
            durable: False lets a commit return before it is on the disk (it is still safe from kill -9): for signs of
                life, which mean nothing after a power cut.
        """
        with self.errors():
            connection = sqlite3.connect(
                self.path, timeout=self._lock_timeout_s, isolation_level=None, check_same_thread=False
            )
            use_wal(connection, self._lock_timeout_s)
            connection.execute(f"pragma synchronous={'full' if durable else 'normal'}")
            connection.execute("pragma temp_store=memory")
        return connection

    @contextmanager
    def transaction(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        """One writing transaction: all of it or, on any error, none."""
        with self.errors():
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                # a full disk ends the transaction by itself
                if connection.in_transaction:
                    connection.execute("rollback")
                raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Say what SQLite says of the file as StreamUnavailable, in one line with the file's name."""
        try:
            yield
        except sqlite3.DatabaseError as e:
            # its other subclasses are faults of ours, not of the file
            if type(e) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
                raise
            raise StreamUnavailable(f"stream file {self.path}: {e}") from e

    def _create_tables(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("pragma user_version").fetchone()
        if version > FORMAT:
            raise StreamUnavailable(f"stream file {self.path}: made by a newer version (format {version})")
        if version < FORMAT:
            with self.transaction(connection):
                for statement in _TABLES.split(";"):
                    connection.execute(statement)
                connection.execute(f"pragma user_version={FORMAT}")
