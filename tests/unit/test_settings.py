from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import PREFIX, prepared, read_settings, redacted


def test_defaults_live_in_the_home() -> None:
    settings = read_settings(environ={"CONFLICTWIRE_HOME": "/srv/wire"})
    assert settings.home == Path("/srv/wire")
    assert settings.state == "sqlite:////srv/wire/state.db"
    assert settings.stream == "sqlite:////srv/wire/stream.db"
    assert settings.warehouse == "sqlite:////srv/wire/warehouse.db"
    assert settings.allow_hosts == ()


def test_a_flag_wins_over_the_environment_and_says_so() -> None:
    settings = read_settings({"host_delay_s": "0", "state": None}, {"CONFLICTWIRE_HOST_DELAY_S": "5"})
    assert settings.host_delay_s == 0
    assert settings.origin["host_delay_s"] == "flag"
    assert settings.origin["state"] == "default"


def test_postgresql_means_the_driver_that_is_shipped() -> None:
    settings = read_settings({"warehouse": "postgresql://wire:secret@db/wire"}, {})
    assert settings.warehouse == "postgresql+psycopg://wire:secret@db/wire"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("state", "mysql://x/y", "neither sqlite"),
        ("stream", "redis://x", "neither sqlite"),
        ("host_delay_s", "soon", "no number"),
        ("host_delay_s", "nan", "between"),
        ("allow_hosts", "127.0.0.1,/etc", "no host name"),
        ("user_agent", "a\r\nX-Evil: 1", "printable"),
        ("require", "oracle", "unknown backend"),
        ("encoder", "bert", "unknown encoder"),
    ],
)
def test_a_malformed_value_names_the_variable_and_the_reason(name: str, value: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as caught:
        read_settings(environ={PREFIX + name.upper(): value})
    assert PREFIX + name.upper() in str(caught.value)


def test_an_error_never_shows_a_password() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(environ={"CONFLICTWIRE_STATE": "mysql://wire:hunter2@db/x"})
    assert "hunter2" not in str(caught.value)


def test_shown_settings_have_no_password() -> None:
    settings = read_settings({"state": "postgresql://wire:hunter2@db/x"}, {})
    assert "hunter2" not in str(settings.shown())
    assert redacted("at kafka://u:p4ss@h:1 and sqlite:///x") == "at kafka://u:***@h:1 and sqlite:///x"
    assert redacted("u:p4ss@broker:9092 did not answer") == "u:***@broker:9092 did not answer"
    assert redacted("at 12:30 by a@b.example") == "at 12:30 by a@b.example"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://wire:hunter2:x@db/d",
        "postgresql://wire:hunter2/x@db/d",
        "postgresql://wire:x@hunter2@db/d",
        "postgresql://:hunter2@db/d",
        "postgresql://db/d?user=wire&password=hunter2",
        "postgresql://wire:hunter2@db:port/d",
        "postgresql://wire:hunter2@[::1/d",
        "kafka://u:hunter2@one:1,u:hunter2@two:2",
        "s3://key:hunter2/y@bucket",
        "https://u:hunter2@outlet.example/a@b",
    ],
)
def test_no_way_of_writing_a_password_shows_it(url: str) -> None:
    assert "hunter2" not in redacted(f"state {url}: away")
    with pytest.raises(SettingsError) as caught:
        read_settings({"state": url, "warehouse": "x"}, {})
    assert "hunter2" not in str(caught.value)


def test_the_address_of_a_page_is_shown_whole() -> None:
    for url in ("https://outlet.example/@author/1", "https://outlet.example:8080/a@b", "sqlite:////srv/a@b/c:d"):
        assert redacted(url) == url


@pytest.mark.parametrize("text", ["x" * 400_000, "a." * 200_000], ids=["word", "dots"])
def test_a_long_text_without_a_blank_is_read_once(text: str) -> None:
    """Reading it again from each of its characters, this does not end within the time limit of the tests."""
    assert redacted(text) == text


@pytest.mark.parametrize(
    "url", ["postgresql:///wire?host=/run/postgresql", "postgresql://u:p%40ss@[::1]:5432/wire?sslmode=require"]
)
def test_a_url_of_postgresql_is_kept_as_it_is_written(url: str) -> None:
    assert read_settings({"state": url}, {}).state == url.replace("postgresql:", "postgresql+psycopg:")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://u:p@db:port/x", "cannot be read as"),
        ("postgresql://u:p@ss@db/x", "%40"),
        ("postgresql://u:p@[::1/x", "cannot be read as"),
        ("sqlite://", "neither"),
        ("sqlite:///", "neither"),
        ("sqlite:///:memory:", "neither"),
        ("sqlite:x.db", "neither"),
    ],
)
def test_a_broken_url_of_a_store_is_told_before_it_is_opened(url: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        read_settings({"warehouse": url}, {})


def test_addresses_and_networks_may_be_allowed() -> None:
    assert read_settings({"allow_hosts": "localhost, 10.0.0.0/8,[::1],news.test:8080"}, {}).allow_hosts == (
        "localhost",
        "10.0.0.0/8",
        "[::1]",
        "news.test:8080",
    )


def test_a_home_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="cannot make"):
        prepared(read_settings({"home": str(tmp_path / "file" / "home")}, {}))


def test_the_gazetteer_is_a_file_wherever_a_process_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings({}, {}).gazetteer == ""
    assert read_settings({"gazetteer": "sy.gaz"}, {}).gazetteer == str(tmp_path / "sy.gaz")
    shown = {
        name: (value, origin) for name, value, origin in read_settings({}, {"CONFLICTWIRE_GAZETTEER": "/g"}).shown()
    }
    assert shown["CONFLICTWIRE_GAZETTEER"] == ("/g", "environment")
