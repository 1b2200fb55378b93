"""Month names and zone abbreviations as feeds write them: facts, hardly any logic.

Names are lower case with accents off. A key matches every word that begins with it, the longest key
first: ``juin`` and ``juil`` before ``jui``. Where two languages disagree the one with more news feeds wins
(``lis``: Polish November, not Croatian October; ``CST``: Chicago, not Shanghai).
"""

from __future__ import annotations

import unicodedata

_BY_MONTH = {
    1: "jan ene gen янв січ sty oca led sau ιαν يناير",
    2: "feb fev feu фев лют lut sub uno vas φεβ فبراير شباط helmi",
    3: "mar mrt mrz maer бер brez kov μαρ مارس آذار maalis",
    4: "apr abr avr апр кві kwi nis dub bal απρ أبريل نيسان huhti",
    5: "may mai mag maj mei май мая тра kve geg μαι مايو أيار touko",
    6: "jun juin giu haz июн чер cze cerven bir ιουν يونيو حزيران kesa",
    7: "jul juil lug tem июл лип lip cervenec cvc lie ιουλ يوليو تموز heina",
    8: "aug ago aou agu agt авг сер sie srp rugp αυγ أغسطس elo",
    9: "sep set sze eyl сен вер wrz zar rugs σεπ سبتمبر أيلول syys",
    10: "oct okt out ott eki окт жов paz rij spal οκτ أكتوبر loka",
    11: "nov kas ноя лис lis lap νοε نوفمبر marras",
    12: "dec dez dic des gru ara дек гру pro grd δεκ ديسمبر joulu",
}


def folded(word: str) -> str:
    """Answer the word lower case with its accents off, the form in which names are compared."""
    marks_on = unicodedata.normalize("NFKD", word.lower().replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in marks_on if not unicodedata.combining(c))


MONTHS: dict[str, int] = {folded(name): month for month, names in _BY_MONTH.items() for name in names.split()}
"""Folded beginning of a month name → 1 to 12."""

ZONES_H: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "ist": 5.5, "cet": 1, "cest": 2,
    "met": 1, "mest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "msd": 4, "trt": 3, "ast": -4,
    "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "et":
    -5, "ct": -6, "mt": -7, "pt": -8, "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3,
    "brst": -2, "art": -3, "clt": -4, "cot": -5, "pet": -5, "sast": 2, "cat": 2, "eat": 3, "wat": 1, "irst":
    3.5, "irdt": 4.5, "gst": 4, "pkt": 5, "npt": 5.75, "wib": 7, "ict": 7, "wita": 8, "hkt": 8, "sgt": 8,
    "myt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "wit": 9, "acst": 9.5, "acdt": 10.5, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Zone abbreviation, lower case → hours ahead of UTC."""
