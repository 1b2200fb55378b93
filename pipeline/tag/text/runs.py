"""What the runs of characters between blanks say, each read once: most runs of a text have stood in others before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
_SLOTS = 1 << 17
_SEVERAL = -1  # no word or more than one: they stand in a dictionary
_MOST = 20_000


class RunTable:
    """The numbers that a pure function reads in runs without a blank, remembered in a table of fixed size (2 MB).

    A run's slot is told by its hash, so numpy looks up all runs of a text at once. In a dictionary each of them would
    wait for the memory alone, which took ten times as long amid the tagger's other tables. A run is known by the 64
    bits of its hash: that another run of the same hash is taken for it does not happen.
    """

    def __init__(self, read: Callable[[str], tuple[int, ...]]) -> None:
        """Remember what ``read`` answers: numbers from 0, one for each word of a run."""
        self._read = read
        self._hashes = np.zeros(_SLOTS, dtype=np.int64)
        self._values = np.full(_SLOTS, _SEVERAL, dtype=np.int64)
        self._several: dict[str, tuple[int, ...]] = {}

    def of(self, text: str) -> Ints:
        """The numbers of all runs of a text, one after another."""
        runs = text.replace("\n", " ").split(" ")
        hashes = np.fromiter(map(hash, runs), dtype=np.int64, count=len(runs))
        slots = hashes & (_SLOTS - 1)
        values = self._values.take(slots)
        new = (self._hashes.take(slots) != hashes).nonzero()[0]
        if len(new):
            values[new] = learnt = [self._learnt(runs[at]) for at in new.tolist()]
            self._values[slots[new]], self._hashes[slots[new]] = learnt, hashes[new]
        odd = (values < 0).nonzero()[0]
        return self._spread(values, odd, [runs[at] for at in odd.tolist()]) if len(odd) else values

    def _learnt(self, run: str) -> int:
        found = self._read(run)
        return found[0] if len(found) == 1 else _SEVERAL

    def _spread(self, values: Ints, odd: Ints, runs: list[str]) -> Ints:
        """The values, at the places ``odd`` the numbers of these runs in place of one value."""
        found = list(map(self._several_of, runs))
        counts = np.ones(len(values), dtype=np.int64)
        counts[odd] = list(map(len, found))
        spread = values.repeat(counts)
        spread[spread < 0] = list(chain.from_iterable(found))
        return spread

    def _several_of(self, run: str) -> tuple[int, ...]:
        found = self._several.get(run)
        if found is None:
            if len(self._several) >= _MOST:
                self._several.clear()
            found = self._several[run] = self._read(run)
        return found
