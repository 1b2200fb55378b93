"""Stores with three articles that tell of one event, as the topics bring them."""

from __future__ import annotations

from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.records import encode
from pipeline.settings import Settings
from pipeline.stream import ARTICLES, TAGGINGS, Message
from pipeline.warehouse import Warehouse
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import stream_of, warehouse_of
from tests.unit.warehouse.samples import article, retakes, tagging

TOLD = [
    tagging(article(name, hours=hours), retakes("2017-11-09")) for hours, name in enumerate(("one", "two", "three"))
]


def message(value: Article | Tagging) -> Message:
    topic = ARTICLES if isinstance(value, Article) else TAGGINGS
    return Message(topic, value.article_id.encode(), encode(value), value.admitted_at)


def make(settings: Settings) -> list[str]:
    """Fill the topics and the warehouse; tells the claims, the event's founder first."""
    articles = [article(name, hours=hours) for hours, name in enumerate(("one", "two", "three"))]
    with stream_of(settings) as stream:
        stream.produce([*map(message, articles), *map(message, TOLD)])
    loaded(settings)
    claims = [homes(settings, told.article_id)[0][0] for told in TOLD]
    assert {home for told in TOLD for _, home in homes(settings, told.article_id)} == {claims[0]}
    return claims


def loaded(settings: Settings) -> None:
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        drain_load(stream, warehouse)


def homes(settings: Settings, article_id: str) -> list[tuple[str, str]]:
    """The claims of an article, each with its event."""
    with warehouse_of(settings, upgrade=False) as warehouse:
        return [(each.claim_id, each.event_id) for each in warehouse.trace(article_id).claims]


def events(warehouse: Warehouse) -> dict[str, int]:
    """Event → how many articles tell of it."""
    return {str(row[0]): int(str(row[1])) for row in warehouse.query("SELECT event_id, articles FROM events").rows}


def events_of(settings: Settings) -> dict[str, int]:
    with warehouse_of(settings, upgrade=False) as warehouse:
        return events(warehouse)
