"""Finding the words of an article that name places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from pipeline.tag.places import context, cues
from pipeline.tag.places.base import Candidate, Kind, PlaceMention
from pipeline.tag.places.dateline import dateline_end
from pipeline.tag.places.folding import ARTICLES, plain_articles
from pipeline.tag.places.gazetteer import Gazetteer, gazetteer_in_use
from pipeline.tag.places.hints import bodies
from pipeline.tag.places.inflection import is_plain_latin, stems
from pipeline.tag.places.sifting import stands, with_near, without_misfits
from pipeline.tag.places.special import country_candidate, country_words, ordinary_words, peoples, special_names
from pipeline.tag.places.starts import Starts
from pipeline.tag.places.tokens import Words, words_of
from pipeline.tag.places.votes import story_votes

_LONGEST = 5
_INNER = ARTICLES | frozenset(
    "de del la las los le du des da do dos of and e i y bin ibn bou abu wa van den der sur au aux on sous".split()
)
_SHORTEST_KEY = 2
_SURE_UNITS = frozenset((Kind.ADMIN1, Kind.ADMIN2))
_ARTICLES = Starts(lambda: ARTICLES)

_OPENERS = ARTICLES | frozenset(
    "san santa santo la las los new north south east west port fort lake mount great red black white gulf sea middle "
    "central latin united saudi sri costa puerto ciudad el de del isla upper lower".split()
)
"""Ordinary words that begin names of places: elsewhere, in a text all in capitals, such a word begins none."""


def find_places(title: str, text: str, gazetteer: Gazetteer | None = None) -> list[PlaceMention]:
    """Find the mentions of places, countries and peoples in an article, in order, the title's first.

    A name is the longest run of words that the gazetteer or the tables know. Names of persons and
    organisations and ordinary words are left out where their surroundings tell.

    Args:
        title: as received; offsets refer to it.
        text: as received; offsets refer to it.
        gazetteer: the one in use when None.
    """
    gazetteer = gazetteer or gazetteer_in_use()
    parts = [(part, words_of(string)) for part, string in (("title", title), ("text", text)) if string]
    runs, known = _known_runs([words for _, words in parts], gazetteer)
    persons = frozenset[str]().union(*(context.surnames_of_persons(words) for _, words in parts))
    exact = {
        part: without_misfits(list(_in_part(part, words, row, known, gazetteer, persons)), words)
        for (part, words), row in zip(parts, runs, strict=True)
    }
    votes = story_votes([mention for mentions in exact.values() for mention in mentions], "", title, text)
    found: list[PlaceMention] = []
    for part, words in parts:
        clear = [mention for mention in exact[part] if stands(mention, words, votes, gazetteer.unit_keys)]
        found += without_misfits(with_near(part, words, clear, votes, gazetteer), words)
    return found


_Run = tuple[int, int, list[str]]
"""A run of words that may be a name: its first word, how many words, and the keys to look it up by."""


def _known_runs(texts: Sequence[Words], gazetteer: Gazetteer) -> tuple[list[list[_Run]], dict[str, list[int]]]:
    """The runs of each text that the gazetteer or the tables know, the longest first, and what the gazetteer knows."""
    runs = [list(_runs(words)) for words in texts]
    keys = {key for row in runs for _, _, run_keys in row for key in run_keys}
    known = gazetteer.find(keys)
    names = keys & country_words() | known.keys()
    return [sorted([run for run in row if not names.isdisjoint(run[2])], key=_longest_first) for row in runs], known


def _longest_first(run: _Run) -> tuple[int, int]:
    return run[0], -run[1]


def _in_part(
    part: str,
    words: Words,
    runs: Sequence[_Run],
    known: dict[str, list[int]],
    gazetteer: Gazetteer,
    persons: frozenset[str],
) -> Iterator[PlaceMention]:
    reading = _Reading(
        part,
        words,
        gazetteer,
        known,
        filed_to=dateline_end(words) if part == "text" else 0,
        persons=persons,
        masked=bodies(words),
    )
    read_to = 0
    for run in runs:
        if run[0] >= read_to:
            mention = _mention(reading, run)
            if mention is not None:
                yield mention
                read_to = run[0] + run[1]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One part of an article while it is read: its words, what the gazetteer knows of them, and what is no place.

    ``persons`` are the surnames of the whole article.
    ``read`` holds the names that were met, by their first key, with role and candidates: the same names come again.
    """

    part: str
    words: Words
    gazetteer: Gazetteer
    known: dict[str, list[int]]
    filed_to: int
    persons: frozenset[str]
    masked: frozenset[int]
    read: dict[str, tuple[str, tuple[Candidate, ...]]] = field(default_factory=dict)


def _openings(words: Words) -> list[int]:
    """The numbers of the words that begin with a capital or are an article, in order."""
    return sorted({*words.capitals, *_ARTICLES.standing(words)})


def _runs(words: Words) -> Iterator[_Run]:
    """All runs of words that may be names."""
    keys, caps, glued = words.keys, words.caps, words.glued
    for first in _openings(words):
        if _may_begin(words, first):
            if caps[first] or words.upper:
                yield first, 1, [keys[first]] if keys[first].isascii() else _lookup_keys((keys[first],))
            if glued[first]:  # the last word of a text is glued to none
                yield from _longer_runs(words, first)


