from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading

import pytest

from pipeline.errors import SettingsError
from pipeline.fetch.guard import AddressGuard, ForbiddenAddress, GuardedResolver, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1",
        "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("allowed", "host", "address", "port", "admitted"),
    [
        ("localhost", "localhost", "127.0.0.1", 80, True),
        ("localhost", "www.outlet.example.localhost", "127.0.0.1", 80, True),
        ("localhost", "evil.example", "127.0.0.1", 80, False),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", 1, True),
        ("127.0.0.1:8000", "127.0.0.1", "127.0.0.1", 8000, True),
        ("127.0.0.1:8000", "127.0.0.1", "127.0.0.1", 8001, False),
        ("10.0.0.0/8", "intranet.example", "10.9.9.9", 80, True),
        ("10.0.0.0/8", "intranet.example", "192.168.0.1", 80, False),
        ("[::1]:80", "::1", "::1", 80, True),
        (".corp.example", "feeds.corp.example", "10.0.0.1", 80, True),
        ("127.0.0.0/8", "x.example", "::ffff:127.0.0.1", 80, True),
    ],
)
def test_exceptions(allowed: str, host: str, address: str, port: int, admitted: bool) -> None:
    assert AddressGuard([allowed]).admits(host, ipaddress.ip_address(address), port) is admitted


@pytest.mark.parametrize("written", ["", "a b", "300.1.1.1", "10.0.0.0/99", "http://x/"])
def test_a_malformed_exception_is_a_setting_error(written: str) -> None:
    with pytest.raises(SettingsError):
        AddressGuard([written])


def test_only_judged_addresses_are_connected_to_and_the_answer_is_kept() -> None:
    answers = iter([["8.8.8.8", "127.0.0.1"], ["127.0.0.1"]])

    async def lookup(host: str, port: int, family: int) -> list[str]:
        return next(answers)

    async def resolved() -> tuple[list[str], list[str]]:
        resolver = GuardedResolver(AddressGuard(), lookup)
        first, second = await resolver.resolve("rebind.example", 80), await resolver.resolve("rebind.example", 80)
        return [r["host"] for r in first], [r["host"] for r in second]

    assert asyncio.run(resolved()) == (["8.8.8.8"], ["8.8.8.8"])


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "127.1", "0x7f.0.0.1", "localhost", "x.localhost"])
def test_other_spellings_of_loopback_are_refused(host: str) -> None:
    with pytest.raises(ForbiddenAddress):
        asyncio.run(GuardedResolver(AddressGuard()).resolve(host, 80))


@pytest.mark.parametrize("host", ["127.0.0.1.", "127.1.", "2130706433.", "[::1]"])
def test_an_address_is_one_with_a_dot_or_brackets_around_it(host: str) -> None:
    assert AddressGuard().refusal(host, 80)


def test_who_asks_for_one_name_at_one_time_shares_the_answer() -> None:
    asked = []

    async def lookup(host: str, port: int, family: int) -> list[str]:
        asked.append(host)
        await asyncio.sleep(0.01)
        if host == "dead.example":
            raise OSError("no such host")
        return ["8.8.8.8"]

    async def resolved() -> list[object]:
        resolver = GuardedResolver(AddressGuard(), lookup)
        names = ["a.example", "dead.example"] * 5
        return await asyncio.gather(*(resolver.resolve(name, 80) for name in names), return_exceptions=True)

    answers = asyncio.run(resolved())
    assert sorted(asked) == ["a.example", "dead.example"]
    assert [isinstance(answer, OSError) for answer in answers] == [False, True] * 5


def test_who_gives_up_takes_the_answer_from_nobody_else() -> None:
    async def lookup(host: str, port: int, family: int) -> list[str]:
        await asyncio.sleep(0.05)
        return ["8.8.8.8"]

    async def resolved() -> tuple[object, object]:
        resolver = GuardedResolver(AddressGuard(), lookup)
        first, second = (asyncio.create_task(resolver.resolve("a.example", 80)) for _ in range(2))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        first.cancel()
        return await asyncio.gather(first, second, return_exceptions=True)

    gone, answer = asyncio.run(resolved())
    assert isinstance(gone, asyncio.CancelledError)
    assert isinstance(answer, list)


def test_a_dead_name_server_does_not_hold_up_the_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """State transactions run in the threads of the loop: six, on two cores."""
    until = threading.Event()

    def dead(*_: object, **__: object) -> list[object]:
        until.wait(30)
        raise OSError("no answer")

    monkeypatch.setattr(socket, "getaddrinfo", dead)

    async def run() -> str:
        resolver = GuardedResolver(AddressGuard())
        names = [asyncio.create_task(resolver.resolve(f"host{n}.example", 80)) for n in range(40)]
        await asyncio.sleep(0.2)  # all of them wait for their answer now
        try:
            async with asyncio.timeout(5):
                return await asyncio.to_thread(lambda: "done")
        finally:
            until.set()
            await asyncio.gather(*names, return_exceptions=True)
            await resolver.close()

    assert asyncio.run(run()) == "done"
