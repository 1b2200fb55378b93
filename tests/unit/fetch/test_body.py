from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import brotli
import pytest

from pipeline.fetch.body import BodyRefused, read_body
from pipeline.model.words import Outcome

TEXT = b"words and words " * 500


def read(body: bytes, coding: str = "", max_bytes: int = 100_000, piece: int = 1000) -> bytes:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(body), piece):
            yield body[at : at + piece]

    return asyncio.run(read_body(chunks(), coding, max_bytes))


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), "x-gzip"),
        (gzip.compress(TEXT) + b"\0\0\0", "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (zlib.compress(TEXT)[2:-4], "deflate"),
        (brotli.compress(TEXT), "br"),
        (gzip.compress(brotli.compress(TEXT)), "br, gzip"),
    ],
)
@pytest.mark.parametrize("piece", [1, 7, 100_000])
def test_codings_are_unpacked(body: bytes, coding: str, piece: int) -> None:
    assert read(body, coding, piece=piece) == TEXT


@pytest.mark.parametrize(
    ("body", "coding", "outcome"),
    [
        (b"x" * 100_001, "", Outcome.TOO_LARGE),
        (gzip.compress(bytes(50_000_000)), "gzip", Outcome.TOO_LARGE),
        (zlib.compress(bytes(50_000_000)), "deflate", Outcome.TOO_LARGE),
        (brotli.compress(bytes(50_000_000)), "br", Outcome.TOO_LARGE),
        (gzip.compress(gzip.compress(bytes(50_000_000))), "gzip, gzip", Outcome.TOO_LARGE),
        (gzip.compress(TEXT)[:-20], "gzip", Outcome.BAD_CONTENT_ENCODING),
        (brotli.compress(TEXT)[:-3], "br", Outcome.BAD_CONTENT_ENCODING),
        (b"not packed at all", "gzip", Outcome.BAD_CONTENT_ENCODING),
        (b"not packed at all", "br", Outcome.BAD_CONTENT_ENCODING),
        (b"x", "sdch", Outcome.BAD_CONTENT_ENCODING),
        (b"x", "gzip, gzip, gzip", Outcome.BAD_CONTENT_ENCODING),
    ],
)
def test_bombs_and_broken_bodies_are_refused(body: bytes, coding: str, outcome: Outcome) -> None:
    with pytest.raises(BodyRefused) as caught:
        read(body, coding)
    assert caught.value.outcome is outcome


def test_very_many_gzip_members_are_refused() -> None:
    member = gzip.compress(b"")
    with pytest.raises(BodyRefused, match="members") as refused:
        read(member * 2_000, "gzip")
    assert refused.value.outcome is Outcome.BAD_CONTENT_ENCODING
    assert read(gzip.compress(TEXT) + member * 900, "gzip") == TEXT


def test_a_body_of_exactly_the_cap_passes() -> None:
    assert len(read(b"x" * 1000, max_bytes=1000)) == 1000
    assert len(read(gzip.compress(b"x" * 1000), "gzip", max_bytes=1000)) == 1000
