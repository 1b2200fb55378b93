"""Records ⇄ bytes: Avro schemas with fingerprints, every published version kept."""

from __future__ import annotations

from pipeline.records.codec import NAMES, Lookup, decode, encode, fingerprint_of, no_lookup
from pipeline.records.compatibility import incompatibilities
from pipeline.records.published import (
    PublishedSchema,
    newest,
    published,
    schema_fingerprint,
    schema_folder,
    schema_json,
)
from pipeline.records.rules import RecordValue, check_record
from pipeline.records.shapes import avro_shape, json_shape

__all__ = [
    "NAMES",
    "Lookup",
    "PublishedSchema",
    "RecordValue",
    "avro_shape",
    "check_record",
    "decode",
    "encode",
    "fingerprint_of",
    "incompatibilities",
    "json_shape",
    "newest",
    "no_lookup",
    "published",
    "schema_fingerprint",
    "schema_folder",
    "schema_json",
]
