"""Decide: one leased writer takes extracted items in the order of admission, a batch in one state transaction.

In that transaction: the proof of the lease, the decisions, the decider's index, the article and ledger
messages in the outbox, the ends of the items. A crash or a lost lease leaves none of it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from pipeline.dedupe import Decided, Decider
from pipeline.errors import ConflictwireError, LeaseLost, TransientError
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.words import Decision, Outcome, Stage
from pipeline.state import (
    DECIDER,
    DecidedItem,
    KnownPage,
    Lease,
    OutboxMessage,
    ReadyItem,
    State,
    Visit,
    acquire,
    close_decided,
    know_article,
    ready_items,
    release,
    renew,
)
from pipeline.wiring.collect.article import article_of, candidate_of, known_url
from pipeline.wiring.collect.ledger import article_message, fault_line, ledger_message, one_line, outcome_record
from pipeline.wiring.collect.options import Clock, CollectOptions
from pipeline.wiring.collect.payload import VisitedPage, unpack
from pipeline.wiring.collect.schedule import next_try, next_visit

MAX_FAULTS = 5
"""So many faults of our own in a row stop the decider: something is wrong with more than an article."""

_log = logging.getLogger(__name__)


class _Undecidable(Exception):  # noqa: N818 - not an error of the caller's
    """One item broke the decider; the batch is rolled back and done again without it."""

    def __init__(self, item: ReadyItem, reason: str) -> None:
        super().__init__(reason)
        self.item_id = item.item_id
        self.reason = reason


class DecisionWriter:
    """The one writer of decisions, as long as its lease holds.

    Args:
        owner: a name that no other process has.
    """

    def __init__(self, state: State, options: CollectOptions, owner: str, clock: Clock) -> None:
        self._state, self._options, self._owner, self._clock = state, options, owner, clock
        self._lease: Lease | None = None
        self._decider: Decider | None = None
        self._renewed_at = clock()
        self._undecidable: dict[str, str] = {}
        self._faults = 0

    @property
    def holds_lease(self) -> bool:
        """Whether the lease was ours when we last looked."""
        return self._lease is not None

    def step(self) -> int:
        """Decide the next batch; answers how many items it closed: 0 when none is ready or another decides.

        Raises:
            StateUnavailable: nothing of the batch was stored.
            ConflictwireError: too many faults of our own in a row.
        """
        if self._lease is None and not self._open():
            return 0
        try:
            return self._decide_batch() if self._is_called_for() else 0
        except LeaseLost as e:
            _log.warning("%s", e)
            self._forget()
            return 0
        except _Undecidable as e:
            self._set_aside(e)
            return self.step()
        except BaseException:
            self._forget()  # its memory holds what the rollback took back
            raise

    def leave(self) -> None:
        """Give the lease back."""
        if self._lease is not None:
            with self._state.write() as connection:
                release(connection, self._lease, self._clock())
        self._forget()

    def _open(self) -> bool:
        """Take the lease and load the index, in one transaction, so that nobody decides in between."""
        with self._state.write() as connection:
            now = self._clock()
            lease = acquire(connection, DECIDER, self._owner, now, self._options.lease_s)
            if lease is None:
                return False
            Decider.create_tables(connection)
            decider = Decider.open(connection)
        self._lease, self._decider, self._renewed_at = lease, decider, now
        return True

    def _is_called_for(self) -> bool:
        """Whether an item is ready, or the lease wants to be renewed: an idle decider writes nothing else."""
        if self._clock() - self._renewed_at > timedelta(seconds=self._options.lease_s / 3):
            return True
        with self._state.read() as connection:
            return bool(ready_items(connection, 1, self._overdue(self._clock())))

    def _overdue(self, now: datetime) -> datetime:
        return now - timedelta(seconds=self._options.order_wait_s)

    def _forget(self) -> None:
        self._lease = self._decider = None

    def _set_aside(self, fault: _Undecidable) -> None:
        self._faults += 1
        if self._faults >= MAX_FAULTS:
            raise ConflictwireError(f"{self._faults} faults of our own in a row, the last: {fault.reason}") from fault
        _log.error("item %s cannot be decided: %s", fault.item_id, fault.reason)
        self._undecidable[fault.item_id] = fault.reason
        self._forget()

    def _decide_batch(self) -> int:
        lease, decider, now = self._lease, self._decider, self._clock()
        if lease is None or decider is None:
            return 0
        with self._state.write() as connection:
            renew(connection, lease, now, self._options.lease_s)
            # after a fault one by one, until a decision succeeds: what stands between two faults is kept, so that only
            # faults that follow each other count as a row, and the next run has fewer of them
            limit = 1 if self._faults else self._options.batch
            items = ready_items(connection, limit, self._overdue(now))
            decided = [self._decide(connection, decider, item) for item in items]
            close_decided(connection, decided, now)
        self._renewed_at = now
        if any(answer.is_decision for answer in decided):
            self._faults = 0
        return len(decided)

    def _decide(self, connection: Connection, decider: Decider, item: ReadyItem) -> DecidedItem:
        reason = self._undecidable.get(item.item_id)
        if reason is not None:
            return self._ended(item, reason)
        try:
            return decide_item(connection, decider, item, self._clock)
        except (TransientError, DBAPIError):
            raise
        except Exception as e:  # a fault of ours: this item ends, said and counted, the rest goes on
            raise _Undecidable(item, fault_line(e)) from e

    def _ended(self, item: ReadyItem, reason: str) -> DecidedItem:
        record = outcome_record(item, Stage.DECIDE, Outcome.INTERNAL_ERROR, reason, item.wire_attempts)
        failures = item.failures + 1
        visit = Visit(item.quiet, failures, next_try(Outcome.INTERNAL_ERROR, failures, self._clock()))
        return DecidedItem(item, str(Outcome.INTERNAL_ERROR), visit, (ledger_message(record),), is_decision=False)


def decide_item(connection: Connection, decider: Decider, item: ReadyItem, clock: Clock) -> DecidedItem:
    """Decide one item inside the caller's transaction; answers what closes it."""
    page = unpack(item.payload)
    decided, articles, title = _decide_page(connection, decider, item, page)
    decision = decided.verdict.decision
    quiet = item.quiet + 1 if decision is Decision.UNCHANGED else 0
    visit = Visit(
        quiet=quiet,
        failures=0,
        next_revisit=next_visit(quiet, clock()),
        page=KnownPage(decided.article_id, item.url, page.etag, page.last_modified, page.sha256),
    )
    record = _decision_record(item, decided, title)
    return DecidedItem(item, str(decision), visit, (*articles, ledger_message(record)))


