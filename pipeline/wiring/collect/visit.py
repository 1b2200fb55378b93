"""One visit of a page: fetched, told from its last visit, extracted; the answer is a value."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime

from pipeline.extract import Extracted, Page
from pipeline.fetch import Fetched, Fetcher, Request
from pipeline.model.words import Outcome, Stage
from pipeline.state import EndedItem, ExtractedItem, LeasedItem, Visit
from pipeline.wiring.collect.ledger import ledger_message, outcome_record, storable
from pipeline.wiring.collect.options import Clock, Extractor
from pipeline.wiring.collect.payload import VisitedPage, pack
from pipeline.wiring.collect.schedule import next_try

Answer = ExtractedItem | EndedItem

MAX_PAYLOAD_BYTES = 3_000_000
"""An article above this would not fit into a message of its topic."""

FULL_VISIT_EVERY = 8
"""After so many visits in a row that brought nothing, a page is asked for without validators."""

_GATE = frozenset({Outcome.CONSENT_WALL, Outcome.BOT_CHALLENGE, Outcome.PAYWALL_STUB, Outcome.NOT_AN_ARTICLE})


async def visit_page(item: LeasedItem, fetcher: Fetcher, extractor: Extractor, clock: Clock) -> tuple[Answer, Fetched]:
    """Fetch and extract the page of one item; the fetch is answered too, for the host's sake."""
    fetched = await fetcher.fetch(page_request(item))
    now = clock()
    if fetched.outcome not in (Outcome.OK, Outcome.NOT_MODIFIED):
        return end(item, Stage.FETCH, fetched.outcome, fetched.detail, fetched.attempts, now), fetched
    sha256 = hashlib.sha256(fetched.body).hexdigest()
    if is_same(item, fetched, sha256):
        return _extracted(item, fetched, now, item.page.sha256 if item.page else sha256, None), fetched
    page = Page(fetched.final_url, fetched.body, fetched.content_type, fetched_at=now, announced_at=item.announced_at)
    said = await asyncio.wrap_future(extractor.submit(page))
    if said.outcome is not Outcome.OK:
        stage = Stage.GATE if said.outcome in _GATE else Stage.EXTRACT
        return end(item, stage, said.outcome, said.detail, fetched.attempts, now), fetched
    return _extracted(item, fetched, now, sha256, said), fetched


def page_request(item: LeasedItem) -> Request:
    """The request for a page: conditional if this very address was decided before."""
    known = item.page
    if known is None or known.url != item.url or item.quiet % FULL_VISIT_EVERY == FULL_VISIT_EVERY - 1:
        return Request(item.url)
    return Request(item.url, etag=known.etag, last_modified=known.last_modified)


def is_same(item: LeasedItem, fetched: Fetched, sha256: str) -> bool:
    """Whether the page is the one that was decided at the last visit: a 304, or the same bytes."""
    if item.page is None:
        return False
    return fetched.outcome is Outcome.NOT_MODIFIED or (item.page.url == item.url and item.page.sha256 == sha256)


def end(item: LeasedItem, stage: Stage, outcome: Outcome, detail: str, attempts: int, now: datetime) -> EndedItem:
    """The answer for an item that came to a terminal outcome."""
    failures = item.failures + 1
    return EndedItem(
        item=item,
        outcome=str(outcome),
        wire_attempts=attempts,
        visit=Visit(quiet=item.quiet, failures=failures, next_revisit=next_try(outcome, failures, now)),
        ledger=ledger_message(outcome_record(item, stage, outcome, detail or str(outcome), attempts)),
    )


def _extracted(item: LeasedItem, fetched: Fetched, now: datetime, sha256: str, said: Extracted | None) -> Answer:
    payload = pack(
        VisitedPage(
            fetched_url=storable(fetched.final_url),
            fetched_at=now,
            etag=storable(fetched.etag),
            last_modified=storable(fetched.last_modified),
            sha256=sha256,
            page_bytes=len(fetched.body),
            extracted=said,
        )
    )
    if len(payload) > MAX_PAYLOAD_BYTES:
        detail = f"an article of {len(payload)} bytes, at most {MAX_PAYLOAD_BYTES} are kept"
        return end(item, Stage.EXTRACT, Outcome.TOO_LARGE, detail, fetched.attempts, now)
    return ExtractedItem(item=item, payload=payload, wire_attempts=fetched.attempts)
