"""From folded words to numbered features: words, word pairs, concepts and concept pairs.

A *concept* is a set of words that say the same to the coder (AIR: air strike, warplane, barrel bomb …);
a phrase of the lexicon counts as one word, the longest first, so that "price war" is no WAR. Names of
countries, peoples and armed groups and all numbers are one pseudo-word each: no place teaches a type.

Feature numbers: words and phrases first, then known word pairs, concepts, ordered concept pairs with
no other concept between, ordered pairs with one to three between, deeds: an action with the side
that did it and the side that suffered it, which tells a recapture from a capture, and company: which of
the telling concepts stand in one sentence, wherever (a bomb and a plane, a bomb and a claim).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.tag.text import SEPARATOR, words

Ints = npt.NDArray[np.int64]
_FARTHEST = 4
_GAPS = np.arange(1, _FARTHEST + 1)
_NOWHERE = np.full(_FARTHEST, -1, dtype=np.int64)
_NONE = 0
END = (1 << 20) - 1
"""The id of the mark between sentences."""
_BITS = 24  # a feature number has no more
_SIDES = (
    ("ARMY", "SECFORCE", "POLICE", "RIOTPOLICE"),
    ("REBEL", "GROUP", "GUNMAN"),
    ("CIVILIAN",),
    ("PROTESTER", "RIOTER"),
)
_SIDE_COUNT = len(_SIDES) + 1  # and none
_ACTIONS = tuple(
    "CAPTURE RETAKE TRANSFER ADVANCE REPEL CLASH ATTACKV BOMBV SHOOT KILL WOUND ABDUCT ARREST AIR ARTY BOMB BLAST "
    "THROW LAUNCH DISPERSE LOOT RELEASE DISARM DEPLOY AGREE BASEEST JOIN".split()
)
_PASSIVE = "by"
_TELLING = tuple(
    "AIR ARTY SUICIDE BOMB BLAST GRENADE CHEM GUN KILL CLASH CAPTURE RETAKE TRANSFER UNOPPOSED ABDUCT ARREST PROTEST "
    "RIOT DISPERSE TEARGAS LIVEFIRE LOOT MOB AGREE CLAIMRESP BLAME DENY DISARM DEPLOY POST BASEEST SANCTION DIPLO "
    "DISASTER ACCIDENT CRIME RAPE ARMY REBEL GROUP CIVILIAN PROTESTER POLICE RELEASE PEACEFUL".split()
)


@dataclass(frozen=True, slots=True)
class Features:
    """Features of several sentences: ``number[i]`` occurs in sentence ``sentence[i]``, ``sentence`` ascending."""

    number: Ints
    sentence: Ints
    count: int


def joined(sentences: Sequence[str]) -> str:
    """Many sentences as one text, a mark behind each of them."""
    return "".join([f"{sentence.replace(SEPARATOR, ' ')} {SEPARATOR} " for sentence in sentences])


class _Ids(dict[str, int]):
    """Word to id; a number is the id of numbers, an unknown word 0."""

    numbers: int = _NONE

    def __missing__(self, word: str) -> int:
        return self.numbers if word[0].isdigit() else _NONE


class Vocabulary:
    """The words, phrases and concepts that a model knows.

    Args:
        entries: words and phrases (blank between words), ids count from 1 in this order.
        lexical: for each id (0 first) the id that stands for it as a word, 0 for none.
        concepts: for each id its first and second concept, 0 for none; shape (ids + 1, 2).
        concept_names: concepts are numbered from 1 in this order.
        pairs: known word pairs, ``first * (ids + 1) + second``, ascending.
        numbers: the id of every number.
    """

    def __init__(
        self,
        entries: Sequence[str],
        lexical: Ints,
        concepts: Ints,
        concept_names: Sequence[str],
        pairs: Ints,
        numbers: int,
    ) -> None:
        self._ids = _Ids((entry, i) for i, entry in enumerate(entries, 1) if " " not in entry)
        self._ids.numbers = numbers
        self._ids[SEPARATOR] = END
        self._lexical, self._concepts, self._pairs = lexical, concepts, pairs
        self._size = len(entries) + 1
        self._concept_names = tuple(concept_names)
        self._concept_count = len(self._concept_names)
        self._phrases = self._phrase_table(entries)
        self._openings = np.array(sorted(self._phrases), dtype=np.int64)
        self._opens = np.zeros(self._size, dtype=bool)
        self._opens[self._openings // self._size] = True
        self._first_concept = self._size + len(pairs)
        self._first_near = self._first_concept + self._concept_count + 1
        self._first_far = self._first_near + (self._concept_count + 1) ** 2
        self._gap_starts = np.where(_GAPS == 1, self._first_near, self._first_far)
        self._first_deed = self._first_far + (self._concept_count + 1) ** 2
        self._side = self._table({name: i for i, names in enumerate(_SIDES, 1) for name in names})
        self._action = self._table({name: i for i, name in enumerate(_ACTIONS, 1)})
        self._telling = self._table({name: i for i, name in enumerate(_TELLING, 1)})
        self._first_company = self._first_deed + (len(_ACTIONS) + 1) * _SIDE_COUNT**2
        self._passive = self._ids.get(_PASSIVE, END)

    def _table(self, numbers: Mapping[str, int]) -> Ints:
        return np.array([0, *(numbers.get(name, 0) for name in self._concept_names)], dtype=np.int64)

    @property
    def feature_count(self) -> int:
        """How many feature numbers there are."""
        return self._first_company + len(_TELLING) ** 2

    def blocks(self) -> Mapping[str, slice]:
        """The ranges of feature numbers: words, pairs, concepts, near, far, deeds, company."""
        edges = [0, self._size, self._first_concept, self._first_near, self._first_far, self._first_deed]
        edges += [self._first_company, self.feature_count]
        names = ("words", "pairs", "concepts", "near", "far", "deeds", "company")
        return {name: slice(*edges[i : i + 2]) for i, name in enumerate(names)}

    def concept_counts(self, features: Features) -> Ints:
        """In how many sentences each concept occurs; place 0 is empty. Shape (concepts + 1,)."""
        number = features.number
        concepts = number[(number >= self._first_concept) & (number < self._first_near)] - self._first_concept
        return np.bincount(concepts, minlength=self._concept_count + 1)

    @property
    def concept_names(self) -> tuple[str, ...]:
        """The concepts in the order of their numbers, which count from 1."""
        return self._concept_names

    def concept_numbers(self, names: Sequence[str]) -> list[int]:
        """The numbers of these concepts, for `concept_counts`. ValueError for one that is not known."""
        return [self._concept_names.index(name) + 1 for name in names]

    def features(self, sentences: Sequence[str]) -> Features:
        """The features of each sentence, each once however often it occurs."""
        return self.features_of(self._ids_of(sentences), len(sentences))

    def features_of(self, words: Ints, count: int) -> Features:
        """The same for ``count`` sentences of which all word ids are given in order, with `END` behind each."""
        ids, sentence = self._with_phrases(words)
        place = sentence << _BITS  # a feature's key is the place of its sentence and its number
        first, second = self._concepts.take(ids, axis=0).T
        there = first.nonzero()[0]
        row, where = first.take(there), place.take(there)
        key = np.concatenate(
            [
                *self._word_features(self._lexical.take(ids), place),
                *self._concept_features(row, where),
                (place + (self._first_concept + second))[second > 0],
                self._deeds(ids, first, place),
                self._company(row, where >> _BITS, count),
            ]
        )
        key.sort()
        new = np.ones(len(key), dtype=bool)
        np.not_equal(key[1:], key[:-1], out=new[1:])
        key = key[new]
        return Features(key & (1 << _BITS) - 1, key >> _BITS, count)

    def word_ids(self, sentences: Sequence[str]) -> Ints:
        """The ids of all words and phrases in order, a 0 after each sentence."""
        return self._with_phrases(self._ids_of(sentences))[0]

    def concepts_of_words(self, found: Sequence[str]) -> Ints:
        """The first and second concept of each word, a phrase's for each of its words; shape (words, 2)."""
        return self.concepts_of(np.array([self._ids[word] for word in found], dtype=np.int64))

    def concepts_of(self, words: Ints) -> Ints:
        """The same for the ids of words."""
        ids = np.where(words == END, _NONE, words)  # the mark between sentences is no word here
        concepts = self._concepts.take(ids, axis=0)
        for begin, end, phrase in self._phrases_in(ids.tolist(), ids):
            concepts[begin:end] = self._concepts[phrase]
        return concepts

    @property
    def ids(self) -> Mapping[str, int]:
        """The id of each word; unknown words may be asked for as well."""
        return self._ids

    def _phrase_table(self, entries: Sequence[str]) -> dict[int, list[tuple[list[int], int]]]:
        """By the first two words of phrases their further words and their ids, the longest first."""
        table: dict[int, list[tuple[list[int], int]]] = {}
        for i, entry in enumerate(entries, 1):
            if " " in entry:
                first, second, *rest = (self._ids[word] for word in entry.split())
                table.setdefault(first * self._size + second, []).append((rest, i))
        for found in table.values():
            found.sort(key=lambda phrase: -len(phrase[0]))
        return table

    def _ids_of(self, sentences: Sequence[str]) -> Ints:
        return np.array(list(map(self._ids.__getitem__, words(joined(sentences)))), dtype=np.int64)

    def _with_phrases(self, words: Ints) -> tuple[Ints, Ints]:
        """The ids of all words with phrases joined, a 0 in place of each end, and each one's sentence."""
        ends = words == END
        sentence = np.cumsum(ends) - ends
        ids = words.copy()
        ids[ends] = _NONE
        keep = np.ones(len(ids), dtype=bool)
        for begin, end, phrase in self._phrases_in(words.tolist(), ids):
            ids[begin] = phrase
            keep[begin + 1 : end] = False
        return ids[keep], sentence[keep]

    def _phrases_in(self, ids: list[int], array: Ints) -> Iterator[tuple[int, int, int]]:
        """Where each phrase begins and ends, and its id; the same word ids twice, as a list and as an array."""
        free = 0
        for i, opening in self._may_open(array):
            if i < free:
                continue
            for rest, phrase in self._phrases[opening]:
                if ids[i + 2 : i + 2 + len(rest)] == rest:
                    free = i + 2 + len(rest)
                    yield i, free, phrase
                    break

    def _may_open(self, ids: Ints) -> Iterator[tuple[int, int]]:
        """Where two words stand that begin a phrase, and both as one number."""
        if not len(self._openings):
            return iter(())
        first = self._opens.take(ids[:-1]).nonzero()[0]
        keys = ids.take(first) * self._size + ids.take(first + 1)
        at = np.minimum(self._openings.searchsorted(keys), len(self._openings) - 1)
        known = self._openings.take(at) == keys
        return zip(first[known].tolist(), keys[known].tolist(), strict=True)

    def _word_features(self, lexical: Ints, place: Ints) -> list[Ints]:
        """Words and known word pairs."""
        known = lexical > 0
        found = (place + lexical)[known]
        if not len(self._pairs):
            return [found]
        both = (known[:-1] & known[1:]).nonzero()[0]
        pairs = lexical.take(both) * self._size + lexical.take(both + 1)
        at = np.minimum(self._pairs.searchsorted(pairs), len(self._pairs) - 1)
        return [found, (place.take(both) + (self._size + at))[self._pairs.take(at) == pairs]]

    def _concept_features(self, row: Ints, where: Ints) -> list[Ints]:
        """Concepts and ordered pairs of them that stand up to `_FARTHEST` concepts apart in a sentence."""
        count = len(row)
        behind = np.arange(count)[:, None] + _GAPS
        rows, places = np.concatenate([row, _NOWHERE]), np.concatenate([where, _NOWHERE])
        first = where + row * (self._concept_count + 1)
        pairs = first[:, None] + self._gap_starts + rows.take(behind)
        return [where + (self._first_concept + row), pairs[places.take(behind) == where[:, None]]]

    def _deeds(self, ids: Ints, concept: Ints, place: Ints) -> Ints:
        """Each action with the nearest side before and behind it, the other way round before "by"."""
        action, side = self._action.take(concept), self._side.take(concept)
        at, here = action.nonzero()[0], side.nonzero()[0]
        where = place.take(at)
        sides = np.concatenate([_NOWHERE[:1], side.take(here), _NOWHERE[:1]])
        places = np.concatenate([_NOWHERE[:1], place.take(here), _NOWHERE[:1]])
        last = here.searchsorted(at)  # no concept is both, so the next side is the following one
        before = sides.take(last) * (places.take(last) == where)
        behind = sides.take(last + 1) * (places.take(last + 1) == where)
        by = ids == self._passive
        passive = by.take(at + 1) | by.take(np.minimum(at + 2, len(ids) - 1))
        doer, sufferer = np.where(passive, behind, before), np.where(passive, before, behind)
        number: Ints = (action.take(at) * _SIDE_COUNT + doer) * _SIDE_COUNT + sufferer
        return where + (self._first_deed + number)

    def _company(self, row: Ints, sentence: Ints, count: int) -> Ints:
        """Each two telling concepts of a sentence, in the order of `_TELLING`."""
        there = np.zeros((count, len(_TELLING) + 1), dtype=bool)
        there[sentence, self._telling.take(row)] = True
        where, concept = there[:, 1:].nonzero()
        begins = where.searchsorted(np.arange(count + 1))
        later = begins[where + 1] - np.arange(len(where)) - 1  # how many stand behind each one in its sentence
        first = np.repeat(np.arange(len(where)), later)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
        number: Ints = concept.take(first) * len(_TELLING) + concept.take(second)
        return (where.take(first) << _BITS) + (self._first_company + number)
