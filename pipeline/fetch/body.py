"""Response bodies under a cap, on the wire and after decompression: no bomb is ever unpacked further than it."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable
from typing import Protocol

import brotli

from pipeline.model.words import Outcome

ACCEPT_ENCODING = "gzip, deflate, br"
_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_GZIP_MAGIC = 0x1F
_MAX_MEMBERS = 1_000
"""Half a million empty members in 10 MB keep the loop busy for 10 s."""


class BodyRefused(Exception):
    """The body passed the cap or is not what its encoding says; carries the outcome."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class _Unpacker(Protocol):
    def feed(self, packed: bytes, room: int) -> bytes:
        """Unpack to at most ``room`` bytes; a byte more means that the cap is passed."""

    def finish(self) -> None:
        """Raise `BodyRefused` when the stream has not come to its end."""


async def read_body(chunks: AsyncIterable[bytes], content_encoding: str, max_bytes: int) -> bytes:
    """Read and unpack a body of at most ``max_bytes``.

    Raises:
        BodyRefused: ``too-large`` past the cap, ``bad-content-encoding`` for one that is unknown, broken
            or cut short.
    """
    unpackers = _unpackers(content_encoding)
    out = bytearray()
    on_wire = 0
    async for chunk in chunks:
        on_wire += len(chunk)
        if on_wire > max_bytes:
            raise BodyRefused(Outcome.TOO_LARGE, f"body larger than {max_bytes} bytes")
        piece = chunk
        for unpacker in unpackers:
            piece = unpacker.feed(piece, max_bytes - len(out) + 1)
        out += piece
        if len(out) > max_bytes:
            raise BodyRefused(Outcome.TOO_LARGE, f"body larger than {max_bytes} bytes once unpacked")
    if on_wire:
        for unpacker in unpackers:
            unpacker.finish()
    return bytes(out)


def _unpackers(content_encoding: str) -> list[_Unpacker]:
    names = [n.strip().lower() for n in content_encoding.split(",")]
    codings = [n for n in names if n not in ("", "identity", "none", "utf-8")]
    if len(codings) > 2:  # noqa: PLR2004 - stacked codings are a bomb's trick
        raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, f"{len(codings)} content codings, one over the other")
    return [_unpacker(name) for name in reversed(codings)]


def _unpacker(name: str) -> _Unpacker:
    if name in ("gzip", "x-gzip"):
        return _Zlib(_GZIP)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, f"unknown content coding {name[:30]!r}")


class _Zlib:
    """gzip and deflate; a deflate without zlib's frame, as some servers send it, is understood."""

    def __init__(self, wbits: int) -> None:
        self._is_gzip = wbits == _GZIP
        self._head = b""
        self._members = 1
        self._stream = zlib.decompressobj(wbits) if self._is_gzip else None

    def feed(self, packed: bytes, room: int) -> bytes:
        out = bytearray()
        while packed:
            stream = self._stream or self._chosen(packed)
            if stream is None:
                break
            packed, self._head = self._head + packed, b""
            if stream.eof:
                # Another gzip member may follow; anything else behind the end is padding.
                if not self._is_gzip or packed[0] != _GZIP_MAGIC:
                    break
                self._members += 1
                if self._members > _MAX_MEMBERS:
                    raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, f"more than {_MAX_MEMBERS} gzip members")
                stream = self._stream = zlib.decompressobj(_GZIP)
            out += _unpacked(stream, packed, room - len(out))
            packed = stream.unused_data
        return bytes(out)

    def _chosen(self, packed: bytes) -> zlib._Decompress | None:
        # RFC 1950: the first two bytes of a zlib frame name the method and are a multiple of 31.
        head = (self._head + packed)[:2]
        if len(head) < len(b"78"):
            self._head = head
            return None
        is_framed = head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head, "big") % 31 == 0
        self._stream = zlib.decompressobj(zlib.MAX_WBITS if is_framed else -zlib.MAX_WBITS)
        return self._stream

    def finish(self) -> None:
        if self._stream is None or not self._stream.eof:
            raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, "the packed body ends before its end")


def _unpacked(stream: zlib._Decompress, packed: bytes, room: int) -> bytes:
    try:
        out = stream.decompress(packed, max(1, room))
    except zlib.error as e:
        raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, "the body is not packed as its header says") from e
    if stream.unconsumed_tail:
        raise BodyRefused(Outcome.TOO_LARGE, "body larger than its cap once unpacked")
    return out


class _Brotli:
    """Brotli, unpacked piece by piece (needs brotli 1.2, the first that can bound its output)."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, packed: bytes, room: int) -> bytes:
        out = bytearray()
        if self._stream.is_finished():
            return b""
        try:
            out += self._stream.process(packed, output_buffer_limit=_PIECE)
            while len(out) < room and not self._stream.can_accept_more_data():
                out += self._stream.process(b"", output_buffer_limit=_PIECE)
        except brotli.error as e:
            raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, "the body is not packed as its header says") from e
        return bytes(out)

    def finish(self) -> None:
        if not self._stream.is_finished():
            raise BodyRefused(Outcome.BAD_CONTENT_ENCODING, "the packed body ends before its end")
