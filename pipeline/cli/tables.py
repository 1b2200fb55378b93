"""Tables on a terminal: as wide as it is, no escape sequences from the values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from pipeline.warehouse.types import iso

_WIDE = 200
_BETWEEN = 3
_PAD = 2
_PROSE = 16
_WORD = 30
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], target: TextIO, most: int = 1000) -> int:
    """Print rows as a table and return how many there were; at most ``most``, and a line says when there are more.

    Where the columns do not fit beside each other, each row is a block of its own, one line a column. Control
    characters of the values are shown as blanks: a headline must not move the cursor.
    """
    iterator = iter(rows)
    shown = [[_plain(value) for value in row] for row in islice(iterator, most)]
    console = Console(file=target, width=None if target.isatty() else _WIDE, markup=False, highlight=False, emoji=False)
    widths = [_widths(column, [row[at] for row in shown]) for at, column in enumerate(columns)]
    if sum(least for least, _ in widths) + _BETWEEN * len(columns) <= console.width:
        console.print(_side_by_side(columns, shown, widths))
    else:
        # in a terminal that is narrower than a name, the terminal breaks it: it can still be copied whole
        console.width = max(console.width, max(map(cell_len, columns)) + _PAD + max(least for least, _ in widths))
        for number, row in enumerate(shown, 1):
            console.print(f"\n-- {number}")
            console.print(_block(columns, row))
    console.print(f"({len(shown)} row{'' if len(shown) == 1 else 's'})")
    if next(iterator, None) is not None:
        console.print(f"There are more than {most}: narrow the query, or take --format csv.")
    return len(shown)


def _widths(column: str, cells: list[str]) -> tuple[int, int]:
    """(least width at which a column can be read, its full width): prose may be broken, names, ids and dates not."""
    full = max(map(cell_len, [column, *cells]))
    longest_word = max((cell_len(word) for text in [column, *cells] for word in text.split()), default=0)
    prose = any(" " in cell for cell in cells)
    return min(full, max(_PROSE if prose else 0, min(longest_word, _WORD))), full


def _side_by_side(columns: Sequence[str], rows: list[list[str]], widths: list[tuple[int, int]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column, (least, full) in zip(columns, widths, strict=True):
        table.add_column(column, overflow="fold", no_wrap=least == full)
    for row in rows:
        table.add_row(*row)
    return table


def _block(columns: Sequence[str], row: list[str]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        table.add_row(column, value)
    return table


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return iso(value)  # the form in which `sql` gives times: what is copied from one finds rows in the other
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return printable(str(value))


def printable(text: str) -> str:
    """The text with blanks for control characters and for marks that turn the direction of what follows."""
    return "".join(" " if unicodedata.category(char) == "Cc" or char in _TURNING else char for char in text)
