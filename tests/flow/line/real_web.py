"""The real pages of the shared data as a web: a feed for each host, and runs over it that must add up."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.feeds import FeedSource
from pipeline.model.article import Article
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.words import Decision, Outcome
from pipeline.records import decode
from pipeline.settings import Settings, prepared, read_settings
from pipeline.stream import ARTICLES, OUTCOMES
from pipeline.testweb import SitePage, TestWeb, corpus_pages
from pipeline.wiring.opening import stream_of, warehouse_of
from pipeline.wiring.running import Ears, RunReport, run_once
from tests.flow.line.commands import LOCAL

PAGES = Path(__file__).parents[4] / "shared" / "data" / "html"
ABSENT = "the real pages are not there: the folder shared/data is not beside the checkout"


def some_pages(count: int) -> list[SitePage]:
    """So many of the pages, spread evenly over all of them."""
    pages = corpus_pages(PAGES)
    count = min(count, len(pages))
    return [pages[number * len(pages) // count] for number in range(count)]


def settings_at(home: Path) -> Settings:
    return prepared(read_settings({"home": str(home), "allow_hosts": LOCAL, "host_delay_s": "0"}, {}))


def run(settings: Settings, sources: Sequence[FeedSource], notes: list[str]) -> RunReport:
    """One pass, all the way to the warehouse."""
    return run_once(settings, sources, Ears(lambda _: None, notes.append), threading.Event())


@dataclass(frozen=True, slots=True)
class Told:
    """What topics and warehouse tell of one run."""

    ledger: tuple[LedgerRecord, ...]
    articles: int
    rows: int

    @property
    def items(self) -> Counter[str]:
        """Item → how many decisions and terminal outcomes it has."""
        return Counter(record.item_id for record in self.ledger if record.kind is not LedgerKind.POLL)

    @property
    def words(self) -> Counter[str]:
        """How the items ended."""
        ends = [record for record in self.ledger if record.kind is not LedgerKind.POLL]
        return Counter(_word(record) for record in ends)


def told(settings: Settings, run_id: str) -> Told:
    """Read back what stands of one run."""
    with stream_of(settings) as stream:
        ledger = [
            value
            for tp in stream.end_offsets([OUTCOMES])
            for record in stream.read(tp, 0)
            if isinstance(value := decode(record.value), LedgerRecord) and value.run_id == run_id
        ]
        articles = sum(1 for tp in stream.end_offsets([ARTICLES]) for _ in stream.read(tp, 0))
    with warehouse_of(settings) as warehouse:
        rows = warehouse.query("SELECT COUNT(*) FROM decisions").rows
        (loaded,) = rows
    return Told(tuple(ledger), articles, int(str(loaded[0])))


def versions(settings: Settings) -> Counter[tuple[str, int]]:
    """(Article, version) → how many records stand on the topic."""
    with stream_of(settings) as stream:
        found = [decode(record.value) for tp in stream.end_offsets([ARTICLES]) for record in stream.read(tp, 0)]
    return Counter((each.article_id, each.version) for each in found if isinstance(each, Article))


def touch(web: TestWeb, settings: Settings) -> str:
    """Change the words of one page that became an article; tells its original URL."""
    with warehouse_of(settings) as warehouse:
        rows = warehouse.query("SELECT url, title, text FROM articles WHERE language = 'en' ORDER BY url").rows
        known = {str(url): str(text) for url, _, text in rows}
    for page in web.site.pages.values():
        text = known.get(web.url_for(page.url), "")
        long_words = [word for word in text.split() if word.isascii() and word.isalpha() and len(word) > 9]
        body = page.body() if long_words else b""
        if long_words and long_words[0].encode() in body:
            web.put(page.url, body.replace(long_words[0].encode(), b"Conflictwire"))
            return page.url
    raise LookupError("no page could be touched")


def faults(report: RunReport, seen: Told) -> list[str]:
    """What does not add up, in one line each; none when all is well."""
    counts = report.collected
    ends = Counter({**counts.decisions, **counts.outcomes})
    checks = {
        f"{counts.open} items are open": counts.is_closed,
        f"{counts.waiting} messages wait": counts.waiting == 0,
        "an item has more than one end": set(seen.items.values()) <= {1},
        f"{len(seen.items)} items ended, {counts.items} were admitted": len(seen.items) == counts.items,
        f"the counts say {dict(ends)}, the ledger says {dict(seen.words)}": ends == seen.words,
        "an end is no word of ours": set(ends) <= {*map(str, Decision), *map(str, Outcome)},
        "a record died": not (report.tagged and report.tagged.dead) and not (report.loaded and report.loaded.dead),
        "the warehouse was not reached": report.loaded is not None,
        f"notes: {report.notes}": not report.notes,
    }
    return [line for line, good in checks.items() if not good]


def _word(record: LedgerRecord) -> str:
    return str(record.verdict.decision) if record.verdict is not None else str(record.outcome)
