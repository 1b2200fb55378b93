"""The small web and a line over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.testweb import TestWeb
from tests.flow.collect.lines import LineRunner, small_web, sources_of


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestWeb]:
    folder = tmp_path / "web"
    folder.mkdir()
    with TestWeb(small_web(folder)) as served:
        yield served


@pytest.fixture
def line(web: TestWeb, tmp_path: Path) -> LineRunner:
    return LineRunner(tmp_path, sources_of(web))
