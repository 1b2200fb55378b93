"""The topics of the line."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.stream import ARTICLES, DEAD_LETTERS, SCHEMAS, TOPICS, Topic
from pipeline.stream.topology import topic_of


def test_the_topics_of_the_design() -> None:
    assert set(TOPICS) == {
        "news.articles",
        "news.taggings",
        "news.outcomes",
        "news.corrections",
        "news.dead-letters",
        "news.schemas",
        "news.articles.backfill",
        "news.taggings.backfill",
    }


def test_nothing_is_dropped_by_age() -> None:
    # records are stamped with their admission time: a backfill of 2017 must not vanish
    assert [topic.retention_s for topic in TOPICS.values()] == [None] * len(TOPICS)
    assert [topic.name for topic in TOPICS.values() if topic.compacted] == [SCHEMAS]


def test_a_dead_letter_has_room_for_any_record() -> None:
    assert TOPICS[DEAD_LETTERS].max_bytes > max(t.max_bytes for t in TOPICS.values() if t.name != DEAD_LETTERS)


def test_an_article_and_its_taggings_divide_alike() -> None:
    assert len({TOPICS[name].partitions for name in TOPICS if "articles" in name or "taggings" in name}) == 1


def test_an_unknown_topic_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no topic 'news\.sport'; there are news\.articles, "):
        topic_of(TOPICS, "news.sport")


def test_the_settings_on_kafka() -> None:
    config = pytest.importorskip("pipeline.stream.kafka_config", reason="needs the extra: conflictwire[kafka]")
    kept = config.topic_config(TOPICS[ARTICLES])
    assert (kept["cleanup.policy"], kept["retention.ms"], kept["retention.bytes"]) == ("delete", "-1", "-1")
    assert kept["message.timestamp.type"] == "CreateTime"
    assert int(kept["max.message.bytes"]) > TOPICS[ARTICLES].max_bytes
    short = config.topic_config(Topic("t", 1, retention_s=60.0, compacted=True))
    assert (short["cleanup.policy"], short["retention.ms"]) == ("compact", "60000")
