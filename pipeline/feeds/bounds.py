"""Bounds on what a parser must work through: feedparser and expat are quadratic in some things, slow in others.

Measured on one core: 40,000 comments that never close take feedparser 17 s, 8,000 attributes of one element take
Python's expat reader 8 s, a thousand entries of the smallest kind take a tenth of a second. All scans here are linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_NESTING = 5_000
_MAX_ATTRIBUTES = 1_000
_MAX_COMMENTS = 2_000

_TAG = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<(/?)[A-Za-z_][^<>]*?(/?)>", re.DOTALL
)
_ENTRY = re.compile(r"<(/?)(?:[A-Za-z_][\w.-]*+:)?(?:item|entry)\b[^<>]*>", re.IGNORECASE)
_RAW_COMMENT = re.compile(r"(?P<open><!--)|(?P<close>-->)|(?P<end>\]\]>)")
_ESCAPED_COMMENT = re.compile(r"(?P<open>&lt;!--)|(?P<close>--&gt;)|(?P<end><)")


def unreadable(text: str) -> str:
    """Answer in one line why no parser should be given this text, "" when one may."""
    depth = deepest = 0
    for found in _TAG.finditer(text):
        if found.group(1) is None:
            continue
        if found.end() - found.start() > _MAX_ATTRIBUTES and found.group().count("=") > _MAX_ATTRIBUTES:
            return f"an element has more than {_MAX_ATTRIBUTES} attributes"
        if found.group(2):
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return f"elements nest deeper than {MAX_NESTING}" if deepest > MAX_NESTING else ""


def without_comments(text: str) -> str:
    """Take out all comments, raw and escaped, when there are very many: those that never close cost the most."""
    for written, tokens in (("<!--", _RAW_COMMENT), ("&lt;!--", _ESCAPED_COMMENT)):
        if text.count(written) > _MAX_COMMENTS:
            text = "".join(_outside(text, tokens)).replace(written, "")
    return text


def _outside(text: str, tokens: re.Pattern[str]) -> Iterator[str]:
    """The pieces of the text outside of comments; one that does not close where it stands is no comment."""
    done, begun = 0, -1
    for token in tokens.finditer(text):
        if token["open"]:
            begun = token.start() if begun < 0 else begun
        elif token["end"]:
            begun = -1
        elif begun >= 0:
            yield text[done:begun]
            done, begun = token.end(), -1
    yield text[done:]


def first_entries(text: str, most: int) -> tuple[str, bool]:
    """Answer the text with at most so many entries, and whether some were cut; what stands behind the last stays."""
    at = last = 0
    number = 0
    for tag in _ENTRY.finditer(text):
        if not tag.group(1):
            number += 1
            at = tag.start() if number == most + 1 else at
        last = tag.end()
    return (text[:at] + text[last:], True) if number > most else (text, False)
