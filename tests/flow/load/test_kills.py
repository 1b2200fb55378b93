"""kill -9 at random moments of tag and load: nothing is lost, nothing comes twice, and the rows are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flow.load.killing import kill_rounds


@pytest.mark.timeout(180)
def test_kills_of_tag_and_load_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    stream = f"sqlite:///{tmp_path / 'stream.db'}?session_timeout_s=0.5"
    hurt, unhurt = (f"sqlite:///{tmp_path / name}.db" for name in ("hurt", "unhurt"))
    assert kill_rounds(stream, hurt, unhurt, times=4, seed=20171109) == []
