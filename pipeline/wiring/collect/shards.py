"""Feeds in batches for parallel tasks: the feeds of one registered domain stay together, for the host's sake."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

from pipeline.feeds import FeedSource
from pipeline.model.urls import registered_domain


def shards(feeds: Sequence[FeedSource], max_batches: int) -> list[list[FeedSource]]:
    """Divide feeds into at most ``max_batches`` batches of about equal size; deterministic, none empty.

    Largest domain first, each into the smallest batch so far (LPT; Graham 1969). Within a batch feeds keep
    the order of the list.

    Raises:
        ValueError: ``max_batches`` is below 1.
    """
    if max_batches < 1:
        raise ValueError(f"at least one batch, not {max_batches}")
    domains: dict[str, list[int]] = defaultdict(list)
    for n, feed in enumerate(feeds):
        domains[_domain(feed.url)].append(n)
    batches: list[list[int]] = [[] for _ in range(min(max_batches, len(domains)))]
    loads = [(0, n) for n in range(len(batches))]
    for _, members in sorted(domains.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        load, n = heapq.heappop(loads)
        batches[n].extend(members)
        heapq.heappush(loads, (load + len(members), n))
    return [[feeds[n] for n in sorted(batch)] for batch in batches]


def _domain(url: str) -> str:
    try:
        return registered_domain(url)
    except ValueError:
        return url
