"""Knowing when a loop has reached given end offsets, whoever of the group did the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pipeline.stream import Stream, TopicPartition

_IDLE_POLLS = 4


class Drain:
    """How far each partition is from where the loop shall end.

    Offsets have gaps, so the last record may stand before the end: an assigned partition that brings nothing in several
    polls is at its end too.

    Args:
        ends: where to end; None never.
        committed: asks how far the partitions are, whoever brought them there.
    """

    def __init__(
        self,
        stream: Stream,
        topics: Sequence[str],
        ends: Mapping[TopicPartition, int] | None,
        committed: Callable[[], Mapping[TopicPartition, int]],
    ) -> None:
        self._committed = committed
        self._ends = ends
        self._left: dict[TopicPartition, int] = {}
        self._silent: dict[TopicPartition, int] = {}
        if ends is not None:
            first = stream.beginning_offsets(topics)
            self._left = {tp: end for tp, end in ends.items() if first.get(tp, 0) < end}
            self._drop(committed())

    def is_done(self) -> bool:
        """Whether every partition has reached its end, or waits for a schema."""
        return self._ends is not None and not self._left

    def moved(self, following: Mapping[TopicPartition, int], waiting: AbstractSet[TopicPartition]) -> None:
        """Take note of the next offsets after a batch, and of partitions that wait."""
        self._silent.clear()
        self._drop(following)
        for tp in waiting:
            self._left.pop(tp, None)

    def idle(self, assigned: AbstractSet[TopicPartition]) -> None:
        """Take note of a poll that brought nothing."""
        if not self._left:
            return
        for tp in assigned & self._left.keys():
            self._silent[tp] = self._silent.get(tp, 0) + 1
            if self._silent[tp] >= _IDLE_POLLS:
                del self._left[tp]
        self._drop(self._committed())

    def _drop(self, following: Mapping[TopicPartition, int]) -> None:
        self._left = {tp: end for tp, end in self._left.items() if following.get(tp, 0) < end}
