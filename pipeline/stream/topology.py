"""The topics: partitions, retention, cleanup and sizes, all in this one file.

Everything is kept for ever by default: the warehouse can be rebuilt from the topics, and a record carries its admission
time, so that a backfill of old records under a retention of days would vanish within minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.errors import UsageError

ARTICLES = "news.articles"
TAGGINGS = "news.taggings"
OUTCOMES = "news.outcomes"
CORRECTIONS = "news.corrections"
DEAD_LETTERS = "news.dead-letters"
SCHEMAS = "news.schemas"
ARTICLES_BACKFILL = "news.articles.backfill"
TAGGINGS_BACKFILL = "news.taggings.backfill"

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    Attributes:
        partitions: fixed when the topic is made: a change would send a key elsewhere.
        retention_s: records older than this may go; None keeps them for ever.
        compacted: of several records with one key only the last is kept.
        max_bytes: the largest message, key and headers included.
    """

    name: str
    partitions: int
    retention_s: float | None = None
    compacted: bool = False
    max_bytes: int = 4 * MEGABYTE


Topology = Mapping[str, Topic]


def topology(*topics: Topic) -> Topology:
    """A topology of these topics, by name."""
    return MappingProxyType({topic.name: topic for topic in topics})


TOPICS: Topology = topology(
    Topic(ARTICLES, partitions=6),
    Topic(TAGGINGS, partitions=6),
    Topic(OUTCOMES, partitions=3, max_bytes=MEGABYTE),
    # what a person undid, rare and each for ever: one partition, so that all are in one order
    Topic(CORRECTIONS, partitions=1, max_bytes=MEGABYTE),
    # a dead letter holds a whole record, and its reason
    Topic(DEAD_LETTERS, partitions=1, max_bytes=5 * MEGABYTE),
    Topic(SCHEMAS, partitions=1, compacted=True, max_bytes=MEGABYTE),
    # a lane of its own: a replay of years must not starve what is new
    Topic(ARTICLES_BACKFILL, partitions=6),
    Topic(TAGGINGS_BACKFILL, partitions=6),
)


def topic_of(topics: Topology, name: str) -> Topic:
    """The topic of that name; raises UsageError when the topology has none."""
    if name not in topics:
        raise UsageError(f"no topic {name!r}; there are {', '.join(sorted(topics))}")
    return topics[name]
