"""Versions of one record: what may change, and what may not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest

from pipeline.records import incompatibilities, published, schema_fingerprint

Schema = dict[str, Any]

BASE: Schema = {
    "type": "record",
    "name": "Thing",
    "namespace": "t",
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "size", "type": "int"},
        {"name": "note", "type": ["null", "string"], "default": None},
        {"name": "color", "type": {"type": "enum", "name": "Color", "symbols": ["RED", "BLUE"]}},
        {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 8}},
        {"name": "part", "type": {"type": "record", "name": "Part", "fields": [{"name": "n", "type": "int"}]}},
        {"name": "parts", "type": {"type": "array", "items": "Part"}},
        {"name": "by_name", "type": {"type": "map", "values": "double"}},
        {"name": "parent", "type": ["null", "Thing"], "default": None},
    ],
}


def changed(change: Callable[[dict[str, Schema]], object], base: Schema = BASE) -> Schema:
    schema = copy.deepcopy(base)
    change({field["name"]: field for field in schema["fields"]} | {"": schema})
    return schema


def added(field: Schema, base: Schema = BASE) -> Schema:
    return changed(lambda fields: fields[""]["fields"].append(field), base)


@pytest.mark.parametrize("record", [list(g) for _, g in groupby(published(), key=lambda schema: schema.record)])
def test_all_published_versions_read_each_other(record: list[Any]) -> None:
    assert [schema.version for schema in record] == list(range(1, len(record) + 1))
    assert len({schema.name for schema in record}) == 1
    assert incompatibilities([schema.schema for schema in record]) == []


def test_no_two_published_schemas_share_a_fingerprint() -> None:
    assert len({schema.fingerprint for schema in published()}) == len(published())


ALLOWED = {
    "a field with a default": added({"name": "mood", "type": "string", "default": ""}),
    "an optional field": added({"name": "mood", "type": ["null", "string"], "default": None}),
    "a field with a default goes": changed(lambda f: f[""]["fields"].remove(f["note"])),
    "fields change places": changed(lambda f: f[""]["fields"].insert(0, f[""]["fields"].pop(1))),
}


@pytest.mark.parametrize("newer", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_may_change(newer: Schema) -> None:
    assert incompatibilities([BASE, newer]) == []


REFUSED = {
    "a field without a default": (
        added({"name": "mood", "type": "string"}),
        ["v2 cannot read v1: .mood: missing in what was written, and there is no default"],
    ),
    "a field without a default goes": (
        changed(lambda f: f[""]["fields"].remove(f["size"])),
        ["v1 cannot read v2: .size: missing in what was written, and there is no default"],
    ),
    "a promotion works one way only": (
        changed(lambda f: f["size"].update(type="long")),
        ["v1 cannot read v2: .size: long became int"],
    ),
    "another type": (
        changed(lambda f: f["id"].update(type="int")),
        ["v2 cannot read v1: .id: string became int", "v1 cannot read v2: .id: int became string"],
    ),
    "a field becomes optional": (
        changed(lambda f: f["id"].update(type=["null", "string"])),
        ["v1 cannot read v2: .id: null became string"],
    ),
    "a branch goes": (
        changed(lambda f: f["note"].update(type=["null"])),
        ["v2 cannot read v1: .note: no branch of the reader's union takes string"],
    ),
    "a symbol goes": (
        changed(lambda f: f["color"]["type"].update(symbols=["RED"])),
        ["v2 cannot read v1: .color: symbols ['BLUE'] are gone, and there is no default"],
    ),
    "another size": (
        changed(lambda f: f["hash"]["type"].update(size=16)),
        ["v2 cannot read v1: .hash: size 8 became 16", "v1 cannot read v2: .hash: size 16 became 8"],
    ),
    "within a nested record": (
        changed(lambda f: f["part"]["type"]["fields"].append({"name": "m", "type": "int"})),
        ["v2 cannot read v1: .part.m: missing in what was written, and there is no default"],
    ),
    "within a map": (
        changed(lambda f: f["by_name"]["type"].update(values="string")),
        ["v2 cannot read v1: .by_name[]: double became string", "v1 cannot read v2: .by_name[]: string became double"],
    ),
    "another name": (
        changed(lambda f: f[""].update(name="Other", fields=f[""]["fields"][:2])),
        ["v2 cannot read v1: .: t.Thing became t.Other", "v1 cannot read v2: .: t.Other became t.Thing"],
    ),
}


@pytest.mark.parametrize(("newer", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_may_not_change(newer: Schema, said: list[str]) -> None:
    assert incompatibilities([BASE, newer]) == said


BLIND = {
    "a default": changed(lambda f: f["size"].update(default=0)),
    "a logical type": changed(lambda f: f["at"].update(type="long")),
    "millis for micros": changed(lambda f: f["at"]["type"].update(logicalType="timestamp-millis")),
    "a doc": changed(lambda f: f["size"].update(doc="in bytes")),
}


@pytest.mark.parametrize("newer", BLIND.values(), ids=BLIND.keys())
def test_two_versions_with_one_fingerprint_are_refused(newer: Schema) -> None:
    assert schema_fingerprint(newer) == schema_fingerprint(BASE)
    assert incompatibilities([BASE, newer])[0] == "v1 and v2 have one fingerprint: a reader cannot tell them apart"


def test_a_changed_logical_type_is_refused_under_another_fingerprint_too() -> None:
    newer = added({"name": "mood", "type": "string", "default": ""}, BLIND["millis for micros"])
    assert incompatibilities([BASE, newer]) == [
        "v2 cannot read v1: .at: logical type timestamp-micros became timestamp-millis",
        "v1 cannot read v2: .at: logical type timestamp-millis became timestamp-micros",
    ]


def test_compatibility_is_transitive() -> None:
    without = changed(lambda f: f[""]["fields"].remove(f["note"]))
    back = added({"name": "note", "type": "int", "default": 0}, without)
    assert incompatibilities([BASE, without]) == incompatibilities([without, back]) == []
    assert incompatibilities([BASE, without, back]) == [
        "v3 cannot read v1: .note: null became int",
        "v3 cannot read v1: .note: string became int",
        "v1 cannot read v3: .note: no branch of the reader's union takes int",
    ]
