"""Ids: short stable digests of natural keys. A title is never part of one."""

from __future__ import annotations

import hashlib
import unicodedata


def digest(*parts: str, chars: int = 20) -> str:
    """Hash the parts, in order and unambiguously, to ``chars`` lower-case hex digits.

    Parts are NFC-normalized UTF-8, each preceded by its length, so that ("ab", "c") and
    ("a", "bc") differ and no script folds into another.
    """
    state = hashlib.sha256()
    for part in parts:
        raw = unicodedata.normalize("NFC", part).encode("utf-8", "surrogatepass")
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()[:chars]


def feed_id(canonical_feed_url: str) -> str:
    """The id of a feed, from its canonical URL: ``f`` and 16 hex digits."""
    return "f" + digest("feed", canonical_feed_url, chars=16)


def item_id(feed: str, entry_key: str, sighting: int) -> str:
    """The id of one admitted sighting of an entry (``sighting`` counts from 1)."""
    return "i" + digest("item", feed, entry_key, str(sighting))


def article_id(canonical_url: str) -> str:
    """The id of an article, from the first canonical URL it was seen at."""
    return "a" + digest("article", canonical_url)


def content_hash(title: str, text: str) -> str:
    """The hash of normalized title and text that tells a new version (32 hex digits).

    White space is folded and case kept: a changed capital may be a correction, a changed
    indentation is none.
    """
    return digest("content", " ".join(title.split()), " ".join(text.split()), chars=32)
