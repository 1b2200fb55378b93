"""The stores of an undo: embedded, and real Kafka with PostgreSQL where they run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.settings import Settings, prepared, read_settings
from tests.contract.backends import fresh_kafka, fresh_postgres


@pytest.fixture(params=["embedded", "kafka and postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of empty stores."""
    if request.param == "embedded":
        yield prepared(read_settings({"home": str(tmp_path)}, {}))
        return
    fresh = contextmanager(fresh_postgres)
    with contextmanager(fresh_kafka)() as stream, fresh() as state, fresh() as warehouse:
        stores = {"home": str(tmp_path), "stream": stream, "state": state, "warehouse": warehouse}
        yield prepared(read_settings(stores, {}))
