"""Worker processes for `extract`, with a time limit for each page."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from pipeline.extract.base import Extracted, Page
from pipeline.extract.extractor import extract
from pipeline.extract.spool import Spool
from pipeline.model.words import Outcome

PAGES_A_WORKER = 2000
"""A worker is replaced after so many pages: lxml and langid grow slowly (measured: 40 MB in 5,000 pages)."""

_WARM_PAGE = b"<html><head><title>Bridge</title></head><body><p>%s</p></body></html>" % (
    b"The bridge opens early. " * 40
)


class ExtractorPool:
    """Runs `extract` in worker processes; a page that hangs or kills its worker costs that page alone.

    A page over ``page_timeout_s`` ends as `Outcome.EXTRACTOR_TIMEOUT` and its worker is killed and
    replaced; one that kills its worker, or raises, ends as `Outcome.EXTRACTOR_CRASH`.

    Args:
        workers: the number of processes.
        page_timeout_s: the time limit for one page, counted from its start in the worker.
        work: what a worker does with a page; a function that it can import.
    """

    def __init__(self, workers: int, page_timeout_s: float = 20.0, work: Callable[[Page], Extracted] = extract) -> None:
        self._page_timeout_s = page_timeout_s
        self._work = work
        self._spool = Spool()
        # spawn, not fork: the parent has threads and open sockets that a child must not inherit
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=PAGES_A_WORKER,
            initializer=_warm_up,
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
        path = self._spool.put(page.body)
        sent = replace(page, body=b"") if path else page
        inner = self._pool.schedule(_in_worker, args=(self._work, sent, path), timeout=self._page_timeout_s)

        def settle(done: Future[Extracted]) -> None:
            self._spool.drop(path)
            answer.set_result(self._settle(done, page.url))

        inner.add_done_callback(settle)
        return answer

    def close(self) -> None:
        """Stop the workers; pages under way are dropped."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types all but this
        self._pool.join()
        self._spool.close()

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


def _warm_up() -> None:
    """Load models and rules before the first page, whose time limit must not pay for them."""
    extract(Page("http://localhost/", _WARM_PAGE, "text/html", datetime.now(UTC)))


def _in_worker(work: Callable[[Page], Extracted], page: Page, path: str) -> Extracted:
    """Fetch the body that was left for this worker, and extract."""
    return work(replace(page, body=Path(path).read_bytes()) if path else page)
