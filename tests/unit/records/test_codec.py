"""Records ⇄ bytes."""

from __future__ import annotations

import copy
import io
import json
import random
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import fastavro
import pytest

from pipeline.errors import InvalidRecord, UndecodableRecord, UnknownFingerprint
from pipeline.model.article import Article
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import Tagging
from pipeline.model.words import EventType, Outcome
from pipeline.records import (
    NAMES,
    RecordValue,
    decode,
    encode,
    fingerprint_of,
    json_shape,
    newest,
    published,
    schema_fingerprint,
    schema_json,
)
from tests.golden.records.rewrite import golden, newest_value

VALUES: list[RecordValue] = [newest_value(schema) for schema in newest().values()]


def value_of(cls: type) -> Any:
    (found,) = [value for value in VALUES if type(value) is cls]
    return found


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_record_comes_back_as_it_was(value: RecordValue) -> None:
    assert decode(encode(value)) == value


@pytest.mark.parametrize("entry", golden().items(), ids=lambda entry: str(entry[0]))
def test_every_published_version_is_read_for_ever(entry: tuple[str, dict[str, str]]) -> None:
    raw = bytes.fromhex(entry[1]["wire"])
    assert fingerprint_of(raw) == entry[1]["fingerprint"]
    assert type(decode(raw)) in NAMES


def test_published_schemas_are_never_changed() -> None:
    there = {f"{schema.record}/v{schema.version}": schema.fingerprint for schema in published()}
    assert there == {name: entry["fingerprint"] for name, entry in golden().items()}


@pytest.mark.parametrize("schema", newest().values(), ids=lambda schema: str(schema.name))
def test_the_bytes_of_the_newest_version(schema: Any) -> None:
    # what a resend relies on: equal values give equal bytes, on every machine
    assert encode(newest_value(schema)).hex() == golden()[f"{schema.record}/v{schema.version}"]["wire"]


@pytest.mark.parametrize("schema", newest().values(), ids=lambda schema: str(schema.name))
def test_schema_and_dataclass_have_the_same_fields(schema: Any) -> None:
    (cls,) = [cls for cls, name in NAMES.items() if name == schema.name]
    assert [field["name"] for field in schema.schema["fields"]] == [field.name for field in fields(cls)]


def test_the_frame_is_single_object_encoding() -> None:
    raw = encode(value_of(Article))
    assert raw[:2] == b"\xc3\x01"
    assert raw[2:10].hex() == newest()["conflictwire.Article"].fingerprint
    with io.BytesIO(raw[10:]) as body:
        row: Any = fastavro.schemaless_reader(body, newest()["conflictwire.Article"].parsed, None)
    assert row["title"] == value_of(Article).title


def test_fingerprints_are_those_of_the_avro_specification() -> None:
    # Avro 1.12, test vectors of CRC-64-AVRO: "int" is 0x7275d51a3f395c8f; the wire has the low byte first
    schema: Any = "int"
    assert schema_fingerprint(schema) == bytes.fromhex("7275d51a3f395c8f")[::-1].hex()


@pytest.mark.parametrize(
    "raw", [b"", b"\xc3", b"\xc3\x01", b"\xc3\x01" + bytes(7), b"{}", bytes(100), b"\x00\x00\x00\x00\x01abc"]
)
def test_bytes_that_are_no_record(raw: bytes) -> None:
    with pytest.raises(UndecodableRecord):
        decode(raw)
    assert fingerprint_of(raw) == ""


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_cut_is_noticed(value: RecordValue) -> None:
    raw = encode(value)
    for length in range(10, len(raw)):
        with pytest.raises(UndecodableRecord):
            decode(raw[:length])
    with pytest.raises(UndecodableRecord, match="1 bytes after"):
        decode(raw + b"\x00")


def test_broken_bytes_give_nothing_but_terminal_errors() -> None:
    chance = random.Random(11)
    for value in VALUES:
        raw = bytearray(encode(value))
        for _ in range(500):
            broken = bytearray(raw)
            for _ in range(chance.randint(1, 4)):
                broken[chance.randrange(10, len(raw))] = chance.randrange(256)
            try:
                decode(bytes(broken))
            except (UndecodableRecord, InvalidRecord) as e:
                assert "\n" not in str(e)


def test_an_unknown_fingerprint_names_itself() -> None:
    raw = b"\xc3\x01" + bytes(range(8)) + encode(value_of(Article))[10:]
    with pytest.raises(UnknownFingerprint) as caught:
        decode(raw, lambda fingerprint: None)
    assert caught.value.fingerprint == "0001020304050607"


def newer_article() -> tuple[dict[str, Any], bytes]:
    """A version of Article that this program does not ship, and a record of it."""
    schema = copy.deepcopy(newest()["conflictwire.Article"].schema)
    schema["fields"].insert(3, {"name": "mood", "type": "string", "default": ""})
    row = io.BytesIO(encode(value_of(Article))[10:])
    known: Any = fastavro.schemaless_reader(row, newest()["conflictwire.Article"].parsed, None)
    body = io.BytesIO()
    fastavro.schemaless_writer(body, fastavro.parse_schema(schema), known | {"mood": "grim"})
    return schema, b"\xc3\x01" + bytes.fromhex(schema_fingerprint(schema)) + body.getvalue()


