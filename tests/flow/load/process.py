"""A process that tags or loads for ever, to be killed.

``python -m tests.flow.load.process tag|load STREAM_URL WAREHOUSE_URL``
"""

from __future__ import annotations

import sys

from pipeline.stream import open_stream
from pipeline.warehouse import open_warehouse
from pipeline.wiring.loading import run_load
from pipeline.wiring.tagging import run_tag
from tests.flow.load.streams import simple_tag


def main(what: str, stream_url: str, warehouse_url: str) -> None:
    stream = open_stream(stream_url)
    print("ready", flush=True)  # noqa: T201 - the parent waits for it
    if what == "tag":
        run_tag(stream, tag=simple_tag, batch=3)
    else:
        run_load(stream, open_warehouse(warehouse_url), batch=5)


if __name__ == "__main__":
    main(*sys.argv[1:])
