"""``conflictwire undo merge`` on the sample site, as a user gives it: part, look, build anew, replay, revoke."""

from __future__ import annotations

import socket
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline.model.correction import Correction
from pipeline.model.words import Decision
from pipeline.records import decode
from pipeline.settings import Settings, prepared, read_settings
from pipeline.stream import CORRECTIONS
from pipeline.wiring.demonstrating import demonstrate
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import stream_of, warehouse_of
from pipeline.wiring.running import Ears
from tests.flow.line.commands import Done, Home
from tests.flow.line.rows import view_rows

EVENTS = "SELECT COUNT(*) AS n FROM events"
SILENT = Ears(lambda _: None, lambda _: None)


@dataclass(frozen=True, slots=True)
class Undone:
    """The demonstration, and one article taken out of the event of the second turn, by its claim."""

    home: Home
    settings: Settings
    port: int
    event: str
    claim: str
    events_before: int
    done: Done
    again: Done


@pytest.fixture(scope="module")
def undone(tmp_path_factory: pytest.TempPathFactory) -> Undone:
    home = Home(tmp_path_factory.mktemp("parted") / "home")
    settings = prepared(read_settings({"home": str(home.folder)}, {}))
    port = free_port()
    assert demonstrate(settings, SILENT, port).notes == ()
    before = home.number(EVENTS)
    (event, *_), (claim, *_) = (
        [str(row["claim_id"]) for row in home.sql(f"SELECT claim_id FROM event_members m WHERE {which}")]  # noqa: S608
        for which in (f"m.role = 'founder' AND {TURN}", f"m.role = 'joined' AND {TURN}")
    )
    done = home.call("undo", "merge", event, claim, "--note", "of another day")
    return Undone(home, settings, port, event, claim, before, done, home.call("undo", "merge", event, claim))


def free_port() -> int:
    """A port for the sample site: the pages must have the same addresses at the second visit."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


TURN = "m.event_id IN (SELECT event_id FROM events WHERE type = 'NON_STATE_OVERTAKES_TERRITORY')"


def test_the_warehouse_shows_both_at_once(undone: Undone) -> None:
    assert undone.done.code == 0, undone.done.said
    assert undone.home.number(EVENTS) == undone.events_before + 1
    (row,) = undone.home.sql(f"SELECT articles FROM events WHERE event_id = '{undone.claim}'")  # noqa: S608
    assert row["articles"] == 1
    aliases = {row["alias"] for row in undone.home.sql("SELECT alias FROM event_aliases")}
    assert undone.claim not in aliases
    (row,) = undone.home.sql("SELECT * FROM corrections")
    assert (row["kind"], row["of"], row["note"], row["revoked_at"]) == ("merge", undone.event, "of another day", None)
    assert str(row["correction_id"]) in undone.done.out


def test_trace_says_that_it_was_kept_apart_and_by_which_undo(undone: Undone) -> None:
    (row,) = undone.home.sql("SELECT correction_id FROM corrections")
    for event in (undone.event, undone.claim):
        done = undone.home.call("trace", event)
        assert f"undo {row['correction_id']}, " in done.out
        assert "of another day" in done.out
    parted = undone.home.call("trace", undone.claim).out
    assert f"kept apart from {undone.event} by undo {row['correction_id']}" in parted


def test_a_second_undo_says_so_in_one_line(undone: Undone) -> None:
    assert (undone.again.code, len(undone.again.notes)) == (2, 1)
    assert "parted this event already" in undone.again.err
    assert len(undone.home.records(CORRECTIONS)) == 1
    record = decode(undone.home.records(CORRECTIONS)[0].value)
    assert isinstance(record, Correction)
    assert (record.of, record.standing, len(record.parted)) == (undone.event, True, 1)


def test_undo_list_names_it(undone: Undone) -> None:
    done = undone.home.call("undo", "list")
    assert done.code == 0
    assert "of another day" in done.out
    assert undone.event in done.out


def test_a_fresh_warehouse_from_the_topics_has_both_too(undone: Undone, tmp_path: Path) -> None:
    fresh = replace(undone.settings, warehouse=f"sqlite:///{tmp_path / 'fresh.db'}")
    with stream_of(fresh) as stream, warehouse_of(fresh) as warehouse:
        drain_load(stream, warehouse)
    assert view_rows(fresh.warehouse) == view_rows(undone.settings.warehouse)


def test_after_the_state_was_lost_restore_reads_all_back_and_the_next_run_decides_alike(
    undone: Undone, tmp_path: Path
) -> None:
    state = f"sqlite:///{tmp_path / 'state.db'}"
    restored = undone.home.call("restore", "--state", state)
    assert restored.code == 0, restored.said
    published = len(undone.home.articles())
    assert f"restored {published} articles and 1 corrections" in restored.out
    known = undone.home.call("undo", "list", "--state", state).out
    assert known == undone.home.call("undo", "list").out
    report = demonstrate(replace(undone.settings, state=state), SILENT, undone.port)
    assert set(report.collected.decisions) == {Decision.UNCHANGED}
    assert len(undone.home.articles()) == published
    assert undone.home.number(EVENTS) == undone.events_before + 1


def test_a_replayed_edition_honours_it_and_a_revoked_undo_joins_again(undone: Undone) -> None:
    done = undone.home.run("replay", "--edition", "second")
    assert done.code == 0, done.said
    count = "SELECT COUNT(*) AS n FROM event_record WHERE recorded_to IS NULL AND edition = "
    assert undone.home.number(f"{count}'second'") == undone.events_before + 1
    (row,) = undone.home.sql("SELECT correction_id FROM corrections")
    back = undone.home.call("undo", "revoke", str(row["correction_id"]), "--note", "of one day after all")
    assert back.code == 0, back.said
    assert undone.home.number(f"{count}'second'") == undone.home.number(EVENTS) == undone.events_before
    (row,) = undone.home.sql("SELECT revoked_note, revoked_at FROM corrections")
    assert row["revoked_note"] == "of one day after all"
    for wrong in ("uunknown", str(undone.home.sql("SELECT correction_id FROM corrections")[0]["correction_id"])):
        refused = undone.home.call("undo", "revoke", wrong)
        assert (refused.code, len(refused.notes)) == (2, 1)
        assert wrong in refused.err
