"""A small HTTP/1.1 server on asyncio: fast enough for benchmarks, and close enough to the wire to misbehave.

It serves GET and HEAD with keep-alive and nothing else. It is for tests on localhost only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

_MAX_HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: ``target`` is path and query as sent, header names are lower case."""

    method: str
    host: str
    target: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def as_bytes(self, with_body: bool = True) -> bytes:
        """Answer status line, headers and body as sent."""
        phrase = HTTPStatus(self.status).phrase if self.status in HTTPStatus.__members__.values() else "Unknown"
        lines = [f"HTTP/1.1 {self.status} {phrase}", *(f"{name}: {value}" for name, value in self.headers.items())]
        if self.status != HTTPStatus.NOT_MODIFIED:
            lines.append(f"Content-Length: {len(self.body)}")
        head = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n"
        return head + self.body if with_body and self.status != HTTPStatus.NOT_MODIFIED else head


Misbehaviour = Callable[[asyncio.Transport], Awaitable[None]]
"""Writes whatever it likes to the wire; the connection is closed after it."""
Answerer = Callable[[Asked], "Reply | Misbehaviour"]


class Connection(asyncio.Protocol):
    """One client's connection."""

    def __init__(self, answer: Answerer) -> None:
        self._answer = answer
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the client."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop misbehaving to nobody."""
        if self._task is not None:
            self._task.cancel()
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Answer all requests that are whole."""
        self._buffer += data
        while self._task is None and self._transport is not None and (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end])
            del self._buffer[: end + 4]
            self._serve(_asked(head), self._transport)
        if len(self._buffer) > _MAX_HEAD_BYTES and self._transport is not None:
            self._transport.close()

    def _serve(self, asked: Asked | None, transport: asyncio.Transport) -> None:
        if asked is None or asked.method not in ("GET", "HEAD"):
            transport.write(Reply(400 if asked is None else 405).as_bytes())
            transport.close()
            return
        reply = self._answer(asked)
        if isinstance(reply, Reply):
            transport.write(reply.as_bytes(with_body=asked.method == "GET"))
            if asked.headers.get("connection", "").lower() == "close":
                transport.close()
        else:
            self._task = asyncio.get_running_loop().create_task(_misbehave(reply, transport))


async def _misbehave(misbehaviour: Misbehaviour, transport: asyncio.Transport) -> None:
    try:
        await misbehaviour(transport)
    finally:
        transport.close()


def _asked(head: bytes) -> Asked | None:
    first, *lines = head.decode("latin-1").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3:  # noqa: PLR2004 - method, target, version
        return None
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Asked(parts[0], headers.get("host", "").lower(), parts[1], headers)
