"""The undo of a merge, in the warehouse: which claims it parts, in every edition, and what the views then say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.merge import PlaceDateControl
from pipeline.model.article import Article
from pipeline.model.correction import Correction, CorrectionKind
from pipeline.model.ledger import LedgerRecord
from pipeline.model.tagging import ClaimDate, Tagging
from pipeline.warehouse import Advance, Batch, LostRace, Parting, Partition, Warehouse, open_warehouse
from tests.unit.warehouse.partings import CORRECTIONS, arrive
from tests.unit.warehouse.samples import arrive as arrive_record
from tests.unit.warehouse.samples import article, at, retakes, tagging

RULE = PlaceDateControl()
ONE, TWO, THREE, FAR = article("one"), article("two", hours=1), article("three", hours=2), article("far", hours=90)
TOLD = [tagging(each, retakes("2017-11-09")) for each in (ONE, TWO, THREE)]
ELSEWHEN = tagging(FAR, retakes("2017-11-13"))


@pytest.fixture
def warehouse(database_url: str) -> Iterator[Warehouse]:
    """Three articles that tell of one event, and one of another."""
    opened = open_warehouse(database_url)
    load(opened, *TOLD, ELSEWHEN, ONE, TWO, THREE, FAR)
    yield opened
    opened.close()


def load(warehouse: Warehouse, *records: Article | Tagging | LedgerRecord, edition: str = "") -> None:
    arrivals = (arrive_record(record, offset, edition=edition) for offset, record in enumerate(records))
    warehouse.load_batch(Batch(tuple(arrivals)), RULE)


def rows(warehouse: Warehouse, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in warehouse.query(statement).rows]


def claim_of(warehouse: Warehouse, told: Tagging) -> str:
    ((claim_id,),) = rows(warehouse, f"SELECT claim_id FROM claims WHERE article_id = '{told.article_id}'")  # noqa: S608
    return str(claim_id)


def event_of(warehouse: Warehouse, told: Tagging) -> str:
    return warehouse.trace(claim_of(warehouse, told)).claims[0].event_id


def undo(warehouse: Warehouse, found: Parting, offset: int, *, standing: bool = True) -> Correction:
    undone = Correction(
        "u1", CorrectionKind.MERGE, standing, at(100 + offset), "not this one", found.parted[0].article_id,
        found.event_id, parted=found.parted, others=found.others,
    )  # fmt: skip
    batch = Batch((arrive(undone, offset),), {Partition(CORRECTIONS, 0): Advance(offset, offset + 1)})
    assert warehouse.load_batch(batch, RULE).corrections == 1
    return undone


def test_a_parted_claim_is_an_event_of_its_own_until_the_undo_is_revoked(warehouse: Warehouse) -> None:
    first, second = claim_of(warehouse, TOLD[0]), claim_of(warehouse, TOLD[1])
    assert {event_of(warehouse, told) for told in TOLD} == {first}
    found = warehouse.parting(first, [second])
    undone = undo(warehouse, found, 0)
    assert [event_of(warehouse, told) for told in TOLD] == [first, second, first]
    counted = {event: articles for event, articles in rows(warehouse, "SELECT event_id, articles FROM events")}
    assert (counted[first], counted[second], len(counted)) == (2, 1, 3)
    aliases = rows(warehouse, "SELECT alias, event_id FROM event_aliases")
    assert aliases == [(claim_of(warehouse, TOLD[2]), first)]
    trace = warehouse.trace(second)
    assert trace.claims[0].reason.endswith(f"kept apart from {first} by undo u1")
    assert [(each.correction_id, each.standing, each.note) for each in trace.corrections] == [
        ("u1", True, "not this one")
    ]
    assert warehouse.trace(first).corrections == trace.corrections
    undo(warehouse, found, 1, standing=False)
    assert {event_of(warehouse, told) for told in TOLD} == {first}
    assert sorted(rows(warehouse, "SELECT alias, event_id FROM event_aliases"))[0][1] == first
    ((name, of, revoked),) = rows(warehouse, 'SELECT correction_id, "of", revoked_at FROM corrections')
    assert (name, of) == (undone.correction_id, first)
    assert revoked is not None
    undo(warehouse, found, 2)
    assert event_of(warehouse, TOLD[1]) == second


def test_an_article_stands_for_its_claims_and_the_founder_can_be_parted(warehouse: Warehouse) -> None:
    first, second = claim_of(warehouse, TOLD[0]), claim_of(warehouse, TOLD[1])
    undo(warehouse, warehouse.parting(first, [ONE.article_id]), 0)
    assert [event_of(warehouse, told) for told in TOLD] == [first, second, second]


def test_another_tagger_in_another_edition_is_bound_by_it(warehouse: Warehouse) -> None:
    undo(warehouse, warehouse.parting(claim_of(warehouse, TOLD[0]), [claim_of(warehouse, TOLD[1])]), 0)
    again = [tagging(each, retakes("2017-11-09"), tagger_version="2+def") for each in (ONE, TWO, THREE)]
    warehouse.create_edition("r2", extraction="", tagger="2", merge_rule=RULE.name)
    load(warehouse, *again, edition="r2")
    warehouse.promote("r2")
    homes = [event_of(warehouse, told) for told in again]
    assert homes[0] == homes[2] != homes[1]


def test_a_revised_article_stays_parted(warehouse: Warehouse) -> None:
    first = claim_of(warehouse, TOLD[0])
    undo(warehouse, warehouse.parting(first, [claim_of(warehouse, TOLD[1])]), 0)
    revised = tagging(article("two", version=2, decision="revised", hours=1), retakes("2017-11-09", killed=9))
    load(warehouse, revised)
    assert event_of(warehouse, revised) not in ("", first)


def test_what_is_no_part_of_the_event_is_said_with_the_reason(warehouse: Warehouse) -> None:
    first, second, other = (claim_of(warehouse, told) for told in (TOLD[0], TOLD[1], ELSEWHEN))
    for event, asked, said in (
        ("cnone", [second], "no event 'cnone'"),
        (second, [first], f"{second} has become part of event {first}"),
        (first, ["cnone"], "no claim or article 'cnone'"),
        (first, [other], f"claim {other} has no part in event {first}: it is in {other}"),
        (first, [FAR.article_id], f"article {FAR.article_id} has no part in event {first}"),
        (other, [other], "has only this claim"),
        (first, [each.article_id for each in TOLD], "would keep none of its claims"),
    ):
        with pytest.raises(UsageError) as refused:
            warehouse.parting(event, asked)
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)


def test_an_article_split_from_its_story_joins_no_event_by_that_story(warehouse: Warehouse) -> None:
    """A vague date joins by the story alone; once that was undone, it joins nothing."""
    vague = article("vague", hours=3)
    told = tagging(vague, replace(retakes("2017-11"), date=ClaimDate("2017", "2017", 5)))
    load(warehouse, told)
    first = event_of(warehouse, TOLD[0])
    assert event_of(warehouse, told) == first
    for offset, standing in enumerate((True, False)):
        split = Correction(
            "u9", CorrectionKind.STORY, standing, at(100 + offset), "", vague.article_id, told.story_id, "s-own"
        )
        warehouse.load_batch(Batch((arrive(split, offset),)), RULE)
        assert (event_of(warehouse, told) == first) is not standing
        again = tagging(article("late", hours=4 + offset), retakes("2017-11-09"))
        load(warehouse, again)
        assert event_of(warehouse, again) == first
        assert (event_of(warehouse, told) == first) is not standing


def test_of_two_loaders_one_wins(warehouse: Warehouse) -> None:
    found = warehouse.parting(claim_of(warehouse, TOLD[0]), [claim_of(warehouse, TOLD[1])])
    undo(warehouse, found, 0)
    with pytest.raises(LostRace):
        undo(warehouse, found, 0)
    assert rows(warehouse, "SELECT COUNT(*) FROM corrections") == [(1,)]
