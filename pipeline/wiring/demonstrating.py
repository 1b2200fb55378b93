"""The demonstration: bundled sample feeds, served on localhost, brought all the way to a table of events."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from pipeline.feeds import FeedSource, read_feed_list
from pipeline.settings import Settings
from pipeline.testweb import TestWeb
from pipeline.wiring.running import Ears, RunReport, run_once

LOCAL = ("127.0.0.1", "localhost", ".localhost")
EVENTS = (
    "SELECT date_start, type, place_name, admin1, actor1, actor2, killed_low AS killed, articles, sources, event_id "
    "FROM events ORDER BY date_start, event_id"
)
QUOTES = (
    "SELECT e.date_start, c.control, a.source, v.quote FROM events e JOIN claims c ON c.event_id = e.event_id "
    "JOIN articles a ON a.article_id = c.article_id "
    "JOIN evidence v ON v.claim_id = c.claim_id AND v.field = 'type' ORDER BY e.date_start, a.published_at, v.quote"
)


@contextmanager
def sample_folder() -> Iterator[Path]:
    """The bundled sample site, as a folder."""
    with as_file(files("pipeline") / "samples" / "demo") as folder:
        yield folder


def demonstrate(settings: Settings, ears: Ears, port: int = 0) -> RunReport:
    """Serve the samples on localhost and run one pass over them into the stores of the settings."""
    local = replace(settings, allow_hosts=(*settings.allow_hosts, *LOCAL), host_delay_s=0.0)
    with sample_folder() as folder, TestWeb(folder, port=port) as web:
        sources = [
            FeedSource(web.url_for(source.url), source.title) for source in read_feed_list(folder / "feeds.yaml")
        ]
        return run_once(local, sources, ears, threading.Event())
