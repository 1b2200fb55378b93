"""Whether a text repeats an earlier one, and whether it says anything that the earlier one did not.

Containment of word shingles says how much text is shared; it cannot tell a corrected story from tomorrow's issue of
the same form (market reports, bulletins, rate tables share up to 0.9). What tells them apart is what *both* sides
have and the other lacks: a cut or an extended text lacks facts on one side only, a form filled in anew lacks them
on both. So each kind of fact is measured on the side that lacks the smaller share of its own (`Contrast`).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.dedupe import facts
from pipeline.dedupe.profile import Profile
from pipeline.model.words import Control, Decision

MIN_WORDS = 8
"""Texts below this are never joined: a bare headline is a candidate and no proof."""
SHORT_WORDS = 70
"""In shorter texts a form has too few words of its own to tell one filling from another."""
TINY_WORDS = 30
ROUNDUP = 3
JOIN = 0.55
JOIN_SAME_TITLE = 0.25
JOIN_SAME_TITLE_NO_TIME = 0.38
JOIN_CORRECTION = 0.3
"""A correction is written anew where it corrects: of six short wires 0.33 to 0.44 was left."""
JOIN_LATE = 0.75
SURE = 0.9
EDITED = 0.97
SAME_CYCLE_H = 12.0
NEXT_ISSUE_H = 14.0
LATE_H = 72.0
OTHER_DAYS = 3.0
_SAME_TITLE = 0.8
_SOME_TITLE = 0.3
_FEW_FIGURES = 0.25
_MANY_FIGURES = 0.6
_OTHER_NAMES = 0.12
_MANY_OTHER_NAMES = 0.35
_OTHER_TITLE = 0.15
_QUITE_OTHER_TITLE = 0.3
_FORM = 0.85
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text is to an earlier one: `Decision.COPY`, `Decision.UPDATE` or None (nothing)."""

    decision: Decision | None
    similarity: float
    reason: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """How far two texts tell different things, each in [0, 1].

    Attributes:
        figures, names, title: the smaller of the two shares of own facts (figures, names, title words) that the
            other text lacks; 0 where one side has none.
        titles: Jaccard similarity of the title words.
        days: the least distance in days between the calendar days in the two leads, None when one names none.
        editions: each names an edition ("at midday", "closes", "Tuesday", "up") that the other does not.
        subject: each title begins with a word that the other title lacks.
        tiny: one of the texts has fewer than `TINY_WORDS` words.
        roundup: one text is `ROUNDUP` times as long as the other.
        short: one of the texts has fewer than `SHORT_WORDS` words.
    """

    figures: float
    names: float
    title: float
    titles: float
    days: float | None
    editions: bool
    subject: bool
    tiny: bool
    roundup: bool
    short: bool


def containment(old: Profile, new: Profile) -> float:
    """Return the share of the smaller text's distinct shingles that the other holds, in [0, 1]."""
    smaller = min(len(old.shingles), len(new.shingles))
    if smaller == 0:
        return 0.0
    return len(old.shingles & new.shingles) / smaller


def contrast(old: Profile, new: Profile) -> Contrast:
    """Measure how far two texts tell different things."""
    mine, theirs = old.title_content, new.title_content
    smaller, larger = sorted((len(old.tokens), len(new.tokens)))
    return Contrast(
        figures=_both_lack(old.figures, new.figures, old.figures, new.figures),
        names=_both_lack(old.names, new.names, old.vocabulary, new.vocabulary),
        title=_both_lack(mine, theirs, old.vocabulary, new.vocabulary),
        titles=len(mine & theirs) / max(1, len(mine | theirs)),
        days=facts.days_apart(old.lead_days, new.lead_days),
        editions=bool(old.editions - new.editions and new.editions - old.editions),
        subject=bool(old.subject and new.subject) and old.subject not in theirs and new.subject not in mine,
        tiny=smaller < TINY_WORDS,
        roundup=larger > ROUNDUP * smaller,
        short=smaller < SHORT_WORDS,
    )


def relate(old: Profile, new: Profile, gap_h: float | None) -> Relation:
    """Compare a new text with an earlier one; ``gap_h`` is the hours between their publications, None if unknown."""
    similarity = round(containment(old, new), 4)
    if min(old.text_words, new.text_words) < MIN_WORDS or similarity < JOIN_SAME_TITLE:
        return Relation(None, similarity, "too little in common")
    if _same_words(old, new) and not _late(gap_h):
        return Relation(Decision.COPY, similarity, "same words")
    if against := _against(old, new, similarity, gap_h):
        return Relation(None, similarity, against)
    return _joined(old, new, similarity)


def _joined(old: Profile, new: Profile, similarity: float) -> Relation:
    """Copy or update: whether the new text says anything of its own."""
    about = f"containment {similarity:.2f}"
    changes = differences(old, new)
    if new.corrects and not old.corrects:
        return Relation(Decision.UPDATE, similarity, f"{about}, a correction", changes)
    if changes:
        return Relation(Decision.UPDATE, similarity, f"{about}, facts differ", changes)
    if similarity < EDITED and (digits := new.digits - old.digits):
        # "ten" made "10" in an edited text may be the same fact or another: it is read rather than taken for a copy
        return Relation(Decision.UPDATE, similarity, f"{about}, edited", f"digits: {_list(digits)}")
    return Relation(Decision.COPY, similarity, f"{about}, no fact differs")


