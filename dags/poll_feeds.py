"""Poll the feeds and publish what is new: sharded by registered domain, one task decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import Asset, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

ARTICLES = Asset(name="conflictwire_articles", uri="conflictwire://news/articles")
"""Moves when an article was published that is to be tagged."""


@dag(
    dag_id="poll_feeds",
    schedule=timedelta(minutes=15),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1)},
    params={
        "feeds": Param(
            "", type="string", description="Feed list (OPML or YAML); feeds.yaml in CONFLICTWIRE_HOME if empty"
        ),
        "max_batches": Param(16, type="integer", minimum=1, maximum=256, description="Most mapped tasks at once"),
    },
    tags=["conflictwire"],
    doc_md=__doc__,
)
def poll_feeds() -> None:
    """Wire the tasks."""

    @task
    def batches() -> list[list[str]]:
        from pipeline.wiring.scheduled import feed_batches  # noqa: PLC0415 -- the scheduler only parses this file

        context = get_current_context()
        if str(context["dag_run"].run_type) == "backfill":
            raise AirflowSkipException("the feeds of the past cannot be polled: replay the topics instead")
        return feed_batches(context["params"]["feeds"], context["params"]["max_batches"])

    @task(max_active_tis_per_dag=4)
    def poll(batch: list[str]) -> dict[str, Any]:
        from pipeline.wiring.scheduled import poll_batch  # noqa: PLC0415

        return poll_batch(batch, str(get_current_context()["run_id"]))

    # one batch that fails must not hold up what the others brought
    @task(outlets=[ARTICLES], trigger_rule=TriggerRule.ALL_DONE)
    def decide_and_publish() -> dict[str, Any]:
        from pipeline.wiring.scheduled import publish_decided  # noqa: PLC0415

        counts = publish_decided(str(get_current_context()["run_id"]))
        if not counts["new_articles"]:
            raise AirflowSkipException("nothing new: the asset stays as it is")
        return counts

    poll.expand(batch=batches()) >> decide_and_publish()


poll_feeds()
