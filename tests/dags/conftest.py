"""An Airflow of our own: its settings stand before it is imported, its database is migrated once.

The stores of each test lie in a CONFLICTWIRE_HOME of its own; the feeds are the bundled samples, served on localhost.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.testweb import TestWeb
from tests.dags.places import DAGS, LOCAL, SAMPLES, write_feed_list

if TYPE_CHECKING:
    from airflow.sdk import DAG

MISSING = "the DAG tests need Airflow: pip install 'conflictwire[airflow]'"


def is_installed() -> bool:
    return importlib.util.find_spec("airflow") is not None


@pytest.fixture(scope="session")
def airflow_home() -> Iterator[Path]:
    """A migrated Airflow in a folder of its own; without Airflow the test skips."""
    if not is_installed():
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="conflictwire-airflow-"))
    os.environ["AIRFLOW_HOME"] = str(folder)
    os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(DAGS)
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Airflow's own, while it is imported
        from airflow.utils import db

        db.initdb()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def dags(airflow_home: Path) -> dict[str, DAG]:
    """The DAGs of the folder, by their ids."""
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(str(DAGS), bundle_path=DAGS, bundle_name="dags-folder")
    assert bag.import_errors == {}
    return dict(bag.dags)


@pytest.fixture(scope="module")
def web() -> Iterator[TestWeb]:
    with TestWeb(SAMPLES) as served:
        yield served


@pytest.fixture(scope="module")
def chain_home(web: TestWeb, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A CONFLICTWIRE_HOME that all tests of a module share."""
    with pytest.MonkeyPatch.context() as patch:
        yield at_home(patch, web, tmp_path_factory.mktemp("home"))


@pytest.fixture
def home(web: TestWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A CONFLICTWIRE_HOME of the test's own, with the list of the sample feeds."""
    return at_home(monkeypatch, web, tmp_path)


def at_home(patch: pytest.MonkeyPatch, web: TestWeb, folder: Path) -> Path:
    for name in ("STATE", "STREAM", "WAREHOUSE", "ARCHIVE", "USER_AGENT"):
        patch.delenv(f"CONFLICTWIRE_{name}", raising=False)
    patch.setenv("CONFLICTWIRE_HOME", str(folder))
    patch.setenv("CONFLICTWIRE_ALLOW_HOSTS", LOCAL)
    patch.setenv("CONFLICTWIRE_HOST_DELAY_S", "0")
    write_feed_list(folder / "feeds.yaml", web)
    return folder