def _same_words(old: Profile, new: Profile) -> bool:
    """Whether the texts are equal, word by word; a tiny one says too little of its own for that to prove anything."""
    return len(old.tokens) >= TINY_WORDS and old.in_order.tobytes() == new.in_order.tobytes()


def _late(gap_h: float | None) -> bool:
    return gap_h is not None and gap_h > LATE_H


def _against(old: Profile, new: Profile, similarity: float, gap_h: float | None) -> str:
    """Why the two are not one story retold; "" when nothing speaks against it."""
    if Control.NONE not in (old.control, new.control) and old.control != new.control:
        return "control differs"
    unlike = contrast(old, new)
    if old.corrects or new.corrects:
        unlike = replace(unlike, figures=0.0, days=None, editions=False)
    needed = _needed(unlike, gap_h)
    if new.corrects and not old.corrects and unlike.titles >= _SOME_TITLE and not _late(gap_h):
        needed = min(needed, JOIN_CORRECTION)
    if similarity < needed:
        return "too little in common"
    return _other_day(unlike, similarity, gap_h) or _other_filling(unlike, similarity)


def _needed(unlike: Contrast, gap_h: float | None) -> float:
    """The containment that joins: less under one title in one news cycle, more after days."""
    if _late(gap_h):
        return SURE if unlike.figures or unlike.short else JOIN_LATE
    same_facts = unlike.figures <= 2 * _FEW_FIGURES and unlike.names <= _MANY_OTHER_NAMES
    if unlike.titles < _SAME_TITLE or not same_facts:
        return JOIN
    if gap_h is None:
        return JOIN_SAME_TITLE_NO_TIME if unlike.figures <= _FEW_FIGURES else JOIN
    return JOIN_SAME_TITLE if gap_h <= SAME_CYCLE_H else JOIN


def _other_day(unlike: Contrast, similarity: float, gap_h: float | None) -> str:
    """Why this is a later issue of the same form; "" when it is not."""
    if unlike.editions and similarity < SURE:
        return "another edition of the same form"
    if not unlike.figures:
        return ""
    other_days = unlike.days is not None and unlike.days >= OTHER_DAYS
    if _late(gap_h) or (other_days and (gap_h is None or gap_h > NEXT_ISSUE_H)):
        return "other figures on another day"
    if unlike.figures > _FEW_FIGURES and similarity < _FORM and gap_h is not None and gap_h > NEXT_ISSUE_H:
        return "other figures in the next issue"
    return ""


def _other_filling(unlike: Contrast, similarity: float) -> str:
    """Why this is the same form about something else on the same day; "" when it is not."""
    if unlike.short and unlike.titles < _SOME_TITLE and unlike.title > _OTHER_TITLE:
        told_otherwise = unlike.figures or unlike.names or unlike.tiny or unlike.roundup
        if told_otherwise or similarity < JOIN_LATE:
            return "a short form under another title"
    if similarity >= SURE:
        return ""
    if unlike.figures > _MANY_FIGURES and similarity < _FORM:
        return "the same form with other figures"
    return "the same form about others" if _about_others(unlike) else ""


def _about_others(unlike: Contrast) -> bool:
    other_actors = unlike.names > _OTHER_NAMES or unlike.title >= _QUITE_OTHER_TITLE
    other_title = unlike.title > _OTHER_TITLE and other_actors and (bool(unlike.figures) or unlike.short)
    other_subject = unlike.subject and bool(unlike.figures) and unlike.names > _OTHER_NAMES
    return other_title or other_subject or (unlike.title >= _QUITE_OTHER_TITLE and unlike.names >= _MANY_OTHER_NAMES)


def differences(old: Profile, new: Profile) -> str:
    """Name the figures, names, days and control that the new text says and the old one does not; "" for none."""
    parts = []
    if figures := new.figures - old.figures:
        parts.append(f"figures: {_list(figures)}")
    if novel := _novel_names(old, new):
        parts.append(f"names: {_list(novel)}")
    if old.control != new.control:
        parts.append(f"control: {old.control.value} to {new.control.value}")
    return "; ".join(parts)


def _list(found: AbstractSet[str]) -> str:
    return ", ".join(sorted(found)[:_SHOWN])


def _novel_names(old: Profile, new: Profile) -> frozenset[str]:
    """Names that only the new text has; in a script without capitals, any new word set between two old ones."""
    if facts.has_case(new.text):
        return new.names - old.vocabulary
    known = [word in old.vocabulary for word in new.tokens]
    return frozenset(
        word
        for i, word in enumerate(new.tokens)
        if not known[i] and 0 < i < len(known) - 1 and known[i - 1] and known[i + 1] and word not in facts.EMPTY_WORDS
    )


def _both_lack(
    mine: AbstractSet[str], theirs: AbstractSet[str], held_here: AbstractSet[str], held_there: AbstractSet[str]
) -> float:
    if not mine or not theirs:
        return 0.0
    return min(len(mine - held_there) / len(mine), len(theirs - held_here) / len(theirs))
