"""Capitals that are named by their rank alone: "a car bomb in the capital", "signed in the Cuban capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Spot
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.places.folding import name_key, plain_name
from pipeline.tag.places.resolver import as_place
from pipeline.tag.places.special import capital_name, capital_town, peoples

_CAPITAL = re.compile(
    r"\b(?:[Tt]he (?:[a-z-]+ )?|(?:[Ii]n|[Nn]ear|[Oo]utside|hits?|rocks?|shakes?|strikes?) (?=[A-Z]))"
    r"(?:(?P<people>[A-Z][\w'-]+(?: [A-Z]\w+)?) )?capital\b"
    r"(?! (?:of|city of|punishment|gains?|markets?|flight|investment|costs?|crime|murder|expenditure)\b)"
)
_OWN_CAPITAL = re.compile(
    r"(?:(?<=[a-z]')s|(?<=s'))(?: [a-z-]+)? capital\b"
    r"(?! (?:punishment|gains?|markets?|flight|investment|costs?|crime|murder|expenditure)\b)"
)
_CAPITAL_OF = re.compile(r"\b[Tt]he (?:[a-z-]+ )?capital(?= (?:city )?of (the )?[A-Z])")
_OF = re.compile(r" (?:city )?of (?:the )?")
_OF_A_PROVINCE = re.compile(
    r"\b(?:provincial|regional|state|district|county|rebel|de facto|former|old|commercial|own) ?$"
)
_AROUND = re.compile(
    r"\b(?:near|around|outside|surrounding|(?:north|south|east|west)(?:-?(?:east|west))? of|from)"
    r" (?:the )?(?:[a-z]+ )?(?:[A-Z][\w'-]* ){0,2}$"
)
"""Before a capital that only says where something else is: "in villages around Cuba's capital"."""
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

    "The Cuban capital", "Cuba's capital" and "the capital of Cuba" are Havana; "the capital" alone
    is that of the country that the sentence has just named, else of
    the one with most of the story. Where the name
    stands beside it ("the capital, Tunis") nothing is added, nor for the capital of a province. ``seats`` are the
    towns that were the capital when the article was written.
    """
    found: list[Spot] = []
    if "capital" not in sentence.text:
        return found
    for match, country in _named_capitals(sentence.text, spots, shares):
        town = capital_town(country) if country else None
        if town is None or _is_other(sentence.text, match, spots):
            continue
        start = match.end() - len("capital")
        mention = PlaceMention(
            sentence.part, sentence.start + start, sentence.start + match.end(), "capital", "place", "", dateline=False,
            word=0, words=1, candidates=(town,),
        )  # fmt: skip
        strange = 1.0 - min(1.0, _AT_HOME * shares.get(country, 0.0))
        cue = "near" if _AROUND.search(sentence.text[:start]) else ""
        meant = seats.get(country) or as_place(town, cue)
        found.append(Spot(start, match.end(), ResolvedPlace(mention, meant, _SCORE), strange, here=False))
    return found


def _named_capitals(
    text: str, spots: Sequence[Spot], shares: Mapping[str, float]
) -> Iterator[tuple[re.Match[str], str]]:
    """Where a sentence speaks of a capital, and of which country; "" where that is not told."""
    for match in _CAPITAL.finditer(text):
        people = match["people"]
        yield match, peoples().get(name_key(people), "") if people else _named(spots, match.start()) or _country(shares)
    lands = [spot for spot in spots if spot.resolved.mention.role == "country"]
    for match in _OWN_CAPITAL.finditer(text):
        yield match, next((s.resolved.place.country for s in lands if 0 <= match.start() - s.end <= 1), "")
    for match in _CAPITAL_OF.finditer(text):
        of = _OF.match(text, match.end())
        end = of.end() if of else match.end()
        yield match, next((s.resolved.place.country for s in lands if s.start in (end, match.end() + len(" of "))), "")


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
