"""Where a text comes from: the agency that it names, and which of several retellings came first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from pipeline.dedupe import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

AGENCIES: dict[str, str] = {
    "ap": r"AP|A\.P\.|(?:The )?Associated Press|أسوشيتد برس|اسوشيتد برس",
    "afp": r"AFP|Agence France[- ]Presse|أ\.? ?ف\.? ?ب\.?|فرانس برس|АФП|Франс Пресс",
    "reuters": r"Reuters?|REUTERS?|رويترز|Рейтер|路透社?",
    "tass": r"(?:ITAR-)?TASS|ТАСС|تاس",
    "ria": r"RIA(?: Novosti)?|РИА(?: Новости)?",
    "interfax": r"Interfax|Интерфакс",
    "xinhua": r"Xinhua|XINHUA|新华社|شينخوا|Синьхуа",
    "dpa": r"dpa|DPA|Deutsche Presse-Agentur",
    "efe": r"EFE",
    "ansa": r"ANSA",
    "anadolu": r"Anadolu(?: Agency)?|Anadolu Ajansı|الأناضول|Анадолу",
    "sana": r"SANA|سانا|САНА",
    "irna": r"IRNA|إرنا|ИРНА",
    "kyodo": r"Kyodo(?: News)?",
    "yonhap": r"Yonhap",
    "pti": r"PTI|Press Trust of India",
    "ians": r"IANS",
    "upi": r"UPI|United Press International",
    "pa": r"PA Media|Press Association",
    "bloomberg": r"Bloomberg(?: News)?",
}
"""Agency → how it names itself in datelines, bylines and credits."""

_OPENING_CHARS = 300
_CLOSING_CHARS = 200
_PATTERNS = {
    name: (
        re.compile(rf"^[^\n]{{0,60}}?[(/\[]\s*(?:{names})\s*[)/\]]|^[^\n.]{{0,60}}[-–—]\s*(?:{names})\s*[-–—:.]", re.M),
        re.compile(rf"^\s*(?:By |Von |Par |Автор: )?[^\n]{{0,60}}\b(?:{names})\b[^\n]{{0,30}}$", re.M),
        re.compile(rf"[(/\[–—-]\s*(?:{names})\s*[)/\]]?\s*$|\n\s*(?:{names})\s*$|\b(?:Source|Источник|المصدر):\s*(?:{names})"),
    )
    for name, names in AGENCIES.items()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """The agency that a text comes from and how that is known: ``dateline``, ``byline``, ``credit`` or "" for both."""

    agency: str
    how: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A group of retellings.

    Attributes:
        first: the article published first (admitted first, where a publication time is missing).
        articles: all of the group, in that order.
        outlets: how many different ones.
    """

    first: str
    articles: tuple[str, ...]
    outlets: int


def origin(text: str, authors: Sequence[str] = ()) -> Origin:
    """Tell the agency by the dateline, then by authors and byline, then by the closing credit.

    ``BEIRUT (AP) —``, ``/TASS/``, ``By Bassem Mroue, Associated Press``, ``… – رويترز``. An agency that is merely
    quoted ("told Reuters") is none of these.
    """
    opening, closing = text[:_OPENING_CHARS], text.rstrip()[-_CLOSING_CHARS:]
    byline = "\n".join(authors)
    first_line = opening.split("\n", 1)[0] if "\n" in opening else ""
    for how, place, at in (("dateline", 0, opening), ("byline", 1, byline), ("byline", 1, first_line)):
        for name, patterns in _PATTERNS.items():
            if at and patterns[place].search(at):
                return Origin(name, how)
    for name, patterns in _PATTERNS.items():
        if patterns[2].search(closing):
            return Origin(name, "credit")
    return Origin("", "")


def lineage(connection: Connection, article_id: str) -> Lineage:
    """Gather the copies of an article (or of the one that it copies) and say which came first."""
    v = tables.versions.c
    root = _root(connection, article_id)
    group = (
        select(v.article_id, v.published_s, v.admitted_s, v.ordinal, v.source)
        .where(v.version == 1)
        .where(or_(v.article_id == root, v.of_id == root))
    )
    rows = sorted(connection.execute(group), key=lambda row: (row[1] if row[1] is not None else row[2], row[3]))
    articles = tuple(row[0] for row in rows)
    return Lineage(articles[0] if articles else "", articles, len({row[4] for row in rows}))


def _root(connection: Connection, article_id: str) -> str:
    v = tables.versions.c
    copied = select(v.of_id).where(v.article_id == article_id, v.decision == "copy").order_by(v.version.desc())
    found: str | None = connection.execute(copied).scalar()
    return found or article_id
