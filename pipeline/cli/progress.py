"""Live progress on standard error: one line that is rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.status import Status

_GAP_S = 10.0


class Line:
    """Says what is going on; used by `with`. Off a terminal a line is printed at most every ten seconds."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        self._status: Status | None = Status("starting", console=self._console) if sys.stderr.isatty() else None
        self._last = time.monotonic()

    def __enter__(self) -> Line:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def say(self, text: str) -> None:
        """Show what is done so far."""
        if self._status:
            self._status.update(text)
        elif time.monotonic() - self._last > _GAP_S:
            self._last = time.monotonic()
            self._print(text)

    def note(self, text: str) -> None:
        """Print a line that stays."""
        self._print(text)

    def _print(self, text: str) -> None:
        # one note is one line, however narrow the terminal: logs and `grep` read it too
        self._console.print(" ".join(text.split()), soft_wrap=True)
