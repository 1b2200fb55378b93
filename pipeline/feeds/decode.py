r"""Feed bytes to text: our own decoding, because feedparser's reads a whole feed wrong for one bad byte.

Order of belief: byte order mark; what the bytes themselves show (UTF-16/32 patterns, valid UTF-8);
the charset of the HTTP header; the XML declaration; a guess; at last windows-1252, which always answers.
UTF-8 comes before what is declared, since text in another encoding is hardly ever valid UTF-8 by chance,
while ``us-ascii`` and ``iso-8859-1`` are often declared on UTF-8 by default.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

# UTF-32 before UTF-16: their marks begin alike.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE_PATTERNS = (
    (re.compile(rb"(?:[ \t\r\n]\0\0\0)*<\0\0\0"), "utf-32-le"),
    (re.compile(rb"(?:\0\0\0[ \t\r\n])*\0\0\0<"), "utf-32-be"),
    (re.compile(rb"(?:[ \t\r\n]\0)*<\0"), "utf-16-le"),
    (re.compile(rb"(?:\0[ \t\r\n])*\0<"), "utf-16-be"),
    (re.compile(rb"[ \t\r\n]*Lo\xa7\x94"), "cp037"),  # "<?xm" in EBCDIC
)
# Labels that are used for a superset of what they name (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_ALIASES = {
    "x-sjis": "shift_jis",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "unicode": "utf-16",
    "x-big5": "big5",
    "win-1251": "cp1251",
}
_SERVER_DEFAULTS = frozenset({"cp1252", "utf-8"})
_XML_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:\- ]{1,40})["']""")
_DECLARATION_HEAD = re.compile(r"^\s*<\?xml\b[^>]{0,300}>")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
# So many whole UTF-8 characters for each stray byte mean UTF-8 with damage, not another encoding.
_UTF8_PER_STRAY = 4
_GUESS_BYTES = 60_000
_LEAST_DOUBLED = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what had to be mended ("" when nothing)."""

    text: str
    encoding: str
    warning: str = ""


def decode_feed(body: bytes, content_type: str | None = None) -> Decoded:
    r"""Decode feed bytes to text without its XML declaration. Never raises, always answers.

    Stray bytes in UTF-8 become what windows-1252 would make of them (``\x92`` becomes ``’``).
    """
    body = body.removeprefix(b"\xef\xbb\xbf\xef\xbb\xbf") if body.startswith(codecs.BOM_UTF8 * 2) else body
    found = _by_mark(body) or _by_bytes(body, content_type or "") or _by_declaration(body, content_type or "")
    return Decoded(_DECLARATION_HEAD.sub("", found.text.lstrip("\ufeff"), count=1), found.encoding, found.warning)


def codec_of(label: str) -> str | None:
    """Answer the codec to use for a charset label, or None for an unknown one."""
    name = label.strip().lower().replace(" ", "")
    try:
        name = codecs.lookup(_ALIASES.get(name, name)).name
        if name in (
            "rot13",
            "base64",
            "hex",
            "bz2",
            "zlib",
            "uu",
            "quopri",
            "idna",
            "punycode",
            "unicode_escape",
            "utf-7",
        ):
            return None
    except LookupError:
        return None
    return _SUPERSETS.get(name, name)


def _by_mark(body: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if body.startswith(mark):
            found = _whole(body[len(mark) :], codec) or _mended(body[len(mark) :], codec)
            return _encoded_once(found) if codec == "utf-8" else found
    for pattern, codec in _BARE_PATTERNS:
        if pattern.match(body[:256]):
            return _whole(body, codec)
    return None


def _by_bytes(body: bytes, content_type: str) -> Decoded | None:
    if b"\x1b" in body or b"~{" in body[:20_000]:
        seven_bit = [c for c in _declared(body, content_type) if c.startswith(("iso2022", "hz"))]
        if seven_bit and (found := _whole(body, seven_bit[0])):
            return found
    if found := _whole(body, "utf-8"):
        return _encoded_once(found)
    whole = len(_MULTIBYTE.findall(body))
    stray = len(_HIGH_BYTE.findall(_MULTIBYTE.sub(b"", body)))
    if whole >= _UTF8_PER_STRAY * stray:
        return _mended(body, "utf-8")
    return None


def _encoded_once(found: Decoded) -> Decoded:
    """Undo a publisher's second encoding: UTF-8 that was read as windows-1252 and encoded again.

    Only where the whole document is so, to the last character: no text in Latin letters is UTF-8 by chance.
    """
    if sum(not char.isascii() for char in found.text[:_GUESS_BYTES]) < _LEAST_DOUBLED:
        return found
    try:
        text = found.text.encode("cp1252", "conflictwire-latin-1").decode("utf-8")
    except UnicodeError:
        return found
    return Decoded(text, found.encoding, "UTF-8 that was encoded twice was mended")


def _by_declaration(body: bytes, content_type: str) -> Decoded:
    for codec in _declared(body, content_type):
        if codec != "utf-8" and (found := _whole(body, codec)):
            return found
    declared = [c for c in _declared(body, content_type) if c not in _SERVER_DEFAULTS]
    if declared:
        return _mended(body, declared[0])
    return _guessed(body) or Decoded(
        _mended(body, "cp1252").text, "cp1252", "no true encoding declared, read as cp1252"
    )


def _declared(body: bytes, content_type: str) -> list[str]:
    # A header's default (latin-1) yields to a declaration that says something else; else RFC 7303: the header wins.
    header = _CHARSET.search(content_type)
    prolog = _XML_DECLARATION.match(body[:400])
    labels = [header.group(1) if header else "", prolog.group(1).decode("ascii") if prolog else ""]
    codecs_named = [c for c in map(codec_of, labels) if c]
    return sorted(codecs_named, key=lambda c: c in _SERVER_DEFAULTS)


def _whole(body: bytes, codec: str) -> Decoded | None:
    errors = "conflictwire-cp1252" if codec == "cp1252" else "strict"
    try:
        return Decoded(body.decode(codec, errors), codec)
    except (UnicodeError, LookupError):
        return None


def _mended(body: bytes, codec: str) -> Decoded:
    errors = "conflictwire-cp1252" if codec in ("utf-8", "cp1252") else "replace"
    text = body.decode(codec, errors)
    return Decoded(text, codec, f"bytes that are no {codec} were mended")


def _guessed(body: bytes) -> Decoded | None:
    # charset-normalizer, on a sample; only for feeds that declare nothing true and hold no UTF-8.
    sample = body[:_GUESS_BYTES]
    if len(_HIGH_BYTE.findall(sample)) * 10 < len(sample):
        return None
    best = from_bytes(sample).best()
    codec = codec_of(best.encoding) if best else None
    found = _whole(body, codec) if codec else None
    return Decoded(found.text, found.encoding, f"no true encoding declared, read as {codec}") if found else None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    if error.end == len(error.object) and error.reason == "unexpected end of data":
        return "\ufffd", error.end
    chars = (bytes([b]).decode("cp1252", "ignore") or chr(b) for b in stray)
    return "".join(chars), error.end


def _as_latin_1(error: UnicodeError) -> tuple[bytes, int]:
    # windows-1252 leaves five bytes undefined; who read them took them as they are
    if not isinstance(error, UnicodeEncodeError) or error.object[error.start] > "\xff":
        raise error
    return error.object[error.start].encode("latin-1"), error.start + 1


codecs.register_error("conflictwire-cp1252", _as_cp1252)
codecs.register_error("conflictwire-latin-1", _as_latin_1)
