"""Pages on their way to a worker lie in files in memory: the pipe to the workers carries their names alone.

A page of 160 KB does not fit into a pipe (64 KB): its sender must wake up several times for each page, and waits for
the interpreter's lock each time, while the worker that reads it, and the other one behind it, stand still.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

INLINE_BYTES = 8_000
"""Bodies up to this size go through the pipe."""

_PREFIX = "conflictwire-pages-"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made inside, for our user alone


class Spool:
    """A folder of bodies, in memory where the system has such a place; gone with `close`.

    What a process that was killed left behind is removed by the next one.
    """

    def __init__(self) -> None:
        parent = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
        _sweep(parent)
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
        self._numbers = count()

    def put(self, body: bytes) -> str:
        """Keep a body and answer its path; "" when it is small, or there is no room: then it travels itself."""
        if len(body) <= INLINE_BYTES:
            return ""
        path = self._folder / str(next(self._numbers))
        try:
            path.write_bytes(body)
        except OSError:
            path.unlink(missing_ok=True)
            return ""
        return str(path)

    def drop(self, path: str) -> None:
        """Forget a body."""
        if path:
            Path(path).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not _lives(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's, and alive
    return True
