"""Faults that nobody expected, told in one line: where, and where the rest can be read."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ConflictwireError
from pipeline.settings import redacted


def fault(error: BaseException) -> str:
    """One line: what happened, and the last place of ours on the way there."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "pipeline" in frame.filename]
    where = f" at {ours[-1].filename.rpartition('pipeline')[2].lstrip('/')}:{ours[-1].lineno}" if ours else ""
    said = " ".join(redacted(str(error)).split())[:300]
    return f"a fault of conflictwire itself{where}: {type(error).__name__}: {said}"


def os_error(error: OSError) -> str:
    """One line for a file or a device that does not do what it should."""
    name = error.filename if isinstance(error.filename, str) else ""
    return ": ".join(part for part in (name, error.strerror or str(error)) if part)


@contextmanager
def writing_to(path: Path) -> Iterator[Path]:
    """Yield where to write what ``path`` shall hold: it gets all of it, or stays as it was.

    A full disk, a query out of time or Ctrl-C costs no file that was there. Devices and pipes are written to directly.

    Raises:
        ConflictwireError: it cannot be written.
    """
    home = path.resolve()  # of the file that a link leads to: the link stays one
    whole = (not path.exists() or path.is_file()) and os.access(home.parent, os.W_OK)
    beside = home.with_name(f".{path.name}.{os.getpid()}.part") if whole else path
    try:
        yield beside
        if whole:
            _keep_mode(home, beside)
            beside.replace(home)
    except OSError as error:
        raise ConflictwireError(f"{path}: it cannot be written: {error.strerror or error}") from error
    finally:
        if whole:
            beside.unlink(missing_ok=True)


def _keep_mode(path: Path, new: Path) -> None:
    if path.exists():
        new.chmod(path.stat().st_mode)


def keep_traceback(error: BaseException) -> str:
    """Write the traceback, without credentials, to a file and return its path; a reason when that fails too."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="conflictwire-", suffix=".txt", encoding="utf-8", delete=False
        ) as file:
            file.write(redacted("".join(traceback.format_exception(error))))
    except OSError as e:
        return f"no file ({os_error(e)})"
    return file.name
