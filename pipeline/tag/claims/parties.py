"""The actors of each sentence of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.model.tagging import Actor
from pipeline.tag.claims.base import Party
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places.base import ResolvedPlace

_W = re.compile(r"\b(?P<mil>army|troops|soldiers|military|idf|iaf|air force|government forces|security forces|special forces|paratroopers)|(?P<pol>police\w*)|(?P<gov>government|regime)|(?P<arm>rebels?|militants?|insurgents?|separatists?|isil|isis|islamic state|hamas|taliban|guerrillas?|islamic front|terrorists?)|(?P<uni>gunmen|armed men|suicide bomber|attackers?|armed fighters)|(?P<pro>protesters?|demonstrators?|supporters|activists)|(?P<civ>civilians|people|residents|villagers)\b", re.I)
_K = {"mil": ("military", "government"), "pol": ("police", "government"), "gov": ("government", "government"), "arm": ("armed-group", "non-state"), "uni": ("unidentified", "non-state"), "pro": ("protesters", "civilian"), "civ": ("civilians", "civilian")}


def party_finder(title: str, text: str, places: Sequence[ResolvedPlace]) -> Callable[[Sentence], Sequence[Party]]:
    """Dev."""

    def find(sentence: Sentence) -> Sequence[Party]:
        out = []
        for m in _W.finditer(sentence.text):
            kind, side = _K[m.lastgroup or "civ"]
            out.append(Party(m.start(), m.end(), Actor("", m[0], kind, side, "")))
        return out

    return find
