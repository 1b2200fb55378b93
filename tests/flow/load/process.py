"""A process that tags or loads for ever, to be killed: ``python -m tests.flow.load.process tag|load FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.warehouse import open_warehouse
from pipeline.wiring.loading import run_load
from pipeline.wiring.tagging import run_tag
from tests.flow.load.streams import simple_tag, stream_at

SESSION_S = 0.5
"""A killed process holds its partitions for so long: the next one shall not only wait."""


def main(what: str, folder: Path) -> None:
    stream = stream_at(folder, SESSION_S)
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    if what == "tag":
        run_tag(stream, tag=simple_tag, batch=3)
    else:
        run_load(stream, open_warehouse(f"sqlite:///{folder / 'warehouse.db'}"), batch=5)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
