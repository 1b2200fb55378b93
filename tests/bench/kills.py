"""kill -9 at a random moment, many times, then one whole run: nothing lost, nothing twice.

``python -m tests.bench.kills --stage poll --times 50 --backend embedded|kafka [--seed N] [--inline]``

Every life begins with new work: the stage is started in a process of its own, and killed at a random moment
between its start and the time that a whole run takes. After the last one it runs once to its end, and the
stage says what is wrong. ``kafka`` means Kafka for the log and PostgreSQL for the stores.
Exit code 0: nothing is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from pipeline.model.article import Article
from pipeline.model.identity import content_hash
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.records import decode
from pipeline.state import count_waiting, open_items, open_state
from pipeline.stream import ARTICLES, OUTCOMES, open_stream
from pipeline.testweb import Site, SiteFeed, SitePage, TestWeb
from tests.flow.collect.lines import page

CHECKOUT = Path(__file__).parents[2]
HOSTS = 3


@dataclass(frozen=True)
class Stores:
    """Where the three stores of a series are."""

    home: Path
    state: str
    stream: str
    warehouse: str


class KilledStage(Protocol):
    """One stage under kills. ``tag`` and ``load`` are further ones: add a class here and a function to kill_child."""

    name: str

    def renew(self, round_: int) -> None:
        """Bring new work, so that the next life has something to die over."""
        ...

    def plan(self) -> dict[str, Any]:
        """What the child is told."""
        ...

    def problems(self) -> list[str]:
        """After a whole run: what is lost, twice or left open; [] when all is well."""
        ...


@dataclass
class PollKills:
    """``poll``: a web that grows by a page and changes one in every round."""

    stores: Stores
    inline: bool
    lease_s: float
    name: str = "poll"
    site: Site = field(default_factory=Site)
    web: TestWeb = field(init=False)
    seeds: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = self.stores.home / "web"
        self.folder.mkdir()
        self.announced: dict[int, list[SitePage]] = {host: [] for host in range(HOSTS)}
        for n in range(4 * HOSTS):
            self._announce(n)
        self.web = TestWeb(self.site).__enter__()

    def _announce(self, n: int) -> None:
        host = n % HOSTS
        url = f"https://outlet{host}.example/{n}"
        file = self.folder / f"{n}.html"
        file.write_bytes(page(n + 1))
        at = datetime(2017, 11, 9, tzinfo=UTC) + timedelta(minutes=n)
        self.announced[host].insert(0, SitePage(url, file, f"News {n}", at, at))
        self.seeds[url] = (n + 1, "")
        feed = SiteFeed(f"https://outlet{host}.example/feed.xml", f"Outlet {host}", tuple(self.announced[host]), "rss")
        self.site.add_feed(feed)

    def renew(self, round_: int) -> None:
        self._announce(len(self.seeds))
        url = sorted(self.seeds)[round_ * 7 % len(self.seeds)]
        seed, note = self.seeds[url][0], f"Corrected in round {round_}."
        self.web.put(url, page(seed, note))
        self.seeds[url] = (seed, note)

    def plan(self) -> dict[str, Any]:
        return {
            "state": self.stores.state,
            "stream": self.stores.stream,
            "feeds": self.web.feed_urls,
            "inline": self.inline,
            "lease_s": self.lease_s,
        }

    def problems(self) -> list[str]:
        articles, ledger = self._records()
        return [*self._article_problems(articles), *_ledger_problems(ledger), *self._state_problems()]

    def _records(self) -> tuple[list[Article], list[LedgerRecord]]:
        stream = open_stream(self.stores.stream)
        try:
            found = [
                decode(record.value)
                for tp in sorted(stream.end_offsets([ARTICLES, OUTCOMES]))
                for record in stream.read(tp, 0)
            ]
        finally:
            stream.close()
        articles = [value for value in found if isinstance(value, Article)]
        return articles, [value for value in found if isinstance(value, LedgerRecord)]

    def _article_problems(self, articles: list[Article]) -> Iterator[str]:
        by_page: dict[str, set[Article]] = defaultdict(set)
        for article in articles:
            by_page[article.entry_link].add(article)  # a set: a byte-identical resend is no second record
        for url, (_, note) in self.seeds.items():
            found = sorted(by_page.pop(self.web.url_for(url), ()), key=lambda article: article.version)
            if not found:
                yield f"lost: {url}"
                continue
            if [article.version for article in found] != list(range(1, len(found) + 1)):
                yield f"twice or out of order: {url}, versions {[article.version for article in found]}"
            if len({article.article_id for article in found}) != 1:
                yield f"two articles of one page: {url}"
            if note and note not in found[-1].text:
                yield f"hidden: {url} does not have its last content ({note})"
            hashes = [content_hash(article.title, article.text) for article in found]
            if any(one == two for one, two in zip(hashes, hashes[1:], strict=False)):
                yield f"the same content as two versions: {url}"
        yield from (f"unknown page: {url}" for url in by_page)

    def _state_problems(self) -> Iterator[str]:
        with open_state(self.stores.state, datetime.now(UTC)) as state, state.read() as connection:
            found = open_items(connection)
            if found.queued or found.leased or found.extracted:
                yield f"left open: {found}"
            if waiting := count_waiting(connection):
                yield f"left in the outbox: {waiting}"


def _ledger_problems(ledger: list[LedgerRecord]) -> Iterator[str]:
    lines = Counter((record.kind, record.item_id) for record in set(ledger))
    yield from (f"two different ledger lines of one item: {key}" for key, n in lines.items() if n > 1)
    ended = {record.item_id for record in ledger if record.kind is LedgerKind.OUTCOME}
    decided = {record.item_id for record in ledger if record.kind is LedgerKind.DECISION}
    yield from (f"an item with a decision and an outcome: {item}" for item in ended & decided)


STAGES: dict[str, Callable[[Stores, bool, float], KilledStage]] = {"poll": PollKills}


def run_series(stage: KilledStage, home: Path, times: int, rng: random.Random, say: Callable[[str], None]) -> list[str]:
    """Run the rounds and the whole run after them; answers what is wrong."""
    whole_s = live(stage, home, None)
    say(f"a whole run takes {whole_s:.1f} s")
    killed = lives = 0
    while killed < times and lives < 4 * times:
        stage.renew(lives)
        lives += 1
        killed += live(stage, home, rng.uniform(0.0, whole_s)) < 0
        say(f"life {lives}: {killed} of {times} killed")
    live(stage, home, None)
    return stage.problems()


def live(stage: KilledStage, home: Path, kill_after_s: float | None) -> float:
    """One life: to its end (seconds answered), or killed so long after it was ready (-1 answered).

    Raises:
        RuntimeError: it ended by itself, and not well.
    """
    plan = home / "plan.json"
    plan.write_text(json.dumps(stage.plan()), encoding="utf-8")
    errors = home / "child.err"
    with errors.open("wb") as to:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.kill_child", stage.name, str(plan)],
            stdout=subprocess.PIPE,
            stderr=to,
            cwd=CHECKOUT,
        )
    with child:
        if child.stdout is None or child.stdout.readline().strip() != b"ready":
            raise RuntimeError(f"the child did not start: {errors.read_text(errors='replace')[-2000:]}")
        begun = time.monotonic()
        try:
            child.wait(kill_after_s)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return -1.0
        if child.returncode != 0:
            raise RuntimeError(f"the child failed: {errors.read_text(errors='replace')[-2000:]}")
        return time.monotonic() - begun


@contextmanager
def stores_of(backend: str) -> Iterator[Stores]:
    """Empty stores: SQLite files in a folder of their own, or Kafka and PostgreSQL."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kills-")))
        files = {name: f"sqlite:///{home / name}.db" for name in ("state", "stream", "warehouse")}
        if backend == "kafka":
            from tests.contract.backends import fresh_kafka, fresh_postgres

            fresh = {"state": fresh_postgres, "warehouse": fresh_postgres, "stream": fresh_kafka}
            files = {name: stack.enter_context(contextmanager(make)()) for name, make in fresh.items()}
        yield Stores(home, files["state"], files["stream"], files["warehouse"])


def main() -> int:
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else int.from_bytes(os.urandom(4), "big")
    print(f"{asked.stage} on {asked.backend}, {asked.times} kills, seed {seed}", flush=True)
    with stores_of(asked.backend) as stores:
        stage = STAGES[asked.stage](stores, asked.inline, asked.lease_s)
        begun = time.monotonic()
        found = run_series(stage, stores.home, asked.times, random.Random(seed), lambda line: print(line, flush=True))
    print(f"{len(found)} problems after {asked.times} kills in {time.monotonic() - begun:.0f} s", *found, sep="\n")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kills", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), default="poll")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--backend", choices=("embedded", "kafka"), default="embedded")
    parser.add_argument("--seed", type=int, help="a random one, printed, when it is not given")
    parser.add_argument("--inline", action="store_true", help="extract in the child itself: quicker lives")
    parser.add_argument("--lease-s", type=float, default=2.0, help="how long the dead hold their leases")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
