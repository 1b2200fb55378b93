"""Servers as bad as the real ones, on demand: ``/_/NAME?parameters`` on any host of the test web.

slow?seconds=5            headers at once, the body after a while
silent                    takes the request and says nothing
drip?seconds=60           a byte now and then, for ever
endless                   a body without end
huge?mb=50                a page of that size, its length announced
bomb?coding=gzip&mb=200   a small body that unpacks to that size (gzip, deflate, br)
broken-coding             not packed as the header says
truncated                 half of the announced body
reset                     the connection is reset
garbage                   no HTTP
loop                      redirects in a circle;  hops?n=5&status=301&to=URL   a chain of redirects
redirect?to=URL&status=302   private   a redirect to 169.254.169.254
status?code=500           any status, retry_after=2 with that header;   rate-limited?seconds=2   429 with Retry-After
flaky?fails=2&key=x       503 so often, then 200
wrong-charset             UTF-8 declared, windows-1252 sent
odd-headers               validators and a content type with bytes that are no UTF-8
html-as-feed              an HTML page at a feed's address
always-304                304 to everything
feed?pages=slow,reset     a feed whose entries lead to these
"""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from socket import SO_LINGER, SOL_SOCKET

import brotli

from pipeline.testweb.feedtext import Announcement, write_feed
from pipeline.testweb.wire import Misbehaviour, Reply

