"""What the tasks call, without Airflow: when a run may poll, and what a second attempt says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import SettingsError, StreamUnavailable, UsageError
from pipeline.settings import read_settings
from pipeline.state import read_feeds
from pipeline.wiring import scheduled
from pipeline.wiring.collect import CollectOptions, RunCounts
from pipeline.wiring.opening import state_of, warehouse_of
from pipeline.wiring.options import collect_options
from pipeline.wiring.triggers import POLL_EVERY, why_not_poll

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LONG = timedelta(hours=5)


@pytest.mark.parametrize(
    ("run_type", "interval_end", "asked_at", "may_poll"),
    [
        ("scheduled", NOW, NOW, True),
        ("scheduled", NOW - timedelta(minutes=20), NOW - timedelta(minutes=20), True),
        ("scheduled", NOW - LONG, NOW - LONG, False),
        ("backfill", NOW, NOW, False),
        ("backfill", NOW - LONG, NOW, False),
        ("manual", NOW, NOW, True),
        ("manual", None, NOW - LONG, True),
        ("manual", NOW - LONG, NOW - LONG, True),  # asked for five hours ago, waited for its turn
        ("manual", NOW - LONG, NOW, False),  # asked for now, for the past
        ("asset_triggered", None, NOW, True),
    ],
)
def test_a_run_polls_for_the_present_only(
    run_type: str, interval_end: datetime | None, asked_at: datetime, may_poll: bool
) -> None:
    assert (why_not_poll(run_type, interval_end, asked_at, NOW) == "") is may_poll


def test_what_an_attempt_published_before_it_died_is_told_by_the_next(home: Path) -> None:
    (batch,) = scheduled.feed_batches("", 1)
    scheduled.poll_batch(batch[:1], "due", "run-1")
    first = scheduled.publish_decided("run-1", None)
    assert first.new
    again = scheduled.publish_decided("run-1", None)
    assert again.new, "nobody was told of it yet"
    assert again.counts["sent"] == {}
    assert not scheduled.publish_decided("run-1", again.extra).new
    assert not scheduled.publish_decided("run-2", again.extra).new


def test_another_log_is_told_of_even_if_it_ends_at_the_same_offsets(home: Path) -> None:
    (batch,) = scheduled.feed_batches("", 1)
    scheduled.poll_batch(batch[:1], "due", "run-1")
    told = scheduled.publish_decided("run-1", None).extra
    assert scheduled.publish_decided("run-2", {**told, "log": "another"}).new


def test_a_log_that_is_away_keeps_the_decisions_and_fails_the_task(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (batch,) = scheduled.feed_batches("", 1)
    scheduled.poll_batch(batch[:1], "due", "run-1")
    monkeypatch.setenv("CONFLICTWIRE_STREAM", f"sqlite:///{home / 'feeds.yaml' / 'stream.db'}")
    with pytest.raises(StreamUnavailable, match="wait in the outbox"):
        scheduled.publish_decided("run-1", None)
    monkeypatch.delenv("CONFLICTWIRE_STREAM")
    done = scheduled.publish_decided("run-1", None)
    assert done.new
    assert done.counts["published"]["news.articles"] == done.counts["items"] > 0


def test_an_empty_log_is_nothing_new(home: Path) -> None:
    assert not scheduled.publish_decided("run-1", None).new


def test_the_list_of_feeds_is_the_named_one_or_lies_in_the_home(home: Path, tmp_path: Path) -> None:
    settings = read_settings()
    assert scheduled.feed_list(settings, "") == home / "feeds.yaml"
    assert scheduled.feed_list(settings, "/etc/feeds.opml") == Path("/etc/feeds.opml")
    (home / "feeds.yaml").rename(home / "feeds.opml")
    assert scheduled.feed_list(settings, "") == home / "feeds.opml"
    (home / "feeds.opml").unlink()
    with pytest.raises(SettingsError, match=r"put feeds\.yaml into"):
        scheduled.feed_list(settings, "")


def test_no_login_of_a_feed_is_in_what_airflow_keeps_and_it_is_asked_with_all_the_same(home: Path) -> None:
    path = home / "feeds.yaml"
    listed = path.read_text(encoding="utf-8").replace("http://", "http://me:secret@", 1)
    path.write_text(listed, encoding="utf-8")
    (batch,) = scheduled.feed_batches("", 1)
    assert "secret" not in str(batch)
    counts = scheduled.poll_batch(batch, "due", "run-1")
    assert "secret" not in str(counts)
    with state_of(read_settings()) as state, state.read() as connection:
        asked = [feed.fetch_url for feed in read_feeds(connection) if feed.polls]
    assert sum("me:secret@" in url for url in asked) == 1


def test_a_batch_leaves_to_the_next_run_what_it_cannot_do_in_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[float | None] = []

    def noted(options: CollectOptions, *_: object, **__: object) -> RunCounts:
        passes.append(options.pass_s)
        return RunCounts("run-1")

    monkeypatch.setattr(scheduled, "poll_shard", noted)
    scheduled.poll_batch([], "due", "run-1")
    assert passes == [POLL_EVERY.total_seconds()]


def test_a_word_that_is_no_revisit_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="all, due"):
        scheduled.poll_batch([], "sometimes", "run-1")


def test_the_cores_are_divided_among_the_batches(home: Path) -> None:
    alone = collect_options(read_settings()).workers
    assert collect_options(read_settings(), sharing=2).workers == max(1, alone // 2)
    assert collect_options(read_settings(), sharing=1_000).workers == 1


def test_a_replay_with_a_malformed_time_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="from: 'tomorrow'"):
        scheduled.checked_replay({"topic": "news.articles", "from": "tomorrow"})


def test_tasks_that_run_twice_add_nothing(home: Path) -> None:
    (batch,) = scheduled.feed_batches("", 1)
    for _ in range(2):
        scheduled.poll_batch(batch[:1], "due", "run-1")
    told = [scheduled.publish_decided("run-1", None).counts for _ in range(2)]
    assert told[0]["published"] == told[1]["published"]
    tagged = [scheduled.tag_waiting("run-1") for _ in range(2)]
    loaded = [scheduled.load_waiting() for _ in range(2)]
    assert tagged[0]["read"] == loaded[0]["articles"] == told[0]["published"]["news.articles"]
    assert (tagged[1]["read"], loaded[1]["articles"], loaded[1]["taggings"]) == (0, 0, 0)

    asked = scheduled.checked_replay({"topic": "news.articles"})
    replays = [scheduled.replay_checked(asked, "run-1") for _ in range(2)]
    assert [done["edition"] for done in replays] == ["r2", "r2"]
    assert replays[1]["loaded"]["events_written"] == 0
    with warehouse_of(read_settings()) as warehouse:
        difference = warehouse.compare("live", "r2")
    assert (difference.claims.added, difference.claims.removed, difference.events.added) == (0, 0, 0)
