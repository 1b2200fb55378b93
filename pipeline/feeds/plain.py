"""Markup to plain text for titles and summaries: scripts go with their content, entities are resolved once."""

from __future__ import annotations

import html
import re
import unicodedata

_DROPPED = re.compile(
    r"<(script|style|noscript|iframe|object|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|section|article|pre)\b[^<>]*>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|embed|font|h[1-6]|hr|i|iframe|img|ins|li|link|mark|meta|object|ol|p|"
    r"q|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|video|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_ENCODED_AGAIN = re.compile(
    r"&(?!lt;|gt;|#0*6[02];|#[xX]0*3[cCeE];)(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


def plain_text(markup: str) -> str:
    """Answer the text of sanitized or unsanitized HTML on one line, NFC, entities resolved."""
    text = _ANY_TAG.sub("", _BLOCK.sub(" ", _DROPPED.sub(" ", markup)))
    return one_line(html.unescape(text))


def plain_title(value: str, is_markup: bool) -> str:
    """Answer a title as plain text.

    A title that the feed calls plain keeps ``<`` as a letter ("x < y"), but never a known HTML tag nor a script:
    publishers call markup plain far more often than they write about tags. Entities that are left are resolved, but
    for those of angle brackets: they would make tags of letters.
    """
    return _resolved(plain_text(value) if is_markup else one_line(_KNOWN_TAG.sub("", _DROPPED.sub(" ", value))))


def _resolved(title: str) -> str:
    # Encoded once too often: no headline means the letters of "&amp;" or "&#8217;".
    for _ in range(3):
        found = _ENCODED_AGAIN.sub(lambda entity: html.unescape(entity.group()), title)
        if found == title:
            break
        title = one_line(found)
    return title


def one_line(text: str) -> str:
    """Answer the text NFC-normalized on one line, without control and bidi-override characters."""
    return unicodedata.normalize("NFC", " ".join(_CONTROL.sub("", text).split()))
