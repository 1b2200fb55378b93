"""What the DAGs call: plain values in, counts out. The DAG files only say in which order and when.

Every function is idempotent: Airflow's zombie detection may run a task twice, or skip its retries.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from pipeline.feeds import FeedSource, read_feed_list
from pipeline.settings import Settings, prepared, read_settings
from pipeline.wiring.collect import RunCounts, decide_and_publish, poll_shard, shards
from pipeline.wiring.opening import state_of, stream_of, utc_now
from pipeline.wiring.options import collect_options

FEED_LISTS = ("feeds.yaml", "feeds.yml", "feeds.opml")
"""Where the list of feeds lies in CONFLICTWIRE_HOME when a DAG run names none."""


def feed_list(settings: Settings, named: str) -> Path:
    """The list that a run names, else the one in the home.

    Raises:
        SettingsError: none is named and none lies in the home.
    """
    if named:
        return Path(named)
    found = [settings.home / name for name in FEED_LISTS if (settings.home / name).is_file()]
    if not found:
        raise SettingsError(f"no list of feeds: put {FEED_LISTS[0]} into {settings.home}, or name one in the run")
    return found[0]


def feed_batches(named: str, max_batches: int) -> list[list[str]]:
    """The feeds' URLs, the feeds of one registered domain together, in at most ``max_batches`` batches."""
    sources = read_feed_list(feed_list(_settings(), named))
    return [[source.url for source in batch] for batch in shards(sources, max_batches)]


def poll_batch(urls: Sequence[str], run_id: str) -> dict[str, Any]:
    """Poll one batch of feeds, fetch and extract what waits; the counts."""
    settings = _settings()
    with state_of(settings) as state:
        sources = [FeedSource(url) for url in urls]
        counts = poll_shard(collect_options(settings), sources, state, run_id=run_id, clock=utc_now)
    return counts.as_dict()


def publish_decided(run_id: str) -> dict[str, Any]:
    """Decide and publish all that is ready; the counts. `new_articles` of them tells whether the Asset moves."""
    settings = _settings()
    with state_of(settings) as state, stream_of(settings) as stream:
        counts = decide_and_publish(collect_options(settings), lambda: stream, state, run_id=run_id, clock=utc_now)
    return {**counts.as_dict(), "new_articles": new_articles(counts)}


def new_articles(counts: RunCounts) -> int:
    """How many articles of the run are to be tagged."""
    return sum(counts.decisions.get(word, 0) for word in ("new", "revised", "update"))


def _settings() -> Settings:
    return prepared(read_settings())
