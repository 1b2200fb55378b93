"""The body by the page's own structured data: what it leaves out of ``articleBody`` is no part of the article.

Many publishers state the whole text in JSON-LD, without the teasers, boxes and captions around it; others state a
summary, a part, or another page's text. So it is believed only as far as it agrees with what is read on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from pipeline.extract.metadata import Head, letters

_TAG = re.compile(r"<[^<>]{1,300}>")
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_MIN_TOLD_CHARS = 200
_SAME = 0.7
"""Of the read text so much must stand in the told one."""

_WHOLE = 0.85
"""So much of the told text must be read for it to say what is no part of the article."""

_MOSTLY = 0.5
_SENTENCE_END = re.compile(r"(?<=[.!?:;。！？])\s+")


def told_body(head: Head) -> str:
    """The longest ``articleBody``, as plain text; "" when there is none."""
    bodies = [body for node in head.ld if isinstance(body := node.get("articleBody"), str)]
    return _plain(max(bodies, key=len, default=""))


def agreed(text: str, told: str, headings: Collection[str]) -> str:
    """The read text, without lines that the told one leaves out; lines before the first told one stay (the lead).

    Args:
        text: read on the page, a paragraph a line.
        told: `told_body`, "" when there is none.
        headings: lines of the page that are headings: they stay wherever they stand between paragraphs.
    """
    told_key = letters(told)
    if len(told) < _MIN_TOLD_CHARS or not told_key:
        return text
    lines = text.split("\n")
    shares = [_share(line, told_key) for line in lines]
    read = sum(len(letters(line)) for line in lines)
    shared = sum(share * len(letters(line)) for share, line in zip(shares, lines, strict=True))
    if shared < _SAME * read or shared < _WHOLE * len(told_key):
        return text
    places = [place for place, share in enumerate(shares) if share >= _MOSTLY]
    titles = {letters(heading) for heading in headings}
    return "\n".join(
        line
        for place, (line, share) in enumerate(zip(lines, shares, strict=True))
        if place < places[0] or share >= _MOSTLY or (letters(line) in titles and place < places[-1])
    )


def _share(line: str, told_key: str) -> float:
    """How much of a line the told text has, by its sentences."""
    keys = [key for sentence in _SENTENCE_END.split(line) if (key := letters(sentence))]
    return sum(len(key) for key in keys if key in told_key) / max(1, sum(map(len, keys)))


def _plain(body: str) -> str:
    unescaped = html.unescape(_BLOCK_END.sub("\n", html.unescape(body)))
    return _TAG.sub(" ", unescaped)
