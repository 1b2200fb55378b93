"""Where the demonstration runs: never into other news unasked, and each time anew."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.feeds import read_feed_list
from pipeline.settings import Settings, prepared, read_settings
from pipeline.state import register_feeds
from pipeline.wiring.demonstrating import demo_settings, sample_folder
from pipeline.wiring.opening import state_of, utc_now


def named(tmp_path: Path, **more: str) -> Settings:
    return prepared(read_settings({"home": str(tmp_path / "home"), **more}, {}))


def polled(settings: Settings, url: str) -> None:
    with state_of(settings) as state, state.write() as connection:
        register_feeds(connection, [(url, url, "")], utc_now() - timedelta(days=1), 900.0)


def test_with_nothing_named_it_takes_a_fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    first = demo_settings(read_settings({}, {}))
    (first.home / "warehouse.db").write_bytes(b"old")
    second = demo_settings(read_settings({}, {}))
    assert first.home == second.home == tmp_path / "conflictwire-demo"
    assert list(second.home.iterdir()) == []


def test_a_home_that_was_named_is_used(tmp_path: Path) -> None:
    settings = named(tmp_path)
    assert demo_settings(settings) is settings
    by_environment = prepared(read_settings({}, {"CONFLICTWIRE_HOME": str(tmp_path / "other")}))
    assert demo_settings(by_environment) is by_environment


def test_an_earlier_demonstration_goes_first(tmp_path: Path) -> None:
    settings = named(tmp_path)
    polled(settings, "http://meridianwire.example.localhost:4711/feed.xml")
    (settings.home / "warehouse.db").write_bytes(b"old")
    (settings.home / "notes.txt").write_bytes(b"mine")
    assert demo_settings(settings) is settings
    assert [file.name for file in settings.home.iterdir()] == ["notes.txt"]


def test_other_news_is_never_touched_unasked(tmp_path: Path) -> None:
    settings = named(tmp_path)
    polled(settings, "http://meridianwire.example.localhost:4711/feed.xml")
    polled(settings, "https://news.example.org/feed.xml")
    with pytest.raises(UsageError, match="hold news already"):
        demo_settings(settings)
    assert demo_settings(settings, keep=True) is settings


def test_of_named_stores_nothing_is_removed(tmp_path: Path) -> None:
    settings = named(tmp_path, warehouse=f"sqlite:///{tmp_path / 'team.db'}")
    polled(settings, "http://meridianwire.example.localhost:4711/feed.xml")
    with pytest.raises(UsageError, match="hold news already"):
        demo_settings(settings)


def test_the_samples_are_a_list_with_a_feed_file_for_each() -> None:
    with sample_folder() as folder:
        sources = read_feed_list(folder / "feeds.yaml")
        assert len(sources) == 5
        assert all((folder / source.url.removeprefix("https://")).is_file() for source in sources)
