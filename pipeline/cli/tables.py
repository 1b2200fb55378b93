"""Tables on a terminal: as wide as it is, no escape sequences from the values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.warehouse.types import iso

_WIDE = 200
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], target: TextIO, most: int = 1000) -> int:
    """Print rows as a table and return how many there were; at most ``most``, and a line says when there are more.

    Control characters of the values are shown as blanks: a headline must not move the cursor.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    iterator = iter(rows)
    count = 0
    for row in islice(iterator, most):
        table.add_row(*(_plain(value) for value in row))
        count += 1
    console = Console(file=target, width=None if target.isatty() else _WIDE, markup=False, highlight=False, emoji=False)
    console.print(table)
    console.print(f"({count} row{'' if count == 1 else 's'})")
    if next(iterator, None) is not None:
        console.print(f"There are more than {most}: narrow the query, or take --format csv.")
    return count


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
