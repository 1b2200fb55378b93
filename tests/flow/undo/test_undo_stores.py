"""Undo on every kind of store: each copied version comes again, and what was stored is published whatever dies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline.dedupe import Candidate, Decided, Decider, tables
from pipeline.errors import StreamUnavailable, UsageError
from pipeline.model.article import UNDONE_REASON, Article
from pipeline.model.words import Decision
from pipeline.settings import Settings
from pipeline.state import count_waiting, enqueue
from pipeline.stream import OUTCOMES
from pipeline.wiring import correcting, undoing
from pipeline.wiring.collect.ledger import article_message
from pipeline.wiring.collect.publish import Publisher
from pipeline.wiring.loading import drain_load
from pipeline.wiring.opening import state_of, stream_of, warehouse_of
from pipeline.wiring.restoring import restore
from pipeline.wiring.revoking import revoke, undone_list
from pipeline.wiring.undoing import newest_records, take_back_alias, take_back_copy, take_out_of_story
from tests.unit.dedupe.candidates import ALBU_KAMAL, candidate
from tests.unit.warehouse.samples import article

LINK = "https://outlet1.example/news/2017/army-takes-albu-kamal"
CANDIDATES = (
    candidate(1, canonical_link=LINK),
    candidate(2),
    candidate(3, url=candidate(2).url, text=ALBU_KAMAL.rpartition(" The general")[0]),
)


def record(each: Candidate, decided: Decided) -> Article:
    return replace(
        article("sample"),
        article_id=decided.article_id,
        version=decided.version,
        item_id=each.item_id,
        url=each.url,
        fetched_url=each.url,
        source=each.source,
        title=each.title,
        text=each.text,
        published_at=each.published_at,
        admitted_at=each.admitted_at,
        content_hash=each.content_hash,
        verdict=decided.verdict,
        ordinal=decided.ordinal,
        aliases=decided.aliases,
    )


def decided_and_waiting(settings: Settings) -> list[Article]:
    """Two articles, the second a copy in two versions; all of them wait in the outbox."""
    with state_of(settings) as state, state.write() as connection:
        Decider.create_tables(connection)
        decider = Decider.open(connection)
        records = [record(each, decider.decide(connection, each)) for each in CANDIDATES]
        enqueue(connection, [article_message(each, "run-1") for each in records])
    assert [each.verdict.decision for each in records] == [Decision.NEW, Decision.COPY, Decision.COPY]
    assert [each.version for each in records] == [1, 1, 2]
    return records


def waiting(settings: Settings) -> int:
    with state_of(settings) as state, state.read() as connection:
        return count_waiting(connection)


def test_each_version_of_the_copy_comes_again_and_the_warehouse_agrees(settings: Settings) -> None:
    first, copy, _ = decided_and_waiting(settings)
    done = take_back_copy(settings, copy.article_id)
    assert (done.of, done.records) == (first.article_id, 2)
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        drain_load(stream, warehouse)
        found = newest_records(settings, stream, copy.article_id)
        answer = warehouse.query("SELECT article_id, version, reason FROM decisions WHERE decision = 'new'")
        rows = sorted(tuple(row) for row in answer.rows)
        mentions = list(warehouse.query("SELECT * FROM mentions").rows)
    assert [(each.version, each.verdict.reason) for each in found] == [(1, UNDONE_REASON), (2, UNDONE_REASON)]
    assert rows == sorted(
        [
            (first.article_id, 1, first.verdict.reason),
            (copy.article_id, 1, UNDONE_REASON),
            (copy.article_id, 2, UNDONE_REASON),
        ]
    )
    assert mentions == []


def test_what_was_stored_waits_for_the_log_and_the_second_call_sends_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, copy, _ = decided_and_waiting(settings)
    publish = correcting.publish_all  # the log goes away after the transaction, and before the messages
    calls: list[Publisher] = []

    def goes_away(publisher: Publisher) -> None:
        calls.append(publisher)
        if len(calls) > 1:
            raise StreamUnavailable("the log is away")
        publish(publisher)

    with monkeypatch.context() as patched:
        patched.setattr(undoing, "publish_all", goes_away)
        with pytest.raises(StreamUnavailable):
            take_back_copy(settings, copy.article_id)
    assert waiting(settings) == 5
    with pytest.raises(UsageError, match="undone already"):
        take_back_copy(settings, copy.article_id)
    assert waiting(settings) == 0
    with stream_of(settings) as stream:
        assert sum(stream.end_offsets([OUTCOMES]).values()) == 2


def test_a_refused_undo_leaves_nothing_and_gives_the_lease_back(settings: Settings) -> None:
    first, copy, _ = decided_and_waiting(settings)
    for _ in range(2):
        with pytest.raises(UsageError):
            take_back_copy(settings, first.article_id)
    assert waiting(settings) == 0
    assert take_back_copy(settings, copy.article_id).records == 2


def test_an_alias_taken_back_is_none_any_more(settings: Settings) -> None:
    first, _, _ = decided_and_waiting(settings)
    assert take_back_alias(settings, LINK).article_id == first.article_id
    with pytest.raises(UsageError, match="no known address"):
        take_back_alias(settings, LINK)
    with pytest.raises(UsageError, match="own address"):
        take_back_alias(settings, first.url)


REMEMBERED = ("aliases", "refused_canonicals", "versions", "undone", "story_changes", "corrections")


def remembered(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """What the decider knows."""
    with state_of(settings) as state, state.read() as connection:
        found = {name: connection.execute(select(getattr(tables, name))).all() for name in REMEMBERED}
    return {name: sorted(map(tuple, rows)) for name, rows in found.items()}


def test_a_lost_state_is_read_back_with_every_undo(settings: Settings, tmp_path: Path) -> None:
    _, copy, _ = decided_and_waiting(settings)
    split = take_out_of_story(settings, copy.article_id, "another war")
    alias = take_back_alias(settings, LINK, "another page")
    with pytest.raises(UsageError, match="undone already"):
        take_out_of_story(settings, copy.article_id)
    revoke(settings, split.correction_id, "the same war")
    take_back_copy(settings, copy.article_id, "own reporting")
    fresh = replace(settings, state=f"sqlite:///{tmp_path / 'fresh-state.db'}")
    restored = restore(fresh, lambda _: None)
    assert (restored.articles, restored.corrections) == (5, 4)
    assert remembered(fresh) == remembered(settings)
    assert undone_list(fresh) == undone_list(settings)
    notes = [(each.kind, each.note, each.revoked_note) for each in undone_list(fresh)]
    assert notes == [
        ("story", "another war", "the same war"),
        ("alias", "another page", ""),
        ("copy", "own reporting", ""),
    ]
    revoke(fresh, alias.correction_id)
    with pytest.raises(UsageError, match="revoked already"):
        revoke(fresh, alias.correction_id)
    with pytest.raises(UsageError, match="cannot be revoked"):
        revoke(fresh, undone_list(fresh)[-1].correction_id)
