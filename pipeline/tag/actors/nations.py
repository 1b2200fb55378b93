"""Forces and people by nationality: *Syrian troops*, *Israel's air force*, *Turkish and Russian warplanes*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.tag.actors.lexicon_files import nouns
from pipeline.tag.places.context import is_spelled_out
from pipeline.tag.places.special import capitals, peoples
from pipeline.tag.places.tables import country_names
from pipeline.tag.places.tokens import Words

_BETWEEN = frozenset(
    "government regime army air ground national state royal federal interior ministry special armed naval "
    "military police "
    "border riot security presidential pro-government elite local loyal fighter attack combat rebel islamist "
    "jihadist muslim "
    "sunni shiite kurdish communist maoist leftist marxist tribal armoured armored plainclothes off-duty senior "
    "top young former".split()
)
_NOT_OWN = frozenset(
    "backed led allied supported sponsored trained aligned born based held occupied controlled made speaking funded "
    "affiliated linked friendly administered language brokered mediated run flagged registered".split()
)
_ARMS = frozenset(
    "convoy patrol checkpoint outpost missile rocket rockets shell shells shelling gunboat plane planes bomber "
    "fighter-bomber warplane drone".split()
)
"""Of a nation these are its forces; by themselves they may be anybody's."""
_LETTERS = 2
_APOSTROPHES = frozenset("'’")
_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class National:
    """A nationality with its noun: words ``first`` to ``last``, the country, the class of the noun."""

    first: int
    last: int
    country: str
    noun: str
    words: str


@lru_cache(maxsize=1)
def noun_starts() -> dict[str, int]:
    """The first words of all nouns with the length of the longest noun that begins so."""
    longest: dict[str, int] = {}
    for key in nouns():
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@lru_cache(maxsize=1)
def _longest_countries() -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in (*peoples(), *country_names()):
        words = key.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def noun_at(words: Words, index: int) -> tuple[int, str, str]:
    """The longest common noun of actors that begins at a word: (words, class, key); (0, "", "") when none."""
    keys = words.keys
    longest = noun_starts().get(keys[index], 0)
    for length in range(min(longest, len(keys) - index), 0, -1):
        if length == 1 or all(words.glued[index : index + length - 1]):
            key = " ".join(keys[index : index + length])
            if key in nouns():
                return length, nouns()[key], key
    return 0, "", ""


def country_at(words: Words, index: int) -> tuple[int, str]:
    """The country whose name or people begins at a word: (words, ISO alpha-3); (0, "") when none."""
    longest = _longest_countries().get(words.keys[index], 0) if words.caps[index] else 0
    for length in range(min(longest, len(words.keys) - index), 0, -1):
        if all(words.glued[index : index + length - 1]):
            key = " ".join(words.keys[index : index + length])
            iso3 = peoples().get(key) or country_names().get(key) or ""
            shown = words.text[words.starts[index] : words.ends[index]]
            if iso3 and (shown.isupper() or (len(key) > _LETTERS and not is_spelled_out(words, index))):
                return length, iso3
    return 0, ""


def nationals(words: Words) -> Iterator[National]:
    """The nationalities of a text that stand before a noun of actors, in order."""
    read_to = 0
    starts = _longest_countries()
    for index in words.capitals:
        found = _national(words, index) if index >= read_to and _may_be_country(words, index, starts) else None
        if found is not None:
            yield found
            read_to = found.last + 1


def _may_be_country(words: Words, index: int, starts: Mapping[str, int]) -> bool:
    """Whether a word begins the name of a country or a people, or is one with a possessive ``'s``: a capital's."""
    return words.keys[index] in starts or words.text[words.ends[index] : words.ends[index] + 1] in _APOSTROPHES


def _national(words: Words, index: int) -> National | None:
    length, country = country_at(words, index)
    if not country and words.caps[index] and words.text[words.ends[index] : words.ends[index] + 2] in ("'s", "’s"):
        length, country = (1, capitals().get(words.keys[index], ""))
    if not country or (index and words.keys[index - 1] in ("pro", "anti", "non") and words.glued[index - 1]):
        return None
    at = index + length
    own = at < len(words.keys) and (words.glued[at - 1] or words.between(at - 1, at).strip("'’s ") == "")
    if not own or words.keys[at] in _NOT_OWN:
        return None
    if words.keys[at] == "and":
        joined, _ = country_at(words, at + 1) if at + 1 < len(words.keys) else (0, "")
        if not joined:
            return None
        size, noun, _ = _noun_after(words, at + 1 + joined)
        return National(index, index + length - 1, country, noun, "") if size else None
    last, noun, key = _noun_after(words, at)
    return National(index, last, country, noun, key) if last else None


def _noun_after(words: Words, at: int) -> tuple[int, str, str]:
    """The noun at or shortly after a word: (its last word, class, key); the words between must be of a kind."""
    for skipped in range(_MOST_BETWEEN + 1):
        if at + skipped >= len(words.keys):
            break
        length, noun, key = noun_at(words, at + skipped)
        if length:
            longer = noun_at(words, at + skipped + length) if at + skipped + length < len(words.keys) else (0, "", "")
            if longer[0] and words.keys[at + skipped] in _BETWEEN and words.glued[at + skipped + length - 1]:
                return at + skipped + length + longer[0] - 1, _joint(noun, longer[1]), longer[2]
            return at + skipped + length - 1, noun, key
        if words.keys[at + skipped] in _ARMS:
            return at + skipped, "military", words.keys[at + skipped]
        if words.keys[at + skipped] not in _BETWEEN or not words.glued[at + skipped]:
            break
    return 0, "", ""


def _joint(first: str, second: str) -> str:
    """The class of two nouns together: *government troops* are military, *military officials* stay so."""
    return first if second == "government" and first in ("military", "police", "security") else second