def _longer_runs(words: Words, first: int) -> Iterator[_Run]:
    """The runs of more than one word that begin at a word."""
    keys, caps, glued, upper = words.keys, words.caps, words.glued, words.upper
    for last in range(first + 1, first + _LONGEST):
        if caps[last] or upper:
            yield first, last - first + 1, _lookup_keys(keys[first : last + 1])
        elif keys[last] not in _INNER and not cues.is_type_word(keys[last]):
            break
        if not glued[last]:
            break


def _may_begin(words: Words, first: int) -> bool:
    key = words.keys[first]
    if key.isdigit() or (
        key in cues.ENGLISH_ARTICLES and words.text[words.ends[first] : words.ends[first] + 1] not in ("-", "_")
    ):
        return False
    if words.upper:
        return key not in ordinary_words() or key in _OPENERS or "." in words.shown(first, first)
    if words.caps[first]:
        return True
    return key in ARTICLES and first + 1 < len(words.keys) and words.caps[first + 1] and words.glued[first]


def _lookup_keys(run: tuple[str, ...]) -> list[str]:
    keys = [" ".join(run)]
    if len(run) == 1:
        keys += stems(run[0])
    elif not ARTICLES.isdisjoint(run):
        keys.append(" ".join(plain_articles(list(run))))
    elif not is_plain_latin(run[0]):
        keys.extend(f"{stem} {' '.join(run[1:])}" for stem in stems(run[0]))
    return keys


def _mention(reading: _Reading, run: _Run) -> PlaceMention | None:
    (first, length, keys), words = run, reading.words
    if first in reading.masked and first + length - 1 in reading.masked:  # Sadr City is more than a leader's name
        return None
    role, candidates = _meanings(reading, run)
    if context.is_river(words, first + length - 1):
        candidates = tuple(candidate for candidate in candidates if candidate.kind is Kind.WATER)
    if not candidates:
        return None
    dateline = first + length <= reading.filed_to
    cue = cues.cue(words, first, length)
    if role == "people" and context.is_guest(words, first + length - 1):
        cue = "guest"
    full = role == "country" and context.is_full_name(words, first, length)
    if full or (dateline and length == 1 and keys[0] in ordinary_words()):
        return None
    if role == "place" and not dateline:
        if not context.names_place(words, first, length, cue, candidates, reading.persons):
            return None
    start, end = words.starts[first], words.ends[first + length - 1]
    shown = words.text[start:end]
    side = cues.side(words, first) if cue in ("countryside", "province") else ""
    if side:
        candidates = tuple(_part_of(candidate, side, reading.gazetteer) for candidate in candidates)
    return PlaceMention(reading.part, start, end, shown, role, cue, dateline, first, length, candidates, side)


def _part_of(candidate: Candidate, side: str, gazetteer: Gazetteer) -> Candidate:
    """A first-level unit with the point of the part that is meant; anything else as it is."""
    if candidate.kind is not Kind.ADMIN1:
        return candidate
    point = gazetteer.part_of_unit(candidate.entry, side)
    return replace(candidate, lat=point[0], lon=point[1]) if point else candidate


def _meanings(reading: _Reading, run: _Run) -> tuple[str, tuple[Candidate, ...]]:
    """The role of a run of words and the places that it may mean; none where it is no name."""
    (first, length, keys), words = run, reading.words
    name = keys[0]
    if len(name) <= _SHORTEST_KEY and not _is_code(name) and not context.is_acronym(words, first):
        return "place", ()
    if length == 1 and context.is_spelled_out(words, first):
        return "place", ()
    if name not in reading.read:
        reading.read[name] = _read(reading, keys)
    role, candidates = reading.read[name]
    if role == "country" and length == 1 and name in peoples() and context.is_adjective(words, first):
        role = "people"
    return role, candidates


def _read(reading: _Reading, keys: list[str]) -> tuple[str, tuple[Candidate, ...]]:
    """The same wherever the name stands."""
    for key in keys:
        if key in peoples() and key not in special_names():
            return "people", (country_candidate(peoples()[key]),)
    special = [candidate for key in keys for candidate in special_names().get(key, ())]
    if any(candidate.kind is Kind.COUNTRY for candidate in special):
        return "country", (*special, *_towns_like(reading, keys))
    postings = dict.fromkeys(posting for key in keys for posting in reading.known.get(key, ()))
    known = map(reading.gazetteer.candidate, postings)
    if not special:
        return "place", tuple(known)
    homes = {candidate.country for candidate in special}
    return "place", (*special, *(candidate for candidate in known if _may_be_meant(candidate, homes)))


def _may_be_meant(namesake: Candidate, homes: Set[str]) -> bool:
    """Whether a place can be meant by the name of a region or water of ``homes``: Asia is no village in Peru."""
    return namesake.country in homes or namesake.kind in _SURE_UNITS or namesake.population > context.WELL_KNOWN


def _is_code(key: str) -> bool:
    """Whether a short key is the name of a base (T4)."""
    return key in special_names() and not key.isalpha()


def _towns_like(reading: _Reading, keys: list[str]) -> list[Candidate]:
    """Places that bear a country's name (Georgia, Lebanon, Mexico): only well-known ones can be meant."""
    candidates = [reading.gazetteer.candidate(posting) for posting in reading.known.get(keys[0], ())]
    return [c for c in candidates if c.own_name and (c.kind is Kind.ADMIN1 or c.population > context.WELL_KNOWN)]
