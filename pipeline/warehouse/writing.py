"""Writing the answer to a query: CSV, JSON and Parquet, row by row in constant memory."""

from __future__ import annotations

import base64
import csv
import json
import math
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TextIO

from pipeline.errors import SettingsError
from pipeline.warehouse.query import Answer, Value
from pipeline.warehouse.tables import metadata

_ROW_GROUP = 10_000


def write_csv(answer: Answer, out: TextIO) -> int:
    """Write a header line and the rows (RFC 4180, lines end with LF); NULL is empty. Tells the number of rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    count = 0
    for row in answer.rows:
        writer.writerow([_printable(value) for value in row])
        count += 1
    return count


def write_json(answer: Answer, out: TextIO) -> int:
    """Write one JSON array of objects, an object a line. Tells the number of rows.

    A second column of one name is called ``name_2``, so that no value is lost; infinity, which JSON lacks, is null.
    """
    out.write("[")
    count = 0
    names = _distinct(answer.columns)
    for row in answer.rows:
        named = {name: _jsonable(value) for name, value in zip(names, row, strict=True)}
        out.write((",\n" if count else "\n") + json.dumps(named, ensure_ascii=False))
        count += 1
    out.write("\n]\n" if count else "]\n")
    return count


def write_parquet(answer: Answer, path: Path) -> int:
    """Write a Parquet file of row groups of 10,000. Tells the number of rows.

    A column's type is that of its values in the first row group; a column that holds none there
    has the type that the warehouse gives its name (`killed_best`: a number), else it is text.

    Raises:
        SettingsError: pyarrow is not installed, or a column changes its type on the way.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as e:
        raise SettingsError("Parquet needs pyarrow: install conflictwire[parquet]") from e
    first = list(islice(answer.rows, _ROW_GROUP))
    columns = list(zip(*first, strict=True)) if first else [()] * len(answer.columns)
    arrays = [pa.array(column) for column in columns]
    known = {"int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    types = [
        array.type if array.type != pa.null() else known.get(_declared().get(name, ""), pa.string())
        for name, array in zip(answer.columns, arrays, strict=True)
    ]
    schema = pa.schema(list(zip(_distinct(answer.columns), types, strict=True)))
    count = 0
    try:
        with pq.ParquetWriter(str(path), schema) as writer:
            rows = first
            while True:
                group = list(zip(*rows, strict=True)) if rows else [()] * len(types)
                writer.write_table(pa.table([pa.array(c, t) for c, t in zip(group, types, strict=True)], schema=schema))
                count += len(rows)
                rows = list(islice(answer.rows, _ROW_GROUP))
                if not rows:
                    return count
    except (pa.ArrowInvalid, pa.ArrowTypeError) as e:
        raise SettingsError(f"a column changes its type between rows, cast it in the query: {e}") from e


@cache
def _declared() -> dict[str, str]:
    """Column name → int, float or bool, where all tables that have the column agree."""
    types: dict[str, set[str]] = {}
    for table in metadata.tables.values():
        for column in table.columns:
            types.setdefault(column.name, set()).add(column.type.python_type.__name__)
    return {name: next(iter(found)) for name, found in types.items() if len(found) == 1}


def _printable(value: Value) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _distinct(columns: Iterable[str]) -> list[str]:
    names: dict[str, None] = {}
    for column in columns:
        name, number = column, 1
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names[name] = None
    return list(names)


def _jsonable(value: Value) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
