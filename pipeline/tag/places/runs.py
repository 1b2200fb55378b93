"""The runs of letters and digits of a text, found by array operations instead of a pattern at each place."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_BLANK, _WORD_CHAR, _MARK, _STOP, _OTHER = map(ord, " a'.|")
_ASCII = 128
_LOWERED = bytes(
    code + 32 if chr(code).isupper() else code if chr(code).isalnum() else _BLANK for code in range(_ASCII)
).ljust(256, b" ")
_IS_WORD = bytes(code < _ASCII and chr(code).isalnum() for code in range(256))
_IS_UPPER = np.array([code < _ASCII and chr(code).isupper() for code in range(256)])
_MARKS = np.array([chr(code) in "'`" for code in range(256)])
_NO_LETTERS = bytes(code for code in range(256) if code >= _ASCII or not chr(code).isalpha())
_NO_CAPITALS = bytes(code for code in range(256) if code >= _ASCII or not chr(code).isupper())
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Runs(NamedTuple):
    """All runs of letters and digits in order.

    Attributes:
        low: each run in lower case; of a run that is not ASCII the length alone is right.
        starts, ends: code-point offsets, end exclusive.
        caps: whether it begins with a capital of ASCII.
        joined: the numbers of the runs that may go on: behind them stands a mark, or behind a single one a full stop.
        apart: the numbers of the runs that more or other than one blank parts from the next one; the last run's, too.
        odd: the numbers of the runs that are not ASCII.
    """

    low: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    joined: list[int]
    apart: list[int]
    odd: list[int]


class _Classes(dict[int, int]):
    """Characters beyond ASCII to the ASCII character that stands for their class, filled as they are met."""

    def __init__(self, marks: str) -> None:
        super().__init__()
        self._mark = re.compile(f"[{marks}]")

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = found = _WORD_CHAR if char.isalnum() else _MARK if self._mark.match(char) else _OTHER
        return found


class RunReader:
    """Reads the runs of texts.

    Args:
        marks: the characters that may stand inside a word, as they stand in a class of a pattern.
    """

    def __init__(self, marks: str) -> None:
        self._classes = _Classes(marks)

    def runs(self, text: str) -> Runs:
        """All runs of ``text``; any string will do."""
        if text.isascii():
            raw, beyond = text.encode(), None
        else:
            raw, beyond = self._in_ascii(text)
        padded = b" " + raw + b" "
        codes = np.frombuffer(padded, dtype=np.uint8)
        inside = np.frombuffer(padded.translate(_IS_WORD), dtype=np.bool_)  # quicker than looking up in an array
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        starts, ends, places = edges[::2], edges[1::2], edges.tolist()
        behind = codes[ends + 1]
        odd: list[int] = []
        if beyond is not None and len(starts):
            letters = beyond[inside[1:-1][beyond]]
            odd = np.unique(np.searchsorted(starts, letters, side="right") - 1).tolist()
        spaced = (behind[:-1] == _BLANK) & (starts[1:] == ends[:-1] + 1)
        return Runs(
            low=raw.translate(_LOWERED).decode().split(),
            starts=places[::2],
            ends=places[1::2],
            caps=_IS_UPPER[codes[starts + 1]].tolist(),
            joined=np.flatnonzero(_MARKS[behind] | ((behind == _STOP) & (ends == starts + 1))).tolist(),
            apart=[*np.flatnonzero(~spaced).tolist(), len(starts) - 1][: len(starts)],
            odd=odd,
        )

    def _in_ascii(self, text: str) -> tuple[bytes, NDArray[np.intp]]:
        """The text with a character of its class for each that is not ASCII, and where those stand."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        beyond = np.flatnonzero(codes >= _ASCII)
        shown = codes.astype(np.uint8)
        shown[beyond] = [self._classes[code] for code in codes[beyond].tolist()]
        return shown.tobytes(), beyond


def letter_counts(text: str) -> tuple[int, int]:
    """How many characters of ``text`` are letters, and how many of these are capitals."""
    plain = text.encode("ascii", "replace")
    letters, capitals = len(plain.translate(None, _NO_LETTERS)), len(plain.translate(None, _NO_CAPITALS))
    if not text.isascii():
        beyond = _BEYOND_ASCII.findall(text)
        letters += sum(map(str.isalpha, beyond))
        capitals += sum(map(str.isupper, beyond))
    return letters, capitals