PREFIX = "/_/"
PRIVATE_URL = "http://169.254.169.254/latest/meta-data/"
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_PAGE = (
    b"<!DOCTYPE html><html><head><title>A page</title></head>"
    b"<body><article><h1>A page</h1><p>%b</p></article></body></html>"
)
_LONG_PAGE = _PAGE % b"</p><p>".join(
    b"The ferry of %b stayed in the harbour, because the council had not yet paid for its repair." % name
    for name in (b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday", b"Sunday")
)
_ODD_HEADERS = {"Content-Type": "text/html; x=\xff", "ETag": '"\xff\xfe"', "Last-Modified": "caf\xe9"}
_MB = 1_000_000

Parameters = dict[str, str]


class Misbehaving:
    """Answers the special routes; it counts, for those that change their mind."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._routes: dict[str, Callable[[str, Parameters], Reply | Misbehaviour]] = {
            "slow": lambda _, p: _slow(float(p.get("seconds", "5"))),
            "silent": lambda _, p: _silent,
            "drip": lambda _, p: _drip(float(p.get("seconds", "60"))),
            "endless": lambda _, p: _endless,
            "huge": lambda _, p: _huge(int(p.get("mb", "50"))),
            "bomb": lambda _, p: _bomb(p.get("coding", "gzip"), int(p.get("mb", "200"))),
            "broken-coding": lambda _, p: Reply(200, b"this is not packed", _HTML | {"Content-Encoding": "gzip"}),
            "truncated": lambda _, p: _truncated,
            "reset": lambda _, p: _reset,
            "garbage": lambda _, p: _garbage,
            "loop": lambda base, p: Reply(302, headers={"Location": f"{base}/_/loop-back"}),
            "loop-back": lambda base, p: Reply(302, headers={"Location": f"{base}/_/loop"}),
            "hops": _hops,
            "redirect": lambda base, p: _redirect(p.get("to", base), int(p.get("status", "302"))),
            "private": lambda _, p: _redirect(PRIVATE_URL, int(p.get("status", "302"))),
            "status": _status,
            "rate-limited": lambda _, p: Reply(429, b"slower", _HTML | {"Retry-After": p.get("seconds", "2")}),
            "flaky": self._flaky,
            "wrong-charset": lambda _, p: Reply(200, _PAGE % "Café “déjà vu” – naïve".encode("cp1252"), _HTML),
            "odd-headers": lambda _, p: Reply(200, _LONG_PAGE, _ODD_HEADERS),
            "html-as-feed": lambda _, p: Reply(200, _PAGE % b"Not a feed.", {"Content-Type": "application/rss+xml"}),
            "always-304": lambda _, p: Reply(304, headers={"ETag": '"for-ever"'}),
            "feed": _feed,
        }

    def answer(self, base: str, name: str, parameters: Parameters) -> Reply | Misbehaviour:
        """Answer one route; ``base`` is the URL of the test web. An unknown name is a 404."""
        route = self._routes.get(name)
        if route is None:
            return Reply(404, b"no such misbehaviour", _HTML)
        try:
            return route(base, parameters)
        except ValueError:
            return Reply(400, b"bad parameters", _HTML)

    def _flaky(self, _base: str, parameters: Parameters) -> Reply:
        key = parameters.get("key", "")
        self._asked[key] += 1
        if self._asked[key] <= int(parameters.get("fails", "2")):
            return Reply(503, b"later", _HTML)
        return Reply(200, _PAGE % b"At last.", _HTML)


def _redirect(to: str, status: int) -> Reply:
    return Reply(status, headers={"Location": to})


def _status(_: str, parameters: Parameters) -> Reply:
    rest = {"Retry-After": parameters["retry_after"]} if "retry_after" in parameters else {}
    return Reply(int(parameters.get("code", "500")), b"as asked", _HTML | rest)


def _hops(base: str, parameters: Parameters) -> Reply:
    left, status, to = int(parameters.get("n", "5")), parameters.get("status", "302"), parameters.get("to", "")
    if left <= 0:
        return _redirect(to, int(status)) if to else Reply(200, _PAGE % b"The end of the chain.", _HTML)
    return _redirect(f"{base}/_/hops?n={left - 1}&status={status}" + (f"&to={to}" if to else ""), int(status))


def _feed(base: str, parameters: Parameters) -> Reply:
    names = [n for n in parameters.get("pages", "slow").split(",") if n]
    at = datetime(2017, 11, 9, tzinfo=UTC)
    entries = [Announcement(f"{base}/_/{name}", f"A page that is {name}", at, at) for name in names]
    return Reply(
        200, write_feed(f"{base}/_/feed", "Bad pages", "rss", entries), {"Content-Type": "application/rss+xml"}
    )


def _bomb(coding: str, mb: int) -> Reply:
    zeros = bytes(_MB)
    if coding == "br":
        packed = brotli.compress(zeros * mb, quality=1)
    else:
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | (16 if coding == "gzip" else 0))
        packed = b"".join(packer.compress(zeros) for _ in range(mb)) + packer.flush()
    return Reply(200, packed, _HTML | {"Content-Encoding": coding})


def _huge(mb: int) -> Misbehaviour:
    async def write(transport: asyncio.Transport) -> None:
        transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (mb * _MB))
        for _ in range(mb):
            await _flow(transport, b"<p>" + b"x" * (_MB - 7) + b"</p>")

    return write


def _slow(seconds: float) -> Misbehaviour:
    async def write(transport: asyncio.Transport) -> None:
        transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n")
        await asyncio.sleep(seconds)
        transport.write(b"late\n")

    return write


def _drip(seconds: float) -> Misbehaviour:
    async def write(transport: asyncio.Transport) -> None:
        transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
        for _ in range(int(seconds * 10)):
            transport.write(b".")
            await asyncio.sleep(0.1)

    return write


async def _silent(transport: asyncio.Transport) -> None:
    while not transport.is_closing():
        await asyncio.sleep(1)


async def _endless(transport: asyncio.Transport) -> None:
    transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not transport.is_closing():
        await _flow(transport, b"10000\r\n" + b"x" * 65_536 + b"\r\n")


async def _truncated(transport: asyncio.Transport) -> None:
    transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n" + b"x" * 500)
    await asyncio.sleep(0)


async def _garbage(transport: asyncio.Transport) -> None:
    transport.write(b"\x00\x01\x02 this is no HTTP at all\r\n\r\n")
    await asyncio.sleep(0)


async def _reset(transport: asyncio.Transport) -> None:
    # A zero linger makes close() send RST in place of FIN.
    sock = transport.get_extra_info("socket")
    sock.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _flow(transport: asyncio.Transport, piece: bytes) -> None:
    transport.write(piece)
    while transport.get_write_buffer_size() > _MB and not transport.is_closing():
        await asyncio.sleep(0.005)
    await asyncio.sleep(0)
