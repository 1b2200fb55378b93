"""The near-duplicate index: key → ordinals of the versions that hold it, newest last, 8 bytes a posting.

A posting is one 64-bit number, the key in the high 36 bits and the ordinal in the low 28. Fresh postings lie in a
dict; when it holds `FRESH_VERSIONS` versions it is sorted into a run, and `FAN_OUT` neighbouring runs of one size
are merged into one, up to `LARGEST_RUN` versions (the log-structured merge of O'Neil et al. 1996, in memory). A
look-up is one binary search of all keys in each run: about 15 runs for ten million versions. A run expires whole;
until then postings of expired ordinals are passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ORDINAL_BITS = 28
FRESH_VERSIONS = 4096
FAN_OUT = 4
LARGEST_RUN = FRESH_VERSIONS * FAN_OUT**5
MAX_POSTINGS_PER_KEY = 24

Postings = npt.NDArray[np.uint64]
_SHIFT = np.uint64(ORDINAL_BITS)
_ORDINAL_MASK = (1 << ORDINAL_BITS) - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Sorted postings of ``versions`` versions with ordinals from ``first`` to ``last``, inclusive."""

    first: int
    last: int
    versions: int
    postings: Postings


def pack(entries: Iterable[tuple[int, Sequence[int]]]) -> Postings:
    """Pack (ordinal, keys) pairs into sorted postings."""
    packed = [(key << ORDINAL_BITS) | (ordinal & _ORDINAL_MASK) for ordinal, keys in entries for key in keys]
    return np.sort(np.array(packed, dtype=np.uint64))


class NearIndex:
    """All keys of the window, in memory; what `Decider` stores of it is told in `pipeline.dedupe.store`."""

    def __init__(self) -> None:
        self._runs: list[Page] = []
        self._fresh: dict[int, list[int]] = {}
        self._fresh_entries: list[tuple[int, tuple[int, ...]]] = []
        self._next = 0
        self._first_live = 0

    @property
    def nbytes(self) -> int:
        """Bytes of the sorted runs."""
        return sum(run.postings.nbytes for run in self._runs)

    @property
    def run_count(self) -> int:
        """How many runs a look-up searches."""
        return len(self._runs)

    def add(self, ordinal: int, keys: tuple[int, ...]) -> Page | None:
        """Add one version; ordinals must rise. Returns the page of sorted postings when the fresh part was full."""
        for key in keys:
            self._fresh.setdefault(key, []).append(ordinal)
        self._fresh_entries.append((ordinal, keys))
        self._next = ordinal + 1
        if len(self._fresh_entries) < FRESH_VERSIONS:
            return None
        entries = self._fresh_entries
        page = Page(entries[0][0], ordinal, len(entries), pack(entries))
        self._fresh, self._fresh_entries = {}, []
        self.add_page(page)
        return page

    def add_page(self, page: Page) -> None:
        """Add a page that is newer than all that is held."""
        self._next = max(self._next, page.last + 1)
        self._runs.append(page)
        while self._mergeable():
            tail = self._runs[-FAN_OUT:]
            joined = np.concatenate([run.postings for run in tail])
            joined.sort()
            merged = Page(tail[0].first, tail[-1].last, sum(run.versions for run in tail), joined)
            self._runs[-FAN_OUT:] = [merged]

    def _mergeable(self) -> bool:
        tail = self._runs[-FAN_OUT:]
        if len(tail) < FAN_OUT or tail[0].versions >= LARGEST_RUN:
            return False
        return tail[0].versions <= tail[-1].versions * 2

    def expire(self, first_live: int) -> None:
        """Forget all versions with an ordinal below ``first_live``."""
        self._first_live = max(self._first_live, first_live)
        self._runs = [run for run in self._runs if run.last >= self._first_live]

    def candidates(self, keys: Sequence[int], limit: int) -> list[tuple[int, int]]:
        """Return up to ``limit`` (ordinal, number of shared keys), most shared keys first, then the newest first."""
        newest = [self._live(self._fresh.get(key, ())[-MAX_POSTINGS_PER_KEY:]) for key in keys]
        if self._runs and keys:
            wanted = np.array(keys, dtype=np.uint64)
            ceilings = (wanted << _SHIFT) | np.uint64(_ORDINAL_MASK)
            for run in reversed(self._runs):
                self._search(run.postings, wanted, ceilings, newest)
        shared = Counter(ordinal for held in newest for ordinal in held[:MAX_POSTINGS_PER_KEY])
        return sorted(shared.items(), key=lambda pair: (-pair[1], -pair[0]))[:limit]

    def _live(self, rising: Sequence[int]) -> list[int]:
        """The ordinals that have not expired, newest first."""
        return [ordinal for ordinal in reversed(rising) if ordinal >= self._first_live]

    def _search(self, postings: Postings, wanted: Postings, ceilings: Postings, newest: list[list[int]]) -> None:
        """Append what one run holds to each key's list, newest first.

        The lists, not the runs, are cut to `MAX_POSTINGS_PER_KEY`: what is found must not depend on how the
        postings happen to lie in runs, or a process that reopened the index would decide otherwise.
        """
        ends = np.searchsorted(postings, ceilings, side="right")
        # where the end is 0 this looks at the last posting: its key is greater than the wanted one, so it never matches
        held = postings[ends - 1] >> _SHIFT == wanted
        if not held.any():
            return
        for at in np.flatnonzero(held).tolist():
            if len(newest[at]) < MAX_POSTINGS_PER_KEY:
                end = int(ends[at])
                near = postings[max(0, end - MAX_POSTINGS_PER_KEY) : end]
                low = near[near >> _SHIFT == wanted[at]] & np.uint64(_ORDINAL_MASK)
                newest[at].extend(self._live([self._unwrap(number) for number in low.tolist()]))

    def _unwrap(self, low: int) -> int:
        """The ordinal whose low bits these are: ordinals outgrow 28 bits, a window does not."""
        return self._next - ((self._next - low) & _ORDINAL_MASK)
