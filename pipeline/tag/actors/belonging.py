"""Whose armed men a common noun means where the sentence names their group: "Hamas gunmen", "gunmen from Hamas"."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.tagging import Actor
from pipeline.tag.places.tokens import Words

OF_GROUP = frozenset({"rebels", "unidentified", "militia"})
"""The classes of nouns for armed men who may be a group's."""
_BELONGING = frozenset("of from belonging loyal believed suspected thought said alleged claiming identified".split())
_BETWEEN = _BELONGING | frozenset(
    "the to be being as with members member fighters militants who that are were is was a an so called islamist "
    "militant jihadist terror terrorist rebel extremist group movement organisation organization banned".split()
)
_MOST_WORDS = 9


def group_of(words: Words, index: int, length: int, named: Mapping[int, Actor]) -> Actor | None:
    """The group that stands right before a noun for armed men, or that words of belonging join to it.

    Args:
        words: of the part of the article.
        index: the word at which the noun begins.
        length: how many words it has.
        named: the first and the last word of each named group.

    Returns:
        The group; None for armed men of whom nothing says whose they are.
    """
    if index and words.glued[index - 1] and index - 1 in named:
        return named[index - 1]
    begun = False
    for at in range(index + length, min(index + length + _MOST_WORDS, len(words.keys))):
        if not words.glued[at - 1]:
            break
        if at in named:
            return named[at] if begun else None
        begun = begun or words.keys[at] in _BELONGING
        if words.keys[at] not in _BETWEEN:
            break
    return None
