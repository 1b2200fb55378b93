"""Plain words: runs of Latin letters in small letters, for models that weigh single words."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[a-z]{2,}")


def plain_words(text: str) -> Iterator[str]:
    """The words of a text in small letters, of two plain Latin letters or more; numbers and marks are left out."""
    return (found[0] for found in _WORD.finditer(text.lower()))
