"""Finding the words of an article that name places."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tag.places import context
from pipeline.tag.places.base import Candidate, Kind, PlaceMention
from pipeline.tag.places.dateline import dateline_end
from pipeline.tag.places.folding import ARTICLES, plain_articles
from pipeline.tag.places.gazetteer import Gazetteer, shipped
from pipeline.tag.places.inflection import is_plain_latin, stems
from pipeline.tag.places.special import country_candidate, peoples, special_names
from pipeline.tag.places.tokens import Words, words_of

_LONGEST = 5
_INNER = ARTICLES | frozenset("de del la las los le du des da do dos of and e i y bin ibn bou abu wa van den der sur".split())
_SHORTEST_KEY = 2

Span = tuple[int, int]


def find_places(title: str, text: str, gazetteer: Gazetteer | None = None) -> list[PlaceMention]:
    """Find the mentions of places, countries and peoples in an article, in order, the title's first.

    A name is the longest run of words that the gazetteer or the tables know. Names of persons and
    organisations and ordinary words are left out where their surroundings tell.

    Args:
        title, text: as received; offsets refer to them.
        gazetteer: the shipped one when None.
    """
    gazetteer = gazetteer or shipped()
    found: list[PlaceMention] = []
    for part, string in (("title", title), ("text", text)):
        if string:
            found.extend(_in_part(part, words_of(string), gazetteer))
    return found


def _in_part(part: str, words: Words, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    spans = _spans(words)
    known = gazetteer.find([key for keys in spans.values() for key in keys])
    filed_to = dateline_end(words) if part == "text" else 0
    persons = context.surnames_of_persons(words)
    at = 0
    while at < len(words.keys):
        mention = None
        for length in range(min(_LONGEST, len(words.keys) - at), 0, -1):
            keys = spans.get((at, length))
            mention = keys and _mention(part, words, (at, length), keys, known, gazetteer, persons, filed_to)
            if mention:
                yield mention
                at += length
                break
        if not mention:
            at += 1


def _spans(words: Words) -> dict[Span, list[str]]:
    """The keys under which each run of words that may be a name is to be looked up."""
    spans: dict[Span, list[str]] = {}
    keys, caps, glued = words.keys, words.caps, words.glued
    for first in range(len(keys)):
        if not _may_begin(words, first):
            continue
        for length in range(1, _LONGEST + 1):
            last = first + length - 1
            if last >= len(keys) or (length > 1 and not glued[last - 1]):
                break
            if not caps[last] and keys[last] not in _INNER and not (length > 1 and context.is_type_word(keys[last])):
                break
            if caps[last] or words.upper:
                spans[(first, length)] = _lookup_keys(keys[first : last + 1])
    return spans


def _may_begin(words: Words, first: int) -> bool:
    if words.keys[first].isdigit():
        return False
    if words.caps[first]:
        return True
    return (
        words.keys[first] in ARTICLES
        and first + 1 < len(words.keys)
        and words.glued[first]
        and words.caps[first + 1]
    )


def _lookup_keys(run: tuple[str, ...]) -> list[str]:
    keys = [" ".join(run)]
    if len(run) == 1:
        return keys if is_plain_latin(run[0]) else keys + stems(run[0])
    if not ARTICLES.isdisjoint(run):
        keys.append(" ".join(plain_articles(list(run))))
    elif not is_plain_latin(run[0]):
        keys.extend(f"{stem} {' '.join(run[1:])}" for stem in stems(run[0]))
    return keys


def _mention(
    part: str,
    words: Words,
    span: Span,
    keys: list[str],
    known: dict[str, list[int]],
    gazetteer: Gazetteer,
    persons: frozenset[str],
    filed_to: int,
) -> PlaceMention | None:
    first, length = span
    role, candidates = _meanings(words, span, keys, known, gazetteer)
    if not candidates:
        return None
    dateline = first + length <= filed_to
    cue = context.cue(words, first, length)
    if role == "place" and not dateline and not context.names_place(words, first, length, cue, candidates, persons):
        return None
    start, end = words.starts[first], words.ends[first + length - 1]
    return PlaceMention(
        part, start, end, words.text[start:end], role, cue, dateline, first, length, tuple(candidates)
    )  # fmt: skip


def _meanings(
    words: Words, span: Span, keys: list[str], known: dict[str, list[int]], gazetteer: Gazetteer
) -> tuple[str, list[Candidate]]:
    first, length = span
    if len(keys[0]) <= _SHORTEST_KEY and not context.is_acronym(words, first):
        return "place", []
    for key in keys:
        if key in peoples() and key not in special_names():
            return "people", [country_candidate(peoples()[key])]
    special = [candidate for key in keys for candidate in special_names().get(key, ())]
    if any(candidate.kind is Kind.COUNTRY for candidate in special):
        adjective = length == 1 and keys[0] in peoples() and context.is_adjective(words, first)
        return ("people" if adjective else "country"), special + _towns_like(keys, known, gazetteer)
    postings = dict.fromkeys(posting for key in keys for posting in known.get(key, ()))
    return "place", special + [gazetteer.candidate(posting) for posting in postings]


def _towns_like(keys: list[str], known: dict[str, list[int]], gazetteer: Gazetteer) -> list[Candidate]:
    """Places that bear a country's name (Georgia, Lebanon, Mexico): only well-known ones can be meant."""
    candidates = [gazetteer.candidate(posting) for key in keys for posting in known.get(key, ())]
    return [c for c in candidates if c.own_name and (c.kind is Kind.ADMIN1 or c.population > context.WELL_KNOWN)]
