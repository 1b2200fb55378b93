"""One flow, two houses: embedded and SQLite, Kafka and PostgreSQL; column by column the same rows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.settings import Settings, prepared, read_settings
from pipeline.testweb import TestWeb
from pipeline.wiring import running
from pipeline.wiring.demonstrating import sample_folder
from pipeline.wiring.running import Ears, run_once
from tests.flow.line.commands import LOCAL, sources_of
from tests.flow.line.rows import table_rows, view_rows

AT = datetime(2026, 11, 20, 6, 30, 0, 123456, tzinfo=UTC)


def settings_of(home: Path, **stores: str) -> Settings:
    return prepared(read_settings({"home": str(home), "allow_hosts": LOCAL, "host_delay_s": "0", **stores}, {}))


def two_passes(settings: Settings, web: TestWeb) -> list[str]:
    """Run over the samples, change one page, run again; tells what was noted."""
    notes: list[str] = []
    ears = Ears(lambda _: None, notes.append)
    page = web.site.pages["easternmonitor.example", "/reports/2017-11-11-albu-kamal.html"]
    bodies = (page.body(), page.body().replace(b"at least 18", b"at least 30"))
    for hours, body in enumerate(bodies):
        web.put(page.url, body, AT + timedelta(hours=hours))
        report = run_once(settings, sources_of(web), ears, threading.Event())
        assert report.collected.is_closed
        assert report.loaded is not None
    return notes


@pytest.fixture
def web() -> Iterator[TestWeb]:
    with sample_folder() as folder, TestWeb(folder) as served:
        yield served


def test_kafka_and_postgresql_hold_what_the_embedded_stores_hold(
    web: TestWeb,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kafka_url: str,
    postgres_url: str,
    postgres_warehouse_url: str,
) -> None:
    monkeypatch.setattr(running, "utc_now", lambda: AT)
    embedded = settings_of(tmp_path / "embedded")
    team = settings_of(tmp_path / "team", stream=kafka_url, state=postgres_url, warehouse=postgres_warehouse_url)
    assert two_passes(embedded, web) == []
    assert two_passes(team, web) == []
    for read in (table_rows, view_rows):
        ours, theirs = read(embedded.warehouse), read(team.warehouse)
        assert ours.keys() == theirs.keys()
        for name, rows in ours.items():
            assert theirs[name] == rows, name
    assert len(view_rows(embedded.warehouse)["decisions"]) == 28
    assert any("'revised'" in row for row in view_rows(embedded.warehouse)["decisions"])
