"""Which countries an article is about, from all its mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.tag.places.base import Candidate, Kind, PlaceMention
from pipeline.tag.places.folding import fold_word
from pipeline.tag.places.hints import hints
from pipeline.tag.places.special import capitals
from pipeline.tag.places.tables import country_names, demonyms
from pipeline.tag.places.tokens import Words, words_of

_TITLE, _LEDE, _BODY = 3.0, 2.0, 1.0
_LEDE_CHARS = 500
_WEIGHT = {"place": 1.5, "country": 1.0, "people": 0.6}
_CAPITAL = 0.5
_HINT = 0.5
_BYNAME, _LESSER = 0.3, 50_000
_DATELINE = 0.7
_ADDRESS = 1.0
_CLEAR = 8
_PEOPLE = {Kind.ADMIN1: 50_000, Kind.DISTRICT: 5_000}
"""What a unit counts for at least: few of them have a number."""
_WORD = re.compile(r"[a-z]{4,}")

Votes = dict[str, float]


@lru_cache(maxsize=256)
def clear_country(mention: PlaceMention) -> str:
    """The country of a mention that has no serious rival in another country; "" else."""
    if mention.role != "place":
        countries = {candidate.country for candidate in mention.candidates}
        return mention.candidates[0].country if len(countries) == 1 else ""
    weights: dict[str, float] = defaultdict(float)
    for candidate in mention.candidates:
        weights[candidate.country] = max(weights[candidate.country], _prominence(candidate))
    best = max(weights, key=lambda country: (weights[country], country))
    rivals = [weight for country, weight in weights.items() if country != best]
    return best if not rivals or weights[best] > _CLEAR * max(rivals) else ""


def _prominence(candidate: Candidate) -> float:
    if candidate.entry < 0:
        return 4e6
    people = max(candidate.population, _PEOPLE.get(candidate.kind, 0))
    return (people + 50) * (1.0 if candidate.own_name else 0.1)


def story_votes(mentions: Sequence[PlaceMention], url: str = "", title: str = "", text: str = "") -> Votes:
    """The share of each country in the mentions, first things first; shares add up to 1, empty when there are none.

    Bodies and leaders named in ``title`` and ``text`` speak for their countries, too.
    """
    votes: Votes = defaultdict(float)
    for weight, string in ((_TITLE, title), (_BODY, text)):
        for country, count in hinted(words_of(string)).items():
            votes[country] += weight * _HINT * count
    for country, weight in map(_voice, mentions):
        if country:
            votes[country] += weight
    for country in countries_of_address(url):
        votes[country] += _ADDRESS
    total = sum(votes.values())
    return (
        {country: weight / total for country, weight in sorted(votes.items(), key=lambda item: -item[1])}
        if total
        else {}
    )


@lru_cache(maxsize=512)
def _voice(mention: PlaceMention) -> tuple[str, float]:
    """The country that a mention speaks for and its weight: the votes of an article are counted several times."""
    country = clear_country(mention)
    return country, _weight(mention) if country else 0.0


@lru_cache(maxsize=8)
def hinted(words: Words) -> Mapping[str, float]:
    """Countries for which bodies and leaders of a text speak; each name counts once, shared between its countries."""
    found: dict[str, float] = defaultdict(float)
    for name, countries in {
        " ".join(words.keys[h.first : h.first + h.length]): h.countries for h in hints(words)
    }.items():
        for country in countries:
            found[country] += (1.0 if name else 0.0) / len(countries)
    return found


def _weight(mention: PlaceMention) -> float:
    where = _TITLE if mention.part == "title" else _LEDE if mention.start < _LEDE_CHARS else _BODY
    if mention.cue == "guest":
        return 0.0
    weight = where * _WEIGHT[mention.role]
    if mention.dateline:
        return weight * _DATELINE
    if mention.role == "place" and mention.cue == "" and fold_word(mention.text) in capitals():
        return weight * _CAPITAL
    return weight * (_BYNAME if _is_byname(mention) else 1.0)


def _is_byname(mention: PlaceMention) -> bool:
    """Whether only lesser towns bear a name, and only beside their own: as like as not it is another place's."""
    return mention.role == "place" and all(
        c.entry >= 0 and not c.own_name and c.population < _LESSER for c in mention.candidates
    )


@lru_cache(maxsize=8)
def countries_of_address(url: str) -> tuple[str, ...]:
    """The countries that the path of a URL names, as in ``/us-ukraine-crisis-rebels``."""
    path = url.rsplit("//", maxsplit=1)[-1].partition("/")[2].lower()
    found = []
    for word in _WORD.findall(path):
        for form in (word, word.removesuffix("s")):
            country = country_names().get(form) or demonyms().get(form)
            if country:
                found.append(country)
                break
    return tuple(dict.fromkeys(found))
