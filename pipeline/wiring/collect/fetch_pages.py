"""The worker of the frontier: leases items, keeps fetches and extractors busy, closes leases in batches.

One state transaction closes what was answered, prolongs what is under way and leases what comes next, so
that a page costs a fraction of a commit. It runs in a thread: the loop goes on fetching meanwhile.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from pipeline.errors import ConflictwireError
from pipeline.fetch import MAX_REST_S, Fetched, Fetcher
from pipeline.model.urls import registered_domain
from pipeline.model.words import Outcome, Stage
from pipeline.state import (
    EndedItem,
    ExtractedItem,
    LeasedItem,
    State,
    close_leases,
    give_back_items,
    give_back_slots,
    hold_admission,
    lease_items,
    renew_items,
    rest_hosts,
)
from pipeline.wiring.collect.ledger import fault_line
from pipeline.wiring.collect.options import Clock, CollectOptions, Extractor
from pipeline.wiring.collect.visit import Answer, end, visit_page

MAX_FAULTS = 20
"""So many faults of our own in a row stop the worker: something is wrong with more than a page."""

_TICK_S = 0.5


class PageWorker:
    """Works on the frontier until it is told that no more will come, and nothing is left.

    Args:
        owner: a name that no other worker has.
        closed: called, from any thread, when items were closed or wait for their decision.
    """

    def __init__(
        self,
        state: State,
        fetcher: Fetcher,
        extractor: Extractor,
        options: CollectOptions,
        owner: str,
        clock: Clock,
        closed: Callable[[], None],
    ) -> None:
        self._state, self._fetcher, self._extractor = state, fetcher, extractor
        self._options, self._owner, self._clock, self._closed = options, owner, clock, closed
        self._held: dict[int, tuple[LeasedItem, asyncio.Task[None]]] = {}
        self._answers: list[Answer] = []
        self._rests: dict[str, datetime] = {}
        self._new_rests: dict[str, datetime] = {}
        self._wake = asyncio.Event()
        self._renewed_at = clock()
        self._faults = 0
        self._last_fault = ""
        self._has_more = True
        self._is_last = False
        self._ends_at = math.inf
        self._per_host = options.per_host if options.host_delay_s > 0 else options.in_flight

    def more(self) -> None:
        """Tell the worker that something was admitted."""
        self._has_more = True
        self._wake.set()

    def last(self) -> None:
        """Tell the worker that all was admitted that it is to wait for."""
        self._is_last = True
        if self._options.pass_s is not None:
            self._ends_at = time.monotonic() + self._options.pass_s
        self.more()

    @property
    def is_over(self) -> bool:
        """Whether the time of the pass is up: nothing more is leased, what is under way comes to its end."""
        return time.monotonic() >= self._ends_at

    async def run(self, is_done: Callable[[Connection], bool], is_stopped: Callable[[], bool]) -> None:
        """Work until stopped, or until ``is_done`` says so while nothing is under way and nothing can be leased.

        ``is_done`` is asked only where `last` was called before the transaction began, and so before its time was
        taken: what was admitted during it is not seen by it.

        Raises:
            StateUnavailable: what was leased goes to another worker when the lease ends.
            ConflictwireError: too many faults of our own in a row.
        """
        try:
            while not is_stopped() and not await self._step(is_done):
                await self._pause()
        finally:
            await self._leave()

    async def _pause(self) -> None:
        if len(self._answers) >= self._options.batch:
            return
        self._wake.clear()
        try:
            async with asyncio.timeout(_TICK_S):
                await self._wake.wait()
        except TimeoutError:
            self._has_more = self._has_more or not self._held

    async def _step(self, is_done: Callable[[Connection], bool]) -> bool:
        """One transaction; answers whether all is done."""
        if self._faults >= MAX_FAULTS:
            raise ConflictwireError(f"{self._faults} faults of our own in a row, the last: {self._last_fault}")
        answers, self._answers = self._answers, []
        for answer in answers:
            self._held.pop(answer.item.seq, None)
        if self.is_over and not self._held and not answers:
            return True
        want = self._options.in_flight - len(self._held) if self._has_more and not self.is_over else 0
        if not answers and want < self._options.batch and self._held and not self._is_renewal_due():
            return False
        self._has_more = False  # what is admitted from here on sets it again
        leased, done = await asyncio.to_thread(self._transact, answers, want, is_done if self._is_last else _not_yet)
        self._has_more = self._has_more or bool(leased or answers)
        for item in leased:
            self._held[item.seq] = (item, asyncio.create_task(self._work(item)))
        if answers:
            self._closed()
        return done

    def _is_renewal_due(self) -> bool:
        return self._clock() - self._renewed_at > timedelta(seconds=self._options.lease_s / 3)

    def _transact(
        self, answers: list[Answer], want: int, is_done: Callable[[Connection], bool]
    ) -> tuple[list[LeasedItem], bool]:
        now = self._clock()
        held = [item for item, _ in self._held.values()]
        with self._state.write() as connection:
            _close(connection, answers, now)
            if self._is_renewal_due():
                renew_items(connection, held, self._owner, now, self._options.lease_s)
                self._renewed_at = now
            rests, self._new_rests = self._new_rests, {}
            rest_hosts(connection, rests)
            hosts = Counter(item.host for item in held)
            leased = self._lease(connection, hosts, want, now) if want > 0 else []
            if want <= 0 or held or leased or not is_done(connection):
                return leased, False
            return self._last_look(connection, want, now)

    def _last_look(self, connection: Connection, want: int, now: datetime) -> tuple[list[LeasedItem], bool]:
        """Look once more while nobody can admit, and give the hosts back in the same transaction.

        Another process that admits pages of a host of ours leaves them to us. It does so before this look, and we see
        them, or after this transaction, and then the host is free for it.
        """
        hold_admission(connection)
        leased = self._lease(connection, Counter(), want, now)
        if not leased:
            give_back_slots(connection, self._owner, now)
        return leased, not leased

    def _lease(self, connection: Connection, hosts: Counter[str], want: int, now: datetime) -> list[LeasedItem]:
        lease_s = self._options.lease_s
        full = [host for host, n in hosts.items() if n >= self._per_host]
        leased = lease_items(
            connection,
            self._owner,
            now,
            limit=min(want, self._options.batch),
            per_host=self._per_host,
            lease_s=lease_s,
            full_hosts=full,
        )
        if leased or hosts:
            return leased
        return lease_items(connection, self._owner, now, limit=1, per_host=1, lease_s=lease_s, alone=True)

    async def _work(self, item: LeasedItem) -> None:
        """Come to an answer for one item, whatever happens."""
        answer = await self._refused(item)
        if answer is None:
            try:
                answer, fetched = await visit_page(item, self._fetcher, self._extractor, self._clock)
                self._faults = 0
                self._note_rest(item, fetched)
            except Exception as e:  # our own fault: said, counted, kept, and the rest goes on
                answer = self._fault(item, e)
        self._answers.append(answer)
        if len(self._answers) >= self._options.batch or len(self._answers) == len(self._held):
            self._wake.set()

    async def _refused(self, item: LeasedItem) -> Answer | None:
        now = self._clock()
        if item.leases > self._options.max_leases:
            detail = f"{item.leases - 1} workers died on this page"
            return end(item, Stage.EXTRACT, Outcome.EXTRACTOR_CRASH, detail, 0, now)
        if not item.url:
            return end(item, Stage.FETCH, Outcome.BAD_URL, "the entry names no page", 0, now)
        rest = max(item.host_rests_until, self._rests.get(item.host, now))
        wait_s = (rest - now).total_seconds()
        if wait_s > self._options.limits.host_patience_s:
            detail = f"the host asked for quiet until {rest:%Y-%m-%d %H:%M} UTC"
            return end(item, Stage.FETCH, Outcome.RATE_LIMITED, detail, 0, now)
        if wait_s > 0:
            await asyncio.sleep(wait_s)
        return None

    def _note_rest(self, item: LeasedItem, fetched: Fetched) -> None:
        """Keep quiet towards the host of the page when its own site asked for that.

        A site behind a redirect speaks for itself: whoever led there (a feed service, a shortener) leads elsewhere too.
        """
        if fetched.outcome is not Outcome.RATE_LIMITED or not fetched.retry_after_s:
            return
        if registered_domain(fetched.final_url) == registered_domain(item.url):
            until = self._clock() + timedelta(seconds=min(fetched.retry_after_s, MAX_REST_S))
            self._rests[item.host] = self._new_rests[item.host] = until

    def _fault(self, item: LeasedItem, error: Exception) -> Answer:
        self._faults += 1
        detail = self._last_fault = fault_line(error)
        return end(item, Stage.FETCH, Outcome.INTERNAL_ERROR, detail, 0, self._clock())

    async def _leave(self) -> None:
        """Close what was answered, put back what was not, and free the hosts."""
        tasks = [task for _, task in self._held.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        answered = {answer.item.seq for answer in self._answers}
        left = [item for seq, (item, _) in self._held.items() if seq not in answered]
        await asyncio.to_thread(self._put_back, left)

    def _put_back(self, left: list[LeasedItem]) -> None:
        now = self._clock()
        with self._state.write() as connection:
            _close(connection, self._answers, now)
            give_back_items(connection, left, now)
            give_back_slots(connection, self._owner, now)
        self._closed()


def _not_yet(_: Connection) -> bool:
    """More may be admitted."""
    return False


def _close(connection: Connection, answers: Sequence[Answer], now: datetime) -> None:
    extracted = [answer for answer in answers if isinstance(answer, ExtractedItem)]
    ended = [answer for answer in answers if isinstance(answer, EndedItem)]
    if answers:
        close_leases(connection, extracted, ended, now)
