"""Tag what is new on the topic of articles and load it into the warehouse.

Follows the Asset that `poll_feeds` moves. Each task drains its topics to where they end at its start; what comes later
moves the Asset again. After an outage any run brings up all that was left.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Asset, dag, get_current_context, task

from pipeline.wiring.triggers import ARTICLES_ASSET, ARTICLES_URI


@dag(
    dag_id="tag_and_load",
    schedule=[Asset(name=ARTICLES_ASSET, uri=ARTICLES_URI)],
    catchup=False,
    max_active_runs=1,
    # the event that started the run does not come again: about 1, 3, 6, 12 and 15 minutes outlast most outages
    default_args={
        "retries": 5,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": 2,
        "max_retry_delay": timedelta(minutes=15),
    },
    tags=["conflictwire"],
    doc_md=__doc__,
)
def tag_and_load() -> None:
    """Wire the tasks."""

    @task(multiple_outputs=False)
    def tag() -> dict[str, int]:
        from pipeline.wiring.scheduled import tag_waiting  # noqa: PLC0415 -- the scheduler only parses this file

        return tag_waiting(get_current_context()["run_id"])

    @task(multiple_outputs=False)
    def load() -> dict[str, int]:
        from pipeline.wiring.scheduled import load_waiting  # noqa: PLC0415

        return load_waiting()

    tag() >> load()


tag_and_load()
