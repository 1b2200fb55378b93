"""The ledger record: polls, terminal outcomes and decisions, on ``news.outcomes``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.article import Verdict
from pipeline.model.words import Outcome, Stage


class LedgerKind(StrEnum):
    """What a ledger record tells of."""

    POLL = "poll"
    OUTCOME = "outcome"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One line of the ledger. The natural key is (``kind``, ``item_id``); of a poll ``item_id`` is the poll's own id.

    Attributes:
        run_id: the run that met it (ids of runs differ between two equal runs).
        detail: one clear line for a person; never page text, never a credential.
        at: the admission time of the item, or the time of the poll.
        attempts: how often the wire was tried.
        article_id, version, title, verdict: of a decision only ("" / 0 / "" / None otherwise).
    """

    kind: LedgerKind
    run_id: str
    item_id: str
    feed_id: str
    url: str
    stage: Stage
    outcome: Outcome
    detail: str
    at: datetime
    attempts: int
    article_id: str = ""
    version: int = 0
    title: str = ""
    verdict: Verdict | None = None
