"""The three DAGs, one after the other, on the sample feeds: what each says it did and what the warehouse holds then."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.settings import read_settings
from pipeline.testweb import TestWeb
from pipeline.wiring.opening import warehouse_of
from tests.dags.places import ARTICLE_PAGES, rows
from tests.dags.runs import Ran, run

if TYPE_CHECKING:
    from airflow.sdk import DAG

BATCHES = 2
EVENTS = "SELECT date_start, type, actor1, actor2, place_name, killed_best FROM events ORDER BY 1, 2, 3, 4, 5, 6"
ARTICLES = "SELECT article_id, version, url, title FROM articles ORDER BY 1, 2"


@dataclass(frozen=True, slots=True)
class Chain:
    """What happened, run by run, and the warehouse in between."""

    polled: Ran
    polled_early: Ran
    polled_again: Ran
    loaded: Ran
    articles: list[tuple[Any, ...]]
    events: list[tuple[Any, ...]]
    loaded_again: Ran
    replayed: Ran
    home: Path


@pytest.fixture(scope="module")
def chain(dags: dict[str, DAG], chain_home: Path, web: TestWeb) -> Chain:
    poll = dags["poll_feeds"]
    return Chain(
        polled=run(poll, {"max_batches": BATCHES}),
        polled_early=run(poll, {"max_batches": BATCHES}),
        polled_again=run(poll, {"max_batches": BATCHES, "revisit": "all"}),
        loaded=run(dags["tag_and_load"]),
        articles=rows(chain_home, ARTICLES),
        events=rows(chain_home, EVENTS),
        loaded_again=run(dags["tag_and_load"]),
        replayed=run(dags["replay"], {"from": "2020-01-01T00:00:00Z", "note": "a second reading"}),
        home=chain_home,
    )


def test_the_feeds_are_polled_in_batches_and_one_task_publishes(chain: Chain) -> None:
    assert chain.polled.state == "success"
    assert chain.polled.tasks["poll"] == ["success"] * BATCHES
    assert chain.polled.tasks["decide_and_publish"] == ["success"]
    counts = chain.polled.counts("decide_and_publish")
    assert counts["polled"] == {"ok": 5}
    assert counts["items"] == sum(counts["decisions"].values()) == counts["published"]["news.articles"]
    assert (counts["items"], counts["open"], counts["waiting"]) == (ARTICLE_PAGES, 0, 0)
    assert chain.polled.asset_events == 1


def test_each_feed_is_in_one_batch_with_its_title(chain: Chain) -> None:
    batches = chain.polled.counts("batches")
    assert len(batches) == BATCHES
    assert sorted(title for batch in batches for _, title in batch) == [
        "Capital Ledger", "Eastern Monitor", "Harbour Gazette", "Meridian Wire", "The Levant Courier",
    ]  # fmt: skip


def test_xcom_holds_counts_and_no_bodies(chain: Chain) -> None:
    for ran in (chain.polled, chain.polled_again, chain.loaded, chain.replayed):
        text = json.dumps(ran.xcoms)
        assert "Albu Kamal" not in text
        assert len(text) < 4_000


def test_a_run_before_the_feeds_are_due_does_nothing(chain: Chain) -> None:
    assert chain.polled_early.tasks["decide_and_publish"] == ["skipped"]
    assert chain.polled_early.counts("decide_and_publish")["polled"] == {}


def test_a_run_that_finds_nothing_new_leaves_the_asset_alone(chain: Chain) -> None:
    again = chain.polled_again
    assert again.state == "success"
    assert again.tasks["decide_and_publish"] == ["skipped"]
    assert again.asset_events == 0
    counts = again.counts("decide_and_publish")
    assert counts["decisions"] == {"unchanged": ARTICLE_PAGES}, f"{counts}, {again.xcoms}"
    assert "news.articles" not in counts["published"]


def test_tag_and_load_brings_articles_and_events_into_the_warehouse(chain: Chain) -> None:
    assert chain.loaded.tasks == {"tag": ["success"], "load": ["success"]}
    tagged, loaded = chain.loaded.counts("tag"), chain.loaded.counts("load")
    assert tagged["read"] == tagged["tagged"] + tagged["skipped"] == ARTICLE_PAGES
    assert (loaded["articles"], loaded["taggings"]) == (ARTICLE_PAGES, tagged["tagged"])
    assert loaded["claims"] == tagged["claims"] > 0
    assert len(chain.articles) == tagged["tagged"]  # a copy is no article of its own
    assert {"NON_STATE_OVERTAKES_TERRITORY", "GOV_REGAINS_TERRITORY"} <= {row[1] for row in chain.events}


def test_a_second_drain_adds_nothing(chain: Chain) -> None:
    assert set(chain.loaded_again.counts("tag").values()) == {0}
    assert set(chain.loaded_again.counts("load").values()) == {0}
    assert rows(chain.home, ARTICLES) == chain.articles
    assert rows(chain.home, EVENTS) == chain.events


def test_a_replay_stands_beside_the_current_edition(chain: Chain) -> None:
    assert chain.replayed.state == "success"
    done = chain.replayed.counts("retagged")
    assert done["edition"] == "r2"
    assert done["tagged"] == chain.loaded.counts("tag")
    with warehouse_of(read_settings(environ={"CONFLICTWIRE_HOME": str(chain.home)})) as warehouse:
        editions = {each.edition: (each.is_current, each.note) for each in warehouse.editions()}
        difference = warehouse.compare("live", "r2")
    assert editions["r2"] == (False, "a second reading")
    assert editions["live"][0]
    assert (difference.claims.added, difference.claims.removed, difference.claims.changed) == (0, 0, 0)
    assert difference.claims.same == chain.loaded.counts("load")["claims"]
    assert rows(chain.home, EVENTS) == chain.events
