"""Two commands at once on one home, and one that is interrupted: nothing lost, nothing twice, nothing spoilt."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.testweb import TestWeb
from tests.flow.collect.lines import small_web
from tests.flow.line.commands import Home, ended, feed_list

HOSTS, PAGES = 4, 10


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestWeb]:
    folder = tmp_path / "web"
    folder.mkdir()
    with TestWeb(small_web(folder, HOSTS, PAGES)) as served:
        yield served


def is_whole(home: Home) -> bool:
    """Each article once on the topic and once in the warehouse, each item once in the ledger, the files sound."""
    assert set(Counter(article.url for article in home.articles()).values()) == {1}
    assert len(home.articles()) == HOSTS * PAGES
    assert home.number("SELECT COUNT(*) AS n FROM articles") == HOSTS * PAGES
    assert home.number("SELECT COUNT(DISTINCT url) AS n FROM articles") == HOSTS * PAGES
    for name in ("state.db", "stream.db", "warehouse.db"):
        connection = sqlite3.connect(home.folder / name)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
    return True


def test_two_runs_at_once_share_the_work(home: Home, web: TestWeb) -> None:
    feeds = str(feed_list(home.folder.parent, web.feed_urls))
    processes = [home.start("run", "--feeds", feeds, "--json") for _ in range(2)]
    done = [ended(process) for process in processes]
    assert [each.code for each in done] == [0, 0], [each.said for each in done]
    decided = Counter[str]()
    for each in done:
        decided.update(each.json()["collected"]["decisions"])
    assert decided["new"] == HOSTS * PAGES
    assert set(decided) <= {"new", "unchanged"}
    after = home.run("run", "--feeds", feeds, "--json").json()
    assert after["collected"]["decisions"] == {"unchanged": HOSTS * PAGES}
    assert is_whole(home)
    items = home.number("SELECT COUNT(*) AS n FROM decisions")
    assert items == decided.total() + HOSTS * PAGES


def test_an_interrupted_run_ends_softly_and_the_next_completes_it(home: Home, web: TestWeb) -> None:
    feeds = str(feed_list(home.folder.parent, web.feed_urls))
    process = home.start("run", "--feeds", feeds, "--json")
    deadline = time.monotonic() + 60
    while web.requests.total() < HOSTS + 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    stopped = ended(process)
    assert stopped.code == 0, stopped.said  # it put back what was under way, and told its counts
    assert stopped.json()["collected"]["items"] <= HOSTS * PAGES
    assert home.run("run", "--feeds", feeds, "--json").code == 0
    assert is_whole(home)


def test_watching_ends_softly_at_a_signal(home: Home, web: TestWeb) -> None:
    feeds = str(feed_list(home.folder.parent, web.feed_urls))
    process = home.start("run", "--feeds", feeds, "--json", "--watch")
    assert process.stdout is not None
    counts = json.loads(process.stdout.readline())
    assert counts["collected"]["decisions"] == {"new": HOSTS * PAGES}
    process.send_signal(signal.SIGTERM)
    assert ended(process, 30).code == 0
    assert is_whole(home)
