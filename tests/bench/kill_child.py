"""The process that `tests.bench.kills` kills: one stage over a home, run to its end.

``python -m tests.bench.kill_child STAGE PLAN``: PLAN is a JSON file that `tests.bench.kills` wrote. It prints
``ready`` when its imports are done, and ``done`` at its end: a kill falls between the two.
"""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.feeds import FeedSource
from pipeline.fetch import FetchLimits
from pipeline.state import open_state
from pipeline.stream import open_stream
from pipeline.wiring.collect import CollectOptions, collect

OPTIONS = CollectOptions(
    allow_hosts=("127.0.0.1", "localhost", ".localhost"),
    host_delay_s=0.0,
    limits=FetchLimits(connect_timeout_s=2, total_timeout_s=5, attempts=2, backoff_s=0.05),
    workers=1,
    batch=4,
    in_flight=8,
    lease_s=2.0,
)


def poll(plan: dict[str, Any]) -> None:
    """One pass of `collect`, with the real extractor pool unless the plan says inline."""
    from tests.flow.collect.lines import InlineExtractor

    now = datetime.now(UTC)
    with open_state(plan["state"], now) as state:
        print("ready", flush=True)
        counts = collect(
            replace(OPTIONS, lease_s=plan["lease_s"]),
            [FeedSource(url) for url in plan["feeds"]],
            lambda: open_stream(plan["stream"]),
            state,
            run_id=f"run-{uuid.uuid4().hex[:8]}",
            clock=lambda: datetime.now(UTC),
            revisit="all",
            extractor=InlineExtractor() if plan["inline"] else None,
        )
    print(f"done {json.dumps(counts.as_dict())}", flush=True)


STAGES = {"poll": poll}


def main() -> None:
    stage, plan = sys.argv[1:3]
    STAGES[stage](json.loads(Path(plan).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
