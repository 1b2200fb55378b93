"""Large feeds in a process of their own, with a time limit: no document may hold up the polls of the others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from pipeline.feeds.base import FeedInfo, ParsedFeed
from pipeline.feeds.parse import parse_feed
from pipeline.model.words import Outcome

Parse = Callable[[bytes, str, str], ParsedFeed]


class ParserPool:
    """Runs `parse_feed` in one worker process, started at the first feed; a feed that hangs or kills it costs itself.

    A feed over ``timeout_s`` ends as `Outcome.EXTRACTOR_TIMEOUT` and the worker is replaced; one that kills it, or
    raises, ends as `Outcome.EXTRACTOR_CRASH`.

    Args:
        timeout_s: the time limit for one feed, counted from its start in the worker.
        work: what the worker does with a feed; a function that it can import.
    """

    def __init__(self, timeout_s: float, work: Parse = parse_feed) -> None:
        self._timeout_s, self._work = timeout_s, work
        self._pool: ProcessPool | None = None

    def __enter__(self) -> ParserPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, body: bytes, url: str, content_type: str) -> Future[ParsedFeed]:
        """Queue a feed. The future resolves to a value, also when the pool is closed before its turn."""
        if self._pool is None:
            # spawn, not fork: the parent has threads and open sockets that a child must not inherit
            self._pool = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
        answer: Future[ParsedFeed] = Future()
        answer.set_running_or_notify_cancel()
        inner = self._pool.schedule(self._work, args=(body, url, content_type), timeout=self._timeout_s)
        inner.add_done_callback(lambda done: answer.set_result(self._settle(done, url)))
        return answer

    def close(self) -> None:
        """Stop the worker; feeds under way are dropped."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types all but this
            self._pool.join()
            self._pool = None

    def _settle(self, done: Future[ParsedFeed], url: str) -> ParsedFeed:
        if done.cancelled():
            return _failed(url, Outcome.EXTRACTOR_CRASH, "the parser was closed")
        error = done.exception()
        if error is None:
            return done.result()
        if isinstance(error, (TimeoutError, FutureTimeout)):
            return _failed(url, Outcome.EXTRACTOR_TIMEOUT, f"the feed could not be read within {self._timeout_s:g} s")
        if isinstance(error, ProcessExpired):
            return _failed(url, Outcome.EXTRACTOR_CRASH, f"the feed's parser died with exit code {error.exitcode}")
        return _failed(url, Outcome.EXTRACTOR_CRASH, f"{type(error).__name__}: {str(error)[:200]}")


def _failed(url: str, outcome: Outcome, detail: str) -> ParsedFeed:
    return ParsedFeed(outcome, detail, FeedInfo(url=url))
