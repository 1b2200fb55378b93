"""Sifting the names that were found: weak ones need support, and near spellings come before far places."""

from __future__ import annotations

from itertools import pairwise

from pipeline.tag.places import context, cues
from pipeline.tag.places.base import Kind, PlaceMention
from pipeline.tag.places.context import HOMELY
from pipeline.tag.places.folding import ARTICLES
from pipeline.tag.places.gazetteer import Gazetteer
from pipeline.tag.places.near import near_mentions
from pipeline.tag.places.special import ordinary_words, peoples, person_names, special_names
from pipeline.tag.places.tokens import Words
from pipeline.tag.places.votes import Votes, clear_country

_STORY_SHARE = 0.15
_SMALL_CITY, _TOWN, _CITY = 15_000, 200_000, 400_000
_ACRONYM = 5
_HEADS = frozenset("bab wadi jabal jebel djebel tal tell tel umm bir ain ayn khan deir dayr beit bait kafr".split())
"""Words that begin a name which goes on with an article: Wadi al-Kabir is no Kabir."""
_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev nh nj nm ny nc "
    "nd okla ore pa ri sc sd tenn tex vt va wash wva wis wyo dc ont que".split()
)


def stands(mention: PlaceMention, words: Words, votes: Votes, units: frozenset[str]) -> bool:
    """Whether a name is a place on what the article says.

    Well-known towns stand by themselves. A small one needs a preposition, a type word or its country in the
    story; and words beside it that are no part of a person's or a firm's name.

    Args:
        mention: a name found in ``words``.
        words: of the part it was found in.
        votes: the countries of the story.
        units: keys of first-level units: a name that one follows after a comma is a place.
    """
    special = any(candidate.entry < 0 for candidate in mention.candidates)
    if mention.role != "place" or mention.dateline or mention.cue or mention.words > 1 or special:
        return True
    first = mention.word
    known = max(candidate.population if candidate.own_name else 0 for candidate in mention.candidates)
    here = any(votes.get(candidate.country, 0.0) >= _STORY_SHARE for candidate in mention.candidates)
    if not words.keys[first].isascii():
        return here or max(candidate.population for candidate in mention.candidates) > _SMALL_CITY
    ordinary = not here and words.keys[first] in ordinary_words() and known <= context.WELL_KNOWN
    if ordinary or (words.keys[first] in _HEADS and _goes_on_behind_article(words, first)):
        return False
    led = cues.is_led(words, first)
    if words.upper or (mention.text.isupper() and len(mention.text) <= _ACRONYM):
        return known > _CITY or (words.upper and here and (led or known > _SMALL_CITY))
    located = words.keys[max(first - 1, 0)] in cues.LOCATIVE and (here or not _goes_on(words, first))
    if known > context.WELL_KNOWN or located or _is_inside(words, first, units):
        return True
    homely = all(candidate.country in HOMELY for candidate in mention.candidates)
    supported = (led and here) or (not homely and (led or here))
    return supported and (context.is_title_case(words) or not _is_beside_name(words, first))


def without_misfits(mentions: list[PlaceMention], words: Words) -> list[PlaceMention]:
    """Leave out ends of longer names, and lesser names that are said to lie in a country which has none of that name.

    "In El Cedro, in the province of Jinotega" is no Cedro of Brazil; headlines write "In the Wake of" with a capital.
    """
    return [
        mention
        for index, mention in enumerate(mentions)
        if not _is_end_of_name(mention, words) and not _is_misfit(mentions, index, words.text)
        if not (mention.text == "Wake" and words.text.startswith(" of ", mention.end))
    ]


def _is_misfit(mentions: list[PlaceMention], index: int, text: str) -> bool:
    mention = mentions[index]
    if index + 1 == len(mentions) or mentions[index + 1].start - mention.end > _CONTAINER_CHARS:
        return False
    if mention.role != "place" or mention.dateline:
        return False
    if any(c.entry < 0 or c.population > context.WELL_KNOWN for c in mention.candidates):
        return False
    country = _container(mentions, index, text)
    return country != "" and all(candidate.country != country for candidate in mention.candidates)


def _container(mentions: list[PlaceMention], index: int, text: str) -> str:
    """The country of the units that the words behind a name put it in; "" where they are not clear."""
    found = ""
    for last, after in pairwise(mentions[index : index + _MOST_UNITS]):
        gap = text[last.end : after.start]
        if len(gap) > _CONTAINER_CHARS or not is_containing(gap) or after.role == "people":
            break
        if after.role == "country":
            return found if last is mentions[index] else clear_country(after)
        units = {c.country for c in after.candidates if c.kind in _UNITS}
        if len(units) == 1 and after.cue in ("province", "district"):
            found = next(iter(units))
    return found


