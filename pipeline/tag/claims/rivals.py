"""Claims that contradict each other: two sources count the dead of one event differently, and both stay."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.tagging import Claim, Evidence
from pipeline.tag.casualties import Toll
from pipeline.tag.casualties.numbers import highest
from pipeline.tag.claims.base import Event, Telling
from pipeline.tag.claims.counts import side_of
from pipeline.tag.claims.evidence import quote
from pipeline.tag.claims.says import is_pronoun
from pipeline.tag.text import fold


def rival_of(event: Event, claim: Claim, parts: dict[str, str]) -> Claim | None:
    """Answer the claim again with the toll that another named source gives for the same victims.

    Returns:
        The claim with the rival's toll, attribution and quotes; None where nobody contradicts it. A toll of another
        side ("four soldiers", "40 rebels") contradicts nothing.
    """
    told = next((t for t in event.tellings if t.killed and t.killed.value.count == claim.killed), None)
    if claim.killed is None or told is None or told.killed is None or not claim.attribution:
        return None
    for telling in event.tellings:
        if telling is not told and _contradicts(telling, told.killed.value, claim.attribution):
            return _retold(claim, telling, parts)
    return None


def _contradicts(telling: Telling, toll: Toll, attribution: str) -> bool:
    killed = telling.killed
    if killed is None or telling.scene.sentence.index == 0:
        return False
    source = telling.source
    if source is None or is_pronoun(source):
        return False
    if fold(" ".join(source.value.split())) == fold(attribution) or not killed.value.numbered or not toll.numbered:
        return False
    further = re.search(r"\b(?:other|others|another|more)\b", killed.value.victims)
    comparable = side_of(killed.value.victims) == side_of(toll.victims) or (
        side_of(toll.victims) < 0 and highest(killed.value.count) > highest(toll.count)
    )
    return killed.value.count != toll.count and comparable and not further


def _retold(claim: Claim, telling: Telling, parts: dict[str, str]) -> Claim | None:
    source = telling.source
    if telling.killed is None or source is None:
        return None
    kept = tuple(proof for proof in claim.evidence if proof.field not in ("killed", "attribution"))
    sentence = telling.scene.sentence
    proofs: tuple[Evidence, ...] = (
        quote("killed", parts, sentence, telling.killed.start, telling.killed.end),
        quote("attribution", parts, sentence, source.start, source.end),
    )
    attribution = " ".join(source.value.split())
    return replace(claim, killed=telling.killed.value.count, attribution=attribution, evidence=kept + proofs)
