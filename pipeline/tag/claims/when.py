"""Which of the dates that a sentence names is when the event happened, and what is history."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipeline.tag.claims.base import Scene, Told
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.dates import DateMention
from pipeline.tag.dates.calendar import MONTH, WEEK, YEAR, last_day
from pipeline.tag.text.cues import Cued, stems_of

HISTORY_DAYS = 28
"""A deed told with a date further back than this is background, not news."""

_PLANNED = Cued(
    r"\b(?:will|would)\b(?: [\w.]+){0,9} (?:on |for |to )?$"
    r"|\b(?:planned|scheduled|due|expected|set (?:for|to)|ahead of|until|postponed|upcoming"
    r"|to (?:be held|hold|meet|vote|begin|start|resume|take place)|called for)\b(?: \w+){0,4} (?:on |for |to )?$"
    r"|\b(?:before|by)(?: (?:the|next|early|late))? $",
    re.IGNORECASE,
)
_SPOKE = Cued(
    r"\b(?:said|says|saying|announc(?:ed|ing)|report(?:ed|ing)|wrote|writing|statement|conference"
    r"|told (?:(?:a|the|state|local|radio|[\w.-]+'s?) )*[\w.-]+"
    r"(?:(?: (?:news|press|agency|television|tv|radio|conference|briefing|council|newspaper|channel|reporters))+"
    r"(?: [\w-]+)?)?"
    r"|interview|speaking|spoken?|confirm(?:ed|ing)|add(?:ed|ing)|rejected|denied|condemned|hailed"
    r"|(?:published|issued|accused)(?: [\w'-]+){1,3}|released(?: [\w'-]+){0,2} (?:statement|report|video|figures|images"
    r"|photographs|photos|pictures|footage|list|findings)|published|posted|video|tweet|footage"
    r"|(?:statement|report|video|figures|images|footage|list|study)(?: [\w'-]+){0,5} released"
    r"|complained|appealed|protested|warned|acknowledged|conceded|admitted|insisted|stated|alleged|argued|quoted"
    r"|claimed(?: responsibility)?"
    r"|briefing|tweeted)"
    r"(?: (?:in|at|from|to|by) [\w ]{2,20})?(?: late| early| earlier)?(?: on)? $",
    re.IGNORECASE,
)
_SPEAKS_NEXT = re.compile(
    r" (?:said|told|announced|confirmed|rejected|denied|condemned|hailed|warned|accused|acknowledged|claimed|reported"
    r"|blamed|urged|vowed|released|conceded|admitted|insisted|stated|alleged|gave (?:details|figures|an account))\b"
)
"""A day between a speaker and his verb is that of the speech: "the government on Tuesday rejected"."""
_SPEAKS_FIRST = re.compile(
    r",? (?:(?!\w+ed\b)[\w'-]+ ){0,3}(?!\w+ed\b)[\w'-]+"
    r"(?:,? (?:which|who|that) (?:[\w'-]+ ){1,14}?[\w'-]+,?)?"
    r" (?:said|told|announced|confirmed|rejected|denied|condemned|claimed|reported|quoted|cited|put)\b"
)
_HEADS = frozenset({"", "on", "but on", "and on", "also on", "then on", "earlier on", "later on"})
"""A day at the head of a sentence whose first verb is a speaker's: "On Tuesday, the army said that …"."""
_HISTORY = Cued(
    r"\b(?:anniversary|(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) days (?:earlier|before\b(?! the))"
    r"|(?:a|one|two|three|four|five|six|several|\d+) (?:weeks?|months?) (?:earlier|before\b(?! the))"
    r"|so far this year|this year alone|years ago|decades ago|a year ago|years? earlier|last year"
    r"|in recent (?:months|years)"
    r"|over the (?:past|last) (?:\w+ )?(?:months?|years?)"
    r"|since (?:the )?(?:war|conflict|uprising|invasion|start|beginning|revolution|\w+ (?:was|were) (?:ousted|toppled"
    r"|overthrown))|world war|cold war"
    r"|during the (?:\w+ ){0,3}(?:war|conflict|uprising|invasion|offensive) (?:in|of)|(?<!than )(?<!at )once\b"
    r"|previously|survived (?:[\w-]+ ){0,4}(?:attempts?|attacks?|ambush(?:es)?)\b"
    r"|over the years|history of|has (?:long|repeatedly)|have (?:long|repeatedly)"
    r"|months of|weeks of|years of)",
    re.IGNORECASE,
)
_LIKE = re.compile(
    r"\ban? (?:similar|earlier|previous|comparable) (?:\w+ )?"
    r"(?:attack|bombing|blast|raid|incident|ambush|assault|strike)"
)
"""With no more than a month: what is only compared with the news."""
_LONG = Cued(r"\bfor (?:years|months)\b", re.IGNORECASE)
"""A long time: history too, unless the sentence gives the deed a day ("held for months, fell on Tuesday")."""
_DECADE = re.compile(r"\bin the (?:19|20)\d0s", re.IGNORECASE)
"""Apart from the others: it would have them tried wherever "in" stands."""


