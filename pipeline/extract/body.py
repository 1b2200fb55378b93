"""The article body: trafilatura's text, normalized once, with its repeats collapsed."""

from __future__ import annotations

import re
import unicodedata

import trafilatura
from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_MIN_REPEAT_CHARS = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def body_text(tree: HtmlElement, url: str) -> str:
    r"""The main text of a page by trafilatura (Barbaresi 2021), paragraphs apart by ``\n``; "" when there is none."""
    document = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    return str(document.text or "") if isinstance(document, trafilatura.settings.Document) else ""


def normalize(text: str) -> str:
    r"""NFC, ``\n`` line ends, no control or direction-changing characters, no blanks at line ends."""
    unified = _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(line for line in (" ".join(line.split()) for line in unified.split("\n")) if line)


def collapse_repeats(text: str, title: str) -> str:
    """Drop the title's own lines from the text, and every later repeat of a long paragraph.

    The headline is kept as the title; a text that is nothing but its title stays as it is. A
    paragraph counts as long from 60 characters: short ones (names, "Yes.") may honestly repeat.
    """
    headline = _key(title)
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        key = _key(line)
        repeated = len(line) >= _MIN_REPEAT_CHARS and key in seen
        if not repeated and not (headline and key == headline):
            kept.append(line)
        seen.add(key)
    return "\n".join(kept) or text


def _key(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))
