"""Loading: idempotent, in any order, one transaction a batch; the same rows on every database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import InvalidRecord
from pipeline.merge import PlaceDateControl
from pipeline.model.words import Control
from pipeline.warehouse import (
    Advance,
    Arrival,
    Batch,
    LostRace,
    Partition,
    Warehouse,
    check_arrival,
    open_warehouse,
)
from tests.flow.load.streams import shown
from tests.unit.warehouse.samples import (
    TAGGINGS,
    arrivals,
    arrive,
    article,
    retakes,
    tagging,
    the_war,
)

RULE = PlaceDateControl()


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    opened = open_warehouse(database_url)
    yield opened
    opened.close()


def load(warehouse: Warehouse, *batch: Arrival) -> None:
    warehouse.load_batch(Batch(tuple(batch)), RULE)


def ask(warehouse: Warehouse, statement: str) -> list[tuple[object, ...]]:
    return list(warehouse.query(statement).rows)


def test_the_war_in_views(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    events = ask(
        warehouse,
        "SELECT type, date_start, date_end, actor1, killed_low, killed_best, killed_high, articles, sources FROM events"
        " ORDER BY date_start",
    )
    assert events == [
        # alpha's second version, delta and the background of gamma; echo copied alpha: an outlet, not an article
        ("GOV_REGAINS_TERRITORY", "2017-11-08", "2017-11-09", "Syrian army", 12, 12, 30, 3, 4),
        ("NON_STATE_OVERTAKES_TERRITORY", "2017-11-11", "2017-11-11", "Islamic State", None, None, None, 2, 2),
        ("GOV_REGAINS_TERRITORY", "2017-11-19", "2017-11-19", "Syrian army", None, None, None, 1, 1),
    ]
    assert ask(warehouse, "SELECT source, version, relevant FROM articles ORDER BY source") == [
        ("alpha.example", 2, True),
        ("beta.example", 1, True),
        ("delta.example", 1, True),
        ("gamma.example", 1, True),
    ]
    assert ask(warehouse, "SELECT COUNT(*) FROM article_versions") == [(5,)]
    decisions = ask(warehouse, "SELECT decision, COUNT(*) FROM decisions GROUP BY decision ORDER BY decision")
    assert decisions == [("copy", 1), ("new", 4), ("revised", 1), ("unchanged", 1)]
    assert ask(warehouse, "SELECT url FROM decisions WHERE decision = 'copy'") == [("https://echo.example/story",)]
    outcomes = ask(warehouse, "SELECT stage, outcome FROM outcomes ORDER BY stage")
    assert outcomes == [("extract", "no-text"), ("poll", "not-a-feed")]
    assert ask(warehouse, "SELECT COUNT(*) FROM polls") == [(2,)]
    quote = "SELECT DISTINCT quote, part, start_offset, end_offset FROM evidence WHERE field = 'type'"
    assert ask(warehouse, quote) == [("retook Albu Kamal", "text", 16, 33)]


def test_times_come_back_aware_and_sort_as_text(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    query = "SELECT published_at FROM articles WHERE published_at >= '2017-11-10' ORDER BY published_at"
    assert ask(warehouse, query) == [("2017-11-11T14:00:00.123456Z",), ("2017-11-19T17:00:00.123456Z",)]


def test_loading_again_changes_nothing(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    before = shown(warehouse)
    for each in arrivals(the_war()):
        load(warehouse, each)
    assert shown(warehouse) == before


def test_a_replaced_version_is_kept_closed(warehouse: Warehouse, database_url: str) -> None:
    first, second = article("alpha"), article("alpha", version=2, decision="revised")
    load(warehouse, *arrivals([first, tagging(first, retakes("2017-11-09", killed=10))]))
    [(event_id,)] = ask(warehouse, "SELECT event_id FROM events")
    load(warehouse, arrive(second, 2), arrive(tagging(second, retakes("2017-11-09", killed=12)), 2))
    assert ask(warehouse, "SELECT version, killed_best FROM claims") == [(2, 12)]
    assert ask(warehouse, "SELECT event_id, killed_best, articles FROM events") == [(event_id, 12, 1)]
    assert ask(warehouse, "SELECT killed_best FROM claim_record WHERE recorded_to IS NOT NULL") == [(10,)]
    assert ask(warehouse, "SELECT killed_best FROM event_record ORDER BY row_id") == [(10,), (12,)]
    load(warehouse, arrive(tagging(second, tagger_version="2"), 4))
    assert ask(warehouse, "SELECT * FROM events") == []
    assert warehouse.trace(str(event_id)).event is not None


def test_the_first_claim_to_be_admitted_names_the_event_and_the_other_id_lives_on(warehouse: Warehouse) -> None:
    early, late = article("alpha"), article("beta", hours=1)
    load(warehouse, arrive(tagging(late, retakes("2017-11-09")), 0))
    [(was,)] = ask(warehouse, "SELECT event_id FROM events")
    load(warehouse, arrive(tagging(early, retakes("2017-11-09")), 2))
    [(now,)] = ask(warehouse, "SELECT event_id FROM events")
    assert now != was
    assert ask(warehouse, "SELECT alias, event_id FROM event_aliases") == [(was, now)]
    traced = warehouse.trace(str(was))
    assert (traced.kind, traced.alias_of, len(traced.claims)) == ("event", now, 2)
    reasons = [claim.reason for claim in traced.claims]
    assert "same place Albu Kamal" in "".join(reasons)


def test_offsets_move_only_from_where_they_are(warehouse: Warehouse) -> None:
    partition = Partition(TAGGINGS, 3)
    first = article("alpha")
    batch = Batch((arrive(tagging(first, retakes("2017-11-09")), 5),), {partition: Advance(0, 6)})
    warehouse.load_batch(batch, RULE)
    assert warehouse.offsets([partition]) == {partition: 6}
    with pytest.raises(LostRace):
        warehouse.load_batch(Batch((arrive(article("beta"), 6),), {partition: Advance(0, 7)}), RULE)
    assert warehouse.offsets([partition, Partition(TAGGINGS, 4)]) == {partition: 6, Partition(TAGGINGS, 4): 0}
    assert ask(warehouse, "SELECT COUNT(*) FROM decisions") == [(0,)]


def test_editions_stand_side_by_side_and_promote_moves_the_pointer(warehouse: Warehouse) -> None:
    first = article("alpha")
    load(warehouse, *arrivals([first, tagging(first, retakes("2017-11-09", killed=10))]))
    name = warehouse.create_edition(extraction="rule-1", tagger="conflictwire 2", merge_rule=RULE.name)
    assert name == "r2"
    again = tagging(first, retakes("2017-11-09", killed=11), retakes("2017-11-19"), tagger_version="2")
    load(warehouse, arrive(again, 0, edition=name))
    assert ask(warehouse, "SELECT edition, killed_best FROM claims") == [("live", 10)]
    difference = warehouse.compare("live", "r2")
    assert (difference.claims.added, difference.claims.removed, difference.claims.changed) == (1, 0, 1)
    assert (difference.events.added, difference.events.changed, difference.events.same) == (1, 1, 0)
    assert warehouse.promote("r2") == "live"
    assert ask(warehouse, "SELECT edition, killed_best FROM claims ORDER BY date_start") == [("r2", 11), ("r2", None)]
    assert ask(warehouse, "SELECT relevant FROM articles") == [(True,)]
    second = article("beta")
    load(warehouse, arrive(tagging(second, retakes("2018-01-01")), 9))
    assert ask(warehouse, "SELECT COUNT(*) FROM claims WHERE edition = 'r2'") == [(3,)]


def test_a_retraction_closes_and_deletes_nothing(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    [(article_id,)] = ask(warehouse, "SELECT article_id FROM articles WHERE source = 'beta.example'")
    assert warehouse.retract(str(article_id), "the outlet withdrew it", RULE) == 1
    assert ask(warehouse, "SELECT source FROM articles WHERE source = 'beta.example'") == []
    assert ask(warehouse, "SELECT articles FROM events WHERE type LIKE 'NON_STATE%'") == [(1,)]
    assert ask(warehouse, "SELECT COUNT(*) FROM article_record WHERE source = 'beta.example'") == [(1,)]
    load(warehouse, *arrivals(the_war()))
    assert ask(warehouse, "SELECT articles FROM events WHERE type LIKE 'NON_STATE%'") == [(1,)]


def test_a_withdrawn_copy_counts_for_no_source(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    sources = "SELECT sources FROM events WHERE date_start = '2017-11-08'"
    [(copy_id,)] = ask(warehouse, "SELECT copy_id FROM mentions")
    assert ask(warehouse, sources) == [(4,)]
    warehouse.retract(str(copy_id), "the outlet withdrew it", RULE)
    assert ask(warehouse, sources) == [(3,)]
    assert ask(warehouse, "SELECT * FROM mentions") == []


def test_a_trace_ends_at_the_feed_entry(warehouse: Warehouse) -> None:
    load(warehouse, *arrivals(the_war()))
    [(event_id,)] = ask(warehouse, "SELECT event_id FROM events WHERE date_start = '2017-11-08'")
    traced = warehouse.trace(str(event_id))
    standing = [claim for claim in traced.claims if claim.standing]
    assert len(standing) == 3
    for claim in standing:
        assert claim.quotes[0].quote == "retook Albu Kamal"
        assert claim.article is not None
        assert claim.article.record.topic == "news.articles"
        assert claim.tagging is not None
        assert claim.tagging.topic == "news.taggings"
        assert claim.article.entry_link
        assert claim.article.page_sha256
        of_claim = warehouse.trace(claim.claim_id)
        assert of_claim.claims[0].claim_id == claim.claim_id
    alpha = warehouse.trace(article("alpha").article_id)
    assert alpha.kind == "article"
    assert [version.version for version in alpha.articles] == [1, 2]
    assert alpha.articles[0].copies == ("https://echo.example/story",)


def test_what_can_never_be_loaded_is_told_apart(warehouse: Warehouse) -> None:
    with pytest.raises(InvalidRecord, match="NUL"):
        check_arrival(arrive(article("alpha", text="a\x00b"), 0))
    nameless = arrive(tagging(article("alpha"), retakes("2017-11-09")), 0, edition="x")
    check_arrival(nameless)
    with pytest.raises(InvalidRecord, match="names no edition"):
        check_arrival(Arrival(nameless.value, nameless.partition, 0, nameless.lane))


def test_sqlite_and_postgres_give_the_same_rows(postgres_url: str, tmp_path: Path) -> None:
    rows = []
    for url in (postgres_url, f"sqlite:///{tmp_path / 'same.db'}"):
        warehouse = open_warehouse(url)
        load(warehouse, *arrivals(the_war()))
        rows.append(shown(warehouse))
        warehouse.close()
    assert rows[0] == rows[1]


def test_control_of_none_is_none(warehouse: Warehouse) -> None:
    silent = article("alpha")
    load(warehouse, arrive(tagging(silent, retakes("2017-11-09", control=Control.NON_STATE_GAINS)), 0))
    assert ask(warehouse, "SELECT control, killed_best, injured_low FROM claims") == [("non_state_gains", None, None)]


def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    warehouse = open_warehouse(f"sqlite:///{tmp_path / 'w.db'}")
    warehouse.load_batch(Batch(tuple(arrivals(the_war()))), RULE, datetime(2020, 1, 1, tzinfo=UTC))
    raw = sqlite3.connect(tmp_path / "w.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("SELECT DISTINCT recorded_from FROM tagging_record").fetchall() == [
        ("2020-01-01T00:00:00.000000Z",)
    ]
    raw.close()
    warehouse.close()
