"""The guard against private addresses: what a feed or a page names must not reach into our own network.

Names are resolved once, every address is judged, and aiohttp connects to the very addresses that were
judged: no second look-up can answer otherwise (DNS rebinding). aiohttp asks no resolver for an address
written as such in the URL, so the fetcher asks `AddressGuard.refusal` on every hop.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from aiohttp.abc import AbstractResolver, ResolveResult

from pipeline.errors import SettingsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Lookup = Callable[[str, int, int], Awaitable[list[str]]]

# https://www.iana.org/assignments/iana-ipv4-special-registry, without the few that are global.
_FORBIDDEN_V4 = tuple(
    ipaddress.IPv4Network(n)
    for n in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
# Of IPv6 only global unicast, and of that neither Teredo and its kin, documentation nor 6to4.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_FORBIDDEN_V6 = tuple(ipaddress.IPv6Network(n) for n in "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split())
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PORT_RULE = re.compile(r"^(?:\[(?P<v6>[^\]]+)\]|(?P<host>[^:/\[\]]+)):(?P<port>\d{1,5})$")
_NAME = re.compile(r"^\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$")
_NUMERIC = re.compile(r"^[0-9a-fx.]+$", re.IGNORECASE)
_CACHE_S = 60.0
_CACHE_HOSTS = 5_000
_LOOKUPS = 24
_Key = tuple[str, int, int]


class ForbiddenAddress(OSError):
    """A host resolves to nothing but addresses that the guard does not let through."""


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str = ""
    network: Network | None = None
    port: int | None = None

    def admits_name(self, host: str, port: int) -> bool:
        if not self.name or self.port not in (None, port):
            return False
        suffix = self.name if self.name.startswith(".") else ".localhost" if self.name == "localhost" else ""
        return host == self.name.lstrip(".") or bool(suffix and host.endswith(suffix))

    def admits_address(self, address: Address, port: int) -> bool:
        if self.network is None or self.port not in (None, port):
            return False
        return address.version == self.network.version and address in self.network


class AddressGuard:
    """Judges hosts and addresses.

    Args:
        allow_hosts: exceptions: a name (``localhost`` covers ``*.localhost``, a leading dot covers all
            names below), an address, a CIDR, each but the CIDR also with ``:port``. An allowed name is
            allowed whatever it resolves to.

    Raises:
        SettingsError: an exception is none of these.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._rules = tuple(_rule(written) for written in allow_hosts)

    def refusal(self, host: str, port: int) -> str:
        """Answer why a host as written in a URL is refused, "" when it is not (or is a name yet to be resolved)."""
        address = _address(host)
        if address is None or self.admits(host, address, port):
            return ""
        return f"{host} is not a public address"

    def admits(self, host: str, address: Address, port: int) -> bool:
        """Whether this address may be connected to under this name."""
        if is_public(address) or any(rule.admits_name(host.lower().rstrip("."), port) for rule in self._rules):
            return True
        return any(rule.admits_address(unwrapped(address), port) for rule in self._rules)


def is_public(address: Address) -> bool:
    """Whether the address is one of the public internet; IPv4 inside IPv6 is judged as IPv4."""
    inner = unwrapped(address)
    if isinstance(inner, ipaddress.IPv4Address):
        return not any(inner in network for network in _FORBIDDEN_V4)
    return inner in _GLOBAL_V6 and not any(inner in network for network in _FORBIDDEN_V6)


def unwrapped(address: Address) -> Address:
    """Answer the IPv4 address inside an IPv4-mapped or NAT64 one, else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


class GuardedResolver(AbstractResolver):
    """Resolves names for aiohttp to judged addresses only; ``*.localhost`` is loopback (RFC 6761)."""

    def __init__(
        self, guard: AddressGuard, lookup: Lookup | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._guard = guard
        self._lookup = lookup or self._ask_system
        self._clock = clock
        self._cache: dict[_Key, tuple[float, list[ResolveResult]]] = {}
        self._asked: dict[_Key, asyncio.Task[list[ResolveResult]]] = {}
        self._threads = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Answer the admitted addresses of a host.

        Raises:
            ForbiddenAddress: it has addresses, but none may be connected to.
            OSError: it does not resolve.
        """
        key = (host, port, int(family))
        until, results = self._cache.get(key, (0.0, []))
        if self._clock() < until:
            return results
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._resolved(key))
            self._asked[key].add_done_callback(lambda task: self._forget(key, task))
        # shielded: whoever gives up waiting takes the answer from nobody else
        return await asyncio.shield(self._asked[key])

    async def _resolved(self, key: _Key) -> list[ResolveResult]:
        host, port, family = key
        addresses = await self._addresses(host, port, family)
        results = [_result(host, port, a) for a in addresses if self._guard.admits(host, a, port)]
        if not results:
            raise ForbiddenAddress(f"{host} resolves to no public address")
        if len(self._cache) >= _CACHE_HOSTS:
            self._cache.clear()
        self._cache[key] = (self._clock() + _CACHE_S, results)
        return results

    def _forget(self, key: _Key, task: asyncio.Task[list[ResolveResult]]) -> None:
        self._asked.pop(key, None)
        if not task.cancelled():
            task.exception()  # seen, though all who asked may have given up

    async def close(self) -> None:
        """Forget what was resolved; what is being asked, or waits to be, ends without an answer."""
        self._cache.clear()
        asked = list(self._asked.values())
        for task in asked:
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.gather(*asked, return_exceptions=True)

    async def _addresses(self, host: str, port: int, family: int) -> list[Address]:
        if host == "localhost" or host.endswith(".localhost"):
            return [ipaddress.IPv4Address("127.0.0.1")]
        written = await self._lookup(host, port, family)
        return [ipaddress.ip_address(w.partition("%")[0]) for w in written]

    async def _ask_system(self, host: str, port: int, family: int) -> list[str]:
        """The system's answer, in a thread of our own: a dead name server must not hold up the loop's other threads."""
        flags = {"type": socket.SOCK_STREAM, "family": family, "flags": socket.AI_ADDRCONFIG}
        ask = partial(socket.getaddrinfo, host, port, **flags)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _result(host: str, port: int, address: Address) -> ResolveResult:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004 - the IP version
    return ResolveResult(
        hostname=host, host=str(address), port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )


def _rule(written: str) -> _Rule:
    text = written.strip().lower()
    with_port = _PORT_RULE.match(text)
    port = int(with_port["port"]) if with_port else None
    host = (with_port["v6"] or with_port["host"]) if with_port else text.strip("[]")
    try:
        return _Rule(network=ipaddress.ip_network(host, strict=False), port=port)
    except ValueError:
        if _NAME.match(host) and not re.fullmatch(r"[\d.]+", host):
            return _Rule(name=host, port=port)
    raise SettingsError(f"allow_hosts: {written!r} is no host name, address or CIDR")


def _address(host: str) -> Address | None:
    host = host.strip("[]").rstrip(".")  # aiohttp takes "127.0.0.1." for an address too, and asks no resolver
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        # What the system's resolver would read as an address: 2130706433, 0177.0.0.1, 127.1.
        return ipaddress.IPv4Address(socket.inet_aton(host)) if _NUMERIC.match(host) else None
    except OSError:
        return None
