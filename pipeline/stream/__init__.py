"""The log: topics of records, embedded on SQLite or on Kafka, behind one contract (`pipeline.stream.base`)."""

from __future__ import annotations

from pipeline.stream.base import (
    Consumer,
    Headers,
    Message,
    Position,
    Record,
    Stream,
    StreamOptions,
    TopicPartition,
)
from pipeline.stream.messages import partition_of, takeable
from pipeline.stream.opening import open_stream
from pipeline.stream.schema_topic import SchemaTopic
from pipeline.stream.topology import (
    ARTICLES,
    ARTICLES_BACKFILL,
    CORRECTIONS,
    DEAD_LETTERS,
    OUTCOMES,
    SCHEMAS,
    TAGGINGS,
    TAGGINGS_BACKFILL,
    TOPICS,
    Topic,
    Topology,
    topology,
)

__all__ = [
    "ARTICLES",
    "ARTICLES_BACKFILL",
    "CORRECTIONS",
    "DEAD_LETTERS",
    "OUTCOMES",
    "SCHEMAS",
    "TAGGINGS",
    "TAGGINGS_BACKFILL",
    "TOPICS",
    "Consumer",
    "Headers",
    "Message",
    "Position",
    "Record",
    "SchemaTopic",
    "Stream",
    "StreamOptions",
    "Topic",
    "TopicPartition",
    "Topology",
    "open_stream",
    "partition_of",
    "takeable",
    "topology",
]
