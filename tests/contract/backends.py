"""Real backends for the contract suites: where they are, a clean part of them for each test, and loud skips.

A backend is found through ``CONFLICTWIRE_TEST_KAFKA`` (``kafka://host:port``) and ``CONFLICTWIRE_TEST_POSTGRES`` (a
SQLAlchemy URL), or else through ``.run/env.sh`` of the checkout, which ``infra/up.sh`` writes. One that
``CONFLICTWIRE_REQUIRE`` names must be there: its tests fail then instead of being skipped.
"""

from __future__ import annotations

import os
import secrets
import shlex
import socket
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

CHECKOUT = Path(__file__).parents[2]
VARIABLES = {"kafka": "CONFLICTWIRE_TEST_KAFKA", "postgres": "CONFLICTWIRE_TEST_POSTGRES"}


def backend_url(name: str) -> str:
    """The URL of a running backend; skips the test when there is none, or fails it when the backend is required."""
    url, missing = find_backend(name)
    if url:
        return url
    if name in os.environ.get("CONFLICTWIRE_REQUIRE", "").split(","):
        pytest.fail(f"{name} is required (CONFLICTWIRE_REQUIRE): {missing}", pytrace=False)
    pytest.skip(missing)


@cache
def find_backend(name: str) -> tuple[str, str]:
    """The URL of a backend that accepts connections, or "" and one line that says how to have it."""
    url = os.environ.get(VARIABLES[name]) or _exported().get(VARIABLES[name], "")
    how = f"start it with: infra/up.sh {name}"
    if not url:
        return "", f"no {name} to test against; {how}"
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=3).close()
    except OSError as e:
        return "", f"{name} at {address.hostname}:{address.port} does not answer ({e.strerror or e}); {how}"
    return url, ""


def fresh_kafka() -> Iterator[str]:
    """A Kafka stream URL with a prefix of its own: no other test sees its topics and groups, which are removed."""
    base = backend_url("kafka")
    prefix = f"test-{secrets.token_hex(5)}."
    yield f"{base.rstrip('/')}?prefix={prefix}&session_timeout_s=3"
    _drop_topics(base.removeprefix("kafka://").rstrip("/"), prefix)


def fresh_postgres() -> Iterator[str]:
    """A SQLAlchemy URL of PostgreSQL whose search path is an empty schema of its own, dropped afterwards."""
    base = backend_url("postgres")
    schema = f"test_{secrets.token_hex(5)}"
    engine = sa.create_engine(base, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text(f"create schema {schema}"))
    yield f"{base}{'&' if '?' in base else '?'}options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(sa.text("set lock_timeout = '5s'"))
        connection.execute(sa.text(f"drop schema {schema} cascade"))


def _drop_topics(servers: str, prefix: str) -> None:
    from kafka import KafkaAdminClient

    with closing(KafkaAdminClient(bootstrap_servers=servers.split(","))) as admin:
        if mine := [topic for topic in admin.list_topics() if topic.startswith(prefix)]:
            admin.delete_topics(mine)


@cache
def _exported() -> dict[str, str]:
    path = CHECKOUT / ".run" / "env.sh"
    if not path.exists():
        return {}
    words = [word for line in path.read_text(encoding="utf-8").splitlines() for word in shlex.split(line)]
    return dict(word.split("=", 1) for word in words if "=" in word)