def _decide_page(
    connection: Connection, decider: Decider, item: ReadyItem, page: VisitedPage
) -> tuple[Decided, tuple[OutboxMessage, ...], str]:
    said = page.extracted
    if said is None:
        if item.page is None:
            raise ValueError("an unchanged page that was never decided")
        return decider.unchanged(connection, item.page.article_id), (), item.values.title
    candidate = candidate_of(item, page, said)
    decided = decider.decide(connection, candidate)
    if decided.verdict.decision is Decision.UNCHANGED:
        return decided, (), candidate.title
    url, first_seen_at = know_article(connection, decided.article_id, known_url(page), item.first_seen_at)
    article = article_of(item, page, said, decided, url, first_seen_at)
    return decided, (article_message(article, item.run_id),), candidate.title


def _decision_record(item: ReadyItem, decided: Decided, title: str) -> LedgerRecord:
    return LedgerRecord(
        kind=LedgerKind.DECISION,
        run_id=item.run_id,
        item_id=item.item_id,
        feed_id=item.feed_id,
        url=item.url,
        stage=Stage.DECIDE,
        outcome=Outcome.OK,
        detail=one_line(decided.verdict.reason),
        at=item.admitted_at,
        attempts=item.wire_attempts,
        article_id=decided.article_id,
        version=decided.version,
        title=title,
        verdict=decided.verdict,
    )
