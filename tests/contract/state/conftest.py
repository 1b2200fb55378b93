"""One suite for the state store, run over SQLite and PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline.state import State, open_state

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, removed afterwards."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state.db'}"
        return
    server = os.environ.get("CONFLICTWIRE_TEST_POSTGRES", "")
    if not server:
        if "postgres" in os.environ.get("CONFLICTWIRE_REQUIRE", ""):
            pytest.fail("CONFLICTWIRE_REQUIRE names postgres, CONFLICTWIRE_TEST_POSTGRES is not set")
        pytest.skip("no PostgreSQL: `./run.sh up` starts one, `. .run/env.sh` names it")
    schema = f"state_{uuid.uuid4().hex[:12]}"
    yield f"{server}?options=-csearch_path%3D{schema}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    engine.dispose()


@pytest.fixture
def state(store_url: str) -> Iterator[State]:
    """An open, empty store."""
    with open_state(store_url, NOW, busy_timeout_s=5) as opened:
        yield opened
