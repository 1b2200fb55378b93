"""What a tagging process has loaded is left out of garbage collection."""

from __future__ import annotations

import gc
from itertools import count

import pytest

from pipeline.wiring import collecting


def test_what_is_held_is_left_out_at_each_power_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "_tagged", count(1))
    counts = []
    try:
        for _ in range(5):
            gc.unfreeze()
            collecting.keep_loaded()
            counts.append(gc.get_freeze_count() > 0)
    finally:
        gc.unfreeze()
    assert counts == [True, True, False, True, False]
