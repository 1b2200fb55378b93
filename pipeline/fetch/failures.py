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
    if isinstance(_os_error(error), ForbiddenAddress):
        return Outcome.PRIVATE_ADDRESS, str(_os_error(error))
    if isinstance(error, aiohttp.ServerTimeoutError):
        return Outcome.GAVE_UP_TIMEOUT, f"no connection within {limits.connect_timeout_s:g} s"
    if isinstance(error, TimeoutError):
        return Outcome.GAVE_UP_TIMEOUT, f"not done within {limits.total_timeout_s:g} s"
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return Outcome.TLS_ERROR, f"TLS failed: {_short(_os_error(error) or error)}"
    if isinstance(error, aiohttp.InvalidURL | UnicodeError):
        return Outcome.BAD_URL, "not a URL that can be asked for"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Outcome.GAVE_UP_UNREACHABLE, f"{error.host} does not resolve"
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome.GAVE_UP_UNREACHABLE, f"no connection to {error.host}: {_short(error.os_error)}"
    if isinstance(error, aiohttp.ClientResponseError):
        return Outcome.HTTP_ERROR, "the answer is no valid HTTP"
    if isinstance(error, aiohttp.ClientPayloadError):
        return Outcome.GAVE_UP_UNREACHABLE, "the connection broke within the body"
    return Outcome.GAVE_UP_UNREACHABLE, f"the connection broke: {type(error).__name__}"


def _os_error(error: BaseException) -> OSError | None:
    return error.os_error if isinstance(error, aiohttp.ClientConnectorError) else None


def _short(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())[:120]
