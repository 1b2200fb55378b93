"""The whole way in one process: what it tells when a store is away, and when it stops."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import SettingsError, StateUnavailable, WarehouseUnavailable
from pipeline.records import published
from pipeline.settings import Settings, prepared, read_settings
from pipeline.stream import SCHEMAS, SchemaTopic
from pipeline.testweb import TestWeb
from pipeline.wiring import running
from pipeline.wiring.collect import CollectOptions, RunCounts
from pipeline.wiring.opening import state_of, stream_of, warehouse_of
from pipeline.wiring.options import collect_options
from pipeline.wiring.running import Ears, collect_with, new_run_id, one_line, run_once, watch, watch_collect
from tests.flow.collect.lines import small_web, sources_of

PAGES = 2


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestWeb]:
    folder = tmp_path / "web"
    folder.mkdir()
    with TestWeb(small_web(folder, hosts=1, pages=PAGES)) as served:
        yield served


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    flags = {"home": str(tmp_path / "home"), "allow_hosts": "127.0.0.1,.localhost", "host_delay_s": "0"}
    return prepared(read_settings(flags, {}))


class Heard:
    def __init__(self) -> None:
        self.notes: list[str] = []
        self.progress: list[str] = []
        self.ears = Ears(self.progress.append, self.notes.append)


def test_a_pass_brings_pages_to_the_warehouse_and_says_what_it_does(settings: Settings, web: TestWeb) -> None:
    heard = Heard()
    report = run_once(settings, sources_of(web), heard.ears, threading.Event())
    assert report.collected.decisions == {"new": PAGES}
    assert report.tagged is not None
    assert report.loaded is not None
    assert (report.tagged.tagged, report.loaded.loaded.articles) == (PAGES, PAGES)
    assert (report.notes, heard.notes) == ((), [])
    assert "1 feeds polled, 2 of 2 items done" in " ".join(heard.progress)


def test_when_all_feeds_are_private_the_setting_is_named(settings: Settings, web: TestWeb) -> None:
    heard = Heard()
    report = run_once(replace(settings, allow_hosts=()), sources_of(web), heard.ears, threading.Event())
    assert set(report.collected.polled) == {"private-address"}
    assert ["CONFLICTWIRE_ALLOW_HOSTS" in note for note in heard.notes] == [True]


def test_a_gazetteer_that_is_absent_is_told_before_anything_is_polled(
    settings: Settings, web: TestWeb, tmp_path: Path
) -> None:
    heard = Heard()
    with pytest.raises(SettingsError, match="absent cannot be read"):
        run_once(replace(settings, gazetteer=str(tmp_path / "absent")), sources_of(web), heard.ears, threading.Event())
    assert heard.progress == []


def test_a_log_that_is_away_is_told_once(settings: Settings, web: TestWeb) -> None:
    heard = Heard()
    report = run_once(replace(settings, stream="kafka://127.0.0.1:1"), sources_of(web), heard.ears, threading.Event())
    assert (report.tagged, report.loaded) == (None, None)
    assert report.collected.decisions == {"new": PAGES}
    (note,) = report.notes
    assert heard.notes == [note]


def test_a_login_at_the_broker_is_refused_without_saying_it(settings: Settings) -> None:
    with (
        pytest.raises(SettingsError, match="CONFLICTWIRE_STREAM") as refused,
        stream_of(replace(settings, stream="kafka://me:hidden@127.0.0.1:1")),
    ):
        pytest.fail("no broker of ours takes a login")
    assert "hidden" not in str(refused.value)


def test_without_a_state_nothing_runs(settings: Settings, web: TestWeb, tmp_path: Path) -> None:
    with pytest.raises(StateUnavailable):
        run_once(replace(settings, state=f"sqlite:///{tmp_path}"), sources_of(web), Heard().ears, threading.Event())
    assert web.requests.total() == 0


def test_watching_goes_on_until_it_is_stopped(
    settings: Settings, web: TestWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "WATCH_GAP_S", 0.05)
    stop, heard = threading.Event(), Heard()
    reports = watch(settings, sources_of(web), heard.ears, stop)
    assert next(reports).collected.decisions == {"new": PAGES}
    threading.Timer(1.0, stop.set).start()
    assert list(reports) == []  # by the schedule nothing is due, and quiet passes are not reported
    assert "resting" in heard.progress


def test_a_pass_of_watching_ends_in_time_and_a_single_one_goes_to_its_end(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[float | None] = []

    def noted(options: CollectOptions, *_: object) -> RunCounts:
        passes.append(options.pass_s)
        stop.set()
        return RunCounts("run-1")

    monkeypatch.setattr(running, "collect_with", noted)
    for watching in (watch, watch_collect, partial(watch_collect, once=True)):
        stop = threading.Event()
        list(watching(settings, [], Heard().ears, stop))
    stop = threading.Event()
    run_once(settings, [], Heard().ears, stop)
    assert passes == [running.PASS_S, running.PASS_S, None, None]


@pytest.mark.parametrize("alone", [False, True])
def test_a_pass_that_only_finishes_what_another_left_is_told(settings: Settings, web: TestWeb, alone: bool) -> None:
    hurried = replace(collect_options(settings), in_flight=0, pass_s=0.0)
    with state_of(settings) as state:
        left = collect_with(hurried, settings, state, sources_of(web), Heard().ears, threading.Event(), "due")
    assert (left.items, left.open) == (PAGES, PAGES)
    stop = threading.Event()
    ears = Ears(lambda said: stop.set() if said == "resting" else None, lambda _: None)
    if alone:
        found = list(watch_collect(settings, sources_of(web), ears, stop))
    else:
        found = [report.collected for report in watch(settings, sources_of(web), ears, stop)]
    assert [(counts.polled, counts.sent["news.articles"]) for counts in found] == [({}, PAGES)]


def test_collecting_alone_leaves_the_rest_to_others(settings: Settings, web: TestWeb) -> None:
    (counts,) = watch_collect(settings, sources_of(web), Heard().ears, threading.Event(), once=True)
    assert counts.published["news.articles"] == PAGES
    assert not (settings.home / "warehouse.db").exists()
    (again,) = watch_collect(settings, sources_of(web), Heard().ears, threading.Event(), once=True)
    assert again.items == 0


def test_ids_of_runs_differ_and_sort_by_time() -> None:
    at = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    names = {new_run_id(at) for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("20261120T063000Z-") for name in names)


def test_one_line_counts_what_is_done() -> None:
    counts = RunCounts("r", {"ok": 2}, {"first": 9}, {"new": 4}, {"no-text": 1}, published={"news.articles": 3})
    assert one_line(counts) == "2 feeds polled, 5 of 9 items done, 3 records published"


def test_an_opened_log_explains_our_records(settings: Settings) -> None:
    for _ in range(2):  # what is there already is not published again
        with stream_of(settings) as stream:
            schemas = SchemaTopic(stream)
            assert all(schemas.lookup(each.fingerprint) for each in published())
            assert sum(stream.end_offsets([SCHEMAS]).values()) == len(published())


def test_a_reader_makes_no_warehouse_and_a_state_comes_up_empty(settings: Settings) -> None:
    with pytest.raises(WarehouseUnavailable, match="conflictwire run"), warehouse_of(settings, upgrade=False):
        pytest.fail("there is none")
    assert not (settings.home / "warehouse.db").exists()
    (settings.home / "warehouse.db").touch()  # as a reader of an older version left it
    with pytest.raises(WarehouseUnavailable, match="conflictwire run"), warehouse_of(settings, upgrade=False):
        pytest.fail("it is empty")
    with state_of(settings) as state, state.write():
        assert (settings.home / "state.db").exists()
