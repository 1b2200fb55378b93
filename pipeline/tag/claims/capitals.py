"""Capitals that are named by their rank alone: "a car bomb in the capital", "signed in the Cuban capital"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Spot
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.places.folding import name_key, plain_name
from pipeline.tag.places.resolver import as_place
from pipeline.tag.places.special import capital_name, capital_town, peoples

_CAPITAL = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?(?:(?P<people>[A-Z][\w'-]+(?: [A-Z]\w+)?) )?capital\b"
    r"(?! (?:of|city of|punishment|gains?|markets?|flight|investment|costs?|crime|murder|expenditure)\b)"
)
_OF_A_PROVINCE = re.compile(
    r"\b(?:provincial|regional|state|district|county|rebel|de facto|former|old|commercial|own) ?$"
)
_NAMED_BEHIND = re.compile(r"(?: city)?(?:,| of)? $")
_SEATS = {
    "BDI": "Bujumbura", "MMR": "Yangon", "CIV": "Abidjan", "NGA": "Lagos", "TZA": "Dar es Salaam", "KAZ": "Almaty",
    "BOL": "La Paz", "BEN": "Cotonou",
}  # fmt: skip
"""Towns that were the capital until the government moved, or hold it beside the capital by law."""
_SURE, _FOREIGN = 0.5, 0.5
_SCORE, _AT_HOME = 0.6, 4.0


def seats_of(places: Sequence[ResolvedPlace]) -> dict[str, Place]:
    """By country the former capital that an article names, where it does not name the present one."""
    named = {(p.place.country, p.place.name): p.place for p in places if p.place.country in _SEATS}
    return {
        country: named[country, town]
        for country, town in _SEATS.items()
        if (country, town) in named and (country, plain_name(capital_name(country))) not in named
    }


def find_capitals(
    sentence: Sentence, spots: Sequence[Spot], shares: Mapping[str, float], seats: Mapping[str, Place]
) -> list[Spot]:
    """The capitals that a sentence means without their names.

    "The Cuban capital" is Havana; "the capital" alone is that of the country that the sentence has just named, else of
    the one with most of the story. Where the name
    stands beside it ("the capital, Tunis") nothing is added, nor for the capital of a province. ``seats`` are the
    towns that were the capital when the article was written.
    """
    found: list[Spot] = []
    if "capital" not in sentence.text:
        return found
    for match in _CAPITAL.finditer(sentence.text):
        people = match["people"]
        country = peoples().get(name_key(people), "") if people else _named(spots, match.start()) or _country(shares)
        town = capital_town(country) if country else None
        if town is None or _is_other(sentence.text, match, spots):
            continue
        start = match.end() - len("capital")
        mention = PlaceMention(
            sentence.part, sentence.start + start, sentence.start + match.end(), "capital", "place", "", dateline=False,
            word=0, words=1, candidates=(town,),
        )  # fmt: skip
        strange = 1.0 - min(1.0, _AT_HOME * shares.get(country, 0.0))
        meant = seats.get(country) or as_place(town)
        found.append(Spot(start, match.end(), ResolvedPlace(mention, meant, _SCORE), strange, here=False))
    return found


def _named(spots: Sequence[Spot], until: int) -> str:
    """The country that stands last before an offset; "" where another place or a people stands there."""
    before = [spot for spot in spots if spot.end <= until and spot.strange < _FOREIGN]
    last = max(before, key=lambda spot: spot.start, default=None)
    return last.resolved.place.country if last is not None and last.resolved.mention.role == "country" else ""


def _country(shares: Mapping[str, float]) -> str:
    best = max(sorted(shares), key=lambda code: shares[code], default="")
    return best if shares.get(best, 0.0) >= _SURE else ""


def _is_other(text: str, match: re.Match[str], spots: Sequence[Spot]) -> bool:
    """Whether the name stands beside the word, or a province's capital is meant."""
    if _OF_A_PROVINCE.search(text[: match.end() - len("capital")]):
        return True
    behind = (s for s in spots if s.start >= match.end() and s.resolved.mention.role == "place")
    return any(_NAMED_BEHIND.fullmatch(text[match.end() : spot.start]) for spot in behind)
