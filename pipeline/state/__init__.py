"""The mutable store: feeds, their entries, the frontier, leases and the outbox (SQLite or PostgreSQL).

`open_state` gives a `State`; every change is one ``with state.write() as connection:``, and the functions of
this package say what is done on that connection. All of them take ``now``; none reads a clock.
"""

from __future__ import annotations

from pipeline.state.articles import know_article
from pipeline.state.columns import UtcDateTime
from pipeline.state.counts import Count, Tally, add_counts, counts_of
from pipeline.state.decisions import OpenItems, close_decided, last_seq, open_items, ready_items
from pipeline.state.entries import admit, admit_left_over, announce, count_admitted, hold_admission, host_of
from pipeline.state.feeds import read_feeds, register_feeds, store_poll
from pipeline.state.frontier import (
    SUSPECT_AFTER,
    close_leases,
    give_back_items,
    lease_items,
    prune_closed,
    renew_items,
)
from pipeline.state.hosts import give_back_slots, rest_hosts, take_slots
from pipeline.state.leases import DECIDER, acquire, release, renew
from pipeline.state.outbox import count_waiting, delete_sent, enqueue, pending
from pipeline.state.store import State, open_state
from pipeline.state.values import (
    Announcement,
    DecidedItem,
    EndedItem,
    EntryValues,
    ExtractedItem,
    FeedState,
    KnownPage,
    Lease,
    LeasedItem,
    OutboxMessage,
    PendingMessage,
    ReadyItem,
    Reason,
    Status,
    Visit,
)

__all__ = [
    "DECIDER",
    "SUSPECT_AFTER",
    "Announcement",
    "Count",
    "DecidedItem",
    "EndedItem",
    "EntryValues",
    "ExtractedItem",
    "FeedState",
    "KnownPage",
    "Lease",
    "LeasedItem",
    "OpenItems",
    "OutboxMessage",
    "PendingMessage",
    "ReadyItem",
    "Reason",
    "State",
    "Status",
    "Tally",
    "UtcDateTime",
    "Visit",
    "acquire",
    "add_counts",
    "admit",
    "admit_left_over",
    "announce",
    "close_decided",
    "close_leases",
    "count_admitted",
    "count_waiting",
    "counts_of",
    "delete_sent",
    "enqueue",
    "give_back_items",
    "give_back_slots",
    "hold_admission",
    "host_of",
    "know_article",
    "last_seq",
    "lease_items",
    "open_items",
    "open_state",
    "pending",
    "prune_closed",
    "read_feeds",
    "ready_items",
    "register_feeds",
    "release",
    "renew",
    "renew_items",
    "rest_hosts",
    "store_poll",
    "take_slots",
]
