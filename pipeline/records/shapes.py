"""Values ⇄ plain rows: the converters between the model's dataclasses and what Avro and JSON hold.

A shape is compiled once from the type hints of a frozen dataclass, so that no field is named twice. Rows hold
str, int, float, bool, bytes, None, lists and dicts; times stay `datetime` in a row for Avro and become ISO 8601
in a row for JSON, where bytes become base64.
"""

from __future__ import annotations

import base64
import dataclasses
import math
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pipeline.errors import InvalidRecord

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """The two directions of one type.

    Attributes:
        to_row: a value to its row; raises InvalidRecord on a naive time or a wrong class.
        from_row: a row to its value; raises InvalidRecord on a word that is not in its enum.
    """

    to_row: Convert
    from_row: Convert


def avro_shape(cls: type) -> Shape:
    """The shape between ``cls`` and the dict that fastavro reads and writes."""
    return _dataclass_shape(cls, {datetime: Shape(_aware, _aware), bytes: _plain(bytes)})


def json_shape(cls: type) -> Shape:
    """The shape between ``cls`` and a dict that the json module can write."""
    times = Shape(lambda at: _aware(at).isoformat(), lambda text: _aware(datetime.fromisoformat(text)))
    raw = Shape(lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode)
    return _dataclass_shape(cls, {datetime: times, bytes: raw})


def _aware(at: datetime) -> datetime:
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise InvalidRecord(f"not an aware time: {at!r}")
    return at.astimezone(UTC)


def _plain(expected: type) -> Shape:
    def check(value: Any) -> Any:
        if type(value) is not expected:
            raise InvalidRecord(f"{type(value).__name__} where {expected.__name__} belongs")
        return value

    return Shape(check, check)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if not isinstance(value, str):
        raise InvalidRecord(f"{type(value).__name__} where str belongs")
    return str.__str__(value)  # a word of an enum, written as the plain word


def _float(value: Any) -> float:
    # NaN would make two equal records differ, and no JSON or SQL holds an infinity
    if type(value) not in (float, int) or not math.isfinite(value):
        raise InvalidRecord(f"not a finite number: {value!r}")
    return float(value)


def _enum_shape(cls: type[StrEnum]) -> Shape:
    words = {word.value: word for word in cls}

    def from_row(word: Any) -> StrEnum:
        try:
            return words[word]
        except (KeyError, TypeError) as e:
            raise InvalidRecord(f"{word!r} is no {cls.__name__}") from e

    return Shape(lambda word: from_row(word).value, from_row)


def _optional_shape(inner: Shape) -> Shape:
    def to_row(value: Any) -> Any:
        return None if value is None else inner.to_row(value)

    def from_row(row: Any) -> Any:
        return None if row is None else inner.from_row(row)

    return Shape(to_row, from_row)


def _tuple_shape(inner: Shape) -> Shape:
    def to_row(values: Any) -> Any:
        return [inner.to_row(value) for value in values]

    def from_row(rows: Any) -> Any:
        return tuple([inner.from_row(row) for row in rows])

    return Shape(to_row, from_row)


def _dataclass_shape(cls: type, leaves: dict[type, Shape]) -> Shape:
    hints = typing.get_type_hints(cls)
    fields = [(field.name, _shape_of(hints[field.name], leaves)) for field in dataclasses.fields(cls)]
    writers = [(name, shape.to_row) for name, shape in fields]
    readers = [(name, shape.from_row) for name, shape in fields]

    def to_row(value: Any) -> dict[str, Any]:
        if type(value) is not cls:
            raise InvalidRecord(f"{type(value).__name__} where {cls.__name__} belongs")
        return {name: write(getattr(value, name)) for name, write in writers}

    def from_row(row: dict[str, Any]) -> Any:
        try:
            return cls(*[read(row[name]) for name, read in readers])
        except KeyError as e:
            raise InvalidRecord(f"{cls.__name__} without {e.args[0]}") from e

    return Shape(to_row, from_row)


def _shape_of(hint: Any, leaves: dict[type, Shape]) -> Shape:
    if hint in leaves:
        return leaves[hint]
    if typing.get_origin(hint) is tuple:
        return _tuple_shape(_shape_of(typing.get_args(hint)[0], leaves))
    if isinstance(hint, types.UnionType):
        (inner,) = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
        return _optional_shape(_shape_of(inner, leaves))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass_shape(hint, leaves)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_shape(hint)
    special = {float: _float, str: _text}.get(hint)
    return Shape(special, special) if special else _plain(hint)
