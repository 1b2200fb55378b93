"""Short ways through an item's life, for the tests of the frontier."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.state import (
    DecidedItem,
    EndedItem,
    ExtractedItem,
    KnownPage,
    LeasedItem,
    OutboxMessage,
    ReadyItem,
    State,
    Visit,
    close_decided,
    close_leases,
    lease_items,
    ready_items,
)

NOW = datetime(2017, 11, 9, 12, 0, tzinfo=UTC)


def message(natural_key: str, topic: str = "news.outcomes", value: bytes = b"value") -> OutboxMessage:
    return OutboxMessage(topic, natural_key, b"key", value, NOW, (("run", b"\xff\x00"),), "run-1")


def lease_all(state: State, owner: str = "w", now: datetime = NOW, lease_s: float = 30) -> list[LeasedItem]:
    with state.write() as connection:
        return lease_items(connection, owner, now, limit=100, per_host=100, lease_s=lease_s)


def extract_all(state: State, owner: str = "w", now: datetime = NOW) -> list[LeasedItem]:
    items = lease_all(state, owner, now)
    extract(state, items)
    return items


def extract(state: State, items: list[LeasedItem], payload: bytes = b"{}") -> int:
    with state.write() as connection:
        kept, _ = close_leases(connection, [ExtractedItem(item, payload, 1) for item in items], [], NOW)
    return len(kept)


def end(state: State, items: list[LeasedItem], outcome: str = "no-text") -> int:
    ended = [EndedItem(item, outcome, 2, Visit(0, item.failures + 1, None), message(item.item_id)) for item in items]
    with state.write() as connection:
        _, closed = close_leases(connection, [], ended, NOW)
    return len(closed)


def decide_all(state: State, next_revisit: datetime | None = None) -> list[ReadyItem]:
    with state.write() as connection:
        items = ready_items(connection, 100)
        decided = [
            DecidedItem(
                item,
                "new",
                Visit(0, 0, next_revisit, KnownPage("a" + item.entry_key, item.url, '"e"', "", "0" * 64)),
                (message(item.item_id), message(f"article {item.item_id}", "news.articles")),
            )
            for item in items
        ]
        close_decided(connection, decided, NOW)
    return items
