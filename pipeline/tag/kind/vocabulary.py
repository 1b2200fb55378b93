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
from pipeline.tag.text.runs import Runs

Ints = npt.NDArray[np.int64]
_FARTHEST = 4
_NONE, _END = 0, -1
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
_BETWEEN = f" {SEPARATOR} "
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
        self._ids[SEPARATOR] = _END
        self._runs = Runs(lambda run: tuple(map(self._ids.__getitem__, words(run))))
        self._lexical, self._concepts, self._pairs = lexical, concepts, pairs
        self._size = len(entries) + 1
        self._concept_names = tuple(concept_names)
        self._concept_count = len(self._concept_names)
        self._phrases = self._phrase_table(entries)
        openings = {first * self._size + rest[0] for first, found in self._phrases.items() for rest, _ in found}
        self._openings = np.array(sorted(openings), dtype=np.int64)
        self._opens = np.zeros(self._size, dtype=bool)
        self._opens[list(self._phrases)] = True
        self._first_concept = self._size + len(pairs)
        self._first_near = self._first_concept + self._concept_count + 1
        self._first_far = self._first_near + (self._concept_count + 1) ** 2

        self._first_deed = self._first_far + (self._concept_count + 1) ** 2
        self._side = self._table({name: i for i, names in enumerate(_SIDES, 1) for name in names})
        self._action = self._table({name: i for i, name in enumerate(_ACTIONS, 1)})
        self._telling = self._table({name: i for i, name in enumerate(_TELLING, 1)})
        self._first_company = self._first_deed + (len(_ACTIONS) + 1) * _SIDE_COUNT**2
        self._passive = self._ids.get(_PASSIVE, _END)

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
        ids, sentence = self._with_phrases(sentences)
        lexical = self._lexical[ids]
        parts = [
            self._words(lexical, sentence),
            self._word_pairs(lexical, sentence),
            *self._concept_features(ids, sentence),
            self._deeds(ids, sentence),
            self._company(ids, sentence, len(sentences)),
        ]
        number = np.concatenate([part[0] for part in parts])
        where = np.concatenate([part[1] for part in parts])
        key = np.sort((where << _BITS) | number)
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        key = key[first]
        return Features(key & (1 << _BITS) - 1, key >> _BITS, len(sentences))

    def word_ids(self, sentences: Sequence[str]) -> Ints:
        """The ids of all words and phrases in order, a 0 after each sentence."""
        return self._with_phrases(sentences)[0]

    def concepts_of_words(self, found: Sequence[str]) -> Ints:
        """The first and second concept of each word, a phrase's for each of its words; shape (words, 2)."""
        ids = [max(self._ids[word], _NONE) for word in found]  # the mark between sentences is no word here
        array = np.array(ids, dtype=np.int64)
        concepts = self._concepts[array]
        for begin, end, phrase in self._phrases_in(ids, array):
            concepts[begin:end] = self._concepts[phrase]
        return concepts

    def _phrase_table(self, entries: Sequence[str]) -> dict[int, list[tuple[list[int], int]]]:
        table: dict[int, list[tuple[list[int], int]]] = {}
        for i, entry in enumerate(entries, 1):
            if " " in entry:
                first, *rest = (self._ids[word] for word in entry.split())
                table.setdefault(first, []).append((rest, i))
        for found in table.values():
            found.sort(key=lambda phrase: -len(phrase[0]))
        return table

    def _with_phrases(self, sentences: Sequence[str]) -> tuple[Ints, Ints]:
        """Ids of all words with phrases joined, a 0 after each sentence, and each one's sentence."""
        joined = _BETWEEN.join(text.replace(SEPARATOR, " ") for text in sentences)
        ids = self._runs.of(joined + _BETWEEN) if sentences else []
        array = np.array(ids, dtype=np.int64)
        ends = array == _END
        sentence = np.cumsum(ends) - ends
        array[ends] = _NONE
        keep = np.ones(len(ids), dtype=bool)
        for begin, end, phrase in self._phrases_in(ids, array):
            array[begin] = phrase
            keep[begin + 1 : end] = False
        return array[keep], sentence[keep]

    def _phrases_in(self, ids: list[int], array: Ints) -> Iterator[tuple[int, int, int]]:
        """Where each phrase begins and ends, and its id; the same word ids twice, as a list and as an array."""
        free = 0
        for i in self._may_open(array):
            if i < free:
                continue
            for rest, phrase in self._phrases[ids[i]]:
                if ids[i + 1 : i + 1 + len(rest)] == rest:
                    free = i + 1 + len(rest)
                    yield i, free, phrase
                    break

    def _may_open(self, ids: Ints) -> list[int]:
        """Where two words stand that begin a phrase."""
        if not len(self._openings):
            return []
        first = np.flatnonzero(self._opens[ids[:-1]])
        keys = ids[first] * self._size + ids[first + 1]
        at = np.minimum(self._openings.searchsorted(keys), len(self._openings) - 1)
        found: list[int] = first[self._openings[at] == keys].tolist()
        return found

    @staticmethod
    def _words(lexical: Ints, sentence: Ints) -> tuple[Ints, Ints]:
        known = lexical > 0
        return lexical[known], sentence[known]

    def _word_pairs(self, lexical: Ints, sentence: Ints) -> tuple[Ints, Ints]:
        both = (lexical[:-1] > 0) & (lexical[1:] > 0)
        keys = (lexical[:-1] * self._size + lexical[1:])[both]
        if not len(self._pairs):
            return keys[:0], keys[:0]
        at = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        known = self._pairs[at] == keys
        return self._size + at[known], sentence[:-1][both][known]

    def _concept_features(self, ids: Ints, sentence: Ints) -> list[tuple[Ints, Ints]]:
        first, second = self._concepts[ids, 0], self._concepts[ids, 1]
        there, also = first > 0, second > 0
        row, where = first[there], sentence[there]
        width = self._concept_count + 1
        parts = [(self._first_concept + row, where), (self._first_concept + second[also], sentence[also])]
        for gap in range(1, _FARTHEST + 1):
            same = where[:-gap] == where[gap:]
            base = self._first_near if gap == 1 else self._first_far
            parts.append(((base + row[:-gap] * width + row[gap:])[same], where[:-gap][same]))
        return parts

    def _deeds(self, ids: Ints, sentence: Ints) -> tuple[Ints, Ints]:
        """Each action with the nearest side before and behind it, the other way round before "by"."""
        concept = self._concepts[ids, 0]
        at = np.flatnonzero(self._action[concept])
        side = self._side[concept]
        before, behind = _nearest(side, at, sentence)
        follows = np.minimum(at[:, None] + (1, 2), len(ids) - 1)
        passive = (ids[follows] == self._passive).any(axis=1)
        doer, sufferer = np.where(passive, behind, before), np.where(passive, before, behind)
        number = (self._action[concept[at]] * _SIDE_COUNT + doer) * _SIDE_COUNT + sufferer
        return self._first_deed + number, sentence[at]

    def _company(self, ids: Ints, sentence: Ints, count: int) -> tuple[Ints, Ints]:
        """Each two telling concepts of a sentence, in the order of `_TELLING`."""
        telling = self._telling[self._concepts[ids, 0]]
        there = np.zeros((count, len(_TELLING) + 1), dtype=bool)
        there[sentence, telling] = True
        where, concept = np.nonzero(there[:, 1:])
        begins = np.searchsorted(where, np.arange(count + 1))
        later = begins[where + 1] - np.arange(len(where)) - 1  # how many stand behind each one in its sentence
        first = np.repeat(np.arange(len(where)), later)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
        return self._first_company + concept[first] * len(_TELLING) + concept[second], where[first]


def _nearest(side: Ints, at: Ints, sentence: Ints) -> tuple[Ints, Ints]:
    """For each place of ``at`` the nearest side before and behind it in its sentence, 0 for none."""
    here = np.flatnonzero(side)
    if not len(here):
        return np.zeros_like(at), np.zeros_like(at)
    last = np.searchsorted(here, at) - 1
    following = np.searchsorted(here, at, side="right")
    found = []
    for index, exists in ((last, last >= 0), (following, following < len(here))):
        place = here[np.clip(index, 0, len(here) - 1)]
        found.append(np.where(exists & (sentence[place] == sentence[at]), side[place], 0))
    return found[0], found[1]
