"""Tagging: is an article about armed conflict, and what exactly happened?

Importing this package loads nothing heavy: code and assets come in with the first article.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.tag.version import TAGGER, tagger_version

if TYPE_CHECKING:
    from pipeline.tag.coding import Coding, code, tag_article
    from pipeline.tag.stage import stage_tag

__all__ = ["TAGGER", "Coding", "code", "stage_tag", "tag_article", "tagger_version"]

_HOMES = {"Coding": "coding", "code": "coding", "tag_article": "coding", "stage_tag": "stage"}


def __getattr__(name: str) -> object:
    """Import the coding part when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
