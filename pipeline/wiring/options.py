"""From settings to the options of collecting."""

from __future__ import annotations

import os

from pipeline.settings import Settings
from pipeline.wiring.collect.options import CollectOptions


def collect_options(settings: Settings) -> CollectOptions:
    """One extractor process for each core that this process may use."""
    return CollectOptions(
        allow_hosts=settings.allow_hosts,
        user_agent=settings.user_agent,
        host_delay_s=settings.host_delay_s,
        workers=max(1, len(os.sched_getaffinity(0))),
    )
