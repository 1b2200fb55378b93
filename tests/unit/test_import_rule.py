"""A stage imports only itself, the model and the errors (ARCHITECTURE.md); only the wiring sees several stages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "pipeline"
SHARED = {"model", "errors"}
STAGES = {
    "codebook", "dedupe", "extract", "feeds", "fetch", "merge", "records", "review", "state", "stream", "tag",
    "testweb", "vectors", "warehouse",
}  # fmt: skip
ALSO = {"dedupe": {"vectors"}, "tag": {"vectors"}}
"""The word vectors are shared by the stages that ask what a text is about."""
EVERYTHING = {"wiring", "cli"}


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            if node.module == "pipeline":
                yield from ((node.lineno, f"pipeline.{name.name}") for name in node.names)


def foreign(path: Path, allowed: set[str]) -> list[str]:
    found = []
    for line, module in imports_of(path):
        parts = module.split(".")
        if parts[0] == "pipeline" and len(parts) > 1 and parts[1] not in allowed | {"__version__"}:
            found.append(f"{path.relative_to(ROOT)}:{line} imports {module}")
    return found


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_sees_itself_the_model_and_the_errors(stage: str) -> None:
    allowed = {stage} | SHARED | ALSO.get(stage, set())
    breaches = [breach for path in sorted((ROOT / stage).rglob("*.py")) for breach in foreign(path, allowed)]
    assert breaches == []


def test_model_and_errors_see_no_stage() -> None:
    assert [b for path in sorted((ROOT / "model").rglob("*.py")) for b in foreign(path, SHARED)] == []
    assert foreign(ROOT / "errors.py", set()) == []
    assert foreign(ROOT / "settings.py", {"errors"}) == []


def test_every_package_is_under_the_rule() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == STAGES | EVERYTHING | {"model"}


def test_only_one_module_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert readers == {"settings.py"}
