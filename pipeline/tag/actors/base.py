"""What the actor parts hand to the rest of the tagger."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.tagging import Actor


class ActorMention(NamedTuple):
    """Words that name an actor. Offsets are code points, end exclusive: ``part[start:end] == text``.

    Attributes:
        part: ``title`` or ``text``.
        how: by what the words were understood:
            ``name`` (a name or alias of the base), ``acronym``, ``leader`` (a person who stands for
            the body), ``nationality`` (*Syrian troops*), ``country`` (the country itself, as in
            *Israel struck*), ``metonym`` (*Damascus said*), ``generic`` (*the army*, *rebels*, *residents*:
            the country is the story's), ``defined`` (a group that the text itself names or abbreviates).
        noun: class of the noun for ``nationality`` and ``generic``: military, police, security, intelligence,
            government, rebels, militia, criminals, unidentified, protesters, rioters, civilians; "" otherwise.
        score: in [0, 1], how sure the reading is.
    """

    part: str
    start: int
    end: int
    text: str
    actor: Actor
    how: str
    noun: str
    score: float
