"""The chain in a real Airflow: scheduler, DAG processor, API server and triggerer, and the Asset between two DAGs."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from pipeline.testweb import TestWeb
from tests.dags.places import ARTICLE_PAGES, rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(330),
    pytest.mark.skipif(
        importlib.util.find_spec("airflow") is None,
        reason="the DAG tests need Airflow: pip install 'conflictwire[airflow]'",
    ),
]

WITHIN_S = 240.0
DAG_IDS = ("poll_feeds", "tag_and_load")


def test_the_asset_of_a_poll_starts_tagging_and_loading(home: Path, web: TestWeb, tmp_path: Path) -> None:
    from tests.dags.standalone import standalone

    (tmp_path / "airflow").mkdir()
    with standalone(tmp_path / "airflow", WITHIN_S) as airflow:
        airflow.log_in()
        for dag_id in DAG_IDS:
            path = f"/api/v2/dags/{dag_id}"
            airflow.wait_for(f"the DAG {dag_id}", partial(airflow.ask, "GET", path))
            assert airflow.ask("PATCH", path, {"is_paused": False})
        asked = {"logical_date": None, "conf": {"max_batches": 2}}
        assert airflow.ask("POST", "/api/v2/dags/poll_feeds/dagRuns", asked)

        polled = airflow.wait_for("a manual run of poll_feeds", lambda: airflow.runs("poll_feeds", "manual"))
        loaded = airflow.wait_for("the Asset's run", lambda: airflow.runs("tag_and_load", "asset_triggered"))
        assert [run["state"] for run in polled + loaded] == ["success", "success"]
        assert len(rows(home, "SELECT article_id FROM decisions")) == ARTICLE_PAGES
        assert len(rows(home, "SELECT event_id FROM events")) > 0
        assert airflow.listens_on() == {"127.0.0.1"}

        requests = web.requests.total()
        begins, ends = (datetime.now(UTC) - timedelta(minutes=minutes) for minutes in (40, 20))
        span = {"from_date": begins.isoformat(), "to_date": ends.isoformat()}
        assert airflow.ask("POST", "/api/v2/backfills", {"dag_id": "poll_feeds", "max_active_runs": 1, **span})
        (past, *_) = airflow.wait_for("a backfill run", lambda: airflow.runs("poll_feeds", "backfill"))
        assert set(airflow.task_states("poll_feeds", past["dag_run_id"]).values()) == {"skipped"}
        assert web.requests.total() == requests
