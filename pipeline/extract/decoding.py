"""Bytes of a page to text. What is said (header, meta) is a hint; what decodes is the proof."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096
_SAMPLE_BYTES = 20_000
# The WHATWG encoding standard reads these labels as their Windows supersets.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}


def decode_page(body: bytes, content_type: str) -> str:
    """Decode a page: byte-order mark, strict UTF-8, the declared charsets, a guess, then UTF-8 with losses.

    UTF-8 comes before the declared charset, for text in a single-byte charset is almost never valid
    UTF-8, while UTF-8 declared as ISO-8859-1 is common.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace")
    for name in ("utf-8", *declared(body, content_type)):
        decoded = _strict(body, name)
        if decoded is not None:
            return decoded
    return _guess(body)


def declared(body: bytes, content_type: str) -> list[str]:
    """The charsets that header and ``<meta>`` claim, in that order, as Python codec names."""
    names = [match.group(1) for match in [_CHARSET.search(content_type)] if match]
    names += [match.group(1).decode("ascii", "ignore") for match in [_META.search(body[:_HEAD_BYTES])] if match]
    return [_SUPERSETS.get(name.lower(), name.lower()) for name in names]


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _guess(body: bytes) -> str:
    # A few bad bytes in a UTF-8 page must not turn the whole of it into another charset.
    lossy = body.decode("utf-8", "replace")
    if lossy.count("�") <= max(3, len(lossy) // 1000):
        return lossy
    best = from_bytes(body[:_SAMPLE_BYTES]).best()
    return body.decode(best.encoding, "replace") if best else lossy
