"""The wheel, installed in a clean environment outside the checkout: it carries all that it needs, and runs the demo.

The package comes from the wheel; its dependencies are those of the environment that runs the tests, through a ``.pth``
file, so that the test needs no network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.flow.line.commands import Home

CHECKOUT = Path(__file__).parents[3]
PARTS = ("pipeline", "schemas", "pyproject.toml", "README.md", "LICENSE")
CARRIED = (
    "pipeline/cli/app.py",
    "pipeline/records/schemas/article/v1.avsc",
    "pipeline/records/schemas/tagging/v1.avsc",
    "pipeline/records/schemas/ledger-record/v1.avsc",
    "pipeline/records/schemas/dead-letter/v1.avsc",
    "pipeline/warehouse/migrations/env.py",
    "pipeline/warehouse/migrations/versions/",
    "pipeline/tag/",
    "pipeline/samples/demo/feeds.yaml",
    "pipeline/samples/demo/levantcourier.example/feed.xml",
)
EVENTS = "SELECT date_start, type, actor1, actor2, killed_best, articles, sources FROM events ORDER BY 1, 2, 3, 4"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the checkout; without isolation, so that no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in PARTS:
        there = CHECKOUT / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(there, source / name, ignore=ignored) if there.is_dir() else shutil.copy(there, source / name)
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel unpacked in it as an installer does, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    python = folder / "bin" / "python"
    install = [uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(python), str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    borrowed = sysconfig.get_path("purelib")
    # behind the environment's own packages: site-packages of a .pth come last; nothing editable is taken along
    (site / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    return folder


def outside(clean: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in an empty folder, with an empty home."""
    home = clean / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [str(clean / "bin" / arguments[0]), *arguments[1:]],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def test_the_wheel_carries_what_it_needs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in CARRIED:
        assert any(name.startswith(part) for name in names), part
    on_disk = {
        file.relative_to(CHECKOUT).as_posix()
        for file in (CHECKOUT / "pipeline").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert on_disk <= set(names), sorted(on_disk - set(names))[:5]
    strange = [name for name in names if not name.startswith(("pipeline/", "conflictwire-"))]
    assert strange == []
    assert not [name for name in names if "__pycache__" in name]


@pytest.mark.slow
def test_the_demo_runs_from_the_wheel_outside_the_checkout(clean: Path, tmp_path: Path) -> None:
    where = outside(clean, "python", "-c", "import pipeline; print(pipeline.__file__)")
    assert where.stdout.startswith(str(clean)), where.stdout + where.stderr
    done = outside(clean, "conflictwire", "demo")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    shown = outside(clean, "conflictwire", "sql", "--home", "conflictwire-demo", EVENTS, "--format", "csv")
    assert shown.returncode == 0, shown.stderr
    ours = Home(tmp_path / "home")
    assert ours.run("demo").code == 0
    assert shown.stdout == ours.run("sql", EVENTS, "--format", "csv").out
    assert len(shown.stdout.splitlines()) > 1
