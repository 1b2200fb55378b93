"""The country of a story and the place it was filed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.tag.places.base import PlaceMention
from pipeline.tag.places.finder import find_places
from pipeline.tag.places.resolver import resolve_some
from pipeline.tag.places.votes import clear_country, story_votes

_CLEAR_LEAD = 0.5
_UNCLEAR = 0.5
"""What all names together that several countries have may weigh beside those that are clear."""


def story_countries(
    mentions: Sequence[PlaceMention], url: str = "", title: str = "", text: str = ""
) -> dict[str, float]:
    """The countries that an article speaks of (ISO alpha-3) with their shares, the largest first; they add up to 1.

    With ``title`` and ``text`` bodies and leaders (*the Taliban*, *Putin*) count for their countries, too. A name that
    several countries have counts, but less, for the country of the place that it is resolved to.
    """
    told = story_votes(mentions, url, title, text)
    votes = dict(told)
    unclear = [n for n, m in enumerate(mentions) if m.role == "place" and not m.dateline and not clear_country(m)]
    if unclear and max(votes.values(), default=0.0) < _CLEAR_LEAD:
        weight = _UNCLEAR / len(unclear) if votes else 1.0 / len(unclear)
        answers = resolve_some(mentions, unclear, title, text, told)
        for country, count in Counter(answer.place.country for answer in answers).items():
            if country:
                votes[country] = weight * count + votes.get(country, 0.0)
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda vote: vote[1], reverse=True)
    return {country: share / total for country, share in ranked}


def country_of(title: str, text: str, url: str = "", mentions: Sequence[PlaceMention] | None = None) -> str:
    """The country that an article is mainly about, "" when it names none."""
    found = find_places(title, text) if mentions is None else mentions
    return next(iter(story_countries(found, url, title, text)), "")


def dateline(text: str) -> PlaceMention | None:
    """The first place of the dateline at the beginning of ``text``; None where there is none."""
    mentions = find_places("", text[:400])
    return next((mention for mention in mentions if mention.dateline and mention.role == "place"), None)
