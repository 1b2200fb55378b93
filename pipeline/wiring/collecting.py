"""Garbage collection in processes that tag: what they have loaded stays and need not be looked at time and again."""

from __future__ import annotations

import gc
from itertools import count

_tagged = count(1)


def keep_loaded() -> None:
    """Leave all that is held now out of garbage collection; called behind each article, done at every power of two.

    The tables of a country are loaded when it is first named, most of them early. To look at all of them for garbage
    takes 50 ms each time, .3 ms an article.
    """
    number = next(_tagged)
    if number & (number - 1) == 0:
        gc.collect()
        gc.freeze()
