"""Links of feeds and pages, turned to the test web: namespaces and everything else stay as they are.

Works on bytes of any encoding that writes ASCII as ASCII; UTF-16 and its like pass untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

Localize = Callable[[str], str]
"""Original URL → the URL on the test web, or the same URL when it is none of ours."""

_FEED_LINKS = re.compile(
    rb"""(<(?:[\w.-]+:)?(?:link|guid|id|origLink|url|comments)\b[^<>]*>\s*(?:<!\[CDATA\[\s*)?)(https?://[^\s<>"'\]]+)"""
    rb"""|(<(?:[\w.-]+:)?(?:link|item|li|channel|feed|rss)\b[^<>]*?\s(?:href|rdf:about|rdf:resource|resource|xml:base)\s*=\s*["'])(https?://[^"'<>\s]+)"""
)
_PAGE_LINKS = re.compile(rb"""((?:\bhref|\bcontent|\bsrc)\s*=\s*["'])(https?://[^"'<>\s]+)""", re.IGNORECASE)


def localize_feed(body: bytes, localize: Localize) -> bytes:
    """Turn the links of entries, guids and ids."""
    return _FEED_LINKS.sub(lambda m: (m[1] or m[3]) + _local(m[2] or m[4], localize), body)


def localize_page(body: bytes, localize: Localize) -> bytes:
    """Turn hrefs and the URLs of meta elements (``rel=canonical`` and ``og:url`` among them)."""
    return _PAGE_LINKS.sub(lambda m: m[1] + _local(m[2], localize), body)


def _local(written: bytes, localize: Localize) -> bytes:
    try:
        url = unescape(written.decode("utf-8"))
    except UnicodeDecodeError:
        return written
    turned = localize(url)
    return written if turned == url else escape(turned).encode("utf-8")
