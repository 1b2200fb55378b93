"""The dead and the injured that a sentence states, with the words that state them."""

from __future__ import annotations

from pipeline.tag.casualties.tolls import Scope, Toll, find_tolls

__all__ = ["Scope", "Toll", "find_tolls"]
