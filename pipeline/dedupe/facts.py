"""What a text says that may differ between two tellings: figures, names, calendar days, control."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from pipeline.dedupe.words import fold, words

_SPELLED = (
    "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 "
    "fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 "
    "seventy=70 eighty=80 ninety=90 dozens=dozens scores=scores hundreds=hundreds thousands=thousands "
    "hundred=100 dozen=12 "
    "два=2 две=2 двое=2 двух=2 три=3 трое=3 трёх=3 четыре=4 четверо=4 четырёх=4 пять=5 пятеро=5 пяти=5 шесть=6 шести=6 "
    "семь=7 семи=7 восемь=8 восьми=8 девять=9 девяти=9 десять=10 десяти=10 одиннадцать=11 двенадцать=12 тринадцать=13 "
    "четырнадцать=14 пятнадцать=15 шестнадцать=16 семнадцать=17 восемнадцать=18 девятнадцать=19 двадцать=20 "
    "двадцати=20 тридцать=30 тридцати=30 сорок=40 сорока=40 пятьдесят=50 шестьдесят=60 семьдесят=70 "
    "восемьдесят=80 девяносто=90 сто=100 ста=100 двести=200 триста=300 "
    "десятки=dozens десятков=dozens сотни=hundreds сотен=hundreds "
    "اثنان=2 اثنين=2 ثلاثه=3 ثلاث=3 اربعه=4 اربع=4 خمسه=5 خمس=5 سته=6 ست=6 سبعه=7 سبع=7 ثمانيه=8 ثماني=8 تسعه=9 تسع=9 "
    "عشره=10 عشر=10 عشرون=20 عشرين=20 ثلاثون=30 ثلاثين=30 اربعون=40 اربعين=40 خمسون=50 خمسين=50 ستون=60 ستين=60 "
    "سبعون=70 سبعين=70 ثمانون=80 ثمانين=80 تسعون=90 تسعين=90 مئه=100 مائه=100 مئتان=200 مئتين=200 عشرات=dozens "
    "مئات=hundreds"
)
NUMBER_WORDS: dict[str, str] = {fold(word): figure for word, figure in (pair.split("=") for pair in _SPELLED.split())}
"""Folded number words that count as the figure they spell; ``one`` is left out, it is mostly a pronoun."""

_MONTH_NAMES = (
    "january jan يناير января январь enero janvier januar janeiro",
    "february feb فبراير شباط февраля февраль febrero février fevrier februar fevereiro",
    "march mar مارس اذار марта март marzo mars märz março",
    "april apr ابريل نيسان апреля апрель abril avril",
    "may مايو ايار мая май mayo mai maio",
    "june jun يونيو حزيران июня июнь junio juin juni junho",
    "july jul يوليو تموز июля июль julio juillet juli julho",
    "august aug اغسطس اب августа август agosto août",
    "september sept sep سبتمبر ايلول сентября сентябрь septiembre septembre setembro",
    "october oct اكتوبر октября октябрь octubre octobre oktober outubro",
    "november nov نوفمبر ноября ноябрь noviembre novembre novembro",
    "december dec ديسمبر декабря декабрь diciembre décembre dezember dezembro",
)
MONTHS: dict[str, int] = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Folded month names of the common news languages; "تشرين" and "كانون" need their ordinal and stand apart."""

_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun today yesterday".split()
)
EMPTY_WORDS = frozenset(
    "a an the of in on at to for from by with and or as is are be been was were its it his her their he she they we i "
    "says said say sees see may will would could can not no after over amid out off new more u s than that this "
    "в во на с со из за по к о об и не что как для от до при его ее их "
    "في من علي الي عن مع ان و بعد قبل خلال بين le la les de du des un une et en "
    "der die das und von im el los las y".split()
)
"""Words of titles that say nothing of what happened."""

