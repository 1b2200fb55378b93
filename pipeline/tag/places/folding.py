"""Names as keys: one spelling for every script, case, accent and article of a name.

A *key* is the folded words of a name joined by single spaces. Two more foldings serve names in
Latin letters that were transliterated from Arabic, Persian or Cyrillic: `plain_articles` brings the
forms of the Arabic article together and `skeleton` keeps only the consonants that every
transliteration keeps (Manbij, Menbej, Minbij are ``mnbj``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

ARTICLES = frozenset("al el il ul ad ed ud ar er as es ash esh at et an en az ez adh ath ach".split())
_SPECIAL = {
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ŋ": "n", "þ": "th", "ð": "d",
    "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي",
    "ې": "ي", "ۀ": "ه", "ہ": "ه", "گ": "ك", "ـ": "", "ء": "",
}  # fmt: skip
_MARKS = "'’‘ʼʻ`´ʿʾʹʺ‛ˈ“”"
_SOUNDS = "‘ʻʼ`´ʿʾʹʺ‛ˈ"
_KEPT = frozenset("йїўѓќ")


class _Table(dict[int, str]):
    """The folding of single characters, filled as they are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = char if char in _KEPT else _SPECIAL.get(char)
        if folded is None:
            parts = unicodedata.normalize("NFKD", char)
            folded = "".join(_SPECIAL.get(part, part) for part in parts if not unicodedata.combining(part))
        self[code] = folded
        return folded


_TABLE = _Table({ord(mark): "" for mark in _MARKS})
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*")


def fold_word(word: str) -> str:
    """Answer one word in lower case without accents, vowel signs and apostrophes, any script."""
    low = word.lower()
    if low.isascii() and low.isalnum():
        return low
    return low.translate(_TABLE)


def key_words(name: str) -> list[str]:
    """The folded words of a name: hyphens and blanks split, apostrophes do not."""
    folded = [fold_word(match.group()) for match in _WORD.finditer(name)]
    return [word for word in folded if word]


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The key of a name: its folded words with single spaces between."""
    return " ".join(key_words(name))


def plain_articles(words: list[str]) -> list[str]:
    """Leave a leading Arabic article out and spell the inner ones ``al``."""
    start = 1 if len(words) > 1 and words[0] in ARTICLES else 0
    return [words[start]] + ["al" if word in ARTICLES else word for word in words[start + 1 :]]


_ASSIMILATED = re.compile(r"^[aei]([dnrstz])\1")
_DIGRAPHS = (
    ("sch", "s"), ("shch", "s"), ("tch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "j"),
    ("dj", "j"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("cz", "s"), ("ts", "s"), ("tz", "s"), ("ou", "u"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "x": "k", "v": "w", **dict.fromkeys("aeiouyhw", "")})
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 3


def skeleton(words: list[str]) -> str:
    """The consonants of a transliterated name, articles left out; "" when under three are left.

    Arabic script is left as it is but for the article; other scripts answer "".
    """
    return skeletons([words])[0]


def skeletons(names: Sequence[list[str]]) -> list[str]:
    """The skeletons of many names, given by their words: the same answers in a third of the time."""
    joined = ["".join(_bare(word) for word in words if word not in ARTICLES) for words in names]
    latin = [name if name.isascii() else "" for name in joined]
    block = "\n".join(latin)
    for pair, single in _DIGRAPHS:
        block = block.replace(pair, single)
    bones = _DOUBLED.sub(r"\1", block.translate(_LETTERS)).split("\n")
    whole = ("w" + bone if name[:1] == "w" else bone for name, bone in zip(latin, bones, strict=True))
    return [bone if len(bone) >= _SHORTEST else "" for bone in whole]


def _bare(word: str) -> str:
    """A word without the article that has grown together with it: "ass", "ann" and their like."""
    return _ASSIMILATED.sub(r"\1", word) if word[1:2] == word[2:3] else word


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """The name in plain Latin letters, as it is typed in a search: ``Ālbū Kamāl`` is ``Albu Kamal``.

    Letters of other scripts stay, marks that stand for sounds of such scripts go; an apostrophe of the name's
    own spelling (``N'Djamena``) stays as a plain one.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    letters = "".join(_plain_letter(char) for char in bare.replace("’", "'"))
    return letters if letters.isascii() else name


def _plain_letter(char: str) -> str:
    if char in _SOUNDS:
        return ""
    special = _SPECIAL.get(char.lower(), char)
    return special.capitalize() if char.isupper() and special != char else special
