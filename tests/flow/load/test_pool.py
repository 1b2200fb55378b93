"""Tagging in processes: order kept, a worker that dies costs one article, pools end with their parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.wiring.tagpool import TagPool
from tests.flow.load.streams import simple_tag, some_articles

ROOT = Path(__file__).parents[3]


def deadly_tag(of: Article) -> Tagging:
    if "outlet2." in of.url:
        os._exit(3)
    return simple_tag(of)


def test_order_is_kept() -> None:
    articles = some_articles(30)
    with TagPool(2, simple_tag) as pool:
        assert pool.tag(articles) == [simple_tag(each) for each in articles]


def test_an_article_that_kills_its_worker_is_the_only_one_lost() -> None:
    articles = some_articles(5)
    with TagPool(2, deadly_tag) as pool:
        tagged = pool.tag(articles)
    assert [type(each).__name__ for each in tagged] == [
        "Tagging",
        "Tagging",
        "RuntimeError",
        "Tagging",
        "Tagging",
        "Tagging",
    ]
    assert "died on this article" in str(tagged[2])


def test_workers_end_when_their_parent_is_killed() -> None:
    script = (
        "import os, time\n"
        "from pipeline.wiring.tagpool import TagPool\n"
        "from tests.flow.load.streams import simple_tag, some_articles\n"
        "if __name__ == '__main__':\n"
        "    pool = TagPool(2, simple_tag)\n"
        "    pool.tag(some_articles(5))\n"
        "    print(*pool._pool._processes, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert workers
    deadline = time.monotonic() + 10
    while any(_lives(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if _lives(pid)]


def _lives(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
