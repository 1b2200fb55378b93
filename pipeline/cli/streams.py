"""Standard streams as they come: closed by a daemon, or in an encoding that cannot say what the articles say."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def open_streams() -> None:
    """Let every standard stream be usable: a closed one is the null device, and what leaves the terminal is UTF-8.

    A terminal keeps its encoding; what it has no sign for is shown as an escape.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nothing(number, "r" if number == 0 else "w"))
        elif number and isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8")


def _nothing(number: int, mode: str) -> TextIOWrapper:
    # on the very descriptor that is free: the next file to be opened would get it, and be written into by mistake
    opened = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return TextIOWrapper(os.fdopen(number, mode + "b", closefd=False), encoding="utf-8", write_through=mode == "w")
