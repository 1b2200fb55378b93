"""The demonstration: bundled sample feeds, served on localhost, brought all the way to a table of events."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from pipeline.feeds import FeedSource, read_feed_list
from pipeline.settings import Settings, prepared, read_settings
from pipeline.state import read_feeds
from pipeline.testweb import TestWeb
from pipeline.wiring.opening import state_of
from pipeline.wiring.running import Ears, RunReport, run_once

LOCAL = ("127.0.0.1", "localhost", ".localhost")
EVENTS = (
    "SELECT date_start, type, place_name, admin1, actor1, actor2, killed_best AS killed, articles, sources, event_id "
    "FROM events ORDER BY date_start, event_id"
)
QUOTES = (
    "SELECT e.date_start, c.control, a.source, v.quote FROM events e JOIN claims c ON c.event_id = e.event_id "
    "JOIN articles a ON a.article_id = c.article_id "
    "JOIN evidence v ON v.claim_id = c.claim_id AND v.field = 'type' ORDER BY e.date_start, a.published_at, v.quote"
)
_STORES = ("state", "stream", "warehouse")
_SAMPLE_HOSTS = ".example.localhost"


@contextmanager
def sample_folder() -> Iterator[Path]:
    """The bundled sample site, as a folder."""
    with as_file(files("pipeline") / "samples" / "demo") as folder:
        yield folder


def demo_settings(settings: Settings, keep: bool = False) -> Settings:
    """Where the demonstration runs: stores that were named, or a fresh folder of its own when none was.

    What an earlier demonstration left in a home goes first, so that each time there are three events.

    Args:
        settings: as read from flags and environment.
        keep: add to what the stores hold.

    Raises:
        UsageError: stores that were named hold other news, and ``keep`` was not asked for.
        StateUnavailable: the state that was named is away.
    """
    if keep:
        return settings
    if not _named(settings, ("home", *_STORES)):
        home = Path(tempfile.gettempdir()) / "conflictwire-demo"
        shutil.rmtree(home, ignore_errors=True)
        return prepared(read_settings({"home": str(home)}, {}))
    with state_of(settings) as state, state.read() as connection:
        feeds = [urlsplit(feed.url).hostname or "" for feed in read_feeds(connection)]
    if feeds and (_named(settings, _STORES) or not all(host.endswith(_SAMPLE_HOSTS) for host in feeds)):
        raise UsageError("these stores hold news already: --keep adds the samples to it, another --home starts anew")
    for name in _STORES if feeds else ():
        for file in settings.home.glob(f"{name}.db*"):
            file.unlink()
    return settings


def _named(settings: Settings, names: tuple[str, ...]) -> bool:
    return any(settings.origin.get(name, "default") != "default" for name in names)


def demonstrate(settings: Settings, ears: Ears, port: int = 0) -> RunReport:
    """Serve the samples on localhost and run one pass over them into the stores of the settings."""
    local = replace(settings, allow_hosts=(*settings.allow_hosts, *LOCAL), host_delay_s=0.0)
    with sample_folder() as folder, TestWeb(folder, port=port) as web:
        sources = [
            FeedSource(web.url_for(source.url), source.title) for source in read_feed_list(folder / "feeds.yaml")
        ]
        return run_once(local, sources, ears, threading.Event())
