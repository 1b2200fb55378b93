"""What a reviewer is shown of a claim: the words that each field rests on, and what else the article names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pipeline.model.tagging import Place
from pipeline.review import Choices, Marked
from pipeline.tag.actors import ActorMention, find_actors
from pipeline.tag.casualties import Toll, find_tolls
from pipeline.tag.claims.reading import Sentence, read_sentences, smooth
from pipeline.tag.claims.triggers import find_triggers
from pipeline.tag.dates import find_dates, reference_day
from pipeline.tag.kind import type_scores
from pipeline.tag.places import ResolvedPlace, find_places, resolve
from pipeline.tag.places.resolver import as_place

Line = dict[str, Any]
Word = tuple[int, int, str]
_MOST_CHOICES = 8


def sentences_of(article: Line) -> list[tuple[int, int]]:
    """The sentences of the text, as the tagger cuts it: (start, end), in order, repeats of one left out."""
    cut = read_sentences(article["title"] or "", article["text"] or "")
    return [(one.start, one.end) for one in cut if one.part == "text"]


def _places(article: Line) -> list[ResolvedPlace]:
    title, text = smooth(article["title"] or ""), smooth(article["text"] or "")
    return resolve(find_places(title, text), title, text, article["url"] or "")


def _actors(article: Line) -> list[ActorMention]:
    title, text = smooth(article["title"] or ""), smooth(article["text"] or "")
    return find_actors(title, text, find_places(title, text), article["url"] or "")


def choices_of(article: Line, coded: Line) -> Choices:
    """Places and actors that the article names, the coded ones first, then in the order of naming; and what is sure."""
    found = _places(article)
    places = [_plain(one.place) for one in found if one.mention.role != "people"]
    told = " ".join(str(proof["quote"]) for proof in coded["evidence"].values())
    named = [one.mention for one in found if one.mention.role == "place" and one.mention.text in told]
    rivals = [_plain(as_place(candidate)) for mention in named for candidate in mention.candidates]
    actors = [{"id": one.actor.id, "name": one.actor.name} for one in _actors(article)]
    coded_places = [coded["place"]] if coded["place"] else []
    coded_actors = [coded[side] for side in ("actor1", "actor2") if coded[side]]
    return Choices(
        tuple(_unlike([*coded_places, *places, *rivals], ("name", "admin1", "country"))),
        tuple(_unlike([*coded_actors, *actors], ("name",))),
        _sure(article, coded, found),
    )


def _plain(place: Place) -> Line:
    return {"name": place.name, "geoname_id": place.geoname_id, "admin1": place.admin1, "country": place.country}


def _unlike(choices: list[Line], keys: tuple[str, ...]) -> Iterator[Line]:
    seen: set[tuple[str, ...]] = set()
    for choice in choices:
        key = tuple(str(choice[name]) for name in keys)
        if key not in seen and len(seen) < _MOST_CHOICES:
            seen.add(key)
            yield choice


def _sure(article: Line, coded: Line, found: list[ResolvedPlace]) -> dict[str, str]:
    """How sure the parts are that measure it: the sentence model of the type, the resolvers of place and actors."""
    shares = type_scores(smooth(coded["evidence"]["type"]["quote"]))
    likely = sorted(shares, key=lambda name: -shares[name])[:3]
    sure = {"type": "sentence model: " + ", ".join(f"{name} {shares[name]:.2f}" for name in likely)}
    place = coded["place"]
    scores = [one.score for one in found if place and one.place.name == place["name"]]
    if scores:
        sure["place"] = f"sure to {max(scores):.2f}"
    mentions = _actors(article)
    for side in ("actor1", "actor2"):
        if coded[side] and (told := [one.score for one in mentions if one.actor.name == coded[side]["name"]]):
            sure[side] = f"sure to {max(told):.2f}"
    return sure


def shown_words(excerpt: Line, coded: Line) -> tuple[Marked, ...]:
    """Title and sentences of an excerpt with the words of the claim's fields, as offsets into each."""
    cut = read_sentences(excerpt["title"] or "", excerpt["text"] or "")
    places, actors = _places(excerpt), _actors(excerpt)
    reference = _reference(excerpt)
    shown = []
    for sentence in cut:
        raw = excerpt[sentence.part][sentence.start : sentence.end]
        shown.append(Marked(raw, tuple(_words(sentence, coded, places, actors, reference))))
    return tuple(shown)


def _reference(article: Line) -> date | None:
    published = article["published"]
    return reference_day(
        article["text"] or "", datetime.fromisoformat(published) if published else None, article["url"] or ""
    )


def _words(
    sentence: Sentence, coded: Line, places: list[ResolvedPlace], actors: list[ActorMention], reference: date | None
) -> list[Word]:
    found: list[Word] = []
    if sentence.text in smooth(coded["evidence"]["type"]["quote"]):
        found += [(one.start, one.end, "type") for one in find_triggers(sentence.text)]
    for side in ("actor1", "actor2"):
        name = coded[side] and coded[side]["name"]
        found += [
            (one.start - sentence.start, one.end - sentence.start, side)
            for one in actors if one.actor.name == name and _inside(one.part, one.start, one.end, sentence)
        ]  # fmt: skip
    place = coded["place"]
    found += [
        (m.start - sentence.start, m.end - sentence.start, "place")
        for m, where in ((one.mention, one.place) for one in places)
        if place and where.name == place["name"] and _inside(m.part, m.start, m.end, sentence)
    ]
    if coded["date"]:
        dates = find_dates(sentence.text, reference)
        found += [(one.start, one.end, "date") for one in dates if one.date.start == coded["date"]["start"]]
    if coded["killed"]:
        found += [(*_victims(sentence, one), "killed") for one in find_tolls(sentence.text) if one.harm == "killed"]
    return _apart(found)


def _victims(sentence: Sentence, toll: Toll) -> tuple[int, int]:
    """The victims alone: the verb beside them is a word of the type."""
    at = sentence.text.find(toll.victims, toll.start, toll.end)
    return (at, at + len(toll.victims)) if at >= 0 else (toll.start, toll.end)


def _inside(part: str, start: int, end: int, sentence: Sentence) -> bool:
    return part == sentence.part and sentence.start <= start and end <= sentence.end


def _apart(words: list[Word]) -> list[Word]:
    """Words that do not overlap, in order: a bracket inside a bracket is hard to read; the shorter one stays."""
    kept: list[Word] = []
    for start, end, name in sorted(words, key=lambda word: (word[1] - word[0], word[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in kept):
            kept.append((start, end, name))
    return sorted(kept)
