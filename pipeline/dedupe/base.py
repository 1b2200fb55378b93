"""The values of the decide station: what comes in, what is decided, the settings of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model import identity
from pipeline.model.article import Verdict

RULE = "repeats-3"
"""Name and version of the rule: changes whenever the same input may be decided otherwise."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An extracted article that waits for its decision.

    Attributes:
        item_id: the admitted sighting of a feed entry that brought it.
        url: the address that the feed announced; fetched_url: where the page was after redirects.
        canonical_link: the page's own ``rel=canonical``, "" when it names none.
        source: the outlet's registered domain.
        text: NFC, as extracted.
        admitted_at: aware UTC; the decider's only clock.
        content_hash: `pipeline.model.identity.content_hash` of title and text.
    """

    item_id: str
    feed_id: str
    url: str
    fetched_url: str
    canonical_link: str
    source: str
    title: str
    text: str
    language: str
    published_at: datetime | None
    admitted_at: datetime
    content_hash: str


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: the article, the ordinal of its version, and why.

    Attributes:
        ordinal: the place in the order of decisions, 0 where nothing was stored (`unchanged`, an undo).
        aliases: addresses bound by this decision, and refused: ``how=key``, see `pipeline.model.article.Article`.
    """

    article_id: str
    version: int
    verdict: Verdict
    ordinal: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DedupeConfig:
    """The bounds of the window. The thresholds of the rule are constants beside its code.

    Attributes:
        window_days: how far back (in admission time) a repeat is looked for.
        max_versions: how many article versions the window holds at most.
        forget_identity: whether an article that leaves the window may come back as new (a bounded call of
            ``stage dedupe``); the live decider keeps identity for ever.
        admission_is_time: whether the admission stands in for a missing publication time; not where lines of a
            file are admitted one after the other.
        max_candidates: how many near-duplicate candidates are verified for one article.
        story_window: how many of the newest articles may attract a further one to their story.
    """

    window_days: float = 30.0
    max_versions: int = 10_000_000
    max_candidates: int = 12
    story_window: int = 20_000
    forget_identity: bool = False
    admission_is_time: bool = True


def story_of(article_id: str) -> str:
    """The id of the story that an article begins."""
    return "s" + identity.digest("story", article_id)
