"""What stands around a name and tells whether it is a place at all: a person, an organisation, a plain word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from pipeline.tag.places.base import Candidate, Kind
from pipeline.tag.places.cues import LOCATIVE, TYPE_WORDS
from pipeline.tag.places.folding import ARTICLES
from pipeline.tag.places.special import country_acronyms, ordinary_words, peoples, person_names
from pipeline.tag.places.tokens import Words

WELL_KNOWN = 100_000
_SHORT_WORD, _FEW, _TITLE_CASE_SHARE = 3, 3, 0.75
_KNOWN_WORD = 90_000
_SMALL = 15_000

TITLES = frozenset(
    "mr mrs ms miss dr president premier minister general gen colonel col major lt lieutenant captain capt sgt "
    "sergeant "
    "commander senator sen rep representative governor gov mayor judge justice king queen prince princess sheikh "
    "shaykh "
    "imam ayatollah mullah pope bishop archbishop cardinal rev reverend sir lord lady dame ambassador secretary "
    "chairman "
    "chancellor marshal admiral brigadier spokesman spokeswoman spokesperson correspondent photographer lawmaker son "
    "daughter brother sister wife husband named called surnamed aka abu bin ibn bint actor actress singer coach "
    "striker "
    "midfielder goalkeeper defender author writer inspector detective officer constable deputy".split()
)
_AMBIGUOUS_TITLES = frozenset("general major governor mayor president".split())
_SURE_TITLES = TITLES - _AMBIGUOUS_TITLES
_ORGANISATION = frozenset(
    "times post journal globe tribune herald gazette telegraph university united fc protocol accords accord agreement "
    "convention treaty summit airlines airways cup marathon exchange stock bank street avenue inc corp ltd llc "
    "company institute road boulevard foundation press tv radio magazine review news process declaration city's open "
    "symphony orchestra dodgers yankees rangers giants bulls lakers bears lions eagles patriots cowboys broncos sox "
    "jets wanderers rovers albion hotspur town's motors energy electric power group holdings partners securities "
    "software brigade brigades legion battalion battalions regiment committee commission martyrs observatory".split()
)
_GUESTS = frozenset(
    "embassy embassies consulate consulates ambassador ambassadors diplomat diplomats mission hostage hostages tourist "
    "tourists national nationals peacekeepers missionary missionaries contractor contractors aid-worker expatriates "
    "expatriate engineer engineers".split()
)
"""What a nation has abroad more often than at home."""
_PERSONAL_VERBS = frozenset("said says told added who whose wrote tweeted argued warned".split())
_SIDES = frozenset("north south east west centre center".split())
HOMELY = frozenset("USA GBR CAN AUS NZL DEU FRA ITA BRA PHL MEX IND ZAF IDN CHN IRL".split())
"""Countries whose small towns bear everybody's names: news means the town only where it says so."""
_NOUNS_OF_PEOPLE = frozenset(
    "troops forces army soldiers police government president officials official military jets warplanes regime rebels "
    "fighters militants people civilians authorities minister".split()
)


def follows_title(words: Words, first: int) -> bool:
    """Whether a person's title or given name stands right before a word."""
    given, _ = person_names()
    return first > 0 and words.glued[first - 1] and (words.keys[first - 1] in TITLES or words.keys[first - 1] in given)


def is_acronym(words: Words, index: int) -> bool:
    """Whether a word of one or two letters is written in capitals (US, U.K.)."""
    shown = words.text[words.starts[index] : words.ends[index]]
    return shown.isupper() and (not words.upper or "." in shown) and len(words.keys[index]) > 1


def is_spelled_out(words: Words, index: int) -> bool:
    """Whether a word with the letters of a country's acronym is none: the "Car" of a car bomb in a headline."""
    return words.keys[index] in country_acronyms() and not (words.upper or words.shown(index, index).isupper())


def is_adjective(words: Words, index: int) -> bool:
    """Whether a word that may be noun or adjective (US) stands before a noun of people."""
    return index + 1 < len(words.keys) and words.glued[index] and words.keys[index + 1] in _NOUNS_OF_PEOPLE


@lru_cache(maxsize=8)
def is_title_case(words: Words) -> bool:
    """Whether a headline writes its words with capitals, so that a capital tells no name."""
    long = list(compress(words.caps, map(_SHORT_WORD.__lt__, map(len, words.keys))))
    return len(long) > _FEW and sum(long) > _TITLE_CASE_SHARE * len(long)


def is_title(key: str) -> bool:
    """Whether a word is a person's title (Mr, General)."""
    return key in TITLES


def surnames_of_persons(words: Words) -> frozenset[str]:
    """Words that follow a given name or a title somewhere in the text, as surnames do."""
    given, _ = person_names()
    if words.upper:
        return frozenset()
    found = set()
    for index in words.capitals:
        if index and words.glued[index - 1]:
            before = words.keys[index - 1]
            if words.between(index - 1, index) == "'s ":
                continue  # "India's Jharkhand"
            titled = before in TITLES and (words.caps[index - 1] or before in ("spokesman", "spokeswoman"))
            if titled or (before in given and words.caps[index - 1] and words.keys[index] not in TYPE_WORDS):
                found.add(words.keys[index])
    return frozenset(found)


