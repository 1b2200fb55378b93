"""What waits where, and letters read back: on stores with something in them, and on stores that are away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.records import decode
from pipeline.settings import Settings, prepared, read_settings
from pipeline.stream import ARTICLES, DEAD_LETTERS, Message, Record
from pipeline.wiring.consuming import letter
from pipeline.wiring.letters import read_letters
from pipeline.wiring.opening import stream_of, warehouse_of
from pipeline.wiring.reporting import report

AT = datetime(2017, 11, 9, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepared(read_settings({"home": str(tmp_path / "home")}, {}))


def numbers(settings: Settings) -> dict[tuple[str, str], str]:
    return {(line.store, line.what): line.value for line in report(settings)}


def buried(offset: int, value: bytes) -> Message:
    return letter(Record(ARTICLES, 2, offset, b"key", value, AT, ()), ValueError("no\nrecord"))


def test_an_empty_home_counts_nothing(settings: Settings) -> None:
    with warehouse_of(settings):
        seen = numbers(settings)
    assert seen["state", "feeds"] == seen["stream", ARTICLES] == seen["warehouse", "events"] == "0"
    assert seen["warehouse", "current edition"] == "live"


def test_what_is_behind_is_counted(settings: Settings) -> None:
    with warehouse_of(settings), stream_of(settings) as stream:
        stream.produce([Message(ARTICLES, bytes([n]), b"x", AT) for n in range(7)])
    seen = numbers(settings)
    assert seen["stream", ARTICLES] == seen["warehouse", f"behind {ARTICLES}"] == "7"


def test_a_store_that_is_away_costs_its_own_lines(settings: Settings, tmp_path: Path) -> None:
    seen = numbers(replace(settings, state=f"sqlite:///{tmp_path}"))
    assert "\n" not in seen["state", "away"]
    assert ("stream", ARTICLES) in seen
    assert ("warehouse", "away") in seen  # nothing was ever loaded here, and a report makes no warehouse


def test_letters_are_read_once_each_whole_and_in_order(settings: Settings) -> None:
    with stream_of(settings) as stream:
        stream.produce([buried(5, b"\x00junk"), buried(5, b"\x00junk"), buried(6, b"")])
        (tp,) = stream.end_offsets([DEAD_LETTERS])
        assert len([decode(record.value) for record in stream.read(tp, 0)]) == 3
    first, second = read_letters(settings, print)
    assert (first.topic, first.partition, first.offset, first.value) == (ARTICLES, 2, 5, b"\x00junk")
    assert (first.reason, first.kind, first.timestamp) == ("no record", "ValueError", AT)
    assert second.offset == 6


def test_a_log_that_is_away_hides_no_number_of_the_warehouse(settings: Settings, tmp_path: Path) -> None:
    with warehouse_of(settings):
        seen = numbers(replace(settings, stream=f"sqlite:///{tmp_path}"))
    assert ("stream", "away") in seen
    assert seen["warehouse", "events"] == "0"
    assert ("warehouse", f"behind {ARTICLES}") not in seen
