"""Actors named in an article, each with the stable id and canonical name that claims use."""

from __future__ import annotations

from pipeline.tag.actors.base import ActorMention
from pipeline.tag.actors.finder import find_actors
from pipeline.tag.actors.lexicon_files import Group, groups
from pipeline.tag.actors.state import country_name, state_actor

__all__ = ["ActorMention", "Group", "country_name", "find_actors", "groups", "state_actor"]
