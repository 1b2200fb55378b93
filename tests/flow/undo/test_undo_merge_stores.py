"""Undo of a merge on every kind of store: whatever dies in between, nothing is lost and nothing counts twice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import LeaseLost, UsageError
from pipeline.settings import Settings
from pipeline.state import DECIDER, acquire, count_waiting
from pipeline.stream import CORRECTIONS
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.parting import take_out_of_event
from pipeline.wiring.restoring import restore
from pipeline.wiring.revoking import revoke, undone_list
from tests.flow.undo.dying import KILLED
from tests.flow.undo.merged import events, events_of, loaded, make

STEPS = ("store", "publish", "delete", "load")


def die_before(step: str, settings: Settings, event: str, claim: str) -> None:
    """Undo in a process of its own that dies before a step."""
    stores = (str(settings.home), settings.stream, settings.state, settings.warehouse)
    command = [sys.executable, "-m", "tests.flow.undo.dying", step, *stores, event, claim]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == KILLED, done.stderr


def records(settings: Settings) -> int:
    with stream_of(settings) as stream:
        return sum(stream.end_offsets([CORRECTIONS]).values())


def waiting(settings: Settings) -> int:
    with state_of(settings) as state, state.read() as connection:
        return count_waiting(connection)


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_between_two_steps_loses_nothing(settings: Settings, step: str) -> None:
    first, second, _ = make(settings)
    die_before(step, settings, first, second)
    assert events_of(settings) == {first: 3}
    if step == "store":
        assert (waiting(settings), records(settings), undone_list(settings)) == (0, 0, [])
        take_out_of_event(settings, first, [second])
    else:
        with pytest.raises(UsageError, match="parted this event already"):
            take_out_of_event(settings, first, [second])
    assert events_of(settings) == {first: 2, second: 1}
    assert waiting(settings) == 0
    with warehouse_of(settings, upgrade=False) as warehouse:
        ((count,),) = warehouse.query("SELECT COUNT(*) FROM corrections").rows
    assert count == len(undone_list(settings)) == 1


def test_what_was_published_is_brought_in_by_the_next_load_too(settings: Settings) -> None:
    first, second, _ = make(settings)
    die_before("load", settings, first, second)
    loaded(settings)
    assert events_of(settings) == {first: 2, second: 1}


def test_a_fresh_warehouse_and_a_fresh_state_have_it(settings: Settings, tmp_path: Path) -> None:
    first, second, third = make(settings)
    done = take_out_of_event(settings, first, [second], "one")
    assert (done.claim_ids, done.event_ids, done.left) == ((second,), (second,), (first,))
    other = take_out_of_event(settings, first, [third], "two")
    revoke(settings, other.correction_id, "they do belong together")
    fresh = replace(
        settings, warehouse=f"sqlite:///{tmp_path / 'fresh.db'}", state=f"sqlite:///{tmp_path / 'fresh-state.db'}"
    )
    loaded(fresh)
    assert events_of(fresh) == events_of(settings) == {first: 2, second: 1}
    restored = restore(fresh, lambda _: None)
    assert (restored.articles, restored.corrections, restored.unread) == (3, 3, 0)
    assert undone_list(fresh) == undone_list(settings)
    revoke(fresh, done.correction_id)
    with warehouse_of(fresh) as warehouse:
        assert events(warehouse) == {first: 3}
    again = take_out_of_event(fresh, first, [second])
    assert again.correction_id == done.correction_id
    assert [each.revoked_at is None for each in undone_list(fresh)] == [False, False, True]


def test_a_merge_is_undone_while_another_decides_but_not_revoked(settings: Settings) -> None:
    first, second, _ = make(settings)
    with state_of(settings) as state, state.write() as connection:
        assert acquire(connection, DECIDER, "another", utc_now(), 60) is not None
    done = take_out_of_event(settings, first, [second])
    assert events_of(settings) == {first: 2, second: 1}
    with pytest.raises(LeaseLost, match="another process decides now"):
        revoke(settings, done.correction_id)
    with pytest.raises(LeaseLost, match="another process decides now"):
        restore(settings, lambda _: None)
