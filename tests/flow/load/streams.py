"""A log with articles on it, a tagger that needs no assets, and what the warehouse shows in the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.records import RecordValue, encode, published, schema_json
from pipeline.stream import ARTICLES, OUTCOMES, Message, SchemaTopic, Stream, open_stream
from pipeline.warehouse import VIEWS, Warehouse
from tests.unit.warehouse.samples import NOON, article, decided, retakes, tagging


def stream_at(folder: Path, session_timeout_s: float = 2) -> Stream:
    stream = open_stream(f"sqlite:///{folder / 'stream.db'}?session_timeout_s={session_timeout_s}")
    stream.ensure_topics()
    return stream


def publish_schemas(stream: Stream) -> None:
    SchemaTopic(stream).publish({each.fingerprint: schema_json(each) for each in published()}, NOON)


def simple_tag(of: Article) -> Tagging:
    """One claim for each article, by its outlet's number; pure, as a tagger must be."""
    day = 1 + sum(of.url.encode()) % 28
    return tagging(of, retakes(f"2017-11-{day:02d}", killed=len(of.url)))


def other_tag(of: Article) -> Tagging:
    """A newer version that counts differently."""
    return tagging(of, retakes("2017-12-01", killed=7), tagger_version="2")


def some_articles(count: int) -> list[Article]:
    found = [article(f"outlet{number}", hours=number) for number in range(count)]
    return [*found, article("echo", decision="copy", of=found[0].article_id)]


def message(topic: str, value: RecordValue, key: str) -> Message:
    at = getattr(value, "admitted_at", NOON)
    return Message(topic, key.encode(), encode(value), at)


def publish(stream: Stream, articles: Sequence[Article]) -> None:
    stream.produce([message(ARTICLES, each, each.article_id) for each in articles])
    stream.produce([message(OUTCOMES, decided(each), each.item_id) for each in articles])


def shown(warehouse: Warehouse) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all views, but for the times of loading."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for view in VIEWS:
        answer = warehouse.query(f"SELECT * FROM {view}")  # noqa: S608 - the views are ours
        kept = [number for number, name in enumerate(answer.columns) if name not in ("created_at", "promoted_at")]
        found[view] = sorted((tuple(row[number] for number in kept) for row in answer.rows), key=repr)
    return found


def count(warehouse: Warehouse, table: str) -> int:
    (row,) = warehouse.query(f"SELECT COUNT(*) FROM {table}").rows  # noqa: S608 - a table of ours
    return int(str(row[0]))
