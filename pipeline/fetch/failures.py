"""What aiohttp and the system raise, as outcome words. Anything not listed here is our bug and is raised."""

from __future__ import annotations

import ssl
from dataclasses import replace

import aiohttp

from pipeline.fetch.base import Fetched, FetchLimits
from pipeline.fetch.guard import ForbiddenAddress
from pipeline.model.words import Outcome

FAILURES = (aiohttp.ClientError, TimeoutError, OSError, ssl.SSLError, UnicodeError)
"""All that may be raised for reasons on the other side of the wire."""


def failed(error: BaseException, so_far: Fetched, limits: FetchLimits) -> Fetched:
    """Answer the walk so far, ended by this failure."""
    outcome, detail = _outcome(error, limits)
    return replace(so_far, outcome=outcome, detail=detail, permanent_url="")


def _outcome(error: BaseException, limits: FetchLimits) -> tuple[Outcome, str]:
    if isinstance(error, aiohttp.ClientConnectorError):
        return _no_connection(error)
    if isinstance(error, TimeoutError):
        is_connecting = isinstance(error, aiohttp.ServerTimeoutError)
        return Outcome.GAVE_UP_TIMEOUT, (
            f"no connection within {limits.connect_timeout_s:g} s"
            if is_connecting
            else f"not done within {limits.total_timeout_s:g} s"
        )
    for kind, outcome, detail in _BY_KIND:
        if isinstance(error, kind):
            return outcome, detail
    return Outcome.GAVE_UP_UNREACHABLE, f"the connection broke: {type(error).__name__}"


_BY_KIND: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (aiohttp.ClientSSLError, Outcome.TLS_ERROR, "TLS failed"),
    (ssl.SSLError, Outcome.TLS_ERROR, "TLS failed"),
    (aiohttp.InvalidURL, Outcome.BAD_URL, "not a URL that can be asked for"),
    (UnicodeError, Outcome.BAD_URL, "not a URL that can be asked for"),
    (aiohttp.ClientResponseError, Outcome.HTTP_ERROR, "the answer is no valid HTTP"),
    (aiohttp.ClientPayloadError, Outcome.GAVE_UP_UNREACHABLE, "the connection broke within the body"),
)


def _no_connection(error: aiohttp.ClientConnectorError) -> tuple[Outcome, str]:
    if isinstance(error.os_error, ForbiddenAddress):
        return Outcome.PRIVATE_ADDRESS, str(error.os_error)
    if isinstance(error, aiohttp.ClientSSLError):
        return Outcome.TLS_ERROR, f"TLS with {error.host} failed: {_short(error.os_error)}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Outcome.GAVE_UP_UNREACHABLE, f"{error.host} does not resolve"
    return Outcome.GAVE_UP_UNREACHABLE, f"no connection to {error.host}: {_short(error.os_error)}"


def _short(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:120]
