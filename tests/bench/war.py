"""An invented war of any size, in the proportions that news has: the records that `bench warehouse` loads.

Happenings fall on towns and days as they do in UCDP GED: few places see most of them. Each is told by one to six
articles over two days, three in ten of them without the story that the others share. Of the claims a sixth names a
province or a country only, a sixth a span of days, a twentieth no day, half no toll. The same seed gives the same war.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from pipeline.model.article import Article, Verdict
from pipeline.model.identity import article_id, content_hash
from pipeline.model.tagging import Actor, Claim, ClaimDate, Count, Evidence, Place, Tagging
from pipeline.model.words import Control, Decision, How, Outcome

_TYPES = ("ARMED_CLASH", "AIR_STRIKE", "SHELLING_ARTILLERY_MISSILE", "ATTACK", "REMOTE_EXPLOSIVE", "SUICIDE_BOMB",
          "GOV_REGAINS_TERRITORY", "ABDUCTION")  # fmt: skip
_WEIGHTS = (30, 18, 16, 14, 10, 5, 4, 3)
_KM = 1 / 111


@dataclass(frozen=True, slots=True)
class War:
    """How large the war is.

    Attributes:
        articles: how many there are.
        countries: how many fight; the first has about a quarter of all.
        days: how long it goes on.
        towns: of each country.
    """

    articles: int
    countries: int = 12
    days: int = 1500
    towns: int = 250
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Happening:
    number: int
    type: str
    place: Place
    day: date
    sides: tuple[Actor, Actor]
    killed: int


def told(war: War) -> Iterator[tuple[Article, Tagging]]:
    """Articles with their taggings, in the order of their admission."""
    dice = random.Random(war.seed)  # noqa: S311 - no secret
    count = 0
    number = 0
    happenings = war.articles // 3 + 1
    while count < war.articles:
        day = date(2014, 1, 1) + timedelta(days=number * war.days // happenings)
        happening = _happening(dice, war, number, day)
        number += 1
        for _ in range(min(dice.choice((1, 1, 2, 3, 4, 6)), war.articles - count)):
            yield _article(dice, happening, count)
            count += 1


def _happening(dice: random.Random, war: War, number: int, day: date) -> _Happening:
    country = f"C{min(int(dice.expovariate(0.35)), war.countries - 1):02d}"
    town = min(int(dice.paretovariate(0.6)) - 1, war.towns - 1)
    home = int(country[1:]) * 3 - 18
    place = Place(
        f"Town {country} {town}", int(country[1:]) * 10_000 + town, f"Province {town % 14}", country,
        home + (town % 16) * 30 * _KM, home + (town // 16) * 30 * _KM, 1,
    )  # fmt: skip
    (kind,) = dice.choices(_TYPES, _WEIGHTS)
    army = Actor(f"{country}-ARMY", f"Army of {country}", "military", "government", country)
    group = dice.randrange(5)
    rebels = Actor(f"{country}-G{group}", f"Group {group} of {country}", "armed-group", "non-state", country)
    return _Happening(number, kind, place, day, (army, rebels), int(dice.paretovariate(0.9)))


def _article(dice: random.Random, happening: _Happening, count: int) -> tuple[Article, Tagging]:
    at = datetime(happening.day.year, happening.day.month, happening.day.day, tzinfo=UTC)
    at += timedelta(hours=dice.random() * 40, milliseconds=count)
    outlet = f"outlet{dice.randrange(80)}.example"
    url = f"https://{outlet}/{count}"
    title = f"{happening.type} in {happening.place.name}"
    text = f"{title}. {happening.sides[0].name} and {happening.sides[1].name} fought there. " * 12
    story = f"story-{happening.number}" if dice.random() < 0.7 else f"story-a{count}"
    article = Article(
        article_id=article_id(url), version=1, extraction="rule-1", item_id=f"i-{count}", feed_id=f"f-{outlet}",
        feed_url=f"https://{outlet}/feed", entry_key=url, entry_title=title, entry_link=url, url=url, fetched_url=url,
        source=outlet, title=title, text=text, authors=("A. Reporter",), language="en", published_at=at,
        published_how=How.FEED, updated_at=None, updated_how=How.NONE, first_seen_at=at, fetched_at=at, admitted_at=at,
        date_candidates=(), page_sha256="0" * 64, page_bytes=len(text), archive_ref="",
        content_hash=content_hash(title, text), verdict=Verdict(Decision.NEW, "", "first seen", None, "r", story),
    )  # fmt: skip
    claims = [_claim(dice, happening)]
    if dice.random() < 0.3:
        claims.append(_claim(dice, happening, background=True))
    return article, _tagging(article, claims)


def _claim(dice: random.Random, happening: _Happening, *, background: bool = False) -> Claim:
    kind = dice.choice(_TYPES) if background else happening.type
    killed = None if dice.random() < 0.5 else max(0, happening.killed + dice.choice((0, 0, 0, 1, 2, -1)))  # noqa: PLR2004
    turns = kind == "GOV_REGAINS_TERRITORY"
    return Claim(
        ordinal=0, type=kind, actor1=happening.sides[0], actor2=happening.sides[1],
        place=_place(dice, happening.place), date=_date(dice, happening.day), killed=_count(killed), injured=None,
        control=Control.GOVERNMENT_REGAINS if turns else Control.NONE,
        attribution=dice.choice(("", "", "the army", "a monitor")), confidence=0.8,
        evidence=tuple(Evidence(field, happening.type, "text", 0, len(happening.type)) for field in ("type", "place")),
    )  # fmt: skip


def _count(killed: int | None) -> Count | None:
    return None if killed is None else Count(killed, killed, killed)


def _place(dice: random.Random, place: Place) -> Place:
    chance = dice.random()
    if chance < 0.85:  # noqa: PLR2004
        return place
    if chance < 0.95:  # noqa: PLR2004
        return Place(place.admin1, None, place.admin1, place.country, place.lat, place.lon, 4)
    return Place(place.country, int(place.country[1:]) + 1, "", place.country, place.lat, place.lon, 6)


def _date(dice: random.Random, day: date) -> ClaimDate | None:
    chance = dice.random()
    if chance < 0.78:  # noqa: PLR2004
        return ClaimDate(day.isoformat(), day.isoformat(), 1)
    if chance < 0.9:  # noqa: PLR2004
        return ClaimDate((day - timedelta(days=dice.randrange(1, 6))).isoformat(), day.isoformat(), 3)
    return ClaimDate(day.isoformat()[:7], day.isoformat()[:7], 4) if chance < 0.95 else None  # noqa: PLR2004


def _tagging(article: Article, claims: list[Claim]) -> Tagging:
    return Tagging(
        article_id=article.article_id, version=1, extraction="rule-1", tagger="bench", tagger_version="1",
        url=article.url, source=article.source, published_at=article.published_at, first_seen_at=article.first_seen_at,
        admitted_at=article.admitted_at, story_id=article.verdict.story_id, language="en", outcome=Outcome.OK,
        relevant=True, score=0.9, kind=claims[0].type,
        claims=tuple(replace(claim, ordinal=number) for number, claim in enumerate(claims)),
    )  # fmt: skip
