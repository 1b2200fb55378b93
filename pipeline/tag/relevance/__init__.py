"""Whether an article is about armed conflict at all, and which languages are coded."""

from __future__ import annotations

from pipeline.tag.relevance.article import RELEVANT_AT, relevance, relevance_of

__all__ = ["CODED_LANGUAGES", "RELEVANT_AT", "is_coded", "relevance", "relevance_of"]

CODED_LANGUAGES: frozenset[str] = frozenset({"en"})
"""ISO 639-1 codes of the languages whose articles are coded; others get ``language-not-coded``, never silence."""


def is_coded(language: str) -> bool:
    """Whether articles in ``language`` (ISO 639-1, with or without region, any case) are coded."""
    return language.replace("_", "-").partition("-")[0].lower() in CODED_LANGUAGES
