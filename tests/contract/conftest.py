"""Backends of the contract suites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.backends import fresh_kafka, fresh_postgres


@pytest.fixture
def kafka_url() -> Iterator[str]:
    """A stream URL of a real Kafka, with topics and groups of its own."""
    yield from fresh_kafka()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A SQLAlchemy URL of a real PostgreSQL, with an empty schema of its own."""
    yield from fresh_postgres()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once in SQLite and once in PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["embedded", "kafka"])
def stream_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty log, once embedded and once in Kafka. The session time-out is 3 seconds."""
    if request.param == "embedded":
        return f"sqlite:///{tmp_path / 'stream.db'}?session_timeout_s=3"
    return str(request.getfixturevalue("kafka_url"))
