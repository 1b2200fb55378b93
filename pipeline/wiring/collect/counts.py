"""The counts of a run: read from the state, where each was kept in the transaction of what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.state import Count, State, count_waiting, counts_of


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run did. Items add up: each admitted one has one decision or one terminal outcome, or is open.

    Attributes:
        polled: feeds by the outcome of their poll.
        admitted: items by why (first, changed, revisit).
        decisions, outcomes: of the items that this run admitted, whoever closed them.
        attempts: requests on the wire for pages.
        published: messages of this run that were acknowledged, by topic.
        sent: messages of all runs that this very call saw acknowledged, by topic: also what a broken run left.
        waiting: messages of all runs that wait in the outbox.
        notes: what a person should know, one line each.
    """

    run_id: str
    polled: Mapping[str, int] = field(default_factory=dict)
    admitted: Mapping[str, int] = field(default_factory=dict)
    decisions: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    attempts: int = 0
    published: Mapping[str, int] = field(default_factory=dict)
    sent: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    notes: tuple[str, ...] = ()

    @property
    def items(self) -> int:
        """How many items were admitted."""
        return sum(self.admitted.values())

    @property
    def open(self) -> int:
        """How many of them have neither a decision nor an outcome yet."""
        return self.items - sum(self.decisions.values()) - sum(self.outcomes.values())

    @property
    def is_closed(self) -> bool:
        """Whether every admitted item came to its end: admitted == decisions + outcomes."""
        return self.open == 0

    def as_dict(self) -> dict[str, object]:
        """The counts as plain values, fit for XCom, JSON and logs."""
        words = ("polled", "admitted", "decisions", "outcomes", "published", "sent")
        maps = {name: dict(getattr(self, name)) for name in words}
        numbers = {name: getattr(self, name) for name in ("attempts", "waiting", "items", "open")}
        return {"run_id": self.run_id, **maps, **numbers, "notes": list(self.notes)}


def read_counts(
    state: State, run_id: str, notes: tuple[str, ...] = (), sent: Mapping[str, int] | None = None
) -> RunCounts:
    """The counts of a run as the state has them now, from all processes that worked on it."""
    with state.read() as connection:
        found = counts_of(connection, run_id)
        waiting = count_waiting(connection)
    return RunCounts(
        run_id=run_id,
        polled=found[Count.POLLED],
        admitted=found[Count.ADMITTED],
        decisions=found[Count.DECIDED],
        outcomes=found[Count.ENDED],
        attempts=sum(found[Count.ATTEMPTS].values()),
        published=found[Count.PUBLISHED],
        sent=dict(sent or {}),
        waiting=waiting,
        notes=notes,
    )