def is_containing(gap: str) -> bool:
    """Whether the words between two names put the first into the second: ", in the Gali district of"."""
    words = gap.lower().replace(",", " , ").replace("(", " ( ").replace("'s", " 's").split()
    return (
        bool(words)
        and len(words) <= _MOST_FILLERS
        and _LINKS.intersection(words) != set()
        and _FILLERS.issuperset(words)
    )


_UNITS = frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.DISTRICT})
_MOST_UNITS, _CONTAINER_CHARS, _MOST_FILLERS = 5, 45, 8
_LINKS = frozenset((",", "(", "in", "of", "'s"))
_FILLERS = _LINKS | frozenset(
    "the city town village district province countryside governorate northern southern eastern western central "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western north "
    "south east west a an area region state rural commune municipality circle cercle department county oblast raion "
    "rayon tehsil upazila woreda kebele zone territory chiefdom prefecture subdistrict sub-district township lga "
    "division sector regency remote restive volatile oil-rich local government".split()
)


def _is_inside(words: Words, first: int, units: frozenset[str]) -> bool:
    """Whether a first-level unit, a country or a state's abbreviation follows after a comma."""
    after = first + 1
    if after >= len(words.keys) or words.between(first, after) != ", " or not words.caps[after]:
        return False
    pair = " ".join(words.keys[after : after + 2])
    return any(key in units or key in special_names() or key in _STATES for key in (words.keys[after], pair))


def _is_beside_name(words: Words, first: int) -> bool:
    """Whether a capitalised word that is neither a place nor an ordinary word stands right beside a word."""
    sides = [index for index in (first - 1, first + 1) if 0 <= index < len(words.keys)]
    return any(words.caps[i] and words.glued[min(i, first)] and _may_be_name(words.keys[i]) for i in sides)


def _is_end_of_name(mention: PlaceMention, words: Words) -> bool:
    """Whether a name is only what follows the article of another: "Aita al-Shaab" is not Shaab.

    Nor is a lesser town meant by the second name of a person: "Wissam al-Hassan".
    """
    at = mention.word
    if at and words.keys[at] not in ARTICLES and words.between(at - 1, at) in ("-", " "):
        at -= 1  # the town of Hassan bears no article
    if mention.role != "place" or at == 0 or words.keys[at] not in ARTICLES or not words.glued[at - 1]:
        return False
    before = words.keys[at - 1]
    if not words.caps[at - 1] or not (_may_be_name(before) or before in _HEADS) or context.is_title_case(words):
        return False
    known = max(candidate.population for candidate in mention.candidates)
    given, _ = person_names()
    return known <= (_CITY if before in given or before in _HEADS else _SMALL_CITY if at == mention.word else _TOWN)


def _goes_on(words: Words, first: int) -> bool:
    """Whether a capitalised word that no part knows follows: "Lac Vert" in Congo is not Laç in Albania."""
    last = first + 1
    return last < len(words.keys) and words.caps[last] and words.glued[first] and _may_be_name(words.keys[last])


def _goes_on_behind_article(words: Words, first: int) -> bool:
    """Whether an article and a capitalised word follow: "Bab al-Tabbaneh" is not the town of Bab."""
    last = first + 2
    if last >= len(words.keys) or not (words.glued[first] and words.glued[first + 1]):
        return False
    return words.keys[first + 1] in ARTICLES and words.caps[last] and _may_be_name(words.keys[last])


def _may_be_name(key: str) -> bool:
    known = key in peoples() or key in special_names() or cues.is_type_word(key) or cues.is_direction(key)
    return key.isalpha() and not known and key not in ordinary_words()


def with_near(
    part: str, words: Words, exact: list[PlaceMention], votes: Votes, gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Add what is only nearly spelt so; it comes before a small place elsewhere that is exactly spelt so."""
    firm = [mention for mention in exact if _stays(mention, votes)]
    taken = {index for mention in firm for index in range(mention.word, mention.word + mention.words)}
    near = list(near_mentions(part, words, votes, taken, gazetteer))
    if not near:
        return exact
    covered = {index for mention in near for index in range(mention.word, mention.word + mention.words)}
    kept = [m for m in exact if m.word in taken or covered.isdisjoint(range(m.word, m.word + m.words))]
    return sorted(kept + near, key=lambda mention: mention.word)


def _stays(mention: PlaceMention, votes: Votes) -> bool:
    return mention.role != "place" or any(
        votes.get(c.country, 0.0) >= _STORY_SHARE or (c.own_name and c.population > context.WELL_KNOWN)
        for c in mention.candidates
    )
