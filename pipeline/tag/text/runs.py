"""What the runs of characters between blanks say, each read once: most runs of a text have stood in others before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
_LONGEST, _MOST = 40, 60_000


class RunTable(dict[str, tuple[int, ...]]):
    """The numbers that a pure function reads in runs without a blank, remembered until they get too many (14 MB)."""

    def __init__(self, read: Callable[[str], tuple[int, ...]]) -> None:
        """Remember what ``read`` answers: numbers from 0, one for each word of a run."""
        super().__init__()
        self._read = read

    def __missing__(self, run: str) -> tuple[int, ...]:
        found = self._read(run)
        if len(run) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[run] = found
        return found

    def of(self, text: str) -> Ints:
        """The numbers of all runs of a text, one after another."""
        runs = text.replace("\n", " ").split(" ")
        return np.array(list(chain.from_iterable(map(self.__getitem__, runs))), dtype=np.int64)
