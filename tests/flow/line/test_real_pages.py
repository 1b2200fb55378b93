"""Real pages, run again and again: every item ends once, the counts add up, only what changed is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.stream import ARTICLES
from pipeline.testweb import TestWeb, site_of_pages
from tests.flow.line.commands import sources_of
from tests.flow.line.real_web import ABSENT, PAGES, faults, run, settings_at, some_pages, told, touch, versions

SAMPLE = 120


@pytest.fixture
def web() -> Iterator[TestWeb]:
    if not PAGES.is_dir():
        pytest.skip(ABSENT)
    with TestWeb(site_of_pages(some_pages(SAMPLE))) as served:
        yield served


def test_three_runs_over_real_pages(web: TestWeb, tmp_path: Path) -> None:
    settings, notes = settings_at(tmp_path / "home"), list[str]()
    first = run(settings, sources_of(web), notes)
    seen = told(settings, first.collected.run_id)
    assert faults(first, seen) == []
    assert notes == []
    assert first.collected.items == SAMPLE
    published = sum(first.collected.decisions.values())
    assert published > SAMPLE * 0.7
    assert seen.articles == seen.rows == published
    assert set(versions(settings).values()) == {1}

    second = run(settings, sources_of(web), notes)
    again = told(settings, second.collected.run_id)
    assert faults(second, again) == []
    assert second.collected.decisions == {"unchanged": published}
    assert second.collected.outcomes == first.collected.outcomes
    assert ARTICLES not in second.collected.published
    assert again.articles == published

    touch(web, settings)
    third = run(settings, sources_of(web), notes)
    last = told(settings, third.collected.run_id)
    assert faults(third, last) == []
    assert third.collected.decisions == {"unchanged": published - 1, "revised": 1}
    assert last.articles == published + 1
    assert third.loaded is not None
    assert third.loaded.loaded.articles == 1
    assert [number for _, number in versions(settings) if number > 1] == [2]