_OF_PEOPLE = frozenset({Family.FREE, Family.ARREST})
_IN_A = re.compile(r"\b(?:in|by|during) (?:an?|the) (?:[\w-]+ ){0,3}$")
_CHARGED = re.compile(
    r"\b(?:arrest|detain|held|charg|jail|seiz|captur|suspect)\w*\b[^.;]{0,60}?\b(?:over|for"
    r"|in connection with|involvement in|linked to|role in|part in|behind|responsible for|blamed for"
    r"|accused of)\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_CHARGE_CHARS = 140
_CAPTURED = frozenset({Family.ABDUCT, Family.ARREST, Family.SEIZE, Family.TAKE})


def find_date(scene: Scene, trigger: Trigger) -> Told[DateMention] | None:
    """Choose the date of the event that a trigger tells, or None when the sentence names none for it."""
    told = [m for m in scene.dates if not m.future]
    own = [m for m in told if not _is_of_another(scene, trigger, m)]
    scored = [(_cost(scene, trigger, m), m.start, m) for m in own or (() if trigger.family in _OF_PEOPLE else told)]
    if not scored:
        return None
    cost, _, mention = min(scored, key=lambda item: item[:2])
    return Told(_in_night_of(scene, mention), scene, mention.start, mention.end) if cost < _TOO_FAR else None


def _in_night_of(scene: Scene, mention: DateMention) -> DateMention:
    """Of "police said on Tuesday that gunmen struck overnight" the night is that before Tuesday."""
    if scene.text[mention.start : mention.end].lower() != "overnight":
        return mention
    said = [m for m in scene.dates if m is not mention and m.date.precision == 1 and when_spoken(scene.text, m)]
    return replace(mention, date=said[0].date) if said else mention


_TOO_FAR = 12.0
_SPOKEN = 6.0
_BEFORE_CHARS, _AFTER_CHARS, _PLAN_CHARS, _HEAD_CHARS = 60, 90, 70, 12


def _is_of_another(scene: Scene, trigger: Trigger, mention: DateMention) -> bool:
    """Whether a date is that of another deed: "killed the planner of an attack last month".

    A mere day only beside captives let go: "nine nuns seized on Sunday were freed".
    """
    freed = trigger.family is Family.FREE
    if trigger.family is Family.ARREST and is_of_charge(scene.text, mention):
        return True
    if mention.date.precision < WEEK and not freed:
        return False
    before = [t for t in scene.triggers if t.end <= mention.start]
    if not before or scene.clause_of(before[-1].start) != scene.clause_of(mention.start):
        return False
    nearest = max(before, key=lambda t: t.end)
    close = mention.start - nearest.end < _AFTER_CHARS
    if not freed and _is_its_harm(scene, trigger, nearest):
        return False
    other = nearest.passive and nearest.family in _CAPTURED if freed else nearest.family is not trigger.family
    return close and other and not nearest.start <= trigger.start <= nearest.end


def _is_its_harm(scene: Scene, trigger: Trigger, other: Trigger) -> bool:
    """Whether two words tell one deed: "an air strike killed six" and "six died in an ambush"."""
    if (other.family is Family.KILL and not other.noun) or 0 <= other.start - trigger.end <= 1:
        return True
    return trigger.family is Family.KILL and bool(_IN_A.search(scene.text, trigger.end, other.start))


def is_of_charge(text: str, mention: DateMention) -> bool:
    """Whether a date is that of what somebody is held for: "arrested over Sunday's bombing"."""
    return bool(_CHARGED.search(text[max(0, mention.start - _CHARGE_CHARS) : mention.start]))


def _cost(scene: Scene, trigger: Trigger, mention: DateMention) -> float:
    gap = mention.start - trigger.end if mention.start >= trigger.end else trigger.start - mention.end
    cost = max(gap, 0) / 40 + 3.0 * abs(scene.clause_of(mention.start) - scene.clause_of(trigger.start))
    cost += 4.0 if mention.open else 0.0
    cost += 2.0 if mention.date.precision >= 4 else 0.0  # noqa: PLR2004
    cost += _SPOKEN if when_spoken(scene.text, mention) else 0.0
    return cost + (4.0 if is_planned(scene.text, mention) else 0.0)


def is_planned(text: str, mention: DateMention) -> bool:
    """Whether a date is that of something to come: "the vote planned for Sunday"."""
    if text.startswith((" would ", " will "), mention.end):
        return True
    return bool(_PLANNED.search(text[max(0, mention.start - _PLAN_CHARS) : mention.start], stems_of(text)))


def when_spoken(text: str, mention: DateMention) -> bool:
    """Whether a date is that of a statement ("the minister said on Tuesday") rather than of a deed."""
    if text.startswith("'s", mention.end):  # "the statement said Tuesday's raid"
        return False
    if "\n" in text:
        text = text.replace("\n", " ")  # wrapped lines
    if (
        mention.start < _HEAD_CHARS
        and text[: mention.start].strip().lower() in _HEADS
        and _SPEAKS_FIRST.match(text, mention.end)
    ):
        return True
    if _SPOKE.search(text[max(0, mention.start - 60) : mention.start], stems_of(text)):
        return True
    return bool(_SPEAKS_NEXT.match(text, mention.end))


_PERFECT = re.compile(r"\b(?:ha[sd]|have)(?: (?:not|also|already|now))?(?: been)?(?: \w+)?$")
_PERFECT_CHARS = 30
_FOR_MONTHS = re.compile(
    r"[^.;]{0,60}\bsince (?:early |late |mid-?|the (?:start|beginning|end|spring|summer|autumn|winter) of )?"
    r"(?:last (?:month|year|spring|summer|autumn|fall|winter)|(?:19|20)\d\d|(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b)(?! \d{1,2}\b)"
)
"""Behind a deed in the perfect: "has been pushed out of three towns since October" sums up what was news before."""


def is_history(scene: Scene, trigger: Trigger, chosen: Told[DateMention] | None, reference: date | None) -> bool:
    """Whether the sentence tells of the past behind the news: an old date, an anniversary, a span of years."""
    start, end = scene.clauses[scene.clause_of(trigger.start)]
    around = scene.text[max(start, trigger.start - _BEFORE_CHARS) : min(end, trigger.end + _AFTER_CHARS)]
    known = stems_of(scene.text)
    if _HISTORY.search(around, known) or ("0" in around and _DECADE.search(around)) or _sums_up(scene, trigger):
        return True
    if (chosen is None or is_old(chosen, reference)) and _LONG.search(around, known):
        return True
    if chosen is None:
        return False
    if _is_behind(scene, trigger, chosen) or chosen.value.date.precision >= MONTH and _LIKE.search(around):
        return True
    dated = [Told(m, scene, m.start, m.end) for m in scene.dates if not m.future and not m.open]
    if dated and all(is_old(told, reference) for told in dated):
        return True
    gap = max(chosen.start - trigger.end, trigger.start - chosen.end)
    same_clause = gap <= _AFTER_CHARS and scene.clause_of(chosen.start) == scene.clause_of(trigger.start)
    return same_clause and is_old(chosen, reference)


def _sums_up(scene: Scene, trigger: Trigger) -> bool:
    if " since " not in scene.text:
        return False
    before = scene.text[max(0, trigger.start - _PERFECT_CHARS) : trigger.start].rstrip()
    perfect = _PERFECT.search(before) or scene.text.startswith(("has ", "have "), trigger.start)
    return bool(perfect and _FOR_MONTHS.match(scene.text, trigger.end))


def _is_behind(scene: Scene, trigger: Trigger, chosen: Told[DateMention]) -> bool:
    """Whether a deed is told only as what went before one that has its day: "on Tuesday, two days after a bomb …"."""
    own = scene.clause_of(trigger.start)
    if scene.text[chosen.start : chosen.end].lower() != "after" or all(
        scene.clause_of(other.start) == own for other in scene.triggers
    ):
        return False
    return any(
        m.date.precision == 1 and m.start != chosen.start and not when_spoken(scene.text, m) for m in scene.dates
    )


def is_old(chosen: Told[DateMention], reference: date | None) -> bool:
    """Whether a date lies further back than news does; without a day of reference, whether it is a mere year."""
    if reference is None:
        return chosen.value.date.precision >= YEAR and not chosen.value.open
    return (reference - last_day(chosen.value.date)).days > HISTORY_DAYS
