"""Collect: feeds → frontier → pages → decisions → topics. `collect` is the whole, the rest its pieces."""

from __future__ import annotations

from pipeline.wiring.collect.collect import Revisit, collect, decide_and_publish, due_feeds, poll_shard
from pipeline.wiring.collect.counts import RunCounts, read_counts
from pipeline.wiring.collect.options import Clock, CollectOptions, Extractor, Progress, ProgressCallback
from pipeline.wiring.collect.shards import shards

__all__ = [
    "Clock",
    "CollectOptions",
    "Extractor",
    "Progress",
    "ProgressCallback",
    "Revisit",
    "RunCounts",
    "collect",
    "decide_and_publish",
    "due_feeds",
    "poll_shard",
    "read_counts",
    "shards",
]
