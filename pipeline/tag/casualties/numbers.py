"""Quantities of people as news writes them: digits, words, ranges, "at least", "dozens"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.tagging import Count

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL: dict[str, int] = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_HUNDRED = 100
_SCALE = {"hundred": _HUNDRED, "thousand": 1000, "million": 1_000_000}

# The least that a vague word can mean (the labelling guide: "dozens" is at least 24).
_VAGUE: dict[str, int] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "handful": 3,
    "many": 3, "multiple": 2, "numerous": 3,
}  # fmt: skip
_FIXED = {"dozen": 12, "couple": 2, "pair": 2, "trio": 3, "both": 2, "half-dozen": 6}

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+$|^\d+$")

AT_LEAST: set[tuple[str, ...]] = {
    ("at", "least"), ("more", "than"), ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"),
    ("upwards", "of"), ("over",), ("well", "over"), ("at", "the", "very", "least"), ("a", "minimum", "of"),
}  # fmt: skip
AT_MOST: set[tuple[str, ...]] = {
    ("up", "to"),
    ("at", "most"),
    ("no", "more", "than"),
    ("fewer", "than"),
    ("less", "than"),
    ("a", "maximum", "of"),
}
AS_MANY: set[tuple[str, ...]] = {("as", "many", "as")}
ABOUT: set[tuple[str, ...]] = {
    ("about",), ("around",), ("roughly",), ("approximately",), ("some",), ("nearly",), ("almost",), ("close", "to"),
    ("an", "estimated",), ("estimated",), ("perhaps",), ("possibly",),
}  # fmt: skip
PLAIN: set[tuple[str, ...]] = {
    ("a", "total", "of"),
    ("the",),
    ("only",),
    ("just",),
    ("another",),
    ("these",),
    ("all",),
    ("a", "further"),
    ("a", "group", "of"),
    ("those",),
}
_GROUPS: dict[str, set[tuple[str, ...]]] = {
    "least": AT_LEAST,
    "most": AT_MOST,
    "many": AS_MANY,
    "about": ABOUT,
    "plain": PLAIN,
}
_LEADS = {words: kind for kind, group in _GROUPS.items() for words in group}
_LONGEST_LEAD = max(len(words) for words in _LEADS)
_OPENING = frozenset({"between", "from", "a", "half", "tens", "both", *_SMALL, *_VAGUE})
"""A quantity begins with one of these, or with a word that holds more than letters."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity over the tokens ``[start, end)``: qualifier and number."""

    start: int
    end: int
    count: Count


