"""How fast and how large the near-duplicate index is: ``./run.sh bench repeats [--sizes 10k,100k,1m,10m]``.

At each size of the window: look-ups (keys of a text → candidates) in milliseconds, inserts a second into the index
with its rows in the state store, memory of the index and disk of its tables in bytes an article without its text,
and the seconds to open it again. The window is filled in bulk with keys of invented texts, of which one in twenty
shares keys with an earlier one. At the first size the whole of `Decider.decide` is timed too, on invented texts.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine, create_engine, event, text

from pipeline.dedupe import Candidate, Decider, store
from pipeline.dedupe.index import FRESH_VERSIONS, ORDINAL_BITS, NearIndex, Page, Postings
from pipeline.dedupe.sketch import KEY_BITS, MAX_KEYS
from pipeline.model.identity import content_hash

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
LIVE = 2000
LOOK_UPS = 2000
SHARED_EVERY = 20


def keys_of(first: int, count: int) -> Postings:
    """Invented keys, one row an article: the same for one ordinal each time; every 20th article repeats a past one."""
    ordinals = np.arange(first, first + count, dtype=np.uint64)
    repeats = ordinals % np.uint64(SHARED_EVERY) == 0
    seeds = np.where(repeats, ordinals // np.uint64(2), ordinals)[:, None] * np.uint64(MAX_KEYS)
    mixed = np.asarray(seeds + np.arange(1, MAX_KEYS + 1, dtype=np.uint64), dtype=np.uint64)
    for shift, factor in ((31, 0x9E3779B97F4A7C15), (29, 0xBF58476D1CE4E5B9), (32, 0x94D049BB133111EB)):
        mixed = np.bitwise_xor(mixed, np.right_shift(mixed, np.uint64(shift))) * np.uint64(factor)
    return np.bitwise_and(mixed, np.uint64((1 << KEY_BITS) - 1))


def pages(total: int) -> Iterator[Page]:
    """Full pages of the first ``total`` articles, as the decider would have stored them."""
    for first in range(1, total + 1, FRESH_VERSIONS):
        count = min(FRESH_VERSIONS, total + 1 - first)
        ordinals = np.arange(first, first + count, dtype=np.uint64)[:, None]
        postings = ((keys_of(first, count) << np.uint64(ORDINAL_BITS)) | ordinals).ravel()
        postings.sort()
        yield Page(first, first + count - 1, count, postings)


def database(path: Path) -> Engine:
    """A state file as the embedded default has it: WAL, synchronous=FULL."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _pragmas(raw: object, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine


def live_inserts(connection: Connection, index: NearIndex, first: int) -> float:
    """Look up and insert `LIVE` articles with their rows, one transaction for each hundred; articles a second."""
    started = time.perf_counter()
    rows = keys_of(first, LIVE).tolist()
    for at, keys in enumerate(rows):
        index.candidates(keys, 12)
        store.add_keys(connection, first + at, keys)
        page = index.add(first + at, tuple(keys))
        if page is not None:
            store.add_page(connection, page)
        if at % 100 == 0:
            connection.commit()
    connection.commit()
    return LIVE / (time.perf_counter() - started)


def look_ups(index: NearIndex, total: int) -> tuple[float, float, float]:
    """Median and 99th percentile of `LOOK_UPS` look-ups in milliseconds, and the latter of processor time.

    Half of the look-ups hit. On a machine that others use too, the wall clock tells of their load as well.
    """
    took, worked = [], []
    for ordinal in np.linspace(1, total * 2, LOOK_UPS, dtype=np.int64).tolist():
        keys = keys_of(ordinal, 1)[0].tolist()
        started, cpu = time.perf_counter(), time.thread_time()
        index.candidates(keys, 12)
        worked.append((time.thread_time() - cpu) * 1000)
        took.append((time.perf_counter() - started) * 1000)
    return float(np.median(took)), float(np.percentile(took, 99)), float(np.percentile(worked, 99))


def measure(total: int, folder: Path) -> None:
    """Fill a window of ``total`` articles in bulk, reopen it, then measure."""
    path = folder / f"state-{total}.db"
    engine = database(path)
    with engine.connect() as connection:
        Decider.create_tables(connection)
        connection.commit()
        for page in pages(total):
            store.add_page(connection, page)
        connection.commit()
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        opened = time.perf_counter()
        index = store.load_index(connection)
        opened = time.perf_counter() - opened
        connection.commit()
        rate = live_inserts(connection, index, total + 1)
        median, p99, worked = look_ups(index, total)
    print(
        f"{total:>10,} articles: look-up p50 {median:.3f} ms, p99 {p99:.3f} ms (processor time {worked:.3f} ms); "
        f"{rate:,.0f} live inserts/s; {index.nbytes / total:.0f} bytes an article in memory ({index.run_count} runs), "
        f"{path.stat().st_size / total:.0f} on disk; opened in {opened:.1f} s; "
        f"peak memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB",
        flush=True,
    )
    engine.dispose()
    path.unlink()


def whole_decisions(folder: Path, count: int = 1500) -> None:
    """Time `Decider.decide` on invented texts of about 220 words, one in five a repeat, with stories and all rows."""
    rng = np.random.default_rng(1)
    vocabulary = [f"w{n}" for n in range(30_000)]
    texts: list[str] = []
    for at in range(count):
        if at % 5 == 4:
            texts.append(texts[int(rng.integers(len(texts)))] + " later addition")
        else:
            texts.append(" ".join(vocabulary[n] for n in (rng.zipf(1.3, 220) % len(vocabulary)).tolist()))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    engine = database(folder / "whole.db")
    with engine.connect() as connection:
        Decider.create_tables(connection)
        decider = Decider.open(connection)
        wall, cpu = time.perf_counter(), time.process_time()
        for at, body in enumerate(texts):
            url = f"https://outlet{at % 97}.example/news/{at}"
            title = " ".join(body.split()[:9])
            when = start + timedelta(minutes=at)
            hashed = content_hash(title, body)
            source = f"outlet{at % 97}.example"
            decider.decide(
                connection, Candidate(str(at), "f", url, url, "", source, title, body, "en", when, when, hashed)
            )
            if at % 50 == 0:
                connection.commit()
        connection.commit()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    engine.dispose()
    print(
        f"whole decisions, text to committed rows: {count / wall:,.0f}/s (by processor time {count / cpu:,.0f}/s)",
        flush=True,
    )


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="10k,100k,1m,10m", help="comma-separated, of: " + ", ".join(SIZES))
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole_decisions(Path(folder))
        for size in chosen.sizes.split(","):
            measure(SIZES[size], Path(folder))


if __name__ == "__main__":
    main()
