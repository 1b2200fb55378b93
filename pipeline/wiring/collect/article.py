"""From a visited page and its feed entry to the decider's candidate and the article record."""

from __future__ import annotations

from datetime import datetime

from pipeline.dedupe import Candidate, Decided
from pipeline.extract import Extracted
from pipeline.model.article import Article
from pipeline.model.identity import content_hash
from pipeline.model.urls import canonical_url, registered_domain
from pipeline.model.words import How
from pipeline.state import ReadyItem
from pipeline.wiring.collect.ledger import storable
from pipeline.wiring.collect.payload import VisitedPage


def candidate_of(item: ReadyItem, page: VisitedPage, said: Extracted) -> Candidate:
    """What the decider looks at."""
    title = title_of(item, said)
    published_at, _ = published_of(item, page, said)
    return Candidate(
        item_id=item.item_id,
        feed_id=item.feed_id,
        url=item.url,
        fetched_url=page.fetched_url,
        canonical_link=storable(said.canonical_link),
        source=source_of(page.fetched_url),
        title=title,
        text=storable(said.text),
        language=said.language,
        published_at=published_at,
        admitted_at=item.admitted_at,
        content_hash=content_hash(title, storable(said.text)),
    )


def article_of(
    item: ReadyItem, page: VisitedPage, said: Extracted, decided: Decided, url: str, first_seen_at: datetime
) -> Article:
    """The record of one version of an article, known by ``url`` since ``first_seen_at``."""
    title = title_of(item, said)
    published_at, published_how = published_of(item, page, said)
    updated_at, updated_how = updated_of(item, page, said)
    return Article(
        article_id=decided.article_id,
        version=decided.version,
        extraction=page.extraction,
        item_id=item.item_id,
        feed_id=item.feed_id,
        feed_url=item.feed_url,
        entry_key=item.entry_key,
        entry_title=item.values.title,
        entry_link=item.values.link,
        url=url,
        fetched_url=page.fetched_url,
        source=source_of(page.fetched_url),
        title=title,
        text=storable(said.text),
        authors=tuple(storable(author) for author in said.authors or item.values.authors),
        language=said.language,
        published_at=published_at,
        published_how=published_how,
        updated_at=updated_at,
        updated_how=updated_how,
        first_seen_at=first_seen_at,
        fetched_at=page.fetched_at,
        admitted_at=item.admitted_at,
        date_candidates=date_candidates(item, said),
        page_sha256=page.sha256,
        page_bytes=page.page_bytes,
        archive_ref="",
        content_hash=content_hash(title, storable(said.text)),
        verdict=decided.verdict,
        ordinal=decided.ordinal,
        aliases=decided.aliases,
    )


def title_of(item: ReadyItem, said: Extracted) -> str:
    """The page's title; where it has none, the one that the feed announced."""
    return storable(said.title) or item.values.title


def source_of(url: str) -> str:
    """The outlet: the registered domain, "" for an address without a host."""
    try:
        return registered_domain(url)
    except ValueError:
        return ""


def known_url(page: VisitedPage) -> str:
    """The canonical URL of where the page was in the end."""
    try:
        return canonical_url(page.fetched_url)
    except ValueError:
        return page.fetched_url


def published_of(item: ReadyItem, page: VisitedPage, said: Extracted) -> tuple[datetime | None, How]:
    """The page's own date, else the feed's; no feed's date beyond the fetch is believed."""
    if said.published_at is not None:
        return said.published_at, said.published_how
    return _from_feed(item.values.published, page.fetched_at)


def updated_of(item: ReadyItem, page: VisitedPage, said: Extracted) -> tuple[datetime | None, How]:
    """As `published_of`, for the last update."""
    if said.updated_at is not None:
        return said.updated_at, said.updated_how
    return _from_feed(item.values.updated, page.fetched_at)


def _from_feed(at: datetime | None, fetched_at: datetime) -> tuple[datetime | None, How]:
    return (at, How.FEED) if at is not None and at <= fetched_at else (None, How.NONE)


def date_candidates(item: ReadyItem, said: Extracted) -> tuple[str, ...]:
    """All dates met, the feed's too, for audit."""
    told = (("feed:published", item.values.published), ("feed:updated", item.values.updated))
    return said.date_candidates + tuple(f"{how}={at.isoformat()}" for how, at in told if at is not None)
