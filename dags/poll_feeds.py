"""Poll the feeds and publish what is new: sharded by registered domain, one task decides.

The Asset moves only when articles came onto the topic; `tag_and_load` follows it. A batch that fails does not hold up
what the others brought: the next run does what it left. A run of the past does not poll: the topics are replayed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Asset, Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from pipeline.wiring.triggers import (
    ARTICLES_ASSET,
    ARTICLES_URI,
    BATCHES_AT_ONCE,
    MOST_BATCHES,
    POLL_EVERY,
    why_not_poll,
)

ARTICLES = Asset(name=ARTICLES_ASSET, uri=ARTICLES_URI)


@dag(
    dag_id="poll_feeds",
    schedule=POLL_EVERY,
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(seconds=30)},
    params={
        "feeds": Param(
            "", type="string", description="Feed list (OPML or YAML); feeds.yaml in CONFLICTWIRE_HOME if empty"
        ),
        "max_batches": Param(
            16, type="integer", minimum=1, maximum=MOST_BATCHES, description="Most batches, each a mapped task"
        ),
        "revisit": Param("due", enum=["due", "all"], description="Feeds that the schedule says, or all of the list"),
    },
    tags=["conflictwire"],
    doc_md=__doc__,
)
def poll_feeds() -> None:
    """Wire the tasks."""

    @task
    def batches() -> list[list[list[str]]]:
        from pipeline.wiring.scheduled import feed_batches  # noqa: PLC0415 -- the scheduler only parses this file

        context = get_current_context()
        run = context["dag_run"]
        reason = why_not_poll(run.run_type.value, run.data_interval_end, run.run_after, datetime.now(UTC))
        if reason:
            raise AirflowSkipException(reason)
        return feed_batches(context["params"]["feeds"], context["params"]["max_batches"])

    # no retries: the next run does what a batch left, and to wait for them would hold up the others
    @task(
        multiple_outputs=False,
        retries=0,
        max_active_tis_per_dagrun=BATCHES_AT_ONCE,
        execution_timeout=timedelta(hours=2),
    )
    def poll(feeds: list[list[str]]) -> dict[str, Any]:
        from pipeline.wiring.scheduled import poll_batch  # noqa: PLC0415

        context = get_current_context()
        return poll_batch(feeds, context["params"]["revisit"], context["run_id"], context["params"]["feeds"])

    # with `batches` above it this rule means: runs whatever became of the polls, but not in a run that is skipped
    @task(
        multiple_outputs=False,
        inlets=[ARTICLES],
        outlets=[ARTICLES],
        trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS,
    )
    def decide_and_publish() -> dict[str, Any]:
        from pipeline.wiring.scheduled import publish_decided  # noqa: PLC0415

        context = get_current_context()
        last = list(context["inlet_events"][ARTICLES].ascending(False).limit(1))
        done = publish_decided(context["run_id"], last[0].extra if last else None)
        context["outlet_events"][ARTICLES].extra = done.extra
        if not done.new:
            context["ti"].xcom_push("return_value", done.counts)
            raise AirflowSkipException("nothing new: the asset stays as it is")
        return done.counts

    @task(retries=0, trigger_rule=TriggerRule.ONE_FAILED)
    def failed_batches() -> None:
        raise AirflowFailException("a batch failed: what the others brought is published, see the task of the batch")

    feeds = batches()
    polled = poll.expand(feeds=feeds)
    [feeds, polled] >> decide_and_publish()
    polled >> failed_batches()


poll_feeds()
