"""Who says so: the source that a sentence names for what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.tag.claims.base import Scene, Told
from pipeline.tag.text.cues import Cued

_SAY = (
    r"(?:said|says?|reported|reports|told|confirmed|announced|claimed|claims|added|acknowledged|wrote|stated|declared"
    r"|insisted|posted|alleged(?= (?:that|the)\b|,)|tweeted|warned|described|estimated)"
)
_BEHIND = Cued(
    rf"(?:,[\"']?|\"|^|- ) ?(?P<who>(?:[\w'.&()-]+,? ){{0,11}}?[\w'.&()-]+?),?(?: (?:has|have|had|also"
    rf"|later))? {_SAY}\b(?P<tail>[^,;]*)",
    re.IGNORECASE,
)
_SAID_BY = Cued(
    r"(?:,[\"']?|\") (?:said|says|announced|added|reported|wrote) (?P<who>(?:[\w'.&()-]+ ?){1,8})", re.IGNORECASE
)
"""The verb before its speaker: "…, said the mayor of the town"."""
_NO_SPEAKER = re.compile(r"(?:on|in|at|to|that|by|it|he|she|they|there|for|a \w+ later|\w+ing)\b")
_ACCORDING = Cued(r"\b(?:according to|citing|quoting) (?P<who>(?:[\w'.&()-]+ ?){1,9})", re.IGNORECASE)
_IMPERSONAL = frozenset(
    {"it", "that", "which", "what", "this", "there", "as", "being", "reportedly", "and", "who", "than", "was", "were"}
)
_PRONOUN = frozenset({"he", "she", "they", "it", "we", "i"})
_STOP = re.compile(
    r"^(?:(?:on|in|at|but|and|as|meanwhile|also|the statement|a statement|late|early|earlier|later|when|while|that"
    r"|where|for|after|from|a statement from|with) )+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s(?:on|in|at|as|who|which|that|said|and that|while|after|when|of the|late|early)$", re.IGNORECASE)
_DAY_IN = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:have been|has been|were|was|had been|are)\b", re.IGNORECASE
)
_DEED = re.compile(r"\b(?:\w+ed|\w+ing|\d+|struck|hit|shot|dead)\b", re.IGNORECASE)
_PERSON_NAME = re.compile(r"^(?:[\w.-]+ ){0,4}[A-Z][\w.'-]+ [A-Z][\w'-]+$")
_JOINS = re.compile(r" (?:after|before|when|while|since|until|they|which|where|because) ", re.IGNORECASE)
_HEADLINE_SAY = re.compile(r" (?:says?|claims?|reports?)\b", re.IGNORECASE)
_APPOSED = re.compile(r"(?P<name>(?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w'-]+), ")
_LONGEST_WORDS = 12
_SOURCE_SENTENCES, _MEMORY_SENTENCES = 3, 4


def find_source(scene: Scene, at: int) -> Told[str] | None:
    """Find who is named as the source of the statement at an offset; None where the paper tells it itself.

    A pronoun ("he said") answers as it stands: the caller knows who spoke before.
    """
    best: _Source | None = None
    for source in _sources(scene.text, headline=scene.sentence.part == "title"):
        if best is None or source.at <= at:
            best = source
    return Told(best.words, scene, best.start, best.start + len(best.words)) if best else None


class _Source(NamedTuple):
    """Who is named in a sentence: the statement begins at ``at``, the name at ``start``."""

    at: int
    start: int
    words: str


@lru_cache(maxsize=64)
def _sources(text: str, *, headline: bool) -> tuple[_Source, ...]:
    """All that a sentence names as sources, in order; "according to" alone where it says so."""
    for match in _ACCORDING.finditer(text):
        source = _cut(text, 0, match.start("who"), _according_end(text, match))
        return (source,) if source else ()
    found = [
        _cut(text, match.start(), match.start("who"), match.end("who"))
        for match in _BEHIND.finditer(text)
        if not headline or _HEADLINE_SAY.match(text, match.end("who"))  # "Election Announced" names nobody
    ]
    if not headline:
        found.extend(_behind_the_verb(text))
    return tuple(source for source in found if source)


def _behind_the_verb(text: str) -> Iterator[_Source | None]:
    for match in _SAID_BY.finditer(text):
        apposed = any(told.end("who") == match.start() for told in _BEHIND.finditer(text))
        if not apposed and not _NO_SPEAKER.match(match["who"]):
            yield _cut(text, 0, match.start("who"), _according_end(text, match))


def _according_end(text: str, match: re.Match[str]) -> int:
    words = match["who"]
    cut = re.search(
        r"\s(?:on|in|at|as|who|which|that|said|and (?!\w+ (?:officials|residents|activists))|while|after|when|from)\s",
        words,
    )
    return match.start("who") + (cut.start() if cut else len(words.rstrip()))


def _cut(text: str, at: int, start: int, end: int) -> _Source | None:
    words = text[start:end]
    if " - " in words:  # behind a dateline
        start += words.rindex(" - ") + 3
        words = text[start:end]
    if lead := _STOP.match(words):
        start += lead.end()
        words = text[start:end]
    while tail := _TAIL.search(words):
        words = words[: tail.start()]
    if text[end : end + 1] == "," and (named := _APPOSED.match(words)):  # "Sunil Netam, Superintendent of Police, said"
        words = named["name"]
    if ", " in words and not _is_titled(*words.rpartition(", ")[::2]):
        start += words.rindex(", ") + 2
        words = words.rpartition(", ")[2]
    words = words.rstrip(" ,.'\"")
    if not words or words.lower().split()[0] in _IMPERSONAL - _PRONOUN or len(words.split()) > _LONGEST_WORDS:
        return None
    if _DAY_IN.search(words) or _JOINS.search(words):
        return None
    return _Source(at, start, words)


def _is_titled(name: str, title: str) -> bool:
    """Whether the words behind a comma describe the name before it: "Rami Abdulrahman, the head of the group"."""
    return bool(_PERSON_NAME.search(name)) and title[:1].islower() and not _DEED.search(name)


def is_pronoun(source: Told[str]) -> bool:
    """Whether the source is named by a pronoun alone."""
    return source.value.lower() in _PRONOUN


def ledesource(scenes: Sequence[Scene]) -> Told[str] | None:
    """The source of the first sentence of the text: that of the main event where no telling of it has one."""
    lede = next((scene for scene in scenes if scene.sentence.part == "text"), None)
    source = find_source(lede, 0) if lede and lede.sentence.index <= _SOURCE_SENTENCES else None
    return None if source is None or is_pronoun(source) else source


def speaker_before(scenes: Sequence[Scene], index: int) -> Told[str] | None:
    """Who spoke last in the few sentences before that of a number: what "he" means there in "he said"."""
    near = [scene for scene in scenes if index - _MEMORY_SENTENCES <= scene.sentence.index < index]
    spoke = (find_source(scene, 0) for scene in reversed(near))
    return next((source for source in spoke if source is not None and not is_pronoun(source)), None)
