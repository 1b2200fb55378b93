"""The fetcher: one URL in, one `Fetched` out, over aiohttp.

Cookies are off, the environment's proxies are not asked, redirects are followed by us so that every hop
is judged by the guard and waits its turn at its host.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from secrets import SystemRandom
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from pipeline.fetch.base import MAX_REST_S, Fetched, FetchLimits, Request
from pipeline.fetch.body import ACCEPT_ENCODING, BodyRefused, read_body
from pipeline.fetch.failures import FAILURES, failed
from pipeline.fetch.guard import AddressGuard, GuardedResolver, Lookup
from pipeline.fetch.pace import HostPace
from pipeline.fetch.retry import retry_after_s, wait_before_retry
from pipeline.fetch.walk import Walk, validator
from pipeline.model.words import Outcome

DEFAULT_USER_AGENT = "conflictwire/0.1 (news feed reader)"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_RANDOM = SystemRandom()


class Fetcher:
    """Fetches politely, safely and within limits. An async context manager, for one event loop.

    Args:
        limits: what one fetch may cost.
        allow_hosts: exceptions to the guard against private addresses, see `AddressGuard`.
        user_agent: who we say that we are.
        host_delay_s: least time between two request starts to one host.
        jitter: in [0, 1), called once before each retry.
        sleep, clock, now: time itself, for tests.
        lookup: resolves names, for tests: (host, port, family) to addresses.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        allow_hosts: Iterable[str] = (),
        user_agent: str = DEFAULT_USER_AGENT,
        host_delay_s: float = 0.0,
        *,
        jitter: Callable[[], float] = _RANDOM.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        lookup: Lookup | None = None,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._guard = AddressGuard(allow_hosts)
        self._user_agent = user_agent
        self._pace = HostPace(host_delay_s, clock, sleep)
        self._jitter, self._sleep, self._clock, self._now, self._lookup = jitter, sleep, clock, now, lookup
        self._slots = asyncio.Semaphore(self._limits.max_connections)
        self._resolver: GuardedResolver | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._resolver = GuardedResolver(self._guard, self._lookup, self._clock)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver,
            use_dns_cache=False,  # the resolver keeps its own, of judged addresses
            limit=0,
            ttl_dns_cache=None,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_timeout_s),
            headers={"User-Agent": self._user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._resolver is not None:
            await self._resolver.close()  # aiohttp closes none that it was given
            self._resolver = None

    async def fetch(self, request: Request) -> Fetched:
        """Fetch one URL, trying again what is transient. Expected failures are outcomes.

        Raises:
            RuntimeError: outside the context manager.
        """
        if self._session is None:
            raise RuntimeError("Fetcher is used outside its context manager")
        started, tries = self._clock(), 0
        while True:
            tries += 1
            tried = await self._try(self._session, request)
            fetched = replace(tried, attempts=tries if tried.attempts else tries - 1, elapsed_s=self._clock() - started)
            if tried.status and tried.retry_after_s:
                self._hold(tried, tried.retry_after_s)
            wait_s = wait_before_retry(fetched, self._limits, self._jitter) if tried.attempts else None
            if wait_s is None:
                return fetched
            await self._sleep(wait_s)

    def _hold(self, tried: Fetched, asked_s: float) -> None:
        # only a 429 speaks for the host; a page's own "try later" is honoured for a moment
        most_s = MAX_REST_S if tried.outcome is Outcome.RATE_LIMITED else self._limits.max_retry_after_s
        self._pace.hold(URL(tried.final_url).host or "", min(asked_s, most_s))

    async def _try(self, session: aiohttp.ClientSession, request: Request) -> Fetched:
        walk = Walk(request)
        while True:
            if refused := walk.refusal(self._guard):
                return refused
            if rest_s := await self._pace.turn(walk.url.host or "", self._limits.host_patience_s):
                return walk.resting(rest_s)
            try:
                # the slot is taken once the host's turn has come: those who wait for a slow host hold up nobody
                async with self._slots, asyncio.timeout(walk.time_left_s(self._limits.total_timeout_s)):
                    fetched = await self._hop(session, walk)
            except FAILURES as e:
                return failed(e, walk.fetched(Outcome.INTERNAL_ERROR), self._limits)
            finally:
                walk.hop_ended(self._clock())
            if fetched is not None:
                return fetched
            if len(walk.redirects) > self._limits.max_redirects:
                return walk.fetched(Outcome.TOO_MANY_REDIRECTS, f"more than {self._limits.max_redirects} redirects")

    async def _hop(self, session: aiohttp.ClientSession, walk: Walk) -> Fetched | None:
        walk.hop_started(self._clock())
        async with session.get(walk.url, headers=walk.headers(), allow_redirects=False) as response:
            location = response.headers.get("Location", "")
            if response.status in _REDIRECTS and location:
                walk.redirected(location, response.status)
                return None
            return await self._answered(response, walk)

    async def _answered(self, response: aiohttp.ClientResponse, walk: Walk) -> Fetched:
        request, headers = walk.request, response.headers
        outcome, detail = outcome_of_status(response.status, request.is_conditional)
        fetched = replace(
            walk.fetched(outcome, detail),
            status=response.status,
            content_type=_text(headers.get("Content-Type", "")),
            etag=validator(headers.get("ETag", request.etag if outcome is Outcome.NOT_MODIFIED else "")),
            last_modified=validator(
                headers.get("Last-Modified", request.last_modified if outcome is Outcome.NOT_MODIFIED else "")
            ),
            retry_after_s=None if outcome is Outcome.OK else retry_after_s(headers.get("Retry-After", ""), self._now()),
        )
        if outcome is not Outcome.OK:
            return fetched
        max_bytes = self._limits.max_bytes if request.max_bytes is None else request.max_bytes
        try:
            if (response.content_length or 0) > max_bytes:
                raise BodyRefused(Outcome.TOO_LARGE, f"{response.content_length} bytes announced, at most {max_bytes}")
            body = await read_body(response.content.iter_any(), headers.get("Content-Encoding", ""), max_bytes)
        except BodyRefused as e:
            response.close()
            return replace(fetched, outcome=e.outcome, detail=e.detail, etag="", last_modified="")
        return replace(fetched, body=body)


_STATUS_OUTCOMES = {
    401: Outcome.ACCESS_DENIED,
    402: Outcome.ACCESS_DENIED,
    403: Outcome.ACCESS_DENIED,
    404: Outcome.NOT_FOUND,
    407: Outcome.ACCESS_DENIED,
    408: Outcome.GAVE_UP_SERVER_ERROR,
    410: Outcome.GONE,
    425: Outcome.GAVE_UP_SERVER_ERROR,
    429: Outcome.RATE_LIMITED,
    451: Outcome.ACCESS_DENIED,
}


def _text(header: str) -> str:
    """Answer the header as text: aiohttp leaves bytes that are no UTF-8 as lone surrogates, which no store takes."""
    return header.encode("utf-8", "replace").decode("utf-8")


def outcome_of_status(status: int, is_conditional: bool) -> tuple[Outcome, str]:
    """Answer the outcome of an HTTP status and a line for a person."""
    if 200 <= status < 300:  # noqa: PLR2004 - the class of successes
        return Outcome.OK, ""
    if status == _NOT_MODIFIED and is_conditional:
        return Outcome.NOT_MODIFIED, ""
    if status >= 500:  # noqa: PLR2004 - the class of server errors
        return Outcome.GAVE_UP_SERVER_ERROR, f"HTTP {status}"
    return _STATUS_OUTCOMES.get(status, Outcome.HTTP_ERROR), f"HTTP {status}"
