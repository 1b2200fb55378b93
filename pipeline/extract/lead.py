"""The lead under the headline, which extractors take for a part of the page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipeline.extract.metadata import Head, fold, squeeze

_MIN_CHARS = 40
_MAX_CHARS = 700
_START_CHARS = 24
_CUT = re.compile(r"(?:…|\.\.\.)$")
_STARTS_SO = etree.XPath(
    "//*[self::p or self::h2 or self::h3 or self::h4 or self::div or self::span or self::strong or self::b or self::em "
    "or self::a or self::section or self::li][starts-with(normalize-space(text()), $start)]"
)


def lead_of(tree: HtmlElement, head: Head, text: str) -> str:
    """The page's own description, where it stands on the page as a block of its own and not in the text; else "".

    So it is what readers see above the article, and no words for search engines. A description that is cut
    short (``…``) gives the block that goes on.
    """
    read = fold(text)
    for told in _descriptions(head):
        key = fold(_CUT.sub("", told))
        if key in read:
            return ""
        found = _block(tree, told, key)
        if found:
            return found
    return ""


def _descriptions(head: Head) -> Iterator[str]:
    told = [head.meta("og:description"), head.meta("description"), head.meta("twitter:description")]
    told += [value for node in head.ld if isinstance(value := node.get("description"), str)]
    yield from (line for line in dict.fromkeys(map(squeeze, told)) if _MIN_CHARS <= len(line) <= _MAX_CHARS)


def _block(tree: HtmlElement, told: str, key: str) -> str:
    for element in _STARTS_SO(tree, start=told[:_START_CHARS].rsplit(" ", 1)[0]):
        line = squeeze(element.text_content())
        folded = fold(line)
        if len(line) <= _MAX_CHARS and (folded == key or (_CUT.search(told) and folded.startswith(key))):
            return line
    return ""
