"""Add the newest versions to the golden bytes: ``python -m tests.golden.records.rewrite``.

For each published version of each record its fingerprint and its example as it stands on the wire. An entry that is
there is never rewritten: records of that version lie on topics, and these very bytes must stay readable.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.records import NAMES, PublishedSchema, encode, json_shape, newest, schema_folder

GOLDEN = Path(__file__).parent / "wire.json"


def newest_value(schema: PublishedSchema) -> Any:
    """The example of a newest version, as a record."""
    (cls,) = [cls for cls, name in NAMES.items() if name == schema.name]
    path = schema_folder() / schema.record / f"v{schema.version}.example.json"
    return json_shape(cls).from_row(json.loads(path.read_text(encoding="utf-8")))


def golden() -> dict[str, dict[str, str]]:
    """``record/version`` → fingerprint and wire, in hex."""
    entries: dict[str, dict[str, str]] = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    return entries


def main() -> None:
    """Write the file."""
    fresh = {
        f"{schema.record}/v{schema.version}": {
            "fingerprint": schema.fingerprint,
            "wire": encode(newest_value(schema)).hex(),
        }
        for schema in newest().values()
    }
    GOLDEN.write_text(json.dumps(fresh | golden(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
