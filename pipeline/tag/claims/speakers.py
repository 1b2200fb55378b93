"""Which actors of a sentence only say something: "police in Quetta said gunmen had killed six"."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.tag.text.cues import AnyCase, Cued, stems_of

_SPEAKS = Cued(
    r"^(?:[^,;.]{0,45}| (?:in|from|for|of|at|near) [^,;.]{2,40},(?: [\w '-]{3,25},){1,2} )"
    r"\b(?:sa(?:id|ys?)|told|reported|announced|confirmed|claimed|added|spokes\w+|statement|media|television|news)\b",
    re.IGNORECASE,
)
_REACTS = AnyCase(
    r"^(?! (?:was|were|is|are|ha[sd] been|have been|being) (?:\w+ )?(?:blam|accus))[^,;.]{0,30}"
    r"\b(?:blam|accus|complain|alleg|condemn|urg|call(?:s|ed) (?:on|for)|reject|prais|welcom"
    r"|den(?:ies|ied)|hail|denounc)\w*",
)
_OWN_DEED = re.compile(r"^[^,;.]{0,30}\b(?:that|had|have|has)\b")
_SAID_BY = Cued(r"\b(?:according to|said|told|spokes\w+ for|citing)(?: [\w'-]+){0,4} ?$", re.IGNORECASE)
_DOES = re.compile(
    r"(?: (?:on|in|from) [\w-]+)? (?:had |have |has |were |was )?(?:also )?"
    r"(?:[a-z]{2,}(?:ed|en)|shot|hit|blew|took|struck|fought|set|fell|laid|broke|threw|cut|beat)\b"
)
"""Behind "police said" the next words are no speaker, but do something: "said gunmen killed"."""
_BEFORE_CHARS, _AFTER_CHARS = 40, 120


@lru_cache(maxsize=64)
def only_speaks(text: str, start: int, end: int) -> bool:
    """Whether the actor ``text[start:end]`` tells or judges and does nothing; asked for each event of a sentence."""
    after, before = text[end : end + _AFTER_CHARS], text[max(0, start - _BEFORE_CHARS) : start]
    known = stems_of(text)
    if (_SAID_BY.search(before, known) and not _DOES.match(after)) or _REACTS.match(after):
        return True
    return bool(_SPEAKS.match(after, known)) and not _OWN_DEED.match(after)
