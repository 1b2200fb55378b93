"""Blocks: the coarse keys within which claims are compared."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from pipeline.model.event import Block, MergeClaim
from pipeline.model.tagging import ClaimDate
from pipeline.model.words import EventType

_BATTLES = (
    EventType.ARMED_CLASH,
    EventType.GOV_REGAINS_TERRITORY,
    EventType.NON_STATE_OVERTAKES_TERRITORY,
    EventType.NON_VIOLENT_TERRITORY_TRANSFER,
)
_REMOTE = (
    EventType.AIR_STRIKE,
    EventType.SHELLING_ARTILLERY_MISSILE,
    EventType.CHEMICAL_WEAPON,
    EventType.SUICIDE_BOMB,
    EventType.REMOTE_EXPLOSIVE,
    EventType.GRENADE,
)
_PROTESTS = (
    EventType.FORCE_AGAINST_PROTEST,
    EventType.VIOLENT_DEMONSTRATION,
    EventType.MOB_VIOLENCE,
    EventType.PEACEFUL_PROTEST,
    EventType.PROTEST_WITH_INTERVENTION,
)
_ON_PEOPLE = (EventType.ATTACK, EventType.ABDUCTION, EventType.SEXUAL_VIOLENCE)

FAMILIES: dict[str, str] = {
    **dict.fromkeys(_BATTLES, "battle"),
    **dict.fromkeys(_REMOTE, "remote"),
    **dict.fromkeys(_PROTESTS, "protest"),
    **dict.fromkeys(_ON_PEOPLE, "people"),
}
"""Type → family, after ACLED's event types; whatever is not named here is ``strategic``."""

VAGUE_DAYS = 10
"""A date whose bounds are further apart than this is too vague to join claims by itself."""


def family(event_type: str) -> str:
    """Tell the family of an event type; claims of different families never join."""
    return FAMILIES.get(event_type, "strategic")


@lru_cache(maxsize=65_536)
def bounds(claim_date: ClaimDate | None) -> tuple[date, date] | None:
    """Tell the first and last day that a partial date can mean; None without a date or with a malformed one."""
    if claim_date is None or not claim_date.start:
        return None
    try:
        first = _edge(claim_date.start, last=False)
        last = _edge(claim_date.end or claim_date.start, last=True)
    except ValueError:
        return None
    return (first, last) if first <= last else (last, first)


def is_vague(claim_date: ClaimDate | None) -> bool:
    """Whether a date is missing, malformed or too wide to join claims by itself."""
    days = bounds(claim_date)
    return days is None or days[1] - days[0] > timedelta(days=VAGUE_DAYS)


def _edge(text: str, *, last: bool) -> date:
    """Read ``YYYY[-MM[-DD]]`` as its first or its last day."""
    numbers = [int(part) for part in text.split("-")]
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 else (12 if last else 1)
    days = monthrange(year, month)[1]
    day = numbers[2] if len(numbers) > 2 else (days if last else 1)  # noqa: PLR2004 - the third part is the day
    return date(year, month, min(day, days))


def block(claim: MergeClaim) -> Block:
    """Tell the block of a claim: country, family and the window of its date.

    A vague date is no window: such a claim joins by its story alone.
    """
    days = None if is_vague(claim.date) else bounds(claim.date)
    country = claim.place.country if claim.place else ""
    first, last = days or (None, None)
    return Block(country, family(claim.type), first, last)
