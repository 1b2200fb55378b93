"""Claims for the tests of the merge rule: the three turns of Albu Kamal, and a builder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.merge.links import Link, contradiction, grounds
from pipeline.model.event import MergeClaim
from pipeline.model.tagging import Actor, ClaimDate, Count, Place
from pipeline.model.words import Control

NOON = datetime(2017, 11, 9, 12, tzinfo=UTC)
ARMY = Actor("SYR-ARMY", "Syrian army", "military", "government", "SYR")
ISLAMIC_STATE = Actor("IS", "Islamic State", "armed-group", "non-state", "")
ALBU_KAMAL = Place("Albu Kamal", 174448, "Deir ez-Zor", "SYR", 34.45, 40.92, 1)
SYRIA = Place("Syria", 163843, "", "SYR", 35.0, 38.0, 6)
GOV, NON_STATE = "GOV_REGAINS_TERRITORY", "NON_STATE_OVERTAKES_TERRITORY"


def day(text: str, precision: int = 1) -> ClaimDate:
    return ClaimDate(text, text, precision)


def toll(number: int) -> Count:
    return Count(number, number, number)


def claim(name: str, **fields: object) -> MergeClaim:
    """A claim that the army regained Albu Kamal on 9 November; ``name`` is both its id and its article's."""
    base = MergeClaim(
        claim_id=name,
        article_id=f"a-{name}",
        version=1,
        ordinal=0,
        active=True,
        type=GOV,
        actor1=ARMY,
        actor2=ISLAMIC_STATE,
        place=ALBU_KAMAL,
        date=day("2017-11-09"),
        killed=None,
        injured=None,
        control=Control.GOVERNMENT_REGAINS,
        attribution="",
        confidence=0.9,
        story_id="",
        source=f"{name}.example",
        reported_at=NOON,
        admitted_at=NOON,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


FIRST_TURN = [
    claim("t1-a", date=day("2017-11-09"), admitted_at=later(0)),
    claim("t1-b", date=day("2017-11-08"), admitted_at=later(1)),
    claim("t1-c", type="ARMED_CLASH", control=Control.NONE, admitted_at=later(2)),
]
SECOND_TURN = [
    claim(
        name,
        type=NON_STATE,
        actor1=ISLAMIC_STATE,
        actor2=ARMY,
        date=day("2017-11-11"),
        control=Control.NON_STATE_GAINS,
        reported_at=later(50),
        admitted_at=later(50 + hours),
    )
    for hours, name in enumerate(("t2-a", "t2-b"))
]
THIRD_TURN = [
    claim(name, date=day("2017-11-19"), reported_at=later(245), admitted_at=later(245 + hours))
    for hours, name in enumerate(("t3-a", "t3-b"))
]
TURNS = [*FIRST_TURN, *SECOND_TURN, *THIRD_TURN]


def link(a: MergeClaim, b: MergeClaim) -> Link | None:
    """What ties two claims together when nothing forbids it."""
    return None if contradiction(a, b) else grounds(a, b)