def names_place(
    words: Words, first: int, length: int, cue: str, candidates: Sequence[Candidate], persons: frozenset[str]
) -> bool:
    """Whether the words at ``first`` are likely a place here, and not a person, an organisation or a plain word."""
    before, _ = _neighbours(words, first, length)
    if names_body(words, first, length):
        return False
    if length == 2 and words.keys[first] == "the" and words.keys[first + 1] in ordinary_words():  # noqa: PLR2004
        return False  # "THE VILLAGE OF", "The Center said"
    if length == 1 and cue == "" and words.keys[first] in _SIDES:
        return False
    if length == 1 and words.keys[first] in ordinary_words():
        return _is_known_word(words, before, cue, candidates)
    return cue not in ("", "area", "border") or not _is_person(words, first, length, persons)


def names_body(words: Words, first: int, length: int) -> bool:
    """Whether a name goes on as that of a body or a street: "Peremohy Avenue", "Oxford University"."""
    _, after = _neighbours(words, first, length)
    return after in _ORGANISATION and (words.caps[first + length] or words.upper)


def is_guest(words: Words, last: int) -> bool:
    """Whether a people's embassy or its citizens are told of, who are abroad: "the Indian consulate"."""
    after = last + 1
    return after < len(words.keys) and words.keys[after] in _GUESTS and words.glued[last]


def is_river(words: Words, last: int) -> bool:
    """Whether the word behind a name makes it that of a river, which no town or country is: "the Niger river"."""
    after = last + 1
    return after < len(words.keys) and words.keys[after] in ("river", "rivers") and words.glued[last]


def is_longer_name(words: Words, last: int) -> bool:
    """Whether a capitalised word that is no word of the language goes on behind the last word of a name."""
    after = last + 1
    if after >= len(words.keys) or not words.glued[last] or not words.caps[after] or is_title_case(words):
        return False
    key = words.keys[after]
    return key.isalpha() and key not in TYPE_WORDS and key not in ordinary_words() and key not in peoples()


def is_full_name(words: Words, first: int, length: int) -> bool:
    """Whether a word that may be a country is part of a person's full name: Michael Jordan, Georgia Brown."""
    given, surnames = person_names()
    before, after = _neighbours(words, first, length)
    if length > 1 or words.upper:
        return False
    follows_given = before in given and words.glued[first - 1] and words.caps[first - 1]
    return follows_given or (words.keys[first] in given and after in surnames and words.caps[first + 1])


def _neighbours(words: Words, first: int, length: int) -> tuple[str, str]:
    """The words right before and after a run, "" where punctuation stands between."""
    before = words.keys[first - 1] if first and words.glued[first - 1] else ""
    last = first + length - 1
    after = words.keys[last + 1] if last + 1 < len(words.keys) and words.glued[last] else ""
    return before, after


def is_lesser_town(candidates: Sequence[Candidate]) -> bool:
    """Whether an ordinary word is the name of a town of some size (Hit, Sake, Tank), for which the story must speak."""
    return any(
        c.own_name and c.kind is Kind.TOWN and c.population > _SMALL and c.country not in HOMELY for c in candidates
    )


def _is_known_word(words: Words, before: str, cue: str, candidates: Sequence[Candidate]) -> bool:
    """Whether an ordinary word is the name of a well-known place here."""
    best = max((c.population for c in candidates if c.own_name), default=0)
    if words.upper:
        return cue in ("town", "province") and best > _SMALL
    if before in LOCATIVE and is_lesser_town(candidates):
        return True
    named = any(c.kind in (Kind.REGION, Kind.WATER) for c in candidates)
    if cue == "province" and any(c.kind is Kind.ADMIN1 and c.own_name for c in candidates):
        return True
    return named or (best > _KNOWN_WORD and before in LOCATIVE) or (cue == "town" and best > _SMALL and before == "of")


def _is_person(words: Words, first: int, length: int, persons: frozenset[str]) -> bool:
    given, surnames = person_names()
    before, after = _neighbours(words, first, length)
    key = words.keys[first]
    if before in given and words.caps[first - 1] and not words.upper and words.between(first - 1, first) == " ":
        return True  # "Georgia's Pankisi Gorge" is no Miss Pankisi
    if length > 1 or before in _SURE_TITLES:
        return length == 1
    if key in given and after in ARTICLES and not words.upper:
        return True  # Ali al-Zaatari
    if words.upper:
        known = key in given or key in surnames or before in given or before in surnames
        return before not in LOCATIVE and known
    after_is_name = bool(after) and words.caps[first + 1] and after not in TYPE_WORDS and not words.upper
    if before in LOCATIVE:
        return key in given and after_is_name and after in surnames
    speaks = after in _PERSONAL_VERBS
    return key in persons or (key in given and (after_is_name or speaks)) or (key in surnames and speaks)
