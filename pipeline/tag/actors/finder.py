"""Finding the words of an article that name actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from pipeline.model.tagging import Actor
from pipeline.tag.actors.base import ActorMention
from pipeline.tag.actors.belonging import OF_GROUP, group_of
from pipeline.tag.actors.definitions import explained
from pipeline.tag.actors.lexicon_files import Alias, Beginning, aliases, beginnings, name_starts
from pipeline.tag.actors.nations import National, nationals, noun_at, noun_starts
from pipeline.tag.actors.owners import forces_of
from pipeline.tag.actors.state import state_actor
from pipeline.tag.actors.story import Story, story_of
from pipeline.tag.places import PlaceMention, cues, find_places
from pipeline.tag.places.folding import ARTICLES, fold_word, plain_articles
from pipeline.tag.places.inflection import is_plain_latin, stems
from pipeline.tag.places.special import capitals, ordinary_words, person_names
from pipeline.tag.places.starts import Starts
from pipeline.tag.places.tokens import Words, words_of

_FAMOUS = frozenset(("islamic state", "islamic state group")).union(
    "pkk pij imu amb ira eta lra ypg ypj sdf plo kla eln fsa hts idf uae fbi cia kgb irgc un eu nato icrc "
    "osce ukr ltte isis isil daesh".split()
)
_SHORT = 3
_SCORES = {
    "name": 0.95,
    "acronym": 0.9,
    "leader": 0.7,
    "nationality": 0.9,
    "country": 0.5,
    "metonym": 0.6,
    "generic": 0.55,
    "defined": 0.8,
}
_NO_LEADERS = frozenset({"abbas", "santos", "ortega", "castro", "chavez", "lula", "barco", "duarte", "ghani", "bashir"})
_WHERE_IS_FIGHTS = frozenset("SYR IRQ LBY EGY AFG TUR LBN JOR YEM NGA MLI NER BFA SOM PHL MOZ COD PAK".split())
_LEADING = frozenset("president king mr leader colonel col general".split())
_SPEAKING = frozenset(
    "said says told accuses accused accusing denied denies denounced condemned warned warns insists insisted "
    "wants has will would had "
    "vowed rejects rejected blames blamed backs backed supports claims claimed launched launches sends sent "
    "announced agreed "
    "considers considered hopes fears sought seeks urged urges called calls could may might must should".split()
)
_LOCATIVE = frozenset("in at near from to around outside of into through toward towards across inside".split())

_NAMES, _NOUNS = Starts(name_starts), Starts(noun_starts)

Found = tuple[int, int, ActorMention]


def find_actors(
    title: str, text: str, places: Sequence[PlaceMention] | None = None, url: str = ""
) -> list[ActorMention]:
    """Find the mentions of actors in an article, in order, the title's first; they do not overlap.

    Names and aliases of the base in several scripts, acronyms (also those that the text explains), leaders,
    forces by nationality, countries and capitals that act, and common nouns, whose country is the story's.
    Common nouns for rebels stand for the group that the article names, or the country's usual one.

    Args:
        title: as received; offsets refer to it.
        text: as received; offsets refer to it.
        places: of `pipeline.tag.places.find_places` for the same strings; found here when None.
        url: of the article; its path may name a country.
    """
    mentions = find_places(title, text) if places is None else places
    story = story_of(mentions, url, title, text)
    parts = [(part, words_of(string)) for part, string in (("title", title), ("text", text)) if string]
    for _, words in parts:
        _learn(words, story)
    named = {part: list(_named(part, words, story)) for part, words in parts}
    for found in named.values():
        for _, _, mention in found:
            story.name(mention.part, mention.start, mention.actor)
    answers: list[ActorMention] = []
    for part, words in parts:
        national = list(_national(part, words, story))
        known = [*_without_longer(named[part], national), *national, *_states(part, words, mentions, story)]
        answers += _without_overlap([*known, *_generic(part, words, story, known)])
    return answers


def _learn(words: Words, story: Story) -> None:
    for first, last, acronym, actor in explained(words, story.country):
        story.defined[acronym] = actor
        if not actor.id:
            story.defined[" ".join(words.keys[first : last + 1])] = actor


def _without_longer(named: list[Found], national: Sequence[Found]) -> list[Found]:
    """Leave out a government that only begins the name of its forces: "Syrian government" of "… government troops"."""
    ends = {first: last for first, last, _ in national}
    return [found for found in named if found[2].actor.kind != "government" or ends.get(found[0], found[1]) <= found[1]]


def _without_overlap(found: list[Found]) -> list[ActorMention]:
    """Of overlapping mentions keep the one that was found first by rank and is longer; answer in order of the text."""
    taken: set[int] = set()
    kept: list[Found] = []
    for one in found:
        numbers = range(one[0], one[1] + 1)
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            kept.append(one)
    return [mention for _, _, mention in sorted(kept, key=itemgetter(0))]


def _mention(part: str, words: Words, first: int, last: int, actor: Actor, how: str, noun: str = "") -> Found:
    start, end = words.starts[first], words.ends[last]
    return first, last, ActorMention(part, start, end, words.text[start:end], actor, how, noun, _SCORES[how])


def _named(part: str, words: Words, story: Story) -> Iterator[Found]:
    explained_starts = {key.split(" ")[0] for key in story.defined}
    read_to = 0
    for index in _openings(words, explained_starts):
        longest = _most_words(words, index, story, explained_starts) if index >= read_to else 0
        found = _longest_name(part, words, index, longest, story) if longest else None
        if found is not None:
            yield found
            read_to = found[1] + 1


_DEFINED_WORDS = 8
_NO_BEGINNING = Beginning(0, frozenset(), alone=False)


def _openings(words: Words, explained_starts: set[str]) -> list[int]:
    """The numbers of the words that may begin a name, in order."""
    found = _NAMES.standing(words)
    if explained_starts or not words.text.isascii():
        more = [n for n, key in enumerate(words.keys) if key in explained_starts or not key.isascii()]
        found = sorted({*found, *more})
    return found


def _most_words(words: Words, index: int, story: Story, explained_starts: set[str]) -> int:
    """How many words a name that begins at a word may have; 0 where none begins, as at most of such words."""
    key = words.keys[index]
    if not key.isascii() and key not in explained_starts:
        return max(beginnings().get(form, _NO_BEGINNING).longest for form in (key, *stems(key)))
    begun = beginnings().get(key, _NO_BEGINNING)
    if key in cues.ENGLISH_ARTICLES and words.text[words.ends[index] : words.ends[index] + 1] != "-":
        longest = min(begun.longest, 1)
    elif key in ARTICLES or key in explained_starts:
        longest = _DEFINED_WORDS
    elif begun.longest > 1 and words.glued[index] and _may_follow(words.keys[index + 1], begun):
        longest = begun.longest
    else:
        longest = min(begun.longest, 1)
    return longest if longest != 1 or begun.alone or key in story.defined else 0


def _may_follow(key: str, begun: Beginning) -> bool:
    """Whether a word may be the second of a name; an article may be spelt otherwise."""
    return key in begun.seconds or key in ARTICLES


def _longest_name(part: str, words: Words, first: int, longest: int, story: Story) -> Found | None:
    last = first
    while last + 1 < len(words.keys) and last - first + 1 < longest and words.glued[last]:
        last += 1
    known = aliases()
    for end in range(last, first - 1, -1):
        run = words.keys[first : end + 1]
        for key in _name_keys(run):
            if key not in known and key not in story.defined:
                continue
            if key in story.defined and words.caps[first] and (len(run) > 1 or _is_capitals(words, first, end)):
                return _mention(
                    part, words, first, end, story.defined[key], "acronym" if story.defined[key].id else "defined"
                )
            choices = [alias for alias in known.get(key, ()) if _is_written_so(words, first, end, alias)]
            alias = _chosen(choices, key, story, upper=words.upper) if choices else None
            if alias is not None and (alias.acronym or not _is_another_person(words, first, end, key)):
                return _mention(part, words, first, end, alias.actor, alias.how)
    return None


def _name_keys(run: tuple[str, ...]) -> list[str]:
    """The keys under which a run of words may be filed."""
    keys = [" ".join(run)]
    if not ARTICLES.isdisjoint(run) and run[-1] not in ARTICLES:
        keys.append(" ".join(plain_articles(list(run))))
    if not is_plain_latin(run[0]):
        keys += [" ".join((stem, *run[1:])) for stem in stems(run[0])]
    return keys


def _is_capitals(words: Words, first: int, last: int) -> bool:
    shown = words.shown(first, last)
    return sum(map(str.isupper, shown)) > 1


def _is_written_so(words: Words, first: int, last: int, alias: Alias) -> bool:
    """Whether the case of the words allows the alias: acronyms want their capitals, names a capital."""
    shown = words.shown(first, last)
    if alias.acronym and words.upper:
        return last > first or "." in shown or words.keys[first] not in ordinary_words()
    if alias.acronym and first and words.text[words.starts[first] - 1] == "-" and words.caps[first - 1]:
        return False
    if alias.acronym:
        if alias.spoken and shown == shown.capitalize():
            return True
        return shown.replace(".", "") in (alias.written.replace(".", ""), alias.written.upper())
    if words.caps[first] or alias.lower or words.upper:
        return True
    return (words.keys[first] in ARTICLES or words.keys[first][0].isdigit()) and first < last and words.caps[first + 1]


def _chosen(choices: list[Alias], key: str, story: Story, *, upper: bool) -> Alias | None:
    """The alias that fits the countries of the story, else the first that may stand in any story."""
    here = [alias for alias in choices if story.counts(alias.actor.country)]
    if here:
        return max(here, key=lambda alias: story.shares.get(alias.actor.country, 0.0))
    return next((alias for alias in choices if _may_be_anywhere(alias, key, story, upper=upper)), None)


def _may_be_anywhere(alias: Alias, key: str, story: Story, *, upper: bool) -> bool:
    """Whether an alias counts in a story of another country: not plain words, nor an acronym that is not famous."""
    if not alias.actor.country or key in _FAMOUS:
        return True
    if key == "is":
        return not upper and (not story.shares or not _WHERE_IS_FIGHTS.isdisjoint(story.shares))
    if alias.acronym:
        return not upper and len(key) > _SHORT and (not story.shares or alias.actor.country in story.shares)
    return not alias.local


def _is_another_person(words: Words, first: int, last: int, key: str) -> bool:
    """Whether a single word is the surname of somebody else: Alex Wagner, Kate Castro."""
    if last > first:
        return False
    before = words.keys[first - 1] if first and words.glued[first - 1] and words.caps[first - 1] else ""
    given, _ = person_names()
    return before in given or (key in _NO_LEADERS and before not in _LEADING)


def _national(part: str, words: Words, story: Story) -> Iterator[Found]:
    for found in nationals(words):
        yield _mention(
            part, words, found.first, found.last, _actor_of(found, part, words, story), "nationality", found.noun
        )


def _actor_of(found: National, part: str, words: Words, story: Story) -> Actor:
    if found.noun == "rebels":
        here = Story({found.country: 1.0}, story.named)
        return here.rebels(found.words, part, words.starts[found.first])
    return state_actor(found.country, found.noun, story.country)


def _states(part: str, words: Words, places: Sequence[PlaceMention], story: Story) -> Iterator[Found]:
    """Countries named outright, and capitals that speak or act."""
    for place in places:
        if place.part != part:
            continue
        last = place.word + place.words - 1
        country = place.candidates[0].country
        if place.role == "country" and country and not place.dateline:
            yield _mention(part, words, place.word, last, state_actor(country, "government", story.country), "country")
        elif place.role == "place" and place.words <= 2 and not place.dateline:  # noqa: PLR2004 - New Delhi
            iso3 = capitals().get(fold_word(place.text))
            before = words.keys[place.word - 1] if place.word else ""
            after = words.keys[last + 1] if last + 1 < len(words.keys) and words.glued[last] else ""
            if iso3 and after in _SPEAKING and before not in _LOCATIVE:
                yield _mention(part, words, place.word, last, state_actor(iso3, "government", story.country), "metonym")


def _generic(part: str, words: Words, story: Story, known: Sequence[Found]) -> Iterator[Found]:
    read_to = 0
    places = sorted(((first, last, mention.actor) for first, last, mention in known), key=lambda place: place[:2])
    named = {at: actor for first, last, actor in places if actor.side == "non-state" for at in (first, last)}
    for index in _NOUNS.standing(words):
        if index < read_to:
            continue
        length, noun, shown = noun_at(words, index)
        if length:
            here = story.country
            actor: Actor | None
            if noun in OF_GROUP and (group := group_of(words, index, length, named)) is not None:
                actor = group
            elif noun == "rebels":
                actor = story.rebels(shown, part, words.starts[index])
            elif noun == "military":
                actor = forces_of(words, index, length, places, here)
            else:
                actor = state_actor(here, noun, here)
            if actor is not None:
                yield _mention(part, words, index, index + length - 1, actor, "generic", noun)
            read_to = index + length
