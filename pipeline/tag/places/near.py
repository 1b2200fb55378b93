"""Spellings that no table has: a name is matched by its consonants against the places of the story's country.

Only transliterated names are tried (Arabic, Persian, Cyrillic and French spellings), only where the country is
known from elsewhere in the article, and only words that stand where a place may stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.tag.places import context, cues
from pipeline.tag.places.base import Candidate, Kind, PlaceMention
from pipeline.tag.places.folding import ARTICLES, skeleton
from pipeline.tag.places.gazetteer import Gazetteer
from pipeline.tag.places.hints import bodies
from pipeline.tag.places.special import country_words, ordinary_words, person_names
from pipeline.tag.places.tokens import Words

TRANSLITERATED = frozenset(
    "SYR IRQ YEM LBY SDN SSD SOM EGY LBN JOR PSE ISR IRN AFG PAK TCD MLI NER DZA TUN MAR MRT SAU UKR RUS BLR GEO "
    "ARM AZE "
    "CAF COD CMR BFA ETH ERI DJI TJK UZB KGZ TUR IND BGD NPL LKA MMR".split()
)
_WITHOUT_COUNTRY = ("SYR", "IRQ", "YEM", "LBY", "UKR")
"""Where a headline that tells no country at all is likely to be from: tried only with a preposition or type word."""
_LEAST_SHARE = 0.3
_LONGEST = 4
_SURE_BONES = 4
_LEAST_LIKENESS = 0.55
_LIKENESS_OF_SHORT = 0.7
_LIKENESS_UNLED = 0.7
_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "w": "u", "h": "", "q": "k", "c": "k"})


def near_mentions(
    part: str, words: Words, votes: Mapping[str, float], taken: set[int], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Find names that are near those of places in the countries of the story, outside the words in ``taken``."""
    countries = [c for c, share in votes.items() if share >= _LEAST_SHARE and c in TRANSLITERATED][:2]
    if not votes and part == "title":
        countries = list(_WITHOUT_COUNTRY)
    if not countries or words.upper:
        return
    blocked = taken | bodies(words)
    read_to = 0
    for at in words.capitals:
        key = words.keys[at]
        if at < read_to or at in blocked or key in _no_beginnings() or not key.isascii():
            continue
        last = _last_of_run(words, at, blocked)
        if last > at or key not in _common_words():
            mention = _longest(part, words, (at, last), countries, gazetteer)
            if mention is not None:
                yield mention
                read_to = mention.word + mention.words


@lru_cache(maxsize=1)
def _no_beginnings() -> frozenset[str]:
    """Words that begin no name of a place, as `_may_be_name` has it: most capitals are told apart by these."""
    return country_words() | context.TITLES


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """Words that are none by themselves."""
    return ordinary_words().union(*person_names())


def _last_of_run(words: Words, first: int, blocked: set[int]) -> int:
    last = first
    while last + 1 < len(words.keys) and last - first + 1 < _LONGEST and words.glued[last] and last + 1 not in blocked:
        if not words.caps[last + 1] and words.keys[last + 1] not in ARTICLES:
            break
        last += 1
    return last


def _longest(
    part: str, words: Words, run_of: tuple[int, int], countries: list[str], gazetteer: Gazetteer
) -> PlaceMention | None:
    first, last = run_of
    anywhere = part == "title" and len(countries) < len(_WITHOUT_COUNTRY) and not context.is_title_case(words)
    after_lead = cues.is_led(words, first)
    for end in range(last, first - 1, -1):
        run = words.keys[first : end + 1]
        cue = cues.cue(words, first, len(run))
        led = bool(cue) or after_lead
        if not (led or anywhere) or run[-1] in ARTICLES or not _may_be_name(words, first, run):
            continue
        if end < last and context.is_longer_name(words, end):
            continue  # "Velyka Zhura" is not Velyke
        candidates = _candidates(run, countries, gazetteer, led=led)
        if cue == "town":  # "the village of Kabonge" is no like-sounding district
            candidates = [candidate for candidate in candidates if candidate.kind in (Kind.TOWN, Kind.SITE)]
        if candidates:
            start, stop = words.starts[first], words.ends[end]
            shown = words.text[start:stop]
            return PlaceMention(part, start, stop, shown, "place", cue, False, first, len(run), tuple(candidates))
    return None


def _may_be_name(words: Words, first: int, run: tuple[str, ...]) -> bool:
    if len(run) == 1 and run[0] in _common_words():
        return False
    if not country_words().isdisjoint(run) or cues.is_type_word(run[-1]):
        return False
    shown = words.text[words.starts[first] : words.ends[first] + 1]
    if run[0] in cues.ENGLISH_ARTICLES and not shown.endswith("-"):
        return False
    if context.names_body(words, first, len(run)):
        return False
    return not context.follows_title(words, first) and not context.is_title(run[0])


def _candidates(run: tuple[str, ...], countries: list[str], gazetteer: Gazetteer, *, led: bool) -> list[Candidate]:
    bones = skeleton(list(run))
    if not bones:
        return []
    found: list[Candidate] = []
    for country in countries:
        for posting, names in gazetteer.skeletons(country).get(bones, {}).items():
            likeness = max(_likeness(" ".join(run), name) for name in names)
            least = _LEAST_LIKENESS if len(bones) >= _SURE_BONES else _LIKENESS_OF_SHORT
            if likeness >= (least if led else max(least, _LIKENESS_UNLED)):
                found.append(gazetteer.candidate(posting, near=True))
    return found


def _likeness(one: str, other: str) -> float:
    """The share of pairs of neighbouring letters that two names have in common, vowels and look-alikes folded."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(name: str) -> set[str]:
    plain = "".join(word for word in name.split(" ") if word not in ARTICLES).translate(_VOWELS)
    padded = f"^{plain}$"
    return {padded[index : index + 2] for index in range(len(padded) - 1)}
