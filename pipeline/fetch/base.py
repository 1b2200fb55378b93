"""The values of a fetch. An expected failure is a `Fetched` with an outcome word, never an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from pipeline.model.words import Outcome

MAX_REST_S = 86_400.0
"""No host is left alone for longer, whatever it asks for."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may cost.

    Attributes:
        max_bytes: cap on the body, on the wire and again after decompression.
        connect_timeout_s: to one open connection (all addresses of the host together).
        total_timeout_s: for one attempt, redirects and body included, politeness waits not.
        max_redirects: hops that are followed.
        attempts: tries in all; only transient failures are tried again.
        backoff_s: the wait before the second try; it doubles with each, and jitter adds up to as much again.
        max_retry_after_s: a longer ``Retry-After`` is not waited for but reported.
        host_patience_s: a host that answered 429 and asked for a longer rest is asked nothing more: what else stands
            there ends as ``rate-limited`` without a try.
        max_connections: open requests at one time, over all hosts.
    """

    max_bytes: int = 10_000_000
    connect_timeout_s: float = 10.0
    total_timeout_s: float = 30.0
    max_redirects: int = 8
    attempts: int = 3
    backoff_s: float = 0.5
    max_retry_after_s: float = 10.0
    host_patience_s: float = 60.0
    max_connections: int = 100


@dataclass(frozen=True, slots=True)
class Request:
    """One URL to fetch, conditional on the validators that are not "".

    Attributes:
        max_bytes: in place of the limits' cap, None for that one.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    max_bytes: int | None = None

    @property
    def is_conditional(self) -> bool:
        """Whether the server may answer 304."""
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a fetch ended.

    Attributes:
        url: as requested (it may hold credentials; all other fields never do).
        final_url: after redirects.
        detail: one clear line for a person when the outcome is neither ``ok`` nor ``not-modified``.
        status: of the last answer, 0 when there was none.
        body: decompressed, b"" unless the outcome is ``ok``.
        etag, last_modified: validators to store; after a 304 without them, those of the request.
        redirects: the URLs redirected to, in order.
        permanent_url: where a chain of only permanent redirects led, else "".
        attempts: tries made on the wire.
        retry_after_s: what the server asked for, None when it did not.
        elapsed_s: from call to answer, waits included.
    """

    url: str
    final_url: str
    outcome: Outcome
    detail: str = ""
    status: int = 0
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    redirects: tuple[str, ...] = ()
    permanent_url: str = ""
    attempts: int = 0
    retry_after_s: float | None = None
    elapsed_s: float = 0.0


def without_credentials(url: str) -> str:
    """Answer the URL without its user and password, fit for a log."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
