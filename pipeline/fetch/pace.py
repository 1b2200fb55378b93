"""Politeness: the least time between two request starts to one host, whoever asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

_MANY_HOSTS = 10_000


class HostPace:
    """Gives out starting times, first come first served; different hosts never wait for each other."""

    def __init__(
        self,
        delay_s: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._delay_s = delay_s
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._rests: dict[str, float] = {}

    async def turn(self, host: str, patience_s: float) -> float:
        """Return when a request to the host may start, with 0.

        A host that asked for quiet is waited for, also by those who were in the queue when it asked. If that takes
        longer than ``patience_s``, the seconds that are left are answered at once, and nothing may start.
        """
        while True:
            now, rest = self._clock(), self._rests.get(host, 0.0)
            if rest - now > patience_s:
                return rest - now
            start = max(now, rest, self._free_at.get(host, now))
            if self._delay_s > 0:
                self._free_at[host] = start + self._delay_s
                self._forget_idle(now)
            if start > now:
                await self._sleep(start - now)
            if self._rests.get(host, 0.0) <= rest:
                return 0.0

    def hold(self, host: str, wait_s: float) -> None:
        """Start nothing more to this host for so long: it asked for it."""
        now = self._clock()
        if len(self._rests) > _MANY_HOSTS:
            self._rests = {host: until for host, until in self._rests.items() if until > now}
        self._rests[host] = max(now + wait_s, self._rests.get(host, 0.0))

    def _forget_idle(self, now: float) -> None:
        if len(self._free_at) > _MANY_HOSTS:
            self._free_at = {host: at for host, at in self._free_at.items() if at > now}
