"""Finding the words of an article that name places."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tag.places import context
from pipeline.tag.places.base import Candidate, Kind, PlaceMention
from pipeline.tag.places.dateline import dateline_end
from pipeline.tag.places.folding import ARTICLES, plain_articles
from pipeline.tag.places.gazetteer import Gazetteer, shipped
from pipeline.tag.places.hints import hints
from pipeline.tag.places.inflection import is_plain_latin, stems
from pipeline.tag.places.near import near_mentions
from pipeline.tag.places.special import country_candidate, peoples, special_names
from pipeline.tag.places.tokens import Words, words_of
from pipeline.tag.places.votes import Votes, story_votes

_LONGEST = 5
_INNER = ARTICLES | frozenset(
    "de del la las los le du des da do dos of and e i y bin ibn bou abu wa van den der sur".split()
)
_SHORTEST_KEY = 2
_STORY_SHARE = 0.15

_ENGLISH = frozenset("at as an en et es ed".split())
"""Forms of the Arabic article that are words of their own: a hyphen must follow."""

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
    parts = [(part, words_of(string)) for part, string in (("title", title), ("text", text)) if string]
    exact = {part: list(_in_part(part, words, gazetteer)) for part, words in parts}
    votes = story_votes([mention for mentions in exact.values() for mention in mentions], "", title, text)
    found: list[PlaceMention] = []
    for part, words in parts:
        found += _with_near(part, words, exact[part], votes, gazetteer)
    return found


def _with_near(
    part: str, words: Words, exact: list[PlaceMention], votes: Votes, gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Add what is only nearly spelt so; it comes before a small place elsewhere that is exactly spelt so."""
    firm = [mention for mention in exact if _stays(mention, votes)]
    taken = {index for mention in firm for index in range(mention.word, mention.word + mention.words)}
    near = list(near_mentions(part, words, votes, taken, gazetteer))
    covered = {index for mention in near for index in range(mention.word, mention.word + mention.words)}
    kept = [m for m in exact if m in firm or covered.isdisjoint(range(m.word, m.word + m.words))]
    return sorted(kept + near, key=lambda mention: mention.word)


def _stays(mention: PlaceMention, votes: Votes) -> bool:
    return mention.role != "place" or any(
        votes.get(c.country, 0.0) >= _STORY_SHARE or (c.own_name and c.population > context.WELL_KNOWN)
        for c in mention.candidates
    )


def _in_part(part: str, words: Words, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    spans = _spans(words)
    known = gazetteer.find([key for keys in spans.values() for key in keys])
    filed_to = dateline_end(words) if part == "text" else 0
    persons = context.surnames_of_persons(words)
    masked = {
        index for hint in hints(words) if hint.length > 1 for index in range(hint.first, hint.first + hint.length)
    }
    at = 0
    while at < len(words.keys):
        mention = None
        for length in range(min(_LONGEST, len(words.keys) - at), 0, -1):
            keys = spans.get((at, length))
            mention = (
                keys
                and not masked.intersection((at, at + length - 1))
                and _mention(part, words, (at, length), keys, known, gazetteer, persons, filed_to)
            )
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
    if words.keys[first] not in ARTICLES or first + 1 >= len(words.keys) or not words.caps[first + 1]:
        return False
    return words.glued[first] and (words.keys[first] not in _ENGLISH or words.text[words.ends[first]] in "-_")


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
    if len(keys[0]) <= _SHORTEST_KEY and not _is_code(keys[0]) and not context.is_acronym(words, first):
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


def _is_code(key: str) -> bool:
    """Whether a short key is the name of a base (T4)."""
    return key in special_names() and not key.isalpha()


def _towns_like(keys: list[str], known: dict[str, list[int]], gazetteer: Gazetteer) -> list[Candidate]:
    """Places that bear a country's name (Georgia, Lebanon, Mexico): only well-known ones can be meant."""
    candidates = [gazetteer.candidate(posting) for key in keys for posting in known.get(key, ())]
    return [c for c in candidates if c.own_name and (c.kind is Kind.ADMIN1 or c.population > context.WELL_KNOWN)]
