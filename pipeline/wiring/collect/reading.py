"""Reading what servers answered to the polls, beside the loop: small feeds in threads, large ones in a process."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from pipeline.feeds import ParserPool
from pipeline.fetch import Fetched
from pipeline.state import FeedState
from pipeline.wiring.collect.feed_answer import PolledFeed, has_new_body, read_answer

LARGE_BYTES = 500_000
"""From here on a feed is read in a process of its own, that can be ended: a hostile one may take minutes."""

TIMEOUT_S = 60.0
"""For one feed. 5,000 entries of a kilobyte take 5 s on one core."""


class AnswerReader:
    """Reads answers to polls. A context manager, for one event loop.

    It has threads of its own: those of the loop are for the transactions, and must not wait behind a feed.
    """

    def __init__(self, timeout_s: float = TIMEOUT_S, large_bytes: int = LARGE_BYTES) -> None:
        self._pool = ParserPool(timeout_s)
        self._large_bytes = large_bytes
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="feeds")

    def __enter__(self) -> AnswerReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def read(self, feed: FeedState, fetched: Fetched) -> PolledFeed:
        """Turn the server's answer into what is to be stored."""
        loop = asyncio.get_running_loop()
        if len(fetched.body) < self._large_bytes or not has_new_body(feed, fetched):
            return await loop.run_in_executor(self._threads, read_answer, feed, fetched)
        parsed = await asyncio.wrap_future(
            self._pool.submit(fetched.body, fetched.final_url, fetched.content_type), loop=loop
        )
        return await loop.run_in_executor(self._threads, read_answer, feed, fetched, lambda *_: parsed)
