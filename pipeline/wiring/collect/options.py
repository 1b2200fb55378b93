"""What collecting may cost and how it behaves: plain values, so that settings, DAGs and tests can give them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pipeline.extract import Extracted, Page
from pipeline.fetch import DEFAULT_USER_AGENT, FetchLimits
from pipeline.wiring.collect.counts import RunCounts

Clock = Callable[[], datetime]
"""Answers the aware UTC time."""

MEGABYTE = 1_000_000


class Extractor(Protocol):
    """Takes pages and answers futures; `pipeline.extract.ExtractorPool` is one."""

    def submit(self, page: Page) -> Future[Extracted]:
        """Queue a page; the future resolves to a value, never to an exception."""
        ...


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """The knobs of collecting.

    Attributes:
        allow_hosts: exceptions to the guard against private addresses.
        host_delay_s: least time between two requests to one host.
        max_feed_bytes: cap on a feed's body; pages have the cap of ``limits``.
        workers: extractor processes.
        in_flight: pages under way at one time, from the fetch to the extracted article.
        per_host: how many of them may be of one host, when there is a delay to keep.
        batch: items in one state transaction.
        lease_s: after so long a dead process's items, host slots and decider lease go to another. A living
            process renews them.
        max_leases: an item that so many workers died on ends as ``extractor-crash``.
        poll_interval_s, max_poll_interval_s: the bounds of the gap between two polls of a healthy feed.
        full_poll_every: after so many 304 answers in a row a feed is fetched without validators.
        order_patience_s: how long, in all, the polls wait for slow feeds to keep the order of the list.
        order_wait_s: how long an extracted page waits for those admitted before it. Beyond that it is decided before
            them: one host with thousands of pages must not hold up the news of all others for hours.
        pass_s: how long a pass goes on leasing pages once its feeds are polled; what is left is for the next pass, so
            that one slow host does not hold up the polls of all others. None: to the end.
        keep_closed_s: how long the state remembers closed items.
    """

    allow_hosts: tuple[str, ...] = ()
    user_agent: str = DEFAULT_USER_AGENT
    host_delay_s: float = 1.0
    limits: FetchLimits = field(default_factory=FetchLimits)
    max_feed_bytes: int = 20 * MEGABYTE
    workers: int = 2
    page_timeout_s: float = 20.0
    in_flight: int = 96
    per_host: int = 8
    batch: int = 32
    lease_s: float = 30.0
    max_leases: int = 6
    poll_interval_s: float = 900.0
    max_poll_interval_s: float = 4 * 3600.0
    full_poll_every: int = 12
    order_patience_s: float = 10.0
    order_wait_s: float = 900.0
    pass_s: float | None = None
    keep_closed_s: float = 7 * 86_400.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done so far, for whoever watches; ``note`` is one line worth a person's attention, or ""."""

    counts: RunCounts
    note: str = ""


ProgressCallback = Callable[[Progress], None]
