"""What the tasks of the DAGs call: plain values in, counts out. The DAG files only say in which order and when.

Every function may be called twice for one task: Airflow's zombie detection runs a task again, or skips its retries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

from pipeline.errors import SettingsError, StreamUnavailable, UsageError
from pipeline.feeds import FeedSource, read_feed_list
from pipeline.fetch import without_credentials
from pipeline.settings import Settings, prepared, read_settings, redacted
from pipeline.stream import ARTICLES, Stream
from pipeline.wiring.collect import CollectOptions, Revisit, RunCounts, decide_and_publish, poll_shard, shards
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.options import collect_options
from pipeline.wiring.placing import use_gazetteer_of
from pipeline.wiring.replaying import ReplayRange, offsets_of, replay
from pipeline.wiring.tagging import drain_tag
from pipeline.wiring.triggers import BATCHES_AT_ONCE, MOST_BATCHES, POLL_EVERY

FEED_LISTS = ("feeds.yaml", "feeds.yml", "feeds.opml")
"""Where the list of feeds lies in CONFLICTWIRE_HOME when a DAG run names none."""

LEAST_GAP_S = POLL_EVERY.total_seconds() * 2 / 3
"""Below the gap of the runs: a feed that was polled late in one of them is due again in the next."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What the reduce task of a run did.

    Attributes:
        counts: of the run, and ``new``.
        new: whether articles came onto the topic that no Asset event has told of.
        extra: for the Asset event: how far the topic is now.
    """

    counts: dict[str, Any]
    new: bool
    extra: dict[str, Any]


def feed_list(settings: Settings, named: str) -> Path:
    """The list that a run names, else the one in the home.

    Raises:
        SettingsError: none is named and none lies in the home.
    """
    if named:
        return Path(named).expanduser()
    found = [settings.home / name for name in FEED_LISTS if (settings.home / name).is_file()]
    if not found:
        raise SettingsError(f"no list of feeds: put {FEED_LISTS[0]} into {settings.home}, or name one in the run")
    return found[0]


def feed_batches(named: str, max_batches: int) -> list[list[list[str]]]:
    """The feeds as ``[url, title]``, those of one registered domain together, in at most ``max_batches`` batches.

    Without logins: Airflow keeps what tasks answer, and shows it to everybody.
    """
    sources = read_feed_list(feed_list(_settings(), named))
    batches = shards(sources, min(max_batches, MOST_BATCHES))
    return [[[without_credentials(source.url), source.title] for source in batch] for batch in batches]


def poll_batch(feeds: Sequence[Sequence[str]], revisit: str, run_id: str, named: str = "") -> dict[str, Any]:
    """Poll one batch, fetch and extract what waits; the counts of the run so far, all batches together.

    The logins of the feeds are taken from the list that `feed_batches` read.
    """
    if revisit not in get_args(Revisit):
        raise UsageError(f"revisit is one of {', '.join(get_args(Revisit))}, not {revisit!r}")
    settings = _settings()
    with state_of(settings) as state:
        logins = _logins(settings, named)
        sources = [FeedSource(logins.get(url, url), title) for url, title in feeds]
        options = _options(settings)
        chosen = cast("Revisit", revisit)
        counts = poll_shard(options, sources, state, run_id=run_id, clock=utc_now, revisit=chosen)
    return {"feeds": len(sources), **counts.as_dict()}


def _logins(settings: Settings, named: str) -> dict[str, str]:
    """The addresses of the list that hold a login, by the same without it; none when the list is gone meanwhile."""
    try:
        listed = [source.url for source in read_feed_list(feed_list(settings, named))]
    except SettingsError:
        return {}
    return {without_credentials(url): url for url in listed if without_credentials(url) != url}


def publish_decided(run_id: str, told: Mapping[str, Any] | None) -> Announced:
    """Decide and publish all that is ready, of this run and of broken ones before.

    New is measured by the topic, not by this call: what an attempt published that died before it could say so is told
    by the next one.

    Args:
        run_id: of the DAG run.
        told: ``extra`` of the last Asset event, if there is one.

    Raises:
        StreamUnavailable: what is decided waits in the outbox; try again.
        StateUnavailable: nothing is lost; try again.
    """
    settings = _settings()
    with ExitStack() as opened:
        state = opened.enter_context(state_of(settings))

        @cache
        def log() -> Stream:
            return opened.enter_context(stream_of(settings))

        counts = decide_and_publish(_options(settings), log, state, run_id=run_id, clock=utc_now)
        if counts.waiting and counts.notes:
            raise StreamUnavailable(redacted(f"{counts.waiting} messages wait in the outbox: {counts.notes[-1]}"))
        extra = _reached(settings, log())
    return _announced(counts, told or {}, extra)


def tag_waiting(run_id: str) -> dict[str, int]:
    """Tag the articles on the topic, up to where it ends now; the counts."""
    settings = _settings()
    use_gazetteer_of(settings)
    with stream_of(settings) as stream:
        return drain_tag(stream, run_id=run_id).as_dict()


def load_waiting() -> dict[str, int]:
    """Load what is on the topics into the warehouse, up to where they end now; the counts."""
    settings = _settings()
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        return drain_load(stream, warehouse).as_dict()


def checked_replay(params: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a replay, checked, and with the name of its edition: tried again, it goes on with that one.

    Args:
        params: ``topic``, ``from`` and ``to`` (ISO 8601; empty is open on that side), ``edition`` ("" takes the next
            free of ``r2``, ``r3`` …), ``note``.

    Raises:
        UsageError: the range is none or holds no record, or the edition is the current one.
    """
    asked = {name: str(params.get(name) or "") for name in ("topic", "from", "to", "edition", "note")}
    settings = _settings()
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        if not offsets_of(stream, _range(asked)):
            raise UsageError(f"{asked['topic']} holds no record between {asked['from']!r} and {asked['to']!r}")
        editions = {each.edition: each.is_current for each in warehouse.editions()}
    if editions.get(asked["edition"]):
        raise UsageError(f"edition {asked['edition']!r} is the current one: name another, a replay goes beside it")
    return asked | {"edition": asked["edition"] or _free_name(editions)}


