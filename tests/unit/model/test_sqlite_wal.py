"""Several openers of one new file: each has it in the write-ahead log, none is told that it is busy."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from pipeline.model.sqlite_wal import use_wal

OPENERS, FILES = 6, 30


def opened(file: Path, together: threading.Barrier, failures: list[sqlite3.Error]) -> None:
    connection = sqlite3.connect(file, timeout=5.0, isolation_level=None)
    together.wait()
    try:
        use_wal(connection, 5.0)
        connection.execute("CREATE TABLE IF NOT EXISTS t (a)")
    except sqlite3.Error as e:
        failures.append(e)
    finally:
        connection.close()


def test_all_openers_of_a_new_file_have_it(tmp_path: Path) -> None:
    failures: list[sqlite3.Error] = []
    for n in range(FILES):
        together = threading.Barrier(OPENERS)
        asked = (tmp_path / f"{n}.db", together, failures)
        threads = [threading.Thread(target=opened, args=asked) for _ in range(OPENERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_file_that_stays_locked_is_an_error_in_the_end(tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        use_wal(sqlite3.connect(tmp_path / "x.db", timeout=0.0), 0.1)
    holder.close()
