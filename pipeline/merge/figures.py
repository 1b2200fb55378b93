"""Figures and fields of an event, chosen from its claims with the reason in words.

Contradicting claims all stay as claims; the event states one reading of them and the range.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta
from typing import TypeVar

from pipeline.merge.blocks import bounds
from pipeline.model.event import MergeClaim
from pipeline.model.tagging import Actor, ClaimDate, Count, Place
from pipeline.model.words import Control, EventType

T = TypeVar("T", bound=Hashable)
_FRESH = timedelta(hours=24)
_TURNS = (EventType.GOV_REGAINS_TERRITORY, EventType.NON_STATE_OVERTAKES_TERRITORY)


def toll(claims: Sequence[MergeClaim], of: Callable[[MergeClaim], Count | None]) -> tuple[Count | None, str]:
    """Choose low, best and high from the claims that state a number.

    Best: among the reports of the last 24 hours of reporting, one that says who counted goes before one
    that does not, then the newest; tolls grow, and the last word of a named authority is what an analyst takes. Low and
    high span all that any claim says.

    Returns:
        The count (None when no claim states a number) and the reason, "" without a count.
    """
    stated = [(claim, count) for claim in claims if (count := of(claim)) is not None and _numbers(count)]
    if not stated:
        return None, ""
    newest = max(claim.reported_at for claim, _ in stated)
    fresh = [pair for pair in stated if newest - pair[0].reported_at <= _FRESH]
    chosen, count = max(fresh, key=_standing)
    numbers = [number for _, each in stated for number in _numbers(each)]
    return Count(min(numbers), _best(count), max(numbers)), _toll_reason(chosen, len(stated), numbers)


def _standing(pair: tuple[MergeClaim, Count]) -> tuple[bool, bool, object, object, str]:
    claim, count = pair
    return bool(claim.attribution), count.best is not None, claim.reported_at, claim.admitted_at, claim.claim_id


def _numbers(count: Count) -> list[int]:
    return [number for number in (count.low, count.best, count.high) if number is not None]


def _best(count: Count) -> int | None:
    """A claim that only bounds the number ("at least 20") has no best of its own: its low is the safe reading."""
    return count.best if count.best is not None else count.low


def _toll_reason(chosen: MergeClaim, stated: int, numbers: Sequence[int]) -> str:
    who = f"by {chosen.attribution}" if chosen.attribution else "unattributed"
    only = (
        "the only claim that states a number" if stated == 1 else f"of {stated} claims ({min(numbers)}-{max(numbers)})"
    )
    lead = "" if stated == 1 else "newest attributed " if chosen.attribution else "newest "
    return f"{lead}{only}: {chosen.claim_id}, {who}"


def event_type(claims: Sequence[MergeClaim]) -> str:
    """Choose the type: a change of control says more than the clash that brought it; else what most claims say."""
    turning = [claim for claim in claims if claim.type in _TURNS]
    return _most([claim.type for claim in turning or claims])


def control(claims: Sequence[MergeClaim]) -> Control:
    """Tell the direction that the claims agree on."""
    return next((claim.control for claim in claims if claim.control is not Control.NONE), Control.NONE)


def actor(claims: Sequence[MergeClaim], kind: str, of: Callable[[MergeClaim], Actor | None]) -> Actor | None:
    """Choose the actor that most claims name in this role, claims of the event's own type first."""
    named = [(claim, each) for claim in claims if (each := of(claim)) is not None]
    own = [each for claim, each in named if claim.type == kind] or [each for _, each in named]
    known = [each for each in own if each.id] or own
    return _most(known) if known else None


def place(claims: Sequence[MergeClaim]) -> Place | None:
    """Choose the most precise place; of equals the one that most claims name."""
    stated = [claim.place for claim in claims if claim.place is not None]
    finest = min((each.precision for each in stated), default=0)
    return _most([each for each in stated if each.precision == finest]) if stated else None


def dates(claims: Sequence[MergeClaim]) -> ClaimDate | None:
    """Span the dates of the most precise claims: two exact days that differ give both, as a range."""
    stated = [claim.date for claim in claims if claim.date is not None and bounds(claim.date) is not None]
    if not stated:
        return None
    finest = min(each.precision for each in stated)
    best = [each for each in stated if each.precision == finest]
    first = min(best, key=lambda each: (_days(each)[0], each.start))
    last = max(best, key=lambda each: (_days(each)[1], each.end))
    return ClaimDate(first.start, last.end or last.start, finest)


def _days(claim_date: ClaimDate) -> tuple[object, object]:
    days = bounds(claim_date)
    return days if days is not None else (claim_date.start, claim_date.end)


def _most(values: Sequence[T]) -> T:
    """Take the commonest value; of equals the first (the claims come in order of admission)."""
    return Counter(values).most_common(1)[0][0]