def replay_checked(asked: Mapping[str, str], run_id: str, workers: int = 1) -> dict[str, Any]:
    """Tag the range again and load it as the edition; the counts. ``asked`` is what `checked_replay` answered."""
    settings = _settings()
    use_gazetteer_of(settings)
    edition, note = asked["edition"], asked["note"]
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        done = replay(
            stream, warehouse, _range(asked), edition=edition, note=note, workers=max(1, workers), run_id=run_id
        )
    return {"edition": done.edition, "tagged": done.tagged.as_dict(), "loaded": done.loaded.as_dict()}


def _settings() -> Settings:
    return prepared(read_settings())


def _options(settings: Settings) -> CollectOptions:
    # what a batch cannot do in the gap of the runs, the next run goes on with: a slow host does not hold up the others
    options = collect_options(settings, sharing=BATCHES_AT_ONCE)
    return replace(options, poll_interval_s=LEAST_GAP_S, pass_s=POLL_EVERY.total_seconds())


def _reached(settings: Settings, log: Stream) -> dict[str, Any]:
    """Which log it is and the ends of its partitions of articles, fit for JSON."""
    ends = {str(tp.partition): end for tp, end in sorted(log.end_offsets([ARTICLES]).items())}
    return {"log": hashlib.sha256(redacted(settings.stream).encode()).hexdigest()[:16], "ends": ends}


def _announced(counts: RunCounts, told: Mapping[str, Any], extra: dict[str, Any]) -> Announced:
    is_further = any(extra["ends"].values()) and any(told.get(name) != extra[name] for name in extra)
    new = is_further or counts.sent.get(ARTICLES, 0) > 0
    return Announced({**counts.as_dict(), "new": new}, new, extra)


def _range(asked: Mapping[str, str]) -> ReplayRange:
    return ReplayRange(topic=asked["topic"], start=_moment(asked, "from"), end=_moment(asked, "to"))


def _moment(asked: Mapping[str, str], name: str) -> datetime | None:
    if not asked[name]:
        return None
    try:
        read = datetime.fromisoformat(asked[name])
    except ValueError as error:
        raise UsageError(f"{name}: {asked[name]!r} is no ISO 8601 time such as 2026-11-20T06:30:00Z") from error
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def _free_name(taken: Mapping[str, bool]) -> str:
    return next(name for name in (f"r{number}" for number in range(2, len(taken) + 3)) if name not in taken)
