"""The country of a story and the place it was filed from."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tag.places.base import PlaceMention
from pipeline.tag.places.finder import find_places
from pipeline.tag.places.votes import story_votes


def story_countries(
    mentions: Sequence[PlaceMention], url: str = "", title: str = "", text: str = ""
) -> dict[str, float]:
    """The countries that an article speaks of (ISO alpha-3) with their shares, the largest first; they add up to 1.

    With ``title`` and ``text`` bodies and leaders (*the Taliban*, *Putin*) count for their countries, too.
    """
    return dict(story_votes(mentions, url, title, text))


def country_of(title: str, text: str, url: str = "", mentions: Sequence[PlaceMention] | None = None) -> str:
    """The country that an article is mainly about, "" when it names none."""
    shares = story_votes(find_places(title, text) if mentions is None else mentions, url, title, text)
    return next(iter(shares), "")


def dateline(text: str) -> PlaceMention | None:
    """The first place of the dateline at the beginning of ``text``; None where there is none."""
    mentions = find_places("", text[:400])
    return next((mention for mention in mentions if mention.dateline and mention.role == "place"), None)
