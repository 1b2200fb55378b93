"""One suite for the state store, run over SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.state import State, open_state

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)


@pytest.fixture
def store_url(database_url: str) -> str:
    """The URL of an empty store."""
    return database_url


@pytest.fixture
def state(store_url: str) -> Iterator[State]:
    """An open, empty store."""
    with open_state(store_url, NOW, busy_timeout_s=5) as opened:
        yield opened
