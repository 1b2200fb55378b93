"""kill -9 of tag and load at work, again and again; then what stands in the topics and in the warehouse is compared.

``python -m tests.flow.load.killing --times 50`` on the embedded default, ``--backend real`` on Kafka and PostgreSQL.
Exit code 0: nothing is wrong.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from pipeline.model.tagging import Tagging
from pipeline.records import decode
from pipeline.stream import ARTICLES, OUTCOMES, TAGGINGS, Stream, open_stream
from pipeline.warehouse import Partition, Warehouse, open_warehouse
from pipeline.wiring.loading import drain_load
from pipeline.wiring.tagging import TAG_GROUP, drain_tag
from tests.contract.backends import fresh_kafka, fresh_postgres
from tests.flow.load.streams import count, publish, shown, simple_tag, some_articles

ROOT = Path(__file__).parents[3]
PER_KILL = 60
PATIENCE_S = 40.0


def kill_rounds(stream_url: str, warehouse_url: str, unhurt_url: str, times: int, seed: int) -> list[str]:
    """Kill tag and load ``times`` times each, then drain; tells what is wrong, [] when nothing is.

    Args:
        stream_url: an empty log.
        warehouse_url: an empty database, loaded by processes that are killed.
        unhurt_url: another, loaded from the same topics by one process that lives.
        times: kills of each stage; each meets new work, and comes a moment after the process began to do it.
        seed: of the moments.
    """
    chance = random.Random(seed)
    with closing(open_stream(stream_url)) as stream, closing(open_warehouse(warehouse_url)) as warehouse:
        stream.ensure_topics()
        articles = some_articles(PER_KILL * times)
        met: Counter[str] = Counter()
        for turn in range(times):
            publish(stream, articles[turn::times])
            urls = (stream_url, warehouse_url)
            kill_at_work("tag", urls, lambda: sum(stream.end_offsets([TAGGINGS]).values()), chance)
            met["tag"] += _unfinished(stream)
            kill_at_work("load", urls, lambda: sum(warehouse.offsets(places(stream)).values()), chance)
            met["load"] += warehouse.offsets(places(stream)) != places(stream)
        drain_tag(stream, tag=simple_tag)
        drain_load(stream, warehouse)
        with closing(open_warehouse(unhurt_url)) as unhurt:
            drain_load(stream, unhurt)
            wrong = list(_problems(stream, warehouse, unhurt, len(articles) - 1))
        idle = [f"no kill met {what} half done" for what in ("tag", "load") if not met[what]]
        print(f"{times} kills each met work half done: {dict(met)}; {_doubles(stream)} taggings stand twice")  # noqa: T201
        return wrong + idle


def _problems(stream: Stream, warehouse: Warehouse, unhurt: Warehouse, coded: int) -> Iterator[str]:
    # a tagging may stand twice on the topic (a kill between flush and commit), with the same bytes
    tagged = taggings_of(stream)
    articles = {value.article_id for raw in tagged if isinstance(value := decode(raw), Tagging)}
    if not len(articles) == len(tagged) == coded:
        yield f"{coded} articles, {len(tagged)} different taggings of {len(articles)} articles"
    for table in ("articles", "claims", "tagging_record", "evidence_record WHERE seq = 0"):
        if count(warehouse, table) != coded:
            yield f"{count(warehouse, table)} rows in {table}, not {coded}"
    if count(warehouse, "decisions") != coded + 1:
        yield f"{count(warehouse, 'decisions')} decisions, not {coded + 1}"
    if warehouse.offsets(places(stream)) != places(stream):
        yield "the warehouse is not at the end of the topics"
    hurt, whole = shown(warehouse), shown(unhurt)
    yield from (
        f"the view {view} differs from that of a load without kills" for view in whole if hurt[view] != whole[view]
    )


def kill_at_work(what: str, urls: tuple[str, str], moved: Callable[[], int], chance: random.Random) -> None:
    """Start a process, wait until it moves something, and kill it a moment later."""
    before = moved()
    command = [sys.executable, "-m", "tests.flow.load.process", what, *urls]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE_S
        while moved() == before and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(chance.uniform(0.0, 0.08))
        process.kill()


def taggings_of(stream: Stream) -> Counter[bytes]:
    """The taggings on the topic, by their bytes."""
    ends = stream.end_offsets([TAGGINGS])
    return Counter(record.value for tp, end in ends.items() for record in stream.read(tp, 0, end))


def places(stream: Stream) -> dict[Partition, int]:
    """The ends of the topics that were written to."""
    ends = stream.end_offsets([ARTICLES, TAGGINGS, OUTCOMES])
    return {Partition(tp.topic, tp.partition): end for tp, end in ends.items()}


def _unfinished(stream: Stream) -> bool:
    committed = stream.group_offsets(TAG_GROUP)
    return any(committed.get(tp, 0) < end for tp, end in stream.end_offsets([ARTICLES]).items())


def _doubles(stream: Stream) -> int:
    return sum(times > 1 for times in taggings_of(stream).values())


@contextmanager
def _urls(backend: str) -> Iterator[tuple[str, str, str]]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        unhurt = f"sqlite:///{folder}/unhurt.db"
        if backend == "embedded":
            yield f"sqlite:///{folder}/stream.db?session_timeout_s=0.5", f"sqlite:///{folder}/warehouse.db", unhurt
            return
        kafka, postgres = (stack.enter_context(contextmanager(fresh)()) for fresh in (fresh_kafka, fresh_postgres))
        yield kafka, postgres, unhurt


def main() -> None:
    """Kill, compare, tell."""
    parser = argparse.ArgumentParser(description="kill -9 of tag and load, many times")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--backend", choices=["embedded", "real"], default="embedded")
    parser.add_argument("--seed", type=int, default=20171109)
    asked = parser.parse_args()
    with _urls(asked.backend) as urls:
        wrong = kill_rounds(*urls, asked.times, asked.seed)
    print("\n".join(wrong) or "nothing lost, nothing twice")  # noqa: T201
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
