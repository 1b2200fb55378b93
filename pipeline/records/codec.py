"""Records ⇄ bytes: Avro single-object encoding (Avro 1.12, "Single-object encoding").

A record is ``C3 01``, the 8-byte CRC-64-AVRO fingerprint of its writer's schema (little-endian), then the Avro binary
body. A reader finds the writer's schema by the fingerprint and resolves it to the newest that it ships, so that what an
older version wrote is read for ever, and what a newer one wrote is read as soon as its schema is known.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import fastavro

from pipeline.errors import InvalidRecord, UndecodableRecord, UnknownFingerprint
from pipeline.model.article import Article
from pipeline.model.correction import Correction
from pipeline.model.dead_letter import DeadLetter
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.records.published import newest, published, schema_fingerprint
from pipeline.records.rules import RecordValue, check_record
from pipeline.records.shapes import Shape, avro_shape

MARKER = b"\xc3\x01"
HEADER_BYTES = 10
NAMES: dict[type, str] = {
    Article: "conflictwire.Article",
    Tagging: "conflictwire.Tagging",
    LedgerRecord: "conflictwire.LedgerRecord",
    Correction: "conflictwire.Correction",
    DeadLetter: "conflictwire.DeadLetter",
}
_CLASSES = {name: cls for cls, name in NAMES.items()}
_MAX_FOREIGN = 256
_foreign: dict[str, Any] = {}

Lookup = Callable[[str], dict[str, Any] | None]


def encode(value: RecordValue) -> bytes:
    """Encode one record under the newest schema of its class; equal values give equal bytes.

    Raises:
        InvalidRecord: a naive time, a value of a wrong type or beyond its range, a lone surrogate in a string, or a
            broken rule of `pipeline.records.rules`.
    """
    name = NAMES.get(type(value))
    if name is None:
        raise InvalidRecord(f"{type(value).__name__} is no record")
    check_record(value)
    header, schema = _writer(name)
    body = io.BytesIO()
    body.write(header)
    try:
        fastavro.schemaless_writer(body, schema, _shape(name).to_row(value))
    except (ValueError, TypeError, OverflowError, AttributeError) as e:
        raise InvalidRecord(f"{type(value).__name__} cannot be encoded: {e}") from e
    return body.getvalue()


def no_lookup(fingerprint: str) -> dict[str, Any] | None:
    """Look nothing up: for readers that know the shipped schemas only."""
    del fingerprint
    return None


def decode(raw: bytes, lookup: Lookup = no_lookup) -> RecordValue:
    """Decode one record, whatever published schema wrote it.

    Args:
        raw: the record's bytes.
        lookup: fingerprint (16 hex digits, see `PublishedSchema.fingerprint`) → writer schema or None; called only for
            fingerprints that this program does not ship. A schema that it found is kept for the process's life.

    Raises:
        UnknownFingerprint: the writer's schema is not shipped, and ``lookup`` does not know it (transient).
        UndecodableRecord: the bytes are no record, are cut off, go on after the record, or are a record of a class
            that this program does not read (terminal).
        InvalidRecord: the record decodes, and a value breaks the contract (terminal).
    """
    if len(raw) < HEADER_BYTES or raw[:2] != MARKER:
        raise UndecodableRecord(f"no single-object encoding: {len(raw)} bytes, first {raw[:2].hex() or 'none'}")
    writer = _writer_schema(raw[2:HEADER_BYTES].hex(), lookup)
    name = str(writer["name"])
    if name not in _CLASSES:
        raise UndecodableRecord(f"a record of {name}, which this program does not read")
    value: RecordValue = _shape(name).from_row(_read(raw, writer, name))
    check_record(value)
    return value


def fingerprint_of(raw: bytes) -> str:
    """The writer's fingerprint of encoded bytes (16 hex digits), "" where they are no single-object encoding."""
    return raw[2:HEADER_BYTES].hex() if raw[:2] == MARKER and len(raw) >= HEADER_BYTES else ""


def _read(raw: bytes, writer: Any, name: str) -> dict[str, Any]:
    reader = newest()[name].parsed
    body = io.BytesIO(raw)
    body.seek(HEADER_BYTES)
    try:
        row: dict[str, Any] = fastavro.schemaless_reader(body, writer, None if writer is reader else reader)  # type: ignore[assignment]
    # a broken body can break any step of the reader: all that it throws means the same
    except Exception as e:
        raise UndecodableRecord(f"{name}: {type(e).__name__} {e}"[:200]) from e
    if body.tell() != len(raw):
        raise UndecodableRecord(f"{name}: {len(raw) - body.tell()} bytes after the record's end")
    return row


def _writer_schema(fingerprint: str, lookup: Lookup) -> Any:
    known = _shipped().get(fingerprint) or _foreign.get(fingerprint)
    if known is not None:
        return known
    found = lookup(fingerprint)
    # a schema under a wrong key must not explain these bytes
    if found is None or schema_fingerprint(found) != fingerprint:
        raise UnknownFingerprint(fingerprint)
    if len(_foreign) >= _MAX_FOREIGN:
        _foreign.clear()
    return _foreign.setdefault(fingerprint, fastavro.parse_schema(found))


@cache
def _shipped() -> dict[str, Any]:
    # the newest of each record is one and the same object as the reader's: then fastavro resolves nothing
    return {schema.fingerprint: schema.parsed for schema in published()}


@cache
def _shape(name: str) -> Shape:
    return avro_shape(_CLASSES[name])


@cache
def _writer(name: str) -> tuple[bytes, Any]:
    schema = newest()[name]
    return MARKER + bytes.fromhex(schema.fingerprint), schema.parsed
