"""``conflictwire undo copy`` on the sample site: what the copy hid counts, and a rebuild from the topics agrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from pipeline.dedupe import Decider, tables
from pipeline.model.article import UNDONE_REASON, Article
from pipeline.model.ledger import LedgerRecord
from pipeline.model.words import Decision
from pipeline.records import decode
from pipeline.settings import Settings, prepared, read_settings
from pipeline.state import DECIDER, acquire, count_waiting, release
from pipeline.stream import ARTICLES, OUTCOMES
from pipeline.wiring.demonstrating import demonstrate
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.running import Ears
from pipeline.wiring.tagging import drain_tag
from tests.flow.line.commands import Done, Home
from tests.flow.line.rows import table_rows, view_rows


@dataclass(frozen=True, slots=True)
class Undone:
    """The demonstration, its copy undone, tagged and loaded."""

    home: Home
    settings: Settings
    copy: Article
    held: Done
    done: Done
    again: Done
    events_before: int


def downstream(settings: Settings) -> None:
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        drain_tag(stream)
        drain_load(stream, warehouse)


@pytest.fixture(scope="module")
def undone(tmp_path_factory: pytest.TempPathFactory) -> Undone:
    home = Home(tmp_path_factory.mktemp("undo") / "home")
    settings = prepared(read_settings({"home": str(home.folder)}, {}))
    silent = Ears(lambda _: None, lambda _: None)
    assert demonstrate(settings, silent).notes == ()
    (copy,) = [each for each in home.articles() if each.verdict.decision is Decision.COPY]
    events = home.number("SELECT COUNT(*) AS n FROM events")
    held = while_another_decides(settings, home, copy.article_id)
    done = home.call("undo", "copy", copy.article_id, "--note", "an article of its own")
    downstream(settings)
    return Undone(home, settings, copy, held, done, home.call("undo", "copy", copy.article_id), events)


def while_another_decides(settings: Settings, home: Home, article_id: str) -> Done:
    with state_of(settings) as state:
        with state.write() as connection:
            lease = acquire(connection, DECIDER, "another", utc_now(), 60)
        assert lease is not None
        done = home.call("undo", "copy", article_id)
        with state.write() as connection:
            release(connection, lease, utc_now())
    return done


def test_while_another_decides_it_is_refused_in_one_line(undone: Undone) -> None:
    assert undone.held.code == 1
    assert len(undone.held.notes) == 1
    assert "another process decides" in undone.held.err


def test_the_copy_is_an_article_that_is_coded(undone: Undone) -> None:
    assert undone.done.code == 0, undone.done.said
    assert undone.copy.verdict.of in undone.done.out
    mine = f"WHERE article_id = '{undone.copy.article_id}'"
    (row,) = undone.home.sql(f"SELECT url, relevant FROM articles {mine}")  # noqa: S608 - an id of ours
    assert row["url"] == undone.copy.url
    assert row["relevant"]
    claims = undone.home.sql(f"SELECT event_id FROM claims {mine}")  # noqa: S608
    assert claims
    assert all(claim["event_id"] for claim in claims)
    assert undone.home.number("SELECT COUNT(*) AS n FROM mentions") == 0
    assert undone.home.number("SELECT COUNT(*) AS n FROM events") >= undone.events_before


def test_decisions_show_what_stands_and_the_record_keeps_what_was(undone: Undone) -> None:
    mine = f"WHERE article_id = '{undone.copy.article_id}'"
    (row,) = undone.home.sql(f"SELECT * FROM decisions {mine}")  # noqa: S608
    assert (row["decision"], row["of"], row["reason"]) == ("new", "", UNDONE_REASON)
    kept = undone.home.sql(f"SELECT decision FROM decision_record {mine}")  # noqa: S608
    assert sorted(each["decision"] for each in kept) == ["copy", "new"]


def test_the_same_natural_key_is_published_again_with_a_decision_of_its_own(undone: Undone) -> None:
    records = [each for each in undone.home.articles() if each.article_id == undone.copy.article_id]
    assert records[0] == undone.copy
    first, second = records
    same = replace(second, item_id=first.item_id, admitted_at=first.admitted_at, verdict=first.verdict)
    assert same == first
    assert second.item_id != first.item_id
    values = [decode(record.value) for record in undone.home.records(OUTCOMES)]
    ledger = [each for each in values if isinstance(each, LedgerRecord) and each.item_id == second.item_id]
    assert [each.verdict for each in ledger] == [second.verdict]
    assert first.verdict.of in ledger[0].detail
    assert ledger[0].detail.endswith("an article of its own")


def test_a_second_undo_says_so_in_one_line_and_changes_nothing(undone: Undone) -> None:
    assert undone.again.code == 2
    assert len(undone.again.notes) == 1
    assert "undone already" in undone.again.err
    assert len([each for each in undone.home.articles() if each.article_id == undone.copy.article_id]) == 2
    with state_of(undone.settings) as state, state.read() as connection:
        assert count_waiting(connection) == 0


def test_what_is_no_copy_is_refused_in_one_line(undone: Undone) -> None:
    for asked in (undone.copy.verdict.of, "anobody"):
        refused = undone.home.call("undo", "copy", asked)
        assert (refused.code, len(refused.notes)) == (2, 1)
        assert asked in refused.err


def test_a_fresh_warehouse_from_the_topics_has_the_same_rows(undone: Undone, tmp_path: Path) -> None:
    fresh = replace(undone.settings, warehouse=f"sqlite:///{tmp_path / 'fresh.db'}")
    with stream_of(fresh) as stream, warehouse_of(fresh) as warehouse:
        drain_load(stream, warehouse)
    assert view_rows(fresh.warehouse) == view_rows(undone.settings.warehouse)
    ours, theirs = table_rows(undone.settings.warehouse), table_rows(fresh.warehouse)
    closable = {"event_record", "event_member"}  # a rebuild in other batches closes other rows on the way
    assert {name: ours[name] for name in ours.keys() - closable} == {
        name: theirs[name] for name in theirs.keys() - closable
    }


def test_a_fresh_index_of_the_decider_from_the_topic_ends_undone(undone: Undone, tmp_path: Path) -> None:
    records = [decode(record.value) for record in undone.home.records(ARTICLES)]
    fresh = create_engine(f"sqlite:///{tmp_path / 'index.db'}")
    versions, undo = tables.versions.c, tables.undone.c
    decided = select(versions.article_id, versions.version, versions.decision, versions.of_id, versions.story_id)
    barred = select(undo.article_id, undo.of_id, undo.kind, undo.at_s)
    with fresh.begin() as connection:
        Decider.create_tables(connection)
        decider = Decider.open(connection)
        for record in [*records, *records]:
            assert isinstance(record, Article)
            decider.restore(connection, record)
        rebuilt = [sorted(map(tuple, connection.execute(each))) for each in (decided, barred)]
    fresh.dispose()
    with state_of(undone.settings) as state, state.read() as connection:
        standing = [sorted(map(tuple, connection.execute(each))) for each in (decided, barred)]
    assert rebuilt == standing
    assert (undone.copy.article_id, 1, "new", "") in [row[:4] for row in rebuilt[0]]
    assert len(rebuilt[1]) == 1


def test_an_article_can_be_split_from_its_story_once_recorded(undone: Undone) -> None:
    update = next(each for each in undone.home.articles() if each.verdict.decision is Decision.UPDATE)
    done = undone.home.call("undo", "story", update.article_id)
    assert done.code == 0, done.said
    assert update.verdict.story_id in done.out
    began = undone.home.call("undo", "story", undone.copy.article_id)
    assert (began.code, len(began.notes)) == (2, 1)
    refused = undone.home.call("undo", "copy", update.article_id)
    assert (refused.code, len(refused.notes)) == (2, 1)
    assert "only copies are undone" in refused.err
