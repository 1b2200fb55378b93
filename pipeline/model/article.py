"""The article record: what `publish` sends to ``news.articles``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.model.words import Decision, How

UNDONE_REASON = "join undone"
"""The reason of a verdict that takes an earlier one back: of two records with one natural key it is the later."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the decider said of one item.

    Attributes:
        decision: one of the five words.
        of: the surviving article id (copy, update, revised, unchanged), "" for `new`.
        reason: a short stable phrase, e.g. ``containment 0.97, no figure differs``.
        similarity: in [0, 1], rounded to 4 digits; None where nothing was compared.
        rule: name and version of the rule that decided, e.g. ``repeats-1``.
        story_id: the story at arrival.
        changes: the semantic difference in words (figures, actors, places), "" where none.
    """

    decision: Decision
    of: str
    reason: str
    similarity: float | None
    rule: str
    story_id: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    r"""One version of one article, under one extraction. All times are aware UTC.

    The natural key is (``article_id``, ``version``, ``extraction``). ``text`` is NFC with
    ``\n`` line ends and is never altered after extraction: all offsets refer to it.

    Attributes:
        item_id: the admitted sighting of a feed entry that brought it.
        feed_id, feed_url, entry_key, entry_title, entry_link: where it was announced.
        url: the canonical URL that the article is known by (first seen wins).
        fetched_url: where the page was in the end, after redirects.
        source: the outlet: its registered domain.
        language: ISO 639-1, "" when unknown.
        published_at: None when unknown; ``published_how`` says from where.
        date_candidates: all dates met, ``how=value``, for audit.
        admitted_at: the record's own timestamp.
        page_sha256: of the fetched bytes; ``page_bytes`` their number.
        archive_ref: the place of the page in the archive, "" while none is kept.
        content_hash: `pipeline.model.identity.content_hash` of title and text.
        ordinal: the place in the order of decisions; 0 where an older program wrote the record.
        aliases: addresses that the decision bound to the article, ``how=key`` (url, redirect, canonical), and the
            ``refused=key`` of a rel=canonical that several bodies claim; none where an older program wrote the record.
    """

    article_id: str
    version: int
    extraction: str
    item_id: str
    feed_id: str
    feed_url: str
    entry_key: str
    entry_title: str
    entry_link: str
    url: str
    fetched_url: str
    source: str
    title: str
    text: str
    authors: tuple[str, ...]
    language: str
    published_at: datetime | None
    published_how: How
    updated_at: datetime | None
    updated_how: How
    first_seen_at: datetime
    fetched_at: datetime
    admitted_at: datetime
    date_candidates: tuple[str, ...]
    page_sha256: str
    page_bytes: int
    archive_ref: str
    content_hash: str
    verdict: Verdict
    ordinal: int = 0
    aliases: tuple[str, ...] = ()
