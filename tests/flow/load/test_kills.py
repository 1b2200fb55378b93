"""kill -9 at random moments of tag and load: nothing is lost, nothing comes twice, and the rows are the same."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.records import decode
from pipeline.stream import ARTICLES, OUTCOMES, TAGGINGS, Stream
from pipeline.warehouse import Partition, open_warehouse
from pipeline.wiring.loading import drain_load
from pipeline.wiring.tagging import TAG_GROUP, drain_tag
from tests.flow.load.process import SESSION_S
from tests.flow.load.streams import count, publish, shown, simple_tag, some_articles, stream_at

KILLS = 5
ARTICLES_MADE = 400
ROOT = Path(__file__).parents[3]


def start(what: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.flow.load.process", what, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill_at_work(what: str, folder: Path, moved: Callable[[], int], chance: random.Random) -> None:
    """Start a process, wait until it moves something, and kill it a moment later."""
    before, process = moved(), start(what, folder)
    deadline = time.monotonic() + 20
    while moved() == before and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(chance.uniform(0.0, 0.08))
    process.kill()
    process.communicate()


def taggings_of(stream: Stream) -> Counter[bytes]:
    return Counter(
        record.value for tp, end in stream.end_offsets([TAGGINGS]).items() for record in stream.read(tp, 0, end)
    )


def places(stream: Stream) -> dict[Partition, int]:
    ends = stream.end_offsets([ARTICLES, TAGGINGS, OUTCOMES])
    return {Partition(tp.topic, tp.partition): end for tp, end in ends.items()}


@pytest.mark.timeout(180)
def test_kills_of_tag_and_load_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(20171109)
    stream = stream_at(tmp_path)
    warehouse = open_warehouse(f"sqlite:///{tmp_path / 'warehouse.db'}")
    articles = some_articles(ARTICLES_MADE)
    unfinished = Counter({"tag": 0, "load": 0})
    for turn in range(KILLS):
        publish(stream, articles[turn::KILLS])
        kill_at_work("tag", tmp_path, lambda: sum(stream.end_offsets([TAGGINGS]).values()), chance)
        unfinished["tag"] += stream.group_offsets(TAG_GROUP) != stream.end_offsets([ARTICLES])
        kill_at_work("load", tmp_path, lambda: sum(warehouse.offsets(places(stream)).values()), chance)
        unfinished["load"] += warehouse.offsets(places(stream)) != places(stream)
    assert min(unfinished.values()) > 0, f"no kill met work half done: {unfinished}"
    # a killed member of the group holds its partitions until its session runs out
    time.sleep(2 * SESSION_S)
    drain_tag(stream, tag=simple_tag)
    drain_load(stream, warehouse)
    # a tagging may stand twice on the topic (a kill between flush and commit), with the same bytes
    assert len(taggings_of(stream)) == ARTICLES_MADE
    assert {decode(value).article_id for value in taggings_of(stream)} == {  # type: ignore[union-attr]
        each.article_id for each in articles if each.verdict.decision.is_coded
    }
    assert (
        count(warehouse, "articles")
        == count(warehouse, "claims")
        == count(warehouse, "tagging_record")
        == ARTICLES_MADE
    )
    assert count(warehouse, "decisions") == ARTICLES_MADE + 1
    assert warehouse.offsets(places(stream)) == places(stream)
    unhurt = open_warehouse(f"sqlite:///{tmp_path / 'unhurt.db'}")
    stream_anew = stream_at(tmp_path, SESSION_S)
    drain_load(stream_anew, unhurt)
    stream_anew.close()
    assert shown(unhurt) == shown(warehouse)
    for each in (warehouse, unhurt):
        each.close()
    stream.close()
