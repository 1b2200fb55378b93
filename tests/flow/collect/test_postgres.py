"""The line over PostgreSQL: shards and deciders of several processes' kind, side by side on one store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.stream import ARTICLES
from pipeline.testweb import TestWeb
from pipeline.wiring.collect import decide_and_publish, poll_shard, read_counts
from tests.contract.backends import fresh_postgres
from tests.flow.collect.lines import OPTIONS, InlineExtractor, LineRunner, distinct, page, small_web, sources_of

HOSTS, PAGES = 6, 4


@pytest.fixture
def postgres_url() -> Iterator[str]:
    yield from fresh_postgres()


@pytest.fixture
def wide_line(tmp_path: Path, postgres_url: str) -> Iterator[tuple[LineRunner, TestWeb]]:
    folder = tmp_path / "wide"
    folder.mkdir()
    with TestWeb(small_web(folder, hosts=HOSTS, pages=PAGES)) as web:
        yield LineRunner(tmp_path, sources_of(web), state_url=postgres_url), web


def now() -> datetime:
    return datetime.now(UTC)


def test_passes_are_the_same_as_on_sqlite(wide_line: tuple[LineRunner, TestWeb]) -> None:
    line, web = wide_line
    assert line.run().decisions == {"new": HOSTS * PAGES}
    web.put("https://outlet0.example/1", page(1, note="Corrected: it was the other bridge."))
    assert line.run().decisions == {"unchanged": HOSTS * PAGES - 1, "revised": 1}
    assert len(distinct(line.articles())) == HOSTS * PAGES + 1


def test_shards_side_by_side_and_two_deciders_do_everything_once(wide_line: tuple[LineRunner, TestWeb]) -> None:
    line, _ = wide_line
    failures: list[BaseException] = []

    def guarded(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as e:
            failures.append(e)
            raise

    def shard(n: int) -> None:
        with line.open_state() as state:
            poll_shard(
                replace(OPTIONS, batch=2),
                line.sources[n::3],
                state,
                run_id="run",
                clock=now,
                revisit="all",
                extractor=InlineExtractor(),
            )

    def decide() -> None:
        with line.open_state() as state:
            decide_and_publish(replace(OPTIONS, batch=3), line.open_stream, state, run_id="run", clock=now)

    works = [*(lambda n=n: shard(n) for n in range(3)), decide, decide]
    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    decide()
    with line.open_state() as state:
        counts = read_counts(state, "run")
    assert counts.is_closed
    assert counts.decisions == {"new": HOSTS * PAGES}
    assert (counts.published[ARTICLES], counts.waiting) == (HOSTS * PAGES, 0)
    assert len(line.articles()) == HOSTS * PAGES
