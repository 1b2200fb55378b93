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

    async def turn(self, host: str) -> None:
        """Return when a request to the host may start."""
        if self._delay_s <= 0 and not self._free_at:
            return
        now = self._clock()
        start = max(now, self._free_at.get(host, now))
        if self._delay_s > 0:
            self._free_at[host] = start + self._delay_s
        self._forget_idle(now)
        if start > now:
            await self._sleep(start - now)

    def hold(self, host: str, wait_s: float) -> None:
        """Start nothing more to this host for so long: it asked for it."""
        until = self._clock() + wait_s
        self._free_at[host] = max(until, self._free_at.get(host, until))

    def _forget_idle(self, now: float) -> None:
        if len(self._free_at) > _MANY_HOSTS or self._delay_s <= 0:
            self._free_at = {host: at for host, at in self._free_at.items() if at > now}
