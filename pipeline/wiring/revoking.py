"""What was undone, and taking an undo back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pipeline.dedupe import Decider, all_corrections, apply_correction, correction_time, undone_copies
from pipeline.errors import UsageError
from pipeline.model.correction import Correction, CorrectionKind, correction_id
from pipeline.records import decode
from pipeline.settings import Settings
from pipeline.state import State
from pipeline.wiring.collect.ledger import one_line
from pipeline.wiring.correcting import deciding, keep, latest, load_corrections, publish_all, publisher_of
from pipeline.wiring.opening import state_of, stream_of, utc_now


@dataclass(frozen=True, slots=True)
class Undone:
    """One undo; ``revoked_at`` is None while it stands."""

    correction_id: str
    kind: CorrectionKind
    article_id: str
    of: str
    url: str
    undone_at: datetime
    note: str
    revoked_at: datetime | None = None
    revoked_note: str = ""


def undone_list(settings: Settings) -> list[Undone]:
    """All undos that the state knows, the oldest first; those that were revoked say when."""
    with state_of(settings) as state:
        return known_undos(state)


def known_undos(state: State) -> list[Undone]:
    """As `undone_list`, of an open state."""
    with state.write() as connection:
        Decider.create_tables(connection)
        records = [decode(raw) for raw in all_corrections(connection)]
        copies = undone_copies(connection)
    found = _paired(each for each in records if isinstance(each, Correction))
    known = {each.correction_id for each in found}
    earlier = [
        Undone(name, CorrectionKind.COPY, article_id, of, "", at, note)
        for article_id, of, at, note in copies
        if (name := correction_id(CorrectionKind.COPY, article_id, of)) not in known
    ]
    return sorted((*earlier, *found), key=lambda each: (each.undone_at, each.correction_id))


def _paired(records: Iterable[Correction]) -> list[Undone]:
    """Each undo with the revocation that followed it."""
    found: list[Undone] = []
    standing: dict[str, int] = {}
    for each in records:
        at = standing.get(each.correction_id)
        if each.standing and at is None:
            standing[each.correction_id] = len(found)
            found.append(Undone(each.correction_id, each.kind, each.article_id, each.of, each.url, each.at, each.note))
        elif not each.standing and at is not None:
            found[at] = replace(found[at], revoked_at=each.at, revoked_note=each.note)
            del standing[each.correction_id]
    return found


def revoke(settings: Settings, undone: str, note: str = "") -> Correction:
    """Take an undo back: of a merge the claims may join again, of an alias and a story what was before holds again.

    Raises:
        UsageError: no such undo is known, it was revoked before, or it is of a copy: what was coded stays coded.
        LeaseLost: another process decides now; nothing was done.
        StreamUnavailable: the log is away; what was done goes out with the next run.
    """
    with state_of(settings) as state, stream_of(settings) as stream:
        publisher = publisher_of(state, stream)
        publish_all(publisher)
        now = utc_now()
        with deciding(state, settings, now) as connection:
            found = _standing(connection, undone)
            back = replace(found, standing=False, at=correction_time(connection, undone, now), note=one_line(note))
            apply_correction(connection, back)
            keep(connection, back)
        publish_all(publisher)
        load_corrections(settings, stream)
    return back


def _standing(connection: Connection, undone: str) -> Correction:
    found = latest(connection, undone)
    if found is None:
        if any(undone == correction_id(CorrectionKind.COPY, *each[:2]) for each in undone_copies(connection)):
            raise UsageError(_FINAL.format(undone))
        raise UsageError(f"no undo is known as {undone!r}: conflictwire undo list names them")
    if not found.standing:
        raise UsageError(f"undo {undone} was revoked already, on {found.at:%Y-%m-%d %H:%M} UTC")
    if found.kind is CorrectionKind.COPY:
        raise UsageError(_FINAL.format(undone))
    return found


_FINAL = "undo {} is of a copy and cannot be revoked: the article was published and coded as one of its own"
