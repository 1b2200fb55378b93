"""From settings to the options of collecting."""

from __future__ import annotations

import os

from pipeline.settings import Settings
from pipeline.wiring.collect.options import CollectOptions


def collect_options(settings: Settings, sharing: int = 1) -> CollectOptions:
    """One extractor process for each core that this process may use, divided among ``sharing`` processes."""
    return CollectOptions(
        allow_hosts=settings.allow_hosts,
        user_agent=settings.user_agent,
        host_delay_s=settings.host_delay_s,
        workers=max(1, cores() // max(1, sharing)),
    )


def cores() -> int:
    """How many cores this process may use; all of the machine where the system does not tell."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
