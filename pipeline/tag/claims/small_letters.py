"""Sentences in capitals throughout, as old wires have them, written with small letters where no name can be."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.tag.claims.reading import Sentence

_LEAST_CHARS = 20
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL = frozenset(
    "a an the this that these those it its his her their our of in at near on around outside inside between into from "
    "to toward towards by with within for over under across through beyond behind beside along off about and or but "
    "nor as if when where while who whom whose which what than then there here not no is are was were be been being "
    "has have had will would may might could should can did do does said says told according also after before during "
    "since until against among some several many other another one two three four five six seven eight nine ten first "
    "last night morning afternoon evening today yesterday week month year early late several approximately village "
    "villages hamlet hamlets town towns township city cities settlement locality district districts county ward "
    "parish commune neighborhood neighborhoods neighbourhood quarter suburb suburbs area areas municipality "
    "department departments province provinces region state territory sector zone corregimiento "
    "canton farm farms ranch plantation estate hill hills mountain mountains valley river bridge road "
    "highway base camp barracks airport port island forest capital center place called named known located north "
    "south east west northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern central km kms kilometers kilometres miles meters away attacked entered "
    "raided bombed occupied stormed seized captured ambushed killed kidnapped destroyed burned reported occurred took "
    "a.m p.m hours".split()
)


def in_small_letters(sentence: Sentence) -> Sentence:
    """Write a sentence in capitals with small letters, but for the first letters of words that may be names.

    Its length stays; any other sentence is answered as it is.
    """
    text = sentence.text
    if len(text) < _LEAST_CHARS or not text.isupper():
        return sentence
    return replace(sentence, text=_WORD.sub(_written, text))


def _written(match: re.Match[str]) -> str:
    small = match[0].lower()
    if len(small) != len(match[0]):
        return match[0]
    return small if small in _SMALL else small[0].upper() + small[1:]
