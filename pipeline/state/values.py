"""The frozen values of the state store, one for each moment of an item's life."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why an entry was admitted."""

    FIRST = "first"
    CHANGED = "changed"
    REVISIT = "revisit"


class Status(StrEnum):
    """Where an item stands."""

    QUEUED = "queued"
    LEASED = "leased"
    EXTRACTED = "extracted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the store knows of a feed.

    Attributes:
        fetch_url: the address in use (``url``, or where the feed moved to for good).
        policy: the learned entry identity, opaque here.
        body_number: how many different bodies were seen; 0 before the first.
        errors, not_modified: in a row.
        interval_s: the gap that led to ``next_poll``.
    """

    feed_id: str
    url: str
    title: str
    fetch_url: str
    etag: str
    last_modified: str
    body_sha256: str
    policy: str
    body_number: int
    polls: int
    errors: int
    not_modified: int
    interval_s: float
    next_poll: datetime
    last_poll: datetime | None
    last_outcome: str
    last_detail: str


@dataclass(frozen=True, slots=True)
class EntryValues:
    """What the feed said of an entry, as far as later stages need it."""

    title: str
    link: str
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The value as one line of JSON."""
        fields = {
            "title": self.title,
            "link": self.link,
            "published": self.published.isoformat() if self.published else None,
            "updated": self.updated.isoformat() if self.updated else None,
            "authors": self.authors,
        }
        # lone surrogates (a feed can hold them) are escaped by the default ensure_ascii
        return json.dumps(fields)

    @classmethod
    def from_json(cls, raw: str) -> EntryValues:
        """Read back what `to_json` wrote."""
        fields = json.loads(raw)
        return cls(
            title=fields["title"],
            link=fields["link"],
            published=datetime.fromisoformat(fields["published"]) if fields["published"] else None,
            updated=datetime.fromisoformat(fields["updated"]) if fields["updated"] else None,
            authors=tuple(fields["authors"]),
        )


@dataclass(frozen=True, slots=True)
class Announcement:
    """One entry of a feed body: its key, what tells a change of it, and the page it names.

    Attributes:
        fingerprint: changes when the announcement changes.
        url: the absolute address of the page.
        position: in the feed, from 0.
    """

    key: str
    fingerprint: str
    url: str
    position: int
    values: EntryValues


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as it was when it was last decided: asking for it again may be answered with a 304.

    Only a decision stores one. Validators stored at the fetch would hide behind a 304 an article
    whose extraction failed or was lost.

    Attributes:
        url: the address that the validators belong to.
        sha256: of the bytes.
    """

    article_id: str
    url: str
    etag: str
    last_modified: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LeasedItem:
    """An item in a worker's hands, with what is known of its page.

    Attributes:
        token: must still be the row's own when the lease is closed.
        leases: how often it was leased, this time included.
        page: None before the first decision.
        quiet: visits in a row that brought no new content.
        failures: visits in a row that ended in an outcome.
        host_rests_until: the host asked for quiet until then.
        announced_at: when the feed says that it was published, None when it does not say.
    """

    seq: int
    token: int
    item_id: str
    feed_id: str
    entry_key: str
    url: str
    host: str
    run_id: str
    admitted_at: datetime
    leases: int
    page: KnownPage | None
    quiet: int
    failures: int
    host_rests_until: datetime
    announced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadyItem:
    """An extracted item that waits for its decision, with what the feed said of it."""

    seq: int
    item_id: str
    feed_id: str
    feed_url: str
    entry_key: str
    values: EntryValues
    url: str
    run_id: str
    admitted_at: datetime
    first_seen_at: datetime
    wire_attempts: int
    payload: bytes
    page: KnownPage | None
    quiet: int
    failures: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What a closed item leaves on its entry.

    Attributes:
        quiet, failures: the new counts.
        next_revisit: None: no visit is planned.
        page: None keeps what is known of the page.
    """

    quiet: int
    failures: int
    next_revisit: datetime | None
    page: KnownPage | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """A named lease: its ``token`` grows with every change of hands."""

    name: str
    owner: str
    token: int


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A record on its way to a topic: sent byte for byte as stored, whenever and however often.

    ``natural_key`` is unique in its topic while the message waits.
    """

    topic: str
    natural_key: str
    key: bytes
    value: bytes
    timestamp: datetime
    headers: tuple[tuple[str, bytes], ...]
    run_id: str


@dataclass(frozen=True, slots=True)
class PendingMessage:
    """A waiting message and its place in the queue."""

    id: int
    message: OutboxMessage


@dataclass(frozen=True, slots=True)
class ExtractedItem:
    """A worker's answer: the item's extracted page, to be decided in its turn."""

    item: LeasedItem
    payload: bytes
    wire_attempts: int


@dataclass(frozen=True, slots=True)
class EndedItem:
    """A worker's answer: the item's terminal outcome, the ledger's line, and what it leaves on the entry."""

    item: LeasedItem
    outcome: str
    wire_attempts: int
    visit: Visit
    ledger: OutboxMessage


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """The decider's answer: the item's last word, its messages, and what it leaves on the entry.

    ``word`` is a decision, or an outcome (with ``is_decision`` false) where the decider itself failed.
    """

    item: ReadyItem
    word: str
    visit: Visit
    messages: tuple[OutboxMessage, ...]
    is_decision: bool = True
