from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.feeds import stage_parse

INPUTS = Path(__file__).parents[2] / "golden" / "feeds"


@pytest.mark.parametrize("name", sorted(file.name for file in INPUTS.glob("*.xml")))
def test_feeds_parse_to_their_golden_answers(golden: Callable[[str, object], None], name: str) -> None:
    body = base64.b64encode((INPUTS / name).read_bytes()).decode()
    answer = stage_parse(
        {"url": "https://www.courier.example/rss.xml", "body_base64": body, "content_type": "text/xml"}
    )
    golden(f"feeds/{name}.json", answer)
