"""Defuse XML before any parser sees it: document types, entity bombs, characters that XML forbids.

The document type is cut out whole, so neither expat nor feedparser ever sees an entity declaration.
Entities declared as plain short text are put in by us, in a bounded way; what refers to other entities
or to files is dropped. All scans are linear.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import name2codepoint

_MAX_ENTITIES = 256
_MAX_ENTITY_CHARS = 256
_MAX_ADDED_CHARS = 1_000_000

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_DOCTYPE_PIECE = re.compile(r"""<!--.*?(?:-->|\Z)|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[\[\]>]""", re.DOTALL)
_ENTITY = re.compile(r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_MISC = re.compile(r"\s*(?:<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))", re.DOTALL)
_ROOT = re.compile(r"<[A-Za-z_]")
_REFERENCE = re.compile(r"&([A-Za-z][\w.-]{0,60});")
_CHAR_REFERENCE = re.compile(r"&#(?:(\d{1,9})|[xX]([0-9a-fA-F]{1,8}));")
_NESTED = re.compile("[&%<]")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MAX_CODE_POINT = 0x10FFFF
_UNPAIRED = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Defused:
    """XML text that is safe to parse, and what was taken out of it."""

    text: str
    warnings: tuple[str, ...] = ()


def defuse(text: str) -> Defused:
    """Take out what makes XML dangerous or ill-formed at the level of characters and entities."""
    warnings: list[str] = []
    text, declared = _without_doctype(text, warnings)
    clean = _FORBIDDEN.sub("", text)
    if len(clean) != len(text):
        warnings.append(f"{len(text) - len(clean)} characters that XML forbids were dropped")
    clean = _CHAR_REFERENCE.sub(_legal_reference, clean)
    return Defused(_with_entities(clean, declared, warnings), tuple(warnings))


def _without_doctype(text: str, warnings: list[str]) -> tuple[str, dict[str, str]]:
    # Only before the root element: inside it the same letters are text, as of an HTML page in CDATA.
    declared: dict[str, str] = {}
    kept: list[str] = []
    at = refused = 0
    root = -1
    while True:
        begun = _behind_misc(text, at)
        root = _root(text, begun) if root < begun else root
        found = _DOCTYPE.search(text, begun, root)
        if found is None:
            break
        kept.append(text[at : found.start()])
        at = _doctype_end(text, found.end())
        refused += _declare(text[found.start() : at], declared)
    if refused:
        warnings.append(f"{refused} entity declarations were refused (nested, long or external)")
    return "".join((*kept, text[at:])), declared


def _behind_misc(text: str, at: int) -> int:
    while found := _MISC.match(text, at):
        at = found.end()
    return at


def _root(text: str, at: int) -> int:
    root = _ROOT.search(text, at)
    return root.start() if root else len(text)


def _declare(subset: str, declared: dict[str, str]) -> int:
    taken = 0
    for name, double, single in _ENTITY.findall(subset):
        value = double or single
        if len(declared) < _MAX_ENTITIES and len(value) <= _MAX_ENTITY_CHARS and not _NESTED.search(value):
            declared.setdefault(name, value)
            taken += 1
    return subset.count("<!ENTITY") - taken


def _doctype_end(text: str, at: int) -> int:
    depth = 0
    for piece in _DOCTYPE_PIECE.finditer(text, at):
        mark = piece.group()
        if mark == "[":
            depth += 1
        elif mark == "]":
            depth -= 1
        elif mark == ">" and depth <= 0:
            return piece.end()
    close = text.find(">", at)
    return len(text) if close < 0 else close + 1


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found.group(1)) if found.group(1) else int(found.group(2), 16)
    if code > _MAX_CODE_POINT or code in _UNPAIRED or _FORBIDDEN.match(chr(code)):
        return ""
    return html.unescape(found.group()) if 0x80 <= code <= 0x9F else found.group()  # noqa: PLR2004 - C1 means cp1252


def _with_entities(text: str, declared: dict[str, str], warnings: list[str]) -> str:
    # HTML names are not declared in XML: as numbers they mean the same inside CDATA and outside.
    budget = _MAX_ADDED_CHARS
    overrun = False

    def replacement(found: re.Match[str]) -> str:
        nonlocal budget, overrun
        name = found.group(1)
        if name in _XML_NAMES:
            return found.group()
        if name in declared:
            budget -= len(declared[name])
            overrun = overrun or budget < 0
            return "" if budget < 0 else html.escape(declared[name], quote=False)
        return f"&#{name2codepoint[name]};" if name in name2codepoint else found.group()

    out = _REFERENCE.sub(replacement, text)
    if overrun:
        warnings.append("entity expansion passed its bound and was cut")
    return out
