"""Places named in an article, and which place each name means there."""

from __future__ import annotations

from pipeline.tag.places.base import Candidate, Kind, PlaceMention, ResolvedPlace
from pipeline.tag.places.finder import find_places
from pipeline.tag.places.gazetteer import gazetteer_path, use_gazetteer
from pipeline.tag.places.resolver import resolve
from pipeline.tag.places.story import country_of, dateline, story_countries

__all__ = [
    "Candidate",
    "Kind",
    "PlaceMention",
    "ResolvedPlace",
    "country_of",
    "dateline",
    "find_places",
    "gazetteer_path",
    "resolve",
    "story_countries",
    "use_gazetteer",
]
