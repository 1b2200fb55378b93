"""Whether a text is in a language that is coded: today English alone."""

from __future__ import annotations

import re
from itertools import filterfalse, repeat

CODED = frozenset({"en"})

_WORD = re.compile(r"(?<![\w.])[^\W\d_]+")
_BETWEEN = "’‘“”–—"  # marks between words; most texts have nothing else that is not ASCII
_LETTERS = re.compile("[a-z]+")
_LOWERED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) in "_." else 32 for code in range(128)
).ljust(256)
_ENGLISH = frozenset(
    "the of and to in a that for on was said is were with by as at from his it have has be had are this who which "
    "their been"
    " an after they not but he or its also more than when there about would".split()
)
_OTHERS = frozenset(
    "el la los las de que y en un una por con para se del al su le les des du et est une dans pour qui sur pas der "
    "die das und"
    " ist von mit den dem nicht ein eine auf im zu il di che per della non sono do da os uma no na em não het een van "
    "niet op"
    " ve bir bu yang dan dengan och att som är og det w na z się nie je".split()
) - {"a", "no", "die", "on", "in"}  # fmt: skip
_OTHER = 1 << 16  # words of other languages, counted in the same sum: a sample has fewer words
_COUNTED = {word: (word in _ENGLISH) + _OTHER * (word in _OTHERS) for word in _ENGLISH | _OTHERS}
_ARTICLES = frozenset(("al", "el"))
_SAMPLE_CHARS = 3000
_FEW_WORDS = 12
_HEADLINE_WORDS = 25
"""Headlines of this length may do without function words."""
_LATIN_SHARE = 0.6
_ENGLISH_SHARE = 0.14


def is_coded(title: str, text: str, declared: str) -> bool:
    """Judge by the words: English function words in a mostly Latin text.

    The declared language (ISO 639-1, "" when unknown) decides only where the text is too short to tell:
    what a page declares is often the language of its menus. There a capital may be a name's ("Der Ezzor", "Los
    Angeles"), so only small words speak for another language; not the article of an Arabic name ("al Mayadin").
    """
    sample = f"{title}\n{text}"[:_SAMPLE_CHARS]
    words, latin = _low_words(sample)
    if not words:
        return declared[:2].lower() in CODED or not declared
    if latin < _LATIN_SHARE * len(words):
        return False
    other, english = divmod(sum(map(_COUNTED.get, words, repeat(0))), _OTHER)
    clear = len(words) >= _FEW_WORDS and english >= _ENGLISH_SHARE * len(words) and english > other
    if clear or len(words) >= _HEADLINE_WORDS:
        return clear
    told = _WORD.findall(sample)
    small = [word for word, after in zip(told, (*told[1:], ""), strict=True) if not _is_name(word, after)]
    other = sum(word.lower() in _OTHERS for word in small)
    return other <= english if other else declared[:2].lower() in ("", *CODED)


def _low_words(sample: str) -> tuple[list[str], int]:
    """The words in lower case, in any order, and how many of them are Latin."""
    if sample.isascii():
        words = _ascii_words(sample)
        return words, len(words)
    for mark in _BETWEEN:
        sample = sample.replace(mark, " ")
    runs = sample.split()  # no word reaches over a blank, and most have nothing that is not ASCII
    words = _ascii_words(" ".join(filter(str.isascii, runs)))
    others = list(map(str.lower, _WORD.findall(" ".join(filterfalse(str.isascii, runs)))))
    return words + others, len(words) + sum(word[0] < "\u0250" for word in others)


def _ascii_words(sample: str) -> list[str]:
    runs = sample.encode().translate(_LOWERED).decode().split()  # a third of the time of the pattern
    led = (_LETTERS.match(run) for run in filterfalse(str.isalpha, runs))
    return [*filter(str.isalpha, runs), *(match.group() for match in led if match)]


def _is_name(word: str, after: str) -> bool:
    """Whether a small word belongs to a name: "Los Angeles", "Der Ezzor", "al Mayadin"."""
    return after[:1].isupper() if word in _ARTICLES else word[:1].isupper() and not after[:1].islower()
