"""The correction record: a join that a person took back, or gave back, on ``news.corrections``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.identity import digest
from pipeline.model.tagging import ClaimDate, Place


class CorrectionKind(StrEnum):
    """Which join was wrong."""

    MERGE = "merge"
    COPY = "copy"
    ALIAS = "alias"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """A claim, known again whatever tagger coded it: what it tells of, and in which article.

    A claim's id holds the tagger's version and its place in the tagging, and both change with the next tagger. What
    stays is the article (its id survives revisions and new extractions), and, where the tagger did not err, what
    happened, where and when. How near two of these must be is the merge rule's to say (`pipeline.merge.apart`).
    """

    article_id: str
    type: str
    place: Place | None
    date: ClaimDate | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One join undone, or such an undo revoked. The natural key is (``correction_id``, ``at``); the latest holds.

    Attributes:
        correction_id: of what was joined: the same undo twice has one id (see `correction_id`).
        standing: True for the undo, False where it is taken back itself.
        at: when it was decided; later than any earlier record of the same id.
        note: why, in a person's words.
        article_id: whose join it was; of a merge the article of the first parted claim.
        of: what it was joined with: the article (copy, alias), the story, or the event at that time.
        into: the story that an article of an undone copy or story is in from then on, else "".
        url: of an alias: its key in the table of aliases; else "".
        how: of an alias: how it came about (``canonical``, ``redirect``), else "".
        parted, others: of a merge only: none of the one is ever in one event with one of the others.
    """

    correction_id: str
    kind: CorrectionKind
    standing: bool
    at: datetime
    note: str
    article_id: str
    of: str
    into: str = ""
    url: str = ""
    how: str = ""
    parted: tuple[ClaimKey, ...] = ()
    others: tuple[ClaimKey, ...] = ()


def correction_id(kind: CorrectionKind, *joined: str) -> str:
    """The id of the undo of one join: ``u`` and 20 hex digits, the same for the same join."""
    return "u" + digest("correction", kind, *joined)
