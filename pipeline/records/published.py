"""The published schemas: every version of every record that was ever on a topic.

In a checkout they lie in ``schemas/`` at its root; the wheel carries them beside this module. A version that was
published is never changed: what it wrote must stay readable for ever.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fastavro
from fastavro.schema import fingerprint as avro_fingerprint
from fastavro.schema import to_parsing_canonical_form

VERSION_FILE = re.compile(r"v([0-9]+)\.avsc")


@dataclass(frozen=True, slots=True)
class PublishedSchema:
    """One published version of one record's schema.

    Attributes:
        record: the folder's name, e.g. ``article``.
        name: the full Avro name, e.g. ``conflictwire.Article``.
        version: counts from 1.
        fingerprint: CRC-64-AVRO of the parsing canonical form, 16 hex digits in the order of the wire
            (little-endian), as it stands in a record and as the key on ``news.schemas``.
        schema: the schema as written, with logical types and defaults.
        parsed: the schema prepared for fastavro.
    """

    record: str
    name: str
    version: int
    fingerprint: str
    schema: dict[str, Any]
    parsed: Any


def schema_folder() -> Path:
    """Where the schemas lie: beside this module in an installed wheel, at the root of a checkout otherwise."""
    installed = Path(__file__).parent / "schemas"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "schemas"


def schema_fingerprint(schema: dict[str, Any]) -> str:
    """CRC-64-AVRO of the parsing canonical form, 16 hex digits, little-endian (Avro 1.12, "Schema Fingerprints")."""
    return str(avro_fingerprint(to_parsing_canonical_form(schema), "CRC-64-AVRO"))


@cache
def published() -> tuple[PublishedSchema, ...]:
    """All published schemas, by record and version, oldest version first."""
    folders = sorted(folder for folder in schema_folder().iterdir() if folder.is_dir())
    return tuple(_load(path) for folder in folders for path in _version_files(folder))


@cache
def newest() -> dict[str, PublishedSchema]:
    """Full Avro name → the version that this program reads and writes."""
    return {schema.name: schema for schema in published()}


def schema_json(schema: PublishedSchema) -> bytes:
    """The schema as it stands on ``news.schemas``: compact JSON, UTF-8, the same bytes every time."""
    return json.dumps(schema.schema, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _version_files(folder: Path) -> list[Path]:
    found = [(int(match[1]), path) for path in folder.iterdir() if (match := VERSION_FILE.fullmatch(path.name))]
    return [path for _, path in sorted(found)]


def _load(path: Path) -> PublishedSchema:
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    parsed: Any = fastavro.parse_schema(schema)
    return PublishedSchema(
        record=path.parent.name,
        name=parsed["name"],
        version=int(path.stem.removeprefix("v")),
        fingerprint=schema_fingerprint(schema),
        schema=schema,
        parsed=parsed,
    )
