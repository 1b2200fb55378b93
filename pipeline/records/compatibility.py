"""Full and transitive compatibility of a record's versions (Avro 1.12, "Schema Resolution").

Stricter than Avro where Avro is blind: the parsing canonical form drops logical types and defaults, so that two
versions can share a fingerprint and a reader would take one for the other; such a pair is refused, and so is a changed
logical type, which would silently turn micros into something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import fastavro

from pipeline.records.published import schema_fingerprint

_PROMOTIONS = {
    "int": {"int", "long", "float", "double"},
    "long": {"long", "float", "double"},
    "float": {"float", "double"},
    "string": {"string", "bytes"},
    "bytes": {"bytes", "string"},
}
_NAMED = ("record", "enum", "fixed")

Names = dict[str, Any]


def incompatibilities(versions: Sequence[dict[str, Any]]) -> list[str]:
    """Say why the versions of one record, oldest first, do not all read each other; empty when they do.

    Every version must read what every other wrote, older or newer, and no two may have one fingerprint. Each line names
    the two versions, the path of the field and the reason.
    """
    problems: list[str] = []
    for newer in range(len(versions)):
        for older in range(newer):
            problems += _compare(versions, older, newer)
    return problems


def _compare(versions: Sequence[dict[str, Any]], older: int, newer: int) -> Iterator[str]:
    if schema_fingerprint(versions[older]) == schema_fingerprint(versions[newer]):
        yield f"v{older + 1} and v{newer + 1} have one fingerprint: a reader cannot tell them apart"
    for reader, writer in ((newer, older), (older, newer)):
        for problem in cannot_read(versions[reader], versions[writer]):
            yield f"v{reader + 1} cannot read v{writer + 1}: {problem}"


def cannot_read(reader: dict[str, Any], writer: dict[str, Any]) -> list[str]:
    """Say why ``reader`` cannot read what ``writer`` wrote; empty when it can."""
    reader_names: Names = {}
    writer_names: Names = {}
    # parsing gives full names, so that two spellings of one namespace compare equal
    parsed = fastavro.parse_schema(reader, reader_names), fastavro.parse_schema(writer, writer_names)
    return list(_Resolution(reader_names, writer_names).problems(*parsed, ""))


class _Resolution:
    """One walk over a pair of schemas; remembers the pairs under way, for schemas that contain themselves."""

    def __init__(self, reader_names: Names, writer_names: Names) -> None:
        self._reader_names = reader_names
        self._writer_names = writer_names
        self._met: set[tuple[str, str]] = set()

    def problems(self, reader: Any, writer: Any, path: str) -> Iterator[str]:
        reader = self._reader_names.get(reader, reader) if isinstance(reader, str) else reader
        writer = self._writer_names.get(writer, writer) if isinstance(writer, str) else writer
        if isinstance(writer, list):
            for branch in writer:
                yield from self.problems(reader, branch, path)
        elif isinstance(reader, list):
            if all(any(self.problems(branch, writer, path)) for branch in reader):
                yield f"{path or '.'}: no branch of the reader's union takes {_kind(writer)}"
        else:
            yield from self._single(reader, writer, path)

    def _single(self, reader: Any, writer: Any, path: str) -> Iterator[str]:
        kind = _kind(reader)
        if kind not in _PROMOTIONS.get(_kind(writer), {_kind(writer)}):
            yield f"{path or '.'}: {_kind(writer)} became {kind}"
        elif _logical(reader) != _logical(writer):
            yield f"{path or '.'}: logical type {_logical(writer) or 'none'} became {_logical(reader) or 'none'}"
        elif kind in _NAMED:
            yield from self._named(reader, writer, path)
        elif kind in ("array", "map"):
            part = "items" if kind == "array" else "values"
            yield from self.problems(reader[part], writer[part], f"{path}[]")

    def _named(self, reader: Any, writer: Any, path: str) -> Iterator[str]:
        pair = (str(reader["name"]), str(writer["name"]))
        if pair[0] != pair[1]:
            yield f"{path or '.'}: {pair[1]} became {pair[0]}"
        elif pair not in self._met:
            self._met.add(pair)
            yield from self._content(reader, writer, path)

    def _content(self, reader: Any, writer: Any, path: str) -> Iterator[str]:
        kind = _kind(reader)
        if kind == "fixed" and reader["size"] != writer["size"]:
            yield f"{path or '.'}: size {writer['size']} became {reader['size']}"
        if kind == "enum" and "default" not in reader and (lost := set(writer["symbols"]) - set(reader["symbols"])):
            yield f"{path or '.'}: symbols {sorted(lost)} are gone, and there is no default"
        if kind == "record":
            yield from self._fields(reader, writer, path)

    def _fields(self, reader: Any, writer: Any, path: str) -> Iterator[str]:
        written = {field["name"]: field for field in writer["fields"]}
        for field in reader["fields"]:
            here = f"{path}.{field['name']}"
            if field["name"] in written:
                yield from self.problems(field["type"], written[field["name"]]["type"], here)
            elif "default" not in field:
                yield f"{here}: missing in what was written, and there is no default"


def _kind(schema: Any) -> str:
    return str(schema["type"]) if isinstance(schema, dict) else str(schema)


def _logical(schema: Any) -> str:
    return str(schema.get("logicalType", "")) if isinstance(schema, dict) else ""
