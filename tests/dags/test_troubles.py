"""Runs of the past, batches that fail, and replays that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.errors import StateUnavailable
from pipeline.testweb import TestWeb
from pipeline.wiring import scheduled
from tests.dags.places import ARTICLE_PAGES
from tests.dags.runs import run

if TYPE_CHECKING:
    from airflow.sdk import DAG

ALL_SKIPPED = {"batches": ["skipped"], "poll": ["skipped"], "decide_and_publish": ["skipped"],
               "failed_batches": ["skipped"]}  # fmt: skip


def test_a_backfill_does_not_poll(
    dags: dict[str, DAG], home: Path, web: TestWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airflow.models import dagrun
    from airflow.utils.types import DagRunType

    make = dagrun.get_or_create_dagrun

    def as_backfill(*, session: Any, **values: Any) -> Any:
        made = make(session=session, **values)
        made.run_type = DagRunType.BACKFILL_JOB
        session.commit()
        return made

    monkeypatch.setattr(dagrun, "get_or_create_dagrun", as_backfill)  # dag.test() makes manual runs only
    asked_before = web.requests.total()
    assert run(dags["poll_feeds"]).tasks == ALL_SKIPPED
    assert web.requests.total() == asked_before
    assert not (home / "state.db").exists()


def test_a_run_of_the_past_does_not_poll(dags: dict[str, DAG], home: Path, web: TestWeb) -> None:
    asked_before = web.requests.total()
    assert run(dags["poll_feeds"], logical_date=datetime(2024, 5, 1, tzinfo=UTC)).tasks == ALL_SKIPPED
    assert web.requests.total() == asked_before
    assert not (home / "state.db").exists()


def test_a_broken_batch_leaves_the_others_through(
    dags: dict[str, DAG], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll_batch = scheduled.poll_batch

    def broken_for_the_courier(feeds: Sequence[Sequence[str]], revisit: str, run_id: str, named: str) -> dict[str, Any]:
        if any("levantcourier" in url for url, _ in feeds):
            raise StateUnavailable("the disk is full")
        return poll_batch(feeds, revisit, run_id, named)

    monkeypatch.setattr(scheduled, "poll_batch", broken_for_the_courier)
    ran = run(dags["poll_feeds"], {"max_batches": 2})
    assert sorted(ran.tasks["poll"]) == ["failed", "success"]
    assert ran.tasks["decide_and_publish"] == ["success"]
    assert ran.asset_events == 1
    assert ran.state == "failed", "somebody must see it"
    brought = ran.counts("decide_and_publish")["published"]["news.articles"]
    assert 0 < brought < ARTICLE_PAGES

    monkeypatch.setattr(scheduled, "poll_batch", poll_batch)
    after = run(dags["poll_feeds"], {"max_batches": 2})
    assert after.state == "success"
    assert after.counts("decide_and_publish")["published"]["news.articles"] == ARTICLE_PAGES - brought


def test_a_run_without_a_list_of_feeds_says_so_and_moves_nothing(dags: dict[str, DAG], home: Path) -> None:
    (home / "feeds.yaml").unlink()
    poll = dags["poll_feeds"]
    retries, poll.task_dict["batches"].retries = poll.task_dict["batches"].retries, 0
    try:
        ran = run(poll)
    finally:
        poll.task_dict["batches"].retries = retries
    assert (ran.state, ran.tasks["batches"], ran.asset_events) == ("failed", ["failed"], 0)


@pytest.mark.parametrize(
    "conf",
    [
        {"from": "2026-11-20T00:00:00Z", "to": "2026-11-19T00:00:00Z"},
        {"edition": "live"},
        {"to": "2001-01-01T00:00:00Z"},
        {"from": "yesterday"},
    ],
)
def test_a_replay_that_cannot_be_fails_at_once(dags: dict[str, DAG], home: Path, conf: dict[str, str]) -> None:
    ran = run(dags["replay"], conf)
    assert (ran.state, ran.tasks) == ("failed", {"checked": ["failed"], "retagged": ["upstream_failed"]})


@pytest.mark.parametrize("conf", [{"topic": "news.outcomes"}, {"workers": 0}])
def test_parameters_of_the_wrong_form_are_refused(dags: dict[str, DAG], home: Path, conf: dict[str, Any]) -> None:
    from airflow.sdk.exceptions import ParamValidationError

    with pytest.raises(ParamValidationError):
        run(dags["replay"], conf)
