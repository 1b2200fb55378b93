"""Failures of the store's file or server, each in one clear line, and what was stored before stays."""

from __future__ import annotations

import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from pipeline.errors import SettingsError, StateUnavailable
from pipeline.state import OutboxMessage, State, count_waiting, enqueue, open_state

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)


def message(key: str, size: int = 10) -> OutboxMessage:
    return OutboxMessage("news.outcomes", key, b"key", b"x" * size, NOW, (), "run-1")


def test_a_locked_file(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with open_state(f"sqlite:///{file}", NOW, busy_timeout_s=0.2) as state:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateUnavailable, match=r"locked by another process for longer than 0\.2 s"):
            store(state, "a")
        other.execute("ROLLBACK")
        other.close()
        store(state, "a")


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with open_state(f"sqlite:///{tmp_path / 'state.db'}", NOW) as state:
        store(state, "before")
        fill_up(state)
        with pytest.raises(StateUnavailable, match="the disk is full"):
            store(state, "too much", size=10_000_000)
        with state.read() as connection:
            assert count_waiting(connection) == 1


def fill_up(state: State) -> None:
    @event.listens_for(state.engine, "checkout")
    def _bound(dbapi_connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        dbapi_connection.execute("PRAGMA max_page_count=60")


def store(state: State, key: str, size: int = 10) -> None:
    with state.write() as connection:
        enqueue(connection, [message(key, size)])


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    file.write_bytes(b"not a database at all " * 100)
    with pytest.raises(StateUnavailable, match="no SQLite database"):
        open_state(f"sqlite:///{file}", NOW)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StateUnavailable, match="cannot be opened"):
        open_state(f"sqlite:///{tmp_path}", NOW)


def test_a_server_that_is_away_and_no_password_in_the_line() -> None:
    with pytest.raises(StateUnavailable) as caught:
        open_state("postgresql+psycopg://me:secret@127.0.0.1:1/nowhere", NOW, busy_timeout_s=2)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://me@host/db", "nonsense"])
def test_an_address_that_cannot_be(url: str) -> None:
    with pytest.raises(SettingsError, match="state"):
        open_state(url, NOW)


def test_our_own_faults_are_not_called_an_outage(tmp_path: Path) -> None:
    with open_state(f"sqlite:///{tmp_path / 'state.db'}", NOW) as state:
        with pytest.raises(OperationalError, match="no such table"), state.read() as connection:
            connection.execute(text("SELECT 1 FROM nowhere"))


def test_a_file_is_written_ahead_and_flushed_in_full(tmp_path: Path) -> None:
    with open_state(f"sqlite:///{tmp_path / 'new' / 'state.db'}", NOW) as state, state.read() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2


def test_a_postgres_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match=r"conflictwire\[postgres\]"):
        open_state("postgresql+psycopg://me:hidden@127.0.0.1:9/x", NOW)