def small_number(word: str) -> int:
    """Read a small count: ``3``, ``three``, ``a``; "several" and "a few" read as 3, "couple of" as 2."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in ("several", "a few", "few"):
        return 3
    if word.startswith("couple"):
        return 2
    return _SMALL.get(word, 1)


def read_number(words: list[str], at: int) -> tuple[int, int] | None:
    """Read the number that begins at a token.

    Returns:
        Its value and the index of the token after it; None when no number begins there.
    """
    first = _single(words[at])
    if first is None:
        return None
    total, value, at = 0, first, at + 1
    while at < len(words):
        word = words[at]
        if word in _SCALE and _SCALE[word] > _HUNDRED:
            total, value = total + value * _SCALE[word], 0
        elif word in _SCALE:
            value *= _HUNDRED
        elif word == "and" and (value >= _HUNDRED or total) and _single_word(words, at + 1):
            value, at = value + _SMALL[words[at + 1]], at + 1
        elif word in _SMALL and (value == 0 or (value % 10 == 0 and value >= 20 and _SMALL[word] < value)):  # noqa: PLR2004
            value += _SMALL[word]
        elif word == "dozen":
            value *= 12
        else:
            break
        at += 1
    return total + value, at


def _single_word(words: list[str], at: int) -> bool:
    return at < len(words) and words[at] in _SMALL


def _single(word: str) -> int | None:
    if word in _SMALL:
        return _SMALL[word]
    if _DIGITS.match(word):
        return int(word.replace(",", ""))
    if "-" in word:
        left, _, right = word.partition("-")
        if left in _TENS and right in _SMALL:
            return _SMALL[left] + _SMALL[right]
        if right == "plus" and (left.isdigit() or left in _SMALL):
            return small_number(left)
    return None


def find_quantities(words: list[str]) -> list[Quantity]:
    """Find every quantity in a sentence of lower-case tokens (words and single punctuation marks)."""
    found: list[Quantity] = []
    read_to = 0
    for at in [number for number, word in enumerate(words) if _may_open(word)]:
        if at < read_to or (words[at].isalpha() and at and words[at - 1] == "how"):
            continue
        quantity = _range_at(words, at) or _half_at(words, at) or _vague_at(words, at) or _number_at(words, at)
        if quantity:
            quantity = _with_lead(words, quantity)
            found.append(quantity)
            read_to = quantity.end
    return found


def _may_open(word: str) -> bool:
    """Whether a quantity may begin with a token: no single mark, and of plain words only those that count."""
    return word in _OPENING if word.isalpha() else len(word) > 1 or word.isalnum()


def _number_at(words: list[str], at: int) -> Quantity | None:
    read = read_number(words, at)
    if read is None:
        return None
    value, end = read
    return Quantity(at, end, Count(value, value, None if words[at].endswith("-plus") else value))


def _range_at(words: list[str], at: int) -> Quantity | None:
    led = words[at] in ("between", "from")
    first = read_number(words, at + 1) if led and at + 1 < len(words) else read_number(words, at)
    if first is None:
        return _hyphened(words, at)
    low, mid = first
    if mid < len(words) and words[mid] in (("and", "to") if led else ("to", "or", "-", "–")):
        second = read_number(words, mid + 1) if mid + 1 < len(words) else None
        if second and second[0] > low:
            return Quantity(at, second[1], Count(low, None, second[0]))
    return None


def _hyphened(words: list[str], at: int) -> Quantity | None:
    left, dash, right = words[at].replace("–", "-").partition("-")
    if dash and left.isdigit() and right.isdigit() and int(left) < int(right):
        return Quantity(at, at + 1, Count(int(left), None, int(right)))
    return None


def _half_at(words: list[str], at: int) -> Quantity | None:
    return Quantity(at, at + 3, _exact(6)) if words[at : at + 3] == ["half", "a", "dozen"] else None


def _vague_at(words: list[str], at: int) -> Quantity | None:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in ("a", "half") and (
        following in _FIXED or following in ("handful", "few", "number", "hundred", "thousand")
    ):
        skip = 2 + (words[at + 2 : at + 3] == ["of"])
        if following in _FIXED:
            return Quantity(at, at + skip, _exact(_FIXED[following] // (2 if word == "half" else 1)))
        if following in _SCALE:
            return Quantity(at, at + skip, _exact(_SCALE[following]))
        return Quantity(at, at + skip, Count(3, None, None))
    if word in _VAGUE and following != "as":
        return Quantity(at, at + 1 + (following == "of"), Count(_VAGUE[word], None, None))
    if word == "tens" and words[at + 1 : at + 3] == ["of", "thousands"]:
        return Quantity(at, at + 3 + (words[at + 3 : at + 4] == ["of"]), Count(20_000, None, None))
    return Quantity(at, at + 1, _exact(2)) if word == "both" else None


def _exact(value: int) -> Count:
    return Count(value, value, value)


def _with_lead(words: list[str], quantity: Quantity) -> Quantity:
    start, kind = quantity.start, "plain"
    for size in range(min(_LONGEST_LEAD, start), 0, -1):
        lead = tuple(words[start - size : start])
        if lead in _LEADS:
            start, kind = start - size, _LEADS[lead]
            break
    number = quantity.count.best
    if number is None:
        return Quantity(start, quantity.end, quantity.count)
    count = {
        "least": Count(number, number, None),
        "most": Count(None, None, number),
        "many": Count(None, number, number),
        "about": Count(None, number, None),
        "plain": quantity.count,
    }[kind]
    return Quantity(start, quantity.end, count)


def highest(count: Count) -> int:
    """The most that a count allows; 0 where it gives no number."""
    return max(count.low or 0, count.best or 0, count.high or 0)


def add(left: Count, right: Count) -> Count:
    """Add two counts; a bound that one side lacks is lost, but for the low bound (0 is the least)."""
    low = None if left.low is None and right.low is None else (left.low or 0) + (right.low or 0)
    best = left.best + right.best if left.best is not None and right.best is not None else None
    high = left.high + right.high if left.high is not None and right.high is not None else None
    return Count(low, best, high)
