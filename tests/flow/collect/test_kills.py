"""kill -9 of a real process, a handful of times; `python -m tests.bench.kills` does the full number."""

from __future__ import annotations

import random

import pytest

from tests.bench.kills import PollKills, run_series, stores_of


@pytest.mark.timeout(300)
def test_a_polling_process_killed_at_random_moments_loses_nothing_and_doubles_nothing() -> None:
    with stores_of("embedded") as stores:
        stage = PollKills(stores, inline=True, lease_s=0.7)
        assert run_series(stage, stores.home, 4, random.Random(), lambda _: None) == []
