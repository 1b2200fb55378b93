"""When to try again, and how long to wait: exponential backoff with jitter, ``Retry-After`` obeyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.fetch.base import Fetched, FetchLimits
from pipeline.model.words import Outcome

TRANSIENT = frozenset(
    {Outcome.GAVE_UP_TIMEOUT, Outcome.GAVE_UP_UNREACHABLE, Outcome.GAVE_UP_SERVER_ERROR, Outcome.RATE_LIMITED}
)
"""Outcomes that another try may turn into a success."""


def wait_before_retry(fetched: Fetched, limits: FetchLimits, jitter: Callable[[], float]) -> float | None:
    """Answer the seconds to wait before the next try, None when there is to be none.

    ``jitter`` draws from [0, 1), only when there is a next try; it adds up to as much again, so that clients that
    failed together do not return together.
    """
    if fetched.outcome not in TRANSIENT or fetched.attempts >= limits.attempts:
        return None
    backoff = limits.backoff_s * 2.0 ** (fetched.attempts - 1)
    asked = fetched.retry_after_s
    if asked is not None and asked > limits.max_retry_after_s:
        return None
    return max(backoff * (1.0 + jitter()), asked or 0.0)


def retry_after_s(header: str, now: datetime) -> float | None:
    """Read ``Retry-After``: seconds or an HTTP date. None when absent or unreadable, never below 0."""
    text = header.strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
