"""A crash between every two steps: the next run ends with every article once, none hidden, none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from pipeline.model.ledger import LedgerKind
from pipeline.state import OpenItems, open_items
from pipeline.stream import ARTICLES, Stream
from pipeline.testweb import TestWeb
from tests.flow.collect.crashes import Died, Doom, DoomedState, DoomedStream
from tests.flow.collect.lines import OPTIONS, LineRunner, distinct, page, small_web, sources_of

# one item a transaction, and short leases: many steps, and little to wait for after each death
STEPS = replace(OPTIONS, batch=1, in_flight=2, lease_s=1.2)


@pytest.fixture
def little_web(tmp_path: Path) -> Iterator[TestWeb]:
    folder = tmp_path / "little"
    folder.mkdir()
    with TestWeb(small_web(folder, hosts=2, pages=1)) as served:
        yield served


def doomed(home: Path, web: TestWeb, doom: Doom) -> LineRunner:
    home.mkdir(exist_ok=True)
    return LineRunner(
        home,
        sources_of(web),
        STEPS,
        wrap_state=lambda state: DoomedState(state, doom),
        wrap_stream=lambda stream: cast(Stream, DoomedStream(stream, doom)),
    )


def test_a_crash_between_every_two_steps_loses_nothing_and_doubles_nothing(little_web: TestWeb, tmp_path: Path) -> None:
    whole = Doom(None)
    calm = doomed(tmp_path / "calm", little_web, whole)
    calm.run()
    wanted = distinct(calm.articles())
    assert len(wanted) == 2

    def die_and_go_on(at: tuple[str, int]) -> str:
        doom = Doom(at)
        line = doomed(tmp_path / f"death-{at[0]}-{at[1]}".replace(" ", "-"), little_web, doom)
        try:
            line.run()
        except Died:
            pass
        line.plain().run()
        check_all_is_there(line, wanted, f"death at {at}")
        return at[0] if doom.is_dead else "lived"

    # side by side: each of them mostly waits for the leases of the dead
    with ThreadPoolExecutor(8) as pool:
        deaths = [(name, n) for name, count in Counter(whole.moments).items() for n in range(count)]
        died = Counter(pool.map(die_and_go_on, deaths))
    assert {"before a commit", "after a commit", "before a produce", "after a produce"} <= set(died)
    assert died["lived"] <= len(deaths) // 2  # the steps of the threads fall a little otherwise each time


def check_all_is_there(line: LineRunner, wanted: Counter[tuple[str, int]], where: str) -> None:
    articles = line.articles()
    assert distinct(articles) == wanted, where
    assert {article.verdict.decision for article in articles} == {"new"}, where
    ledger = line.ledger()
    assert len({(r.kind, r.item_id) for r in ledger}) == len(set(ledger)), where  # a resend is byte-identical
    with line.open_state() as state, state.read() as connection:
        assert open_items(connection) == OpenItems(0, 0, 0, None), where


def test_a_death_during_a_revisit_still_finds_the_changed_page(little_web: TestWeb, tmp_path: Path) -> None:
    doom = Doom(None)
    line = doomed(tmp_path / "home", little_web, doom)
    line.plain().run()
    little_web.put("https://outlet0.example/1", page(1, note="Corrected: it was the other bridge."))
    for at in (1, 3, 6, 9):
        with pytest.raises(Died):
            doomed(line.home, little_web, Doom(at)).run()
    line.plain().run()
    versions = Counter(version for _, version in distinct(line.articles()))
    assert versions == {1: 2, 2: 1}


def test_a_resend_after_a_lost_acknowledgement_is_byte_identical(little_web: TestWeb, tmp_path: Path) -> None:
    line = doomed(tmp_path / "home", little_web, Doom(("after a produce", 0)))
    with pytest.raises(Died):
        line.run()
    line.plain().run()
    by_key = {(record.key, record.value, record.headers, record.timestamp) for record in line.records(ARTICLES)}
    assert len(by_key) == len({key for key, *_ in by_key})


def test_polls_are_never_lost_with_their_entries(little_web: TestWeb, tmp_path: Path) -> None:
    """Dead after the first commit of a poll: the feed answers 304 then, and its entries are queued already."""
    whole = Doom(None)
    doomed(tmp_path / "calm", little_web, whole).run()

    def die_and_go_on(at: int) -> None:
        line = doomed(tmp_path / f"home-{at}", little_web, Doom(at))
        with pytest.raises(Died):
            line.run()
        counts = line.plain().run()
        assert sum(1 for r in line.ledger() if r.kind is LedgerKind.DECISION and r.version == 1) >= 2, at
        assert counts.is_closed

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(die_and_go_on, range(2, 8)))
