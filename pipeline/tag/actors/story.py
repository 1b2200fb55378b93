"""What the actor finder knows of the article: its countries, and the groups it has named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.model.tagging import Actor
from pipeline.tag.actors.lexicon_files import default_rebels, groups
from pipeline.tag.actors.state import state_actor
from pipeline.tag.places import PlaceMention, story_countries
from pipeline.tag.places.tables import countries

_ARMED = frozenset({"armed-group", "militia"})
_NEAR_CHARS = 400
_LARGE_SHARE = 0.12


@dataclass(slots=True)
class Story:
    """The context in which a generic noun or an ambiguous acronym is read.

    Attributes:
        shares: countries of the article with their shares, the largest first.
        named: groups in the order they were named, with their places (part, offset).
        defined: acronyms that the text explains, to the actor they stand for.
    """

    shares: dict[str, float]
    named: list[tuple[str, int, Actor]] = field(default_factory=list)
    defined: dict[str, Actor] = field(default_factory=dict)

    @property
    def country(self) -> str:
        """The main country of the article, ``""`` when it names none."""
        return next(iter(self.shares), "")

    def counts(self, iso3: str) -> bool:
        """Whether a country has a real share of the article, or borders on its main one."""
        return self.shares.get(iso3, 0.0) >= _LARGE_SHARE or (
            self.country in countries() and iso3 in countries()[self.country].neighbours
        )

    def name(self, part: str, start: int, actor: Actor) -> None:
        """Remember that an armed group was named."""
        if actor.kind in _ARMED:
            self.named.append((part, start, actor))

    def rebels(self, noun: str, part: str, start: int) -> Actor:
        """The group that a common noun (*rebels*, *militants*) stands for at a place of the text.

        A group named shortly before comes first, then the group that the article names most, then the
        table of default rebels, then the nameless rebels of the country.
        """
        plain = noun.startswith(("rebel", "opposition", "insurgen"))
        fitting = [(p, s, a) for p, s, a in self.named if not (plain and a.id in _NEVER_REBELS)]
        near = [a for p, s, a in fitting if p == part and 0 <= start - s < _NEAR_CHARS and self._fits(a)]
        default, always = self._default(noun)
        if near and not (plain and always):
            return near[-1]
        if default is not None:
            return default
        ranked = Counter(a for _, _, a in fitting if self._fits(a)).most_common(1)
        if ranked:
            return ranked[0][0]
        vague = noun.startswith(("militan", "terror", "extrem", "jihad", "fighter", "islam"))
        return state_actor(self.country, "unidentified" if vague else "rebels")

    def _fits(self, actor: Actor) -> bool:
        return not actor.country or actor.country == self.country or self.counts(actor.country)

    def _default(self, noun: str) -> tuple[Actor | None, bool]:
        """The usual rebels of the country, and whether they come before a group named shortly before."""
        name, words = default_rebels().get(self.country, ("", frozenset()))
        known = name and ("*" in words or noun in words)
        return (groups()[name].actor, "!" in words) if known else (None, False)


@lru_cache(maxsize=1)
def _never_rebels() -> frozenset[str]:
    return frozenset({"islamic-state", "al-qaeda"})


_NEVER_REBELS = _never_rebels()


def story_of(places: Sequence[PlaceMention], url: str, title: str, text: str) -> Story:
    """The context of an article from its place mentions and the bodies that it names."""
    return Story(story_countries(places, url, title, text))
