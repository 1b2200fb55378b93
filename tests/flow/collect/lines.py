"""A small invented web, and one way to run the line over it, for the flow tests of collecting."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.extract import Extracted, Page, extract
from pipeline.feeds import FeedSource
from pipeline.fetch import FetchLimits
from pipeline.model.article import Article
from pipeline.model.ledger import LedgerRecord
from pipeline.records import decode
from pipeline.state import State, open_state
from pipeline.stream import ARTICLES, OUTCOMES, Record, Stream, open_stream
from pipeline.testweb import Site, SiteFeed, SitePage, TestWeb
from pipeline.wiring.collect import CollectOptions, Extractor, Progress, RunCounts, collect
from pipeline.wiring.collect.collect import Revisit

LOCAL = ("127.0.0.1", "localhost", ".localhost")
OPTIONS = CollectOptions(
    allow_hosts=LOCAL,
    host_delay_s=0.0,
    limits=FetchLimits(connect_timeout_s=2, total_timeout_s=3, attempts=2, backoff_s=0.01),
    batch=4,
    in_flight=8,
    lease_s=1.0,
    order_patience_s=1.0,
)

_WORDS = (
    "river bridge market council harbour valley teacher farmer engine winter supply border meeting letter morning "
    "village doctor signal garden station witness harvest railway mountain student captain journal company weather "
    "hospital minister festival library factory airport"
).split()


def words(seed: int, count: int) -> str:
    """Invented prose, different for every seed, the same every time."""
    state, found = seed * 7919 + 17, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        found.append(_WORDS[state // 65536 % len(_WORDS)])
    return " ".join(found)


def page(seed: int, note: str = "") -> bytes:
    """An article page of about 300 words."""
    title = f"The {words(seed, 4)} of {seed}".capitalize()
    parts = "".join(f"<p>{words(seed * 31 + n, 60).capitalize()}, said officials on Thursday.</p>" for n in range(5))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{parts}<p>{note}</p></article></body></html>"
    ).encode()


def small_web(folder: Path, hosts: int = 2, pages: int = 3) -> Site:
    """A site of some outlets with a feed each."""
    site = Site()
    at = datetime(2017, 11, 9, 8, 0, tzinfo=UTC)
    for host in range(hosts):
        announced = []
        for n in range(pages):
            seed = host * 100 + n + 1
            file = folder / f"{seed}.html"
            file.write_bytes(page(seed))
            announced.append(SitePage(f"https://outlet{host}.example/{seed}", file, f"News {seed}", at, at))
        site.add_feed(SiteFeed(f"https://outlet{host}.example/feed.xml", f"Outlet {host}", tuple(announced), "rss"))
    return site


class InlineExtractor:
    """The real extraction, in this process: the pool's own tests are elsewhere."""

    def submit(self, page: Page) -> Future[Extracted]:
        answer: Future[Extracted] = Future()
        answer.set_result(extract(page))
        return answer


@dataclass
class LineRunner:
    """Runs `collect` over a home folder, again and again."""

    home: Path
    sources: Sequence[FeedSource]
    options: CollectOptions = OPTIONS
    runs: int = 0
    state_url: str = ""
    stream_url: str = ""
    notes: list[str] = field(default_factory=list)
    told: list[Progress] = field(default_factory=list)
    extractor: Extractor | None = field(default_factory=InlineExtractor)
    wrap_state: Callable[[State], State] = staticmethod(lambda state: state)
    wrap_stream: Callable[[Stream], Stream] = staticmethod(lambda stream: stream)

    def open_state(self) -> State:
        return open_state(self.state_url or f"sqlite:///{self.home / 'state.db'}", datetime.now(UTC))

    def open_stream(self) -> Stream:
        return open_stream(self.stream_url or f"sqlite:///{self.home / 'stream.db'}")

    def run(self, revisit: Revisit = "all") -> RunCounts:
        """One pass in this process."""
        self.runs += 1
        opened: list[Stream] = []

        def stream() -> Stream:
            opened.append(self.wrap_stream(self.open_stream()))
            return opened[-1]

        with self.open_state() as state:
            try:
                counts = collect(
                    self.options,
                    self.sources,
                    stream,
                    self.wrap_state(state),
                    run_id=f"run-{self.runs}-{uuid.uuid4().hex[:6]}",
                    clock=lambda: datetime.now(UTC),
                    revisit=revisit,
                    progress=self.told.append,
                    extractor=self.extractor,
                )
            finally:
                for one in opened:
                    one.close()
        self.notes.extend(counts.notes)
        return counts

    def plain(self) -> LineRunner:
        """The same home without anything in between."""
        return replace(self, wrap_state=lambda state: state, wrap_stream=lambda stream: stream, notes=[])

    def records(self, topic: str) -> list[Record]:
        stream = self.open_stream()
        try:
            stream.ensure_topics()
            return [record for tp in sorted(stream.end_offsets([topic])) for record in stream.read(tp, 0)]
        finally:
            stream.close()

    def articles(self) -> list[Article]:
        found = [decode(record.value) for record in self.records(ARTICLES)]
        return [article for article in found if isinstance(article, Article)]

    def ledger(self) -> list[LedgerRecord]:
        found = [decode(record.value) for record in self.records(OUTCOMES)]
        return [record for record in found if isinstance(record, LedgerRecord)]


def distinct(articles: Sequence[Article]) -> Counter[tuple[str, int]]:
    """URL and version → how many records, byte-identical resends counted once."""
    return Counter((article.url, article.version) for article in set(articles))


def sources_of(web: TestWeb) -> list[FeedSource]:
    return [FeedSource(url) for url in web.feed_urls]
