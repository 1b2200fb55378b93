"""Coding an article: judge it, then code the events of those that are about conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.article import Article
from pipeline.model.tagging import Claim, Tagging
from pipeline.model.words import EventType, NonConflictKind, Outcome
from pipeline.tag.actors import find_actors
from pipeline.tag.claims.assembly import find_claims
from pipeline.tag.claims.bare import bare_score, is_bare
from pipeline.tag.claims.base import Hint
from pipeline.tag.claims.hints import hints_of
from pipeline.tag.claims.language import is_coded
from pipeline.tag.claims.parties import party_finder, without_actors, without_ground
from pipeline.tag.claims.reading import read_sentences, smooth
from pipeline.tag.claims.registers import is_heading
from pipeline.tag.claims.spelling import by_spelling
from pipeline.tag.claims.triggers import find_triggers
from pipeline.tag.dates import reference_day
from pipeline.tag.kind import read
from pipeline.tag.places import find_places, resolve, story_countries
from pipeline.tag.relevance import RELEVANT_AT, relevance_of
from pipeline.tag.version import TAGGER, tagger_version

_DIGITS = 4
_SNIPPET_WORDS = 120
_SAY = 1.43  # how much likelier a snippet's kind is for being the type of its main claim


@dataclass(frozen=True, slots=True)
class Coding:
    """What the tagger says of a text.

    Attributes:
        outcome: `OK`, or `LANGUAGE_NOT_CODED`: then nothing was judged and the rest says nothing.
        relevant: whether it reports armed conflict; ``score`` is the calibrated chance of that.
        kind: the one type that it is mainly about, or the kind of the other news that it is.
        claims: one for each event, the main one first; empty for an article that is not relevant.
    """

    outcome: Outcome
    relevant: bool
    score: float
    kind: str
    claims: tuple[Claim, ...]


def code(title: str, text: str, published: date | datetime | None, url: str = "", language: str = "") -> Coding:
    """Code one article: a pure and deterministic function of its arguments and the tagger version.

    Args:
        title: as extracted.
        text: as extracted; offsets of the evidence count code points into title and text as they are.
        published: the day (or moment) of publication; without it the dateline, the address or a caption
            may give the day that relative dates count from.
        url: where it was published, "" when unknown.
        language: ISO 639-1 as declared, "" when unknown.
    """
    if not is_coded(title, text, language):
        return Coding(Outcome.LANGUAGE_NOT_CODED, relevant=False, score=0.0, kind=NonConflictKind.NONE, claims=())
    reading, day = read(title, text), reference_day(text, published, url)
    score = _score(title, text, day, url, relevance_of(reading, day.year if day else None))
    kinds = reading.kinds()
    if score < RELEVANT_AT:
        return Coding(Outcome.OK, relevant=False, score=score, kind=_top(kinds), claims=())
    claims = _claims(title, text, day, url, score, hints_of(reading), kinds)
    return Coding(Outcome.OK, relevant=True, score=score, kind=_kind(title, text, kinds, claims), claims=claims)


def tag_article(article: Article) -> Tagging:
    """Tag one article record. The answer holds no clock, host or run: equal records give equal taggings."""
    coding = code(article.title, article.text, article.published_at, article.url, article.language)
    return Tagging(
        article_id=article.article_id,
        version=article.version,
        extraction=article.extraction,
        tagger=TAGGER,
        tagger_version=tagger_version(),
        url=article.url,
        source=article.source,
        published_at=article.published_at,
        first_seen_at=article.first_seen_at,
        admitted_at=article.admitted_at,
        story_id=article.verdict.story_id,
        language=article.language,
        outcome=coding.outcome,
        relevant=coding.relevant,
        score=coding.score,
        kind=coding.kind,
        claims=coding.claims,
    )


def _claims(
    title: str,
    text: str,
    reference: date | None,
    url: str,
    score: float,
    hints: Mapping[tuple[str, int], Hint],
    kinds: Mapping[str, float],
) -> tuple[Claim, ...]:
    even_title, even_text = smooth(title), smooth(text)
    named = find_places(even_title, even_text)
    actors = find_actors(even_title, even_text, named, url)
    mentions = without_actors(named, actors, {"title": even_title, "text": even_text})
    actors = without_ground(actors, mentions)
    places = by_spelling(resolve(mentions, even_title, even_text, url))
    shares = story_countries(mentions, url)
    return find_claims(
        title, text, read_sentences(title, text), places, shares, party_finder(actors), reference, score, hints, kinds
    )


def _score(title: str, text: str, day: date | None, url: str, score: float) -> float:
    """The relevance; a bare headline's is helped by the deed and the place that it names."""
    sentences = read_sentences(title, text)
    if is_bare(sentences):
        triggers = [trigger for sentence in sentences for trigger in find_triggers(sentence.text)]
        even_title, even_text = smooth(title), smooth(text)
        places = resolve(find_places(even_title, even_text), even_title, even_text, url)
        score = bare_score(score, f"{even_title} {even_text}", triggers, places, day)
    return round(score, _DIGITS)


def _kind(title: str, text: str, kinds: dict[str, float], claims: tuple[Claim, ...]) -> str:
    """The main claim's type; in a snippet the sentence model's own, in which that type has a say (training/LOG.md)."""
    if not claims:
        return _top(kinds)
    main = claims[0].type
    if main == EventType.OTHER and is_heading(title or text):
        return EventType.OTHER
    if text.count(" ") < _SNIPPET_WORDS:
        return _top(kinds | {main: kinds[main] * _SAY})
    return main


def _top(scores: dict[str, float]) -> str:
    return max(sorted(scores), key=lambda name: scores[name]) if scores else NonConflictKind.NONE
