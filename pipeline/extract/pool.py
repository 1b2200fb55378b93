"""Worker processes for `extract`, with a time limit for each page."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from pipeline.extract.base import Extracted, Page
from pipeline.extract.extractor import extract
from pipeline.model.words import Outcome

PAGES_A_WORKER = 2000
"""A worker is replaced after so many pages: lxml and langid grow slowly (measured: 40 MB in 5,000 pages)."""


class ExtractorPool:
    """Runs `extract` in worker processes; a page that hangs or kills its worker costs that page alone.

    A page over ``page_timeout_s`` ends as `Outcome.EXTRACTOR_TIMEOUT` and its worker is killed and
    replaced; one that kills its worker, or raises, ends as `Outcome.EXTRACTOR_CRASH`.

    Args:
        workers: the number of processes.
        page_timeout_s: the time limit for one page, counted from its start in the worker.
    """

    def __init__(self, workers: int, page_timeout_s: float = 20.0) -> None:
        self._page_timeout_s = page_timeout_s
        # spawn, not fork: the parent has threads and open sockets that a child must not inherit
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=PAGES_A_WORKER,
            context=multiprocessing.get_context("spawn"),
        )

    def __enter__(self) -> ExtractorPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def submit(self, page: Page) -> Future[Extracted]:
        """Queue a page. The future always resolves to a value; it raises only when the pool is closed."""
        answer: Future[Extracted] = Future()
        answer.set_running_or_notify_cancel()
        inner = self._pool.schedule(extract, args=(page,), timeout=self._page_timeout_s)
        inner.add_done_callback(lambda done: answer.set_result(self._settle(done, page.url)))
        return answer

    def close(self) -> None:
        """Stop the workers; pages under way are dropped."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types all but this
        self._pool.join()

    def _settle(self, done: Future[Extracted], url: str) -> Extracted:
        if done.cancelled():
            return Extracted(Outcome.EXTRACTOR_CRASH, "the pool was closed", url)
        error = done.exception()
        if error is None:
            return done.result()
        if isinstance(error, (TimeoutError, FutureTimeout)):
            return Extracted(Outcome.EXTRACTOR_TIMEOUT, f"no article within {self._page_timeout_s:g} s", url)
        if isinstance(error, ProcessExpired):
            return Extracted(Outcome.EXTRACTOR_CRASH, f"the worker died with exit code {error.exitcode}", url)
        return Extracted(Outcome.EXTRACTOR_CRASH, f"{type(error).__name__}: {str(error)[:200]}", url)
