"""Who says so: the source that a sentence names for what it tells."""

from __future__ import annotations

import re

from pipeline.tag.claims.base import Scene, Told

_SAY = (
    r"(?:said|says|reported|reports|told|confirmed|announced|claimed|claims|added|acknowledged|wrote|stated|declared"
    r"|insisted|posted|alleged|tweeted|warned|described|estimated)"
)
_BEHIND = re.compile(
    rf"(?:,[\"']?|\"|^|- ) ?(?P<who>(?:[\w'.&-]+,? ){{0,11}}?[\w'.&)-]+?)(?: (?:has|have|had|also"
    rf"|later))? {_SAY}\b(?P<tail>[^,;]*)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according to|citing|quoting) (?P<who>(?:[\w'.&()-]+ ?){1,9})", re.IGNORECASE)
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
_LONGEST_WORDS = 12


def find_source(scene: Scene, at: int) -> Told[str] | None:
    """Find who is named as the source of the statement at an offset; None where the paper tells it itself.

    A pronoun ("he said") answers as it stands: the caller knows who spoke before.
    """
    for match in _ACCORDING.finditer(scene.text):
        return _cut(scene, match.start("who"), _according_end(scene.text, match))
    best: Told[str] | None = None
    for match in _BEHIND.finditer(scene.text):
        if scene.sentence.part == "title" and not _HEADLINE_SAY.match(scene.text, match.end("who")):
            continue  # "Election Announced" names nobody
        found = _cut(scene, match.start("who"), match.end("who"))
        if found and (best is None or match.start() <= at):
            best = found
    return best


def _according_end(text: str, match: re.Match[str]) -> int:
    words = match["who"]
    cut = re.search(
        r"\s(?:on|in|at|as|who|which|that|said|and (?!\w+ (?:officials|residents|activists))|while|after|when|from)\s",
        words,
    )
    return match.start("who") + (cut.start() if cut else len(words.rstrip()))


def _cut(scene: Scene, start: int, end: int) -> Told[str] | None:
    words = scene.text[start:end]
    if lead := _STOP.match(words):
        start += lead.end()
        words = scene.text[start:end]
    while tail := _TAIL.search(words):
        words = words[: tail.start()]
    if ", " in words and not _is_titled(*words.rpartition(", ")[::2]):
        start += words.rindex(", ") + 2
        words = words.rpartition(", ")[2]
    words = words.rstrip(" ,.'\"")
    if not words or words.lower().split()[0] in _IMPERSONAL - _PRONOUN or len(words.split()) > _LONGEST_WORDS:
        return None
    if _DAY_IN.search(words) or _JOINS.search(words):
        return None
    return Told(words, scene, start, start + len(words))


def _is_titled(name: str, title: str) -> bool:
    """Whether the words behind a comma describe the name before it: "Rami Abdulrahman, the head of the group"."""
    return bool(_PERSON_NAME.search(name)) and title[:1].islower() and not _DEED.search(name)


def is_pronoun(source: Told[str]) -> bool:
    """Whether the source is named by a pronoun alone."""
    return source.value.lower() in _PRONOUN