def test_a_newer_writer_is_read_once_its_schema_is_found() -> None:
    schema, raw = newer_article()
    asked: list[str] = []

    def lookup(fingerprint: str) -> dict[str, Any] | None:
        asked.append(fingerprint)
        return schema

    assert decode(raw, lookup) == decode(raw, lookup) == value_of(Article)
    assert asked == [schema_fingerprint(schema)]


def test_a_schema_under_a_wrong_key_explains_nothing() -> None:
    schema, raw = newer_article()
    other = copy.deepcopy(schema)
    other["fields"].append({"name": "more", "type": "string", "default": ""})
    raw = b"\xc3\x01" + bytes.fromhex(schema_fingerprint(other)) + raw[10:]
    with pytest.raises(UnknownFingerprint):
        decode(raw, lambda fingerprint: schema)


def test_a_record_of_another_program() -> None:
    schema = {"type": "record", "name": "elsewhere.Thing", "fields": [{"name": "n", "type": "int"}]}
    with pytest.raises(UndecodableRecord, match=r"elsewhere\.Thing"):
        decode(b"\xc3\x01" + bytes.fromhex(schema_fingerprint(schema)) + b"\x02", lambda fingerprint: schema)


def test_times_come_back_as_aware_utc_to_the_microsecond() -> None:
    local = datetime(2026, 5, 1, 2, 3, 4, 567891, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    back = decode(encode(replace(value_of(Article), fetched_at=local)))
    assert isinstance(back, Article)
    assert back.fetched_at == local
    assert back.fetched_at.tzinfo is UTC


def test_equal_times_give_equal_bytes() -> None:
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    elsewhere = at.astimezone(timezone(timedelta(hours=-7)))
    article = value_of(Article)
    assert encode(replace(article, fetched_at=at)) == encode(replace(article, fetched_at=elsewhere))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("fetched_at", datetime(2026, 1, 1), "aware"),  # noqa: DTZ001 -- what must be refused
        ("title", "\ud800", "surrogates"),
        ("title", None, "NoneType where str"),
        ("version", 0, "below 1"),
        ("version", True, "bool where int"),
        ("page_bytes", 2**70, "cannot be encoded"),
        ("article_id", "", "natural key"),
        ("published_how", "hearsay", "is no How"),
    ],
)
def test_an_article_that_breaks_the_contract(field: str, value: Any, said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        encode(replace(value_of(Article), **{field: value}))


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_is_a_number(score: float) -> None:
    with pytest.raises(InvalidRecord, match="not a finite number"):
        encode(replace(value_of(Tagging), score=score))


def test_a_claims_rules() -> None:
    tagging = value_of(Tagging)
    claim = tagging.claims[0]
    broken = [
        replace(claim, type="SKIRMISH"),
        replace(claim, ordinal=1),
        replace(claim, place=replace(claim.place, precision=8)),
        replace(claim, date=replace(claim.date, precision=0)),
        replace(claim, evidence=(replace(claim.evidence[0], end=1),)),
        replace(claim, evidence=(replace(claim.evidence[0], part="caption"),)),
    ]
    for one in broken:
        with pytest.raises(InvalidRecord):
            encode(replace(tagging, claims=(one,)))
    with pytest.raises(InvalidRecord, match="is no event type"):
        encode(replace(tagging, kind="SPORT"))


def test_a_verdict_belongs_to_a_decision() -> None:
    with pytest.raises(InvalidRecord, match="verdict"):
        encode(replace(value_of(LedgerRecord), verdict=None))


def test_a_word_of_an_enum_may_stand_for_its_string() -> None:
    tagging = value_of(Tagging)
    as_words = replace(tagging, kind=EventType.GOV_REGAINS_TERRITORY)
    assert encode(as_words) == encode(tagging)


def test_a_word_that_this_program_does_not_know_is_invalid_not_garbage() -> None:
    schema = newest()["conflictwire.LedgerRecord"]
    raw = encode(value_of(LedgerRecord))
    assert raw.count(b"\x04ok") == 1
    with pytest.raises(InvalidRecord, match="is no Outcome"):
        decode(raw.replace(b"\x04ok", b"\x04ko"))
    assert Outcome("ok") is value_of(LedgerRecord).outcome
    assert fingerprint_of(raw) == schema.fingerprint


def test_what_is_no_record_is_not_encoded() -> None:
    text: Any = "text"
    with pytest.raises(InvalidRecord, match="str is no record"):
        encode(text)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_json_and_back(value: RecordValue) -> None:
    shape = json_shape(type(value))
    assert shape.from_row(shape.to_row(value)) == value


def test_the_schema_on_the_topic_has_its_fingerprint() -> None:
    for schema in published():
        assert schema_fingerprint(json.loads(schema_json(schema))) == schema.fingerprint
