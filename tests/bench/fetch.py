"""Conditional GETs a second of the fetcher: ``python -m tests.bench.fetch [REQUESTS]``.

Against the test web in a process of its own, which serves the feeds of the demo: each feed once whole, then all of
them over and over with their validators, so that every answer is a 304. Beside it the bare client without guard,
pacing, outcomes and retries: what this server and aiohttp allow on this machine. The two take turns.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import aiohttp

import pipeline
from pipeline.fetch import Fetcher, FetchLimits, Request
from pipeline.model.words import Outcome

REQUESTS = 5_000
ROUNDS = 3
WORKERS = 64
SITE = Path(pipeline.__file__).parent / "samples" / "demo"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a client: requests a second, and how often each word came back."""

    rate: float
    words: Counter[str]

    def __str__(self) -> str:
        """For a person."""
        said = ", ".join(f"{count} {word}" for word, count in self.words.most_common())
        return f"{self.rate:8,.0f} /s  ({said})"


@contextmanager
def served(folder: Path) -> Iterator[list[str]]:
    """Serve a folder in another process; answers the URLs of its feeds."""
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline.testweb", str(folder), "--style", "path"], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            yield list(_feeds(server, len(list(folder.rglob("feed.xml")))))
        finally:
            server.terminate()


def _feeds(server: subprocess.Popen[str], count: int) -> Iterator[str]:
    if server.stdout is None:
        raise RuntimeError("the server's output is not read")
    server.stdout.readline()  # its base URL
    for _ in range(count):
        yield server.stdout.readline().strip()


async def turn(asked: Sequence[Request], ask: Callable[[Request], Awaitable[str]]) -> Turn:
    """Let `WORKERS` ask for all."""
    waiting, words = iter(asked), Counter[str]()

    async def work() -> None:
        for request in waiting:
            words[await ask(request)] += 1

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(WORKERS)))
    return Turn(len(asked) / (time.perf_counter() - began), words)


async def whole(feeds: Sequence[str], fetcher: Fetcher) -> list[Request]:
    """Fetch each feed whole; answers the conditional requests that come next."""
    found = [await fetcher.fetch(Request(url)) for url in feeds]
    bad = [f"{one.url}: {one.outcome} {one.detail}" for one in found if one.outcome is not Outcome.OK]
    if bad:
        sys.exit(f"bench fetch: {bad[0]}")
    return [Request(one.url, one.etag, one.last_modified) for one in found]


async def compare(feeds: Sequence[str], count: int) -> None:
    """Take turns and print them."""
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        Fetcher(FetchLimits(), ("127.0.0.1",)) as fetcher,
        aiohttp.ClientSession(connector=connector, auto_decompress=False) as session,
    ):

        async def ours(request: Request) -> str:
            return (await fetcher.fetch(request)).outcome

        async def bare(request: Request) -> str:
            async with session.get(request.url, headers={"If-None-Match": request.etag}) as response:
                await response.read()
                return str(response.status)

        asked = list(islice(cycle(await whole(feeds, fetcher)), count))
        for number in range(1, ROUNDS + 1):
            print(f"round {number}  fetcher {await turn(asked, ours)}")
            print(f"round {number}  bare    {await turn(asked, bare)}")


def main() -> None:
    """Serve, ask, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with served(SITE) as feeds:
        print(f"{count} conditional GETs by {WORKERS} workers, {len(feeds)} feeds, the server in a process of its own")
        asyncio.run(compare(feeds, count))


if __name__ == "__main__":
    main()