CORRECTION_WORDS = frozenset(
    "correct corrected corrects correction corrections clarification refiles refile исправлено уточнение поправка "
    "تصحيح تصويب توضيح".split()
)
_EDITION_GROUPS = (
    ("open", "opens opening opened early morning"),
    ("middle", "midday midsession noon midmorning afternoon"),
    ("close", "close closes closing closed ends end evening night late"),
    ("rise", "up upward higher rise rises rose gain gains"),
    ("fall", "down downward lower fall falls fell drop drops"),
    *((day[:3], day) for day in "monday tuesday wednesday thursday friday saturday sunday".split()),
)
_EDITION_OF = {word: name for name, held in _EDITION_GROUPS for word in held.split()}
_ZONES = frozenset("hrs hours gmt utc cdt cst edt est pdt pst bst cet local".split())
_COUNTED = frozenset(
    {"day", "week", "part", "chapter", "issue", "bulletin", "no", "день", "часть", "выпуск", "اليوم", "الجزء"}
)
_BOILERPLATE = re.compile(
    r"^.*(?:©|\(c\)|copyright|all rights reserved|read more|read also|follow us|subscribe|sign up|advertisement|"
    r"photo(?:graph)?:|image:|updated at|last updated|published at|share this|الحقوق محفوظة|اقرأ أيضا|читайте также|"
    r"все права защищены|подписывайтесь).*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"(?<![\w'’])[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:gmt|utc|am|pm|a\.m|p\.m|est|edt|local)", re.IGNORECASE)
_CLOCK_WORD = re.compile(r"\d{1,2}:\d{2}")
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_YEARS = range(1900, 2100)
_MAX_DAY = 31
_DAYS_A_MONTH = 30.4
_MAX_PLAIN_NAME_CAPITALS = 0.5


def without_boilerplate(text: str) -> str:
    """Drop lines that tell of the outlet and not of the world: copyright, "read more", time stamps."""
    return _BOILERPLATE.sub("", text)


def days(tokens: list[str]) -> frozenset[tuple[int, int]]:
    """Return the calendar days (month, day) that folded words name, in either order."""
    found: set[tuple[int, int]] = set()
    for i, word in enumerate(tokens):
        month = MONTHS.get(word, 0) or _levantine_month(tokens, i)
        if month:
            found.update((month, day) for day in _days_beside(tokens, i))
    return frozenset(found)


def days_apart(mine: AbstractSet[tuple[int, int]], theirs: AbstractSet[tuple[int, int]]) -> float | None:
    """The least distance in days between two sets of calendar days, about; None when one is empty."""
    if not mine or not theirs:
        return None
    return min(abs((m - n) * _DAYS_A_MONTH + d - e) for m, d in mine for n, e in theirs)


def _levantine_month(tokens: list[str], i: int) -> int:
    if tokens[i] not in ("تشرين", "كانون") or i + 1 >= len(tokens):
        return 0
    first = tokens[i + 1] == "الاول"
    if tokens[i] == "تشرين":
        return 10 if first else 11
    return 12 if first else 1


def _days_beside(tokens: list[str], i: int) -> list[int]:
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    return [int(word) for word in beside if word.isascii() and word.isdigit() and 0 < int(word) <= _MAX_DAY]


def editions(title: list[str]) -> frozenset[str]:
    """Return what title words say of the edition: ``open``, ``close``, ``rise``, a weekday, ``day 12``, ``11:40``."""
    found = {word for word in title if _CLOCK_WORD.fullmatch(word)}
    found |= {_EDITION_OF[word] for word in title if word in _EDITION_OF}
    found |= {f"{word} {n}" for word, n in zip(title, title[1:], strict=False) if word in _COUNTED and n.isdigit()}
    return frozenset(found)


def time_line(opening: list[str]) -> frozenset[str]:
    """Return the time of day that a table's first words give (``1000 hrs cdt``, ``noon cdt``), else nothing."""
    stamped = [before for before, word in zip(opening, opening[1:], strict=False) if word in _ZONES]
    return frozenset(_EDITION_OF.get(word, word) for word in stamped if word not in _ZONES)


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, spelled numbers as digits; no years, days of a month or times of day."""
    tokens = words(_CLOCK.sub(" ", text))
    found = {grouped.replace(",", "") for grouped in _GROUPED.findall(text)}
    for i, word in enumerate(tokens):
        if word[0].isdigit():
            if not _is_calendar(tokens, i):
                found.add(word.rstrip("0").rstrip(".") if "." in word else word)
        elif word in NUMBER_WORDS:
            found.add(NUMBER_WORDS[word])
    return frozenset(found)


def _is_calendar(tokens: list[str], i: int) -> bool:
    word = tokens[i]
    if ":" in word:
        return True
    if not word.isdigit():
        return False
    if len(word) == len("2017") and int(word) in _YEARS:
        return True
    beside = (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])
    return int(word) <= _MAX_DAY and any(near in MONTHS or near in ("تشرين", "كانون") for near in beside)


def names(text: str) -> frozenset[str]:
    """Return the folded capitalised words inside sentences; empty for scripts without case and for capitals only."""
    letters = sum(map(str.isalpha, text)) or 1
    if sum(map(str.isupper, text)) > _MAX_PLAIN_NAME_CAPITALS * letters:
        return frozenset()
    inside = [match.group() for match in _NAME.finditer(text) if match.group()[0].isupper() and _inside(text, match)]
    found = {word for name in inside for word in words(name) if len(word) > 1}
    return frozenset(found - _WEEKDAYS - MONTHS.keys())


def has_case(text: str) -> bool:
    """Whether most letters of a text can be capitals: only then can a name be told by one."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    return sum(letter.lower() != letter.upper() for letter in letters) * 2 > len(letters)


def _inside(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 4) : match.start()].rstrip(" \"'“”«(\t")
    return bool(before) and before[-1] not in ".!?:\n—-"
