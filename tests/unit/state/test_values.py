"""Times and entry values go in and come out unchanged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from pipeline.state import EntryValues, UtcDateTime, host_of


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        UtcDateTime().process_bind_param(datetime(2017, 11, 9), sqlite.dialect())  # noqa: DTZ001


@given(st.text(), st.text(), st.none() | st.datetimes(timezones=st.just(UTC)), st.lists(st.text()))
def test_entry_values_survive_json(title: str, link: str, at: datetime | None, authors: list[str]) -> None:
    values = EntryValues(title, link, published=at, updated=None, authors=tuple(authors))
    assert EntryValues.from_json(values.to_json()) == values
    values.to_json().encode("ascii")


def test_a_lone_surrogate_can_be_stored() -> None:
    values = EntryValues("broken \ud83d title", "https://news.example/1")
    assert EntryValues.from_json(values.to_json()) == values
    assert "\x00" not in EntryValues("nul \x00", "").to_json()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://News.Example/a", "news.example"),
        ("http://127.0.0.1:8080/a?b", "127.0.0.1:8080"),
        ("https://me:secret@news.example/", "news.example"),
    ],
)
def test_a_host_is_named_with_its_port_and_without_credentials(url: str, host: str) -> None:
    assert host_of(url) == host
