"""When the DAGs run and when they must not. Light on purpose: the scheduler reads the DAG files again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

ARTICLES_ASSET = "conflictwire_articles"
ARTICLES_URI = "conflictwire://news/articles"
"""The Asset that moves when articles came onto the topic: what `poll_feeds` tells `tag_and_load`."""

POLL_EVERY = timedelta(minutes=15)

MOST_BATCHES = 256
"""Most mapped tasks in a run: above 1,024 Airflow refuses them, and its scheduler slows down long before that."""

BATCHES_AT_ONCE = 4
"""Mapped tasks of a run that work at the same time; the cores are divided among them."""

PAST_AFTER = timedelta(hours=1)
"""A run whose interval ended this long before anybody asked for it is of the past."""

_BACKFILL = "backfill"
_MANUAL = "manual"


def why_not_poll(run_type: str, interval_end: datetime | None, asked_at: datetime, now: datetime) -> str:
    """Why a run must not poll, in one line; "" if it may. Feeds tell the present only: the past is replayed.

    Args:
        run_type: Airflow's word for why the run is.
        interval_end: the end of the time that the run stands for; None when it stands for none.
        asked_at: when the run was due or asked for. A person's run may have waited long for its turn: it is
            measured by this, every other one by ``now``.
        now: aware time.
    """
    if run_type == _BACKFILL:
        return "a backfill cannot poll the feeds of the past: replay the topics instead"
    reference = asked_at if run_type == _MANUAL else now
    if interval_end is not None and reference - interval_end > PAST_AFTER:
        return f"the run stands for {interval_end:%Y-%m-%d %H:%M} UTC: feeds of the past cannot be polled"
    return ""
