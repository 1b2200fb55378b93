"""Stores for the flow tests: real ones where they run, and a home for the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.backends import fresh_kafka, fresh_postgres
from tests.flow.line.commands import Home


@pytest.fixture
def kafka_url() -> Iterator[str]:
    """A stream URL of a real Kafka, with topics and groups of its own."""
    yield from fresh_kafka()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A SQLAlchemy URL of a real PostgreSQL, with an empty schema of its own."""
    yield from fresh_postgres()


@pytest.fixture
def postgres_warehouse_url() -> Iterator[str]:
    """Another one: state and warehouse have a schema each."""
    yield from fresh_postgres()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home, and the command to run on it."""
    return Home(tmp_path / "home")
