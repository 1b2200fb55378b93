"""Speed of the line beside trafilatura alone: ``./run.sh bench line``.

The same pages (the real ones of ``../shared/data/html``), the same options, the same two cores, in one
run and turn about. *body alone*: trafilatura's ``bare_extraction`` in two worker processes over pages in memory, called
just as the line calls it, which is without metadata: the line reads headline, authors and dates itself.
*with metadata*: the same with ``with_metadata=True``, which gives the fields that the line publishes.
*to topic*: the feed is polled, pages are fetched from a web on localhost (a process of its own, on the same
cores), extracted, decided and published on the embedded log. *to SQL*: tagged and loaded too.
Each figure is the median of the rounds with the least and the most.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.pool import Pool
from pathlib import Path

import trafilatura

from pipeline.extract import ExtractorPool, Page
from pipeline.feeds import FeedSource
from pipeline.settings import Settings, prepared, read_settings
from pipeline.testweb import corpus_pages
from pipeline.wiring.collect import CollectOptions, collect
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.tagging import drain_tag

SHARED = Path(__file__).parents[3] / "shared" / "data" / "html"
WORKERS = 2


def alone(page: tuple[str, bytes]) -> int:
    """What the line calls trafilatura with, and nothing else."""
    url, body = page
    found = trafilatura.bare_extraction(
        body, url=url, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    return 0 if found is None else 1


def with_metadata(page: tuple[str, bytes]) -> int:
    """The same with title, authors and date, as the line publishes them."""
    url, body = page
    found = trafilatura.bare_extraction(
        body, url=url, include_comments=False, include_tables=True, deduplicate=False, with_metadata=True
    )
    return 0 if found is None else 1


def time_alone(pool: Pool, work: Callable[[tuple[str, bytes]], int], pages: Sequence[tuple[str, bytes]]) -> float:
    """Pages a second."""
    start = time.perf_counter()
    pool.map(work, pages, chunksize=4)
    return len(pages) / (time.perf_counter() - start)


@contextmanager
def served() -> Iterator[list[str]]:
    """A web of the corpus in a process of its own; its feed URLs."""
    command = [sys.executable, "-m", "pipeline.testweb", str(SHARED), "--corpus", "--one-feed"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as web:
        try:
            if web.stdout is None or not web.stdout.readline():
                raise OSError("the test web did not start")
            yield [web.stdout.readline().strip()]
        finally:
            web.terminate()


def time_line(feeds: Sequence[str], extractor: ExtractorPool) -> tuple[float, float, int]:
    """Items a second to the topic and to SQL, and how many items there were."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        start = time.perf_counter()
        items = _to_topic(settings, feeds, extractor)
        published = time.perf_counter()
        _to_sql(settings)
        loaded = time.perf_counter()
    return items / (published - start), items / (loaded - start), items


def _settings(folder: Path) -> Settings:
    return prepared(read_settings({"home": str(folder), "allow_hosts": "127.0.0.1", "host_delay_s": "0"}, {}))


def _to_topic(settings: Settings, feeds: Sequence[str], extractor: ExtractorPool) -> int:
    options = CollectOptions(allow_hosts=settings.allow_hosts, host_delay_s=0.0, workers=WORKERS)
    with state_of(settings) as state, stream_of(settings) as stream:
        counts = collect(
            options,
            [FeedSource(url) for url in feeds],
            lambda: stream,
            state,
            run_id="bench",
            clock=utc_now,
            revisit="all",
            extractor=extractor,
        )
    if not counts.is_closed:
        raise RuntimeError(f"{counts.open} items are open")
    return counts.items


def _to_sql(settings: Settings) -> None:
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        drain_tag(stream, workers=WORKERS)
        drain_load(stream, warehouse)


def _spread(name: str, rates: Sequence[float], unit: str) -> str:
    return f"{name:<26} {statistics.median(rates):8.2f} {unit}  ({min(rates):.2f} to {max(rates):.2f})"


def main() -> None:
    """Measure turn about and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    if not SHARED.is_dir():
        print("bench line: skipped, the shared data folder is not beside the checkout")
        return
    pages = [(page.url, page.body()) for page in corpus_pages(SHARED)]
    rates: list[tuple[float, float, float, float]] = []
    items = 0
    spawn = multiprocessing.get_context("spawn")
    with served() as feeds, ExtractorPool(WORKERS) as extractor, spawn.Pool(WORKERS) as pool:
        _warm(pool, extractor, pages)
        time_line(feeds, extractor)  # the web turns the links of each page at its first request: none of our work
        for _ in range(rounds):
            body, whole = time_alone(pool, alone, pages), time_alone(pool, with_metadata, pages)
            to_topic, to_sql, items = time_line(feeds, extractor)
            rates.append((body, whole, to_topic, to_sql))
    print(f"{len(pages)} pages, {items} items, {rounds} rounds, {WORKERS} cores")
    for n, name in enumerate(("body alone", "with metadata", "feed to topic", "feed to SQL")):
        print(_spread(name, [rate[n] for rate in rates], "pages/s"))
    for n, name in enumerate(("body alone", "with metadata")):
        print(_spread(f"to topic / {name}", [rate[2] / rate[n] for rate in rates], ""))
        print(_spread(f"to SQL / {name}", [rate[3] / rate[n] for rate in rates], ""))


def _warm(pool: Pool, extractor: ExtractorPool, pages: Sequence[tuple[str, bytes]]) -> None:
    pool.map(alone, pages[:40], chunksize=1)
    pool.map(with_metadata, pages[:40], chunksize=1)
    now = datetime.now(UTC)
    for future in [extractor.submit(Page(url, body, "text/html", now)) for url, body in pages[:40]]:
        future.result()


if __name__ == "__main__":
    main()
