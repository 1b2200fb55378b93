"""One run of a DAG through ``dag.test()``, as values: states, XComs and Asset events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from airflow.sdk import DAG


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished run.

    Attributes:
        state: of the run.
        tasks: the states of each task's instances, in the order of their map indexes.
        xcoms: what each returned, in the same order.
        asset_events: how many Asset events it made.
    """

    state: str
    tasks: dict[str, list[str]]
    xcoms: dict[str, list[Any]]
    asset_events: int

    def counts(self, task: str) -> Any:
        """What the only instance of a task returned."""
        (value,) = self.xcoms[task]
        return value


def run(dag: DAG, conf: Mapping[str, Any] | None = None, logical_date: datetime | None = None) -> Ran:
    """Run a DAG from its first task to its last, here and now."""
    done = dag.test(run_conf=dict(conf or {}), logical_date=logical_date or datetime.now(UTC))
    tasks: dict[str, list[str]] = {}
    for ti in sorted(done.get_task_instances(), key=lambda ti: (ti.task_id, ti.map_index)):
        tasks.setdefault(ti.task_id, []).append(str(ti.state))
    return Ran(str(done.state), tasks, _xcoms(dag.dag_id, done.run_id), _asset_events(dag.dag_id, done.run_id))


def _xcoms(dag_id: str, run_id: str) -> dict[str, list[Any]]:
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    wanted = (XComModel.dag_id == dag_id, XComModel.run_id == run_id)
    query = select(XComModel.task_id, XComModel.key, XComModel.value).where(*wanted).order_by(XComModel.map_index)
    found: dict[str, list[Any]] = {}
    with create_session() as session:
        for task_id, key, value in session.execute(query):
            found.setdefault(task_id if key == "return_value" else f"{task_id}.{key}", []).append(value)
    return found


def _asset_events(dag_id: str, run_id: str) -> int:
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    query = select(AssetEvent.id).where(AssetEvent.source_dag_id == dag_id, AssetEvent.source_run_id == run_id)
    with create_session() as session:
        return len(session.scalars(query).all())
