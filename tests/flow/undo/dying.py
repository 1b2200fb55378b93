"""A process that undoes a merge and dies at once, without a word, before the step that it is told: as by kill -9."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from pipeline.settings import prepared, read_settings
from pipeline.wiring import parting
from pipeline.wiring.collect.publish import Publisher
from pipeline.wiring.correcting import publish_all
from pipeline.wiring.loading import load_at_once

KILLED = 137


def die(*_: object, **__: object) -> Any:
    os._exit(KILLED)


def the_second(work: Callable[..., Any]) -> Callable[..., Any]:
    """The first call goes well: it is the look at what waits already."""
    calls: list[int] = []

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return die() if len(calls) > 1 else work(*arguments, **named)

    return counted


def main(step: str, home: str, stream: str, state: str, warehouse: str, event: str, claim: str) -> None:
    stores = {"stream": stream, "state": state, "warehouse": warehouse}
    settings = prepared(read_settings({"home": home, **{name: url for name, url in stores.items() if url}}, {}))
    send = Publisher._send  # noqa: SLF001 - the last moment before the outbox rows go

    def sent_and_gone(publisher: Publisher, stream: Any, waiting: Any) -> None:
        """The messages are acknowledged, and the outbox still holds them."""
        send(publisher, stream, waiting)
        die()

    wheres: dict[str, tuple[object, str, Callable[..., Any]]] = {
        "store": (parting, "keep", die),
        "publish": (parting, "publish_all", the_second(publish_all)),
        "delete": (Publisher, "_send", sent_and_gone),
        "load": (parting, "load_at_once", the_second(load_at_once)),
    }
    where, name, instead = wheres[step]
    patch.object(where, name, instead).start()
    parting.take_out_of_event(settings, event, [claim], f"died before: {step}")


if __name__ == "__main__":
    main(*sys.argv[1:])
