"""Tag a range of a topic again, as an edition beside the current one.

Times are admission times: when a record entered the topic. Afterwards: `conflictwire diff OLD NEW`, and
`conflictwire promote NEW` to take it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException


@dag(
    dag_id="replay",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1)},
    params={
        "topic": Param(
            "news.articles", enum=["news.articles", "news.articles.backfill"], description="The topic of articles"
        ),
        "from": Param(None, type=["null", "string"], format="date-time", description="From; the beginning if empty"),
        "to": Param(None, type=["null", "string"], format="date-time", description="Up to, exclusive; now if empty"),
        "edition": Param(
            "", type="string", maxLength=100, description="Name of the edition; the next free of r2, r3 … if empty"
        ),
        "note": Param("", type="string", maxLength=1000, description="Kept with the edition"),
        "workers": Param(1, type="integer", minimum=1, maximum=64, description="Processes that tag"),
    },
    tags=["conflictwire"],
    doc_md=__doc__,
)
def replay() -> None:
    """Wire the tasks."""

    @task(multiple_outputs=False)
    def checked() -> dict[str, str]:
        from pipeline.errors import UsageError  # noqa: PLC0415 -- the scheduler only parses this file
        from pipeline.wiring.scheduled import checked_replay  # noqa: PLC0415

        try:
            return checked_replay(dict(get_current_context()["params"]))
        except UsageError as error:
            raise AirflowFailException(str(error)) from error

    @task(multiple_outputs=False)
    def retagged(asked: dict[str, str]) -> dict[str, Any]:
        from pipeline.wiring.scheduled import replay_checked  # noqa: PLC0415

        context = get_current_context()
        return replay_checked(asked, context["run_id"], context["params"]["workers"])

    retagged(checked())  # type: ignore[arg-type]  # when parsed it stands for the value


replay()
