"""The DAG files only wire: what they import, what they hold, and how far they may spread."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.wiring import scheduled
from pipeline.wiring.triggers import MOST_BATCHES
from tests.dags.places import DAGS, ROOT

if TYPE_CHECKING:
    from airflow.sdk import DAG

FILES = sorted(DAGS.glob("*.py"))
AT_IMPORT = {"__future__", "datetime", "typing", "airflow.sdk", "airflow.sdk.exceptions", "pipeline.wiring.triggers"}
IN_TASKS = {"pipeline.wiring.scheduled", "pipeline.errors"}
HEAVY = ("trafilatura", "aiohttp", "feedparser", "alembic", "kafka", "pipeline.wiring.scheduled", "pipeline.settings")
LOGIC = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.BinOp,
         ast.BoolOp, ast.Compare, ast.ClassDef, ast.AugAssign, ast.Match)  # fmt: skip
MOST_STATEMENTS = 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_imports_what_wiring_needs(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    at_import = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    anywhere = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert at_import <= AT_IMPORT
    assert anywhere <= AT_IMPORT | IN_TASKS
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_holds_no_logic(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [f"{file.name}:{node.lineno}" for node in ast.walk(tree) if isinstance(node, LOGIC) and not _is_order(node)]
    assert found == []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert len(node.body) <= MOST_STATEMENTS, f"{node.name} does more than to call"


def _is_order(node: ast.AST) -> bool:
    """``a >> b``, or ``str | None`` in an annotation."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift | ast.BitOr)


def test_the_dags_are_what_they_shall_be(dags: dict[str, DAG]) -> None:
    from airflow.sdk.definitions.dag import DAG as Dag

    assert sorted(dags) == ["poll_feeds", "replay", "tag_and_load"]
    for dag in dags.values():
        assert isinstance(dag, Dag)
        dag.check_cycle()
        assert (dag.max_active_runs, dag.catchup) == (1, False)
        assert all(task.retries is not None for task in dag.tasks)


def test_the_asset_that_one_moves_is_the_one_that_the_other_follows(dags: dict[str, DAG]) -> None:
    (moved,) = [outlet for task in dags["poll_feeds"].tasks for outlet in task.outlets]
    assert dags["tag_and_load"].schedule == [moved]


def test_mapped_tasks_are_bounded(dags: dict[str, DAG], home: Path, tmp_path: Path) -> None:
    assert MOST_BATCHES <= 256
    assert dags["poll_feeds"].params.get_param("max_batches").schema["maximum"] == MOST_BATCHES
    listed = tmp_path / "many.yaml"
    listed.write_text("".join(f"- https://outlet{n}.example{n}.org/feed.xml\n" for n in range(1_000)), encoding="utf-8")
    batches = scheduled.feed_batches(str(listed), 5_000)
    assert len(batches) == MOST_BATCHES
    assert sum(len(batch) for batch in batches) == 1_000


def test_to_read_the_files_imports_nothing_heavy(airflow_home: Path) -> None:
    code = (
        "import runpy, sys\n"
        f"for file in {[str(file) for file in FILES]!r}: runpy.run_path(file)\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
