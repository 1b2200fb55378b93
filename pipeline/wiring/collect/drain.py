"""Decide and publish until nothing is left: one thread beside the fetching loop, or a task of its own.

It runs in a thread because a broker or a server that hesitates must not stop the fetches, nor let their
leases run out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from pipeline.errors import StreamUnavailable
from pipeline.state import State, count_waiting
from pipeline.stream import Stream
from pipeline.wiring.collect.decide import DecisionWriter
from pipeline.wiring.collect.options import Clock, CollectOptions
from pipeline.wiring.collect.publish import Publisher

_PUBLISH_EVERY_S = 0.5
_TICK_S = 0.25
_GATHER_S = 0.5
"""After a batch that was not full: a transaction for each page that is ready costs half as much as its decision."""
_RETRY_S = 5.0


class Drain:
    """Decides what is ready and publishes what is decided.

    Args:
        stream: answers the log; asked again while it is away.
        note: told each thing that a person should know, one line, once.
    """

    def __init__(
        self,
        state: State,
        stream: Callable[[], Stream],
        options: CollectOptions,
        owner: str,
        clock: Clock,
        code_version: str,
        note: Callable[[str], None],
    ) -> None:
        self._state, self._options, self._note = state, options, note
        self._writer = DecisionWriter(state, options, owner, clock)
        self._publisher = Publisher(state, stream, clock, code_version)
        self._wake = threading.Event()
        self._published_at = 0.0
        self._away_until = 0.0
        self._is_ahead = False
        self._quiet_since = time.monotonic()
        self._noted: set[str] = set()

    @property
    def sent(self) -> dict[str, int]:
        """What was acknowledged so far, by topic."""
        return dict(self._publisher.sent)

    def wake(self) -> None:
        """Something may be ready."""
        self._wake.set()

    def run(self, no_more: Callable[[], bool], is_stopped: Callable[[], bool]) -> None:
        """Go on until ``no_more`` will become ready and all is decided and published, or until stopped.

        Messages that the log did not take wait in the outbox. While another process decides, its lease is waited
        for as long as a dead one's would last; a living one takes our items too.

        Raises:
            StateUnavailable: nothing is lost; what was stored goes on from there.
        """
        self._quiet_since = time.monotonic()
        try:
            while not is_stopped():
                is_last = no_more()  # asked before the look: what is closed between them is seen next time
                moved = self._step()
                if is_last and not moved and self._is_drained():
                    return
                if not moved:
                    self._wake.wait(_TICK_S)
                    self._wake.clear()
                elif not is_last and self._is_ahead:
                    time.sleep(_GATHER_S)
        finally:
            self._writer.leave()

    def _step(self) -> bool:
        decided = self._writer.step()
        self._is_ahead = decided < self._options.batch
        sent = 0
        if self._writer.holds_lease and (not decided or time.monotonic() - self._published_at > _PUBLISH_EVERY_S):
            sent = self._publish()
        if decided or sent:
            self._quiet_since = time.monotonic()
        return bool(decided or sent)

    def _publish(self) -> int:
        if time.monotonic() < self._away_until:
            return 0
        try:
            sent = self._publisher.step()
        except StreamUnavailable as e:
            self._away_until = time.monotonic() + _RETRY_S
            self._note_once(f"{e}; what is decided waits in the outbox and is sent later")
            return 0
        self._published_at = time.monotonic()
        return sent

    def _is_drained(self) -> bool:
        if self._writer.holds_lease:
            if time.monotonic() < self._away_until:
                return True
            with self._state.read() as connection:
                return count_waiting(connection) == 0
        if time.monotonic() - self._quiet_since > 2 * self._options.lease_s:
            self._note_once("another process is deciding: it takes what is left of this run")
            return True
        return False

    def _note_once(self, line: str) -> None:
        if line not in self._noted:
            self._noted.add(line)
            self._note(line)
