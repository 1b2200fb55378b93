"""Undo of a merge: claims are taken out of an event, and what they told of counts as an event of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.dedupe import Decider, correction_time
from pipeline.errors import UsageError
from pipeline.model.correction import Correction, CorrectionKind, correction_id
from pipeline.settings import Settings
from pipeline.state import State
from pipeline.stream import CORRECTIONS
from pipeline.warehouse import Parting, Warehouse
from pipeline.wiring.collect.ledger import one_line
from pipeline.wiring.correcting import keep, need_new, publish_all, publisher_of
from pipeline.wiring.loading import load_at_once
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.revoking import known_undos


@dataclass(frozen=True, slots=True)
class Parted:
    """What the undo of a merge did.

    Attributes:
        claim_ids: the claims that were taken out of the event.
        event_ids: the events that these are in now.
        left: the events of those that stayed: one, unless the parted claims alone had tied them.
    """

    correction_id: str
    event_id: str
    claim_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    left: tuple[str, ...]


def take_out_of_event(settings: Settings, event_id: str, asked: Sequence[str], note: str = "") -> Parted:
    """Take claims (or all claims of articles) out of an event of the current edition, in every edition and for good.

    The decider is not concerned: it may go on deciding. The warehouse shows it on return.

    Raises:
        UsageError: there is no such event, an id is no part of it, nothing would stay in it, or this was done before.
        WarehouseUnavailable, StreamUnavailable: one is away; what was stored goes out with the next run and load.
    """
    with warehouse_of(settings, upgrade=False) as warehouse, state_of(settings) as state, stream_of(settings) as stream:
        warehouse.migrate()
        publisher = publisher_of(state, stream)
        publish_all(publisher)  # an undo that was interrupted counts before this one
        load_at_once(stream, warehouse, CORRECTIONS)
        parting = _parting(state, warehouse, event_id, asked)
        undone = _store(state, parting, one_line(note))
        publish_all(publisher)
        load_at_once(stream, warehouse, CORRECTIONS)
        events, left = (_events(warehouse, ids) for ids in (parting.claim_ids, parting.other_ids))
    return Parted(undone.correction_id, event_id, parting.claim_ids, events, left)


def _events(warehouse: Warehouse, claim_ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warehouse.trace(claim_id).claims[0].event_id for claim_id in claim_ids))


def _parting(state: State, warehouse: Warehouse, event_id: str, asked: Sequence[str]) -> Parting:
    try:
        return warehouse.parting(event_id, asked)
    except UsageError as e:
        for each in known_undos(state):
            if each.kind is CorrectionKind.MERGE and each.of == event_id and each.revoked_at is None:
                when = f"{each.undone_at:%Y-%m-%d %H:%M} UTC"
                raise UsageError(f"{e} (undo {each.correction_id} of {when} parted this event already)") from e
        raise


def _store(state: State, parting: Parting, note: str) -> Correction:
    name = CorrectionKind.MERGE
    undone = correction_id(name, parting.event_id, *sorted(parting.claim_ids))
    with state.write() as connection:
        Decider.create_tables(connection)
        need_new(connection, undone)
        correction = Correction(
            correction_id=undone,
            kind=name,
            standing=True,
            at=correction_time(connection, undone, utc_now()),
            note=note,
            article_id=parting.parted[0].article_id,
            of=parting.event_id,
            parted=parting.parted,
            others=parting.others,
        )
        keep(connection, correction)
    return correction
