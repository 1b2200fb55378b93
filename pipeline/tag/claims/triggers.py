"""Where a sentence tells of an event: triggers, their voice, and whether it is said to have happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.tag.casualties.lower import lowered
from pipeline.tag.claims.lexicon import RANK, STEM, Family, Rule, rules_by_stem

_WORD = re.compile(r"[a-z]+")
_BE_BEFORE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|get|got)(?: (?:\w+ly|also|then|later|since|reportedly|shot and"
    r"|temporarily))?\s*$",
    re.I,
)
_BY_AFTER = re.compile(r"^(?: \w+){0,3}? by\b")


class Status(StrEnum):
    """What a sentence says of the event that a trigger names."""

    ACTUAL = "actual"
    NEGATED = "negated"
    POSSIBLE = "possible"
    HABITUAL = "habitual"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name or tell an event: ``sentence[start:end]``."""

    start: int
    end: int
    family: Family
    weight: float
    passive: bool
    noun: bool
    status: Status


_NEGATED = re.compile(
    r"\b(?:(?:no(?! less| fewer| longer| doubt| more| one)|not(?! only)|never|without|neither|nor)\b[^,;.]{0,28}"
    r"|den(?:y|ied|ies|ying) (?:that |reports |there |any |it |ever |having )+[^,;.]{0,28}|reject(?:s|ed"
    r"|ing) (?:claims|reports|accusations)[^,;.]{0,40}"
    r"|(?:refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|unable|declin\w+) to (?:\w+ )?|(?:avert|prevent|avoid|thwart"
    r"|foil)(?:s|ed|ing)? (?:\w+ ){0,3}"
    r"|no (?:evidence|signs?|reports?|indication) (?:of|that)[^,;.]{0,40}|(?:halt|end|stop)(?:ing|ped|ed)? (?:to "
    r"|the )?(?:\w+ )?)$"
    r"|n't\b[^,;.]{0,22}$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:will|would(?!-be)|could|may|might|should|must|shall|if|unless|whether|threat(?:s|en\w*)?|warn\w*|plan(?:s"
    r"|ned|ning)?|prepar\w*"
    r"|vow\w*|pledg\w*|intend\w*|possible|possibly|potential|fear(?:s|ed)?|risk(?:s|ed|ing)?|ahead of|likely|urg(?:e"
    r"|es|ed|ing)"
    r"|call(?:ed|s|ing)? (?:for|on)|demand\w*|want(?:s|ed)?|ready|tr(?:y|ies|ied|ying) to|in the event of|plot(?:s"
    r"|ted|ting)?|drills?|exercises?|simulat\w*"
    r"|forthcoming|impending|looming|imminent|propos\w*"
    r"|(?<!are )(?<!was )(?<!were )(?<!is )able to|capable of|aim(?:ed|s|ing)? (?:at|to)|seek(?:s"
    r"|ing)? to|sought to|hop(?:e|es|ed|ing)|vote to"
    r"|agreed to|ordered? to|suspected of|accus\w+ (?:[\w']+ ){0,3}of (?:plan|plot)\w*"
    r"|option of|expected to|set to|bid to|efforts? to|in order to|attempt(?:s|ed)? to|negotiat\w+|talks)"
    r"(?:[ -](?!that\b|who\b|which\b|after\b|when\b|as\b|where\b|by\b)[\w'-]+){0,3}[ -]?$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\b(?:to|can|cannot)(?: \w+ly)? $", re.IGNORECASE)
_MANAGED = re.compile(
    r"\b(?:manage[ds]?|(?:was|were|is|are) able|decided|chosen|able|began|begun|continued|continues?"
    r"|started|went on|appeared|seemed|used|forced) to(?: \w+ly)? $",
    re.IGNORECASE,
)
_WARNED = re.compile(
    r"\b(?:warn(?:s|ed|ing)?|threaten(?:s|ed|ing)?|fear(?:s|ed|ing)?) (?:that |of |it |against )[^;.]{0,70}$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:search\w*|look(?:s|ed|ing)?|sweep\w*|swept|hunt\w*|check\w*|comb\w*"
    r"|screen\w*) (?:[\w',-]+ ){0,5}?for (?:[\w',-]+ ){0,4}$"
    r"|\b(?:rigged|littered|laden|strewn|sown) with (?:[\w',-]+ ){0,3}$|\bclear(?:s|ed"
    r"|ing)? (?:[\w'-]+ ){0,3}?of (?:[\w',-]+ ){0,3}$",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\bagreed to (?:an? |the )?(?:[\w-]+ )?$", re.IGNORECASE)
_PAST = re.compile(r"\w+(?:ed|ing|s|un|en)\b")
_HABITUAL = re.compile(
    r"\b(?:regularly|routinely|often|periodically|frequently|on a (?:daily|weekly|near-daily) basis|almost daily"
    r"|usually|typically|every (?:day|week|month)|on most days|repeated(?:ly)?)\b",
    re.IGNORECASE,
)
_ASIDE_NOUN = re.compile(
    r"\b(?:response to|retaliation for|reaction to|following|since|over|in the wake of|accused of|charged with"
    r"|wanted for|suspected of|investigat\w+|responsible for|accused of having|behind|including"
    r"|anger (?:over|at)|blamed? for|condemn\w+|the trial|inquiry into|report on"
    r"|commemorat\w+|mourn\w*) (?:the |a |an |last \w+'s )?(?:[\w'-]+ ){0,2}$",
    re.IGNORECASE,
)
_ASIDE_VERB = re.compile(
    r"\b(?:that|which|who) (?:has|have|had)(?: \w+)? $|\b(?:that|which) (?:saw|included?|followed|triggered|sparked"
    r"|began)\b[^,;.]{0,70}$|\b(?:newly|recently|previously|formerly)[ -]$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"^[^,;.]{0,12}\b(?:was|were|is) (?:called off|averted|foiled|thwarted|out of the question)"
    r"|^[^,;.]{0,45}\b(?:are|is|remains?|seems?|looks?|appears?) (?:now )?(?:an? )?(?:\w+ )?"
    r"(?:possibility|possible|likely|imminent|inevitable|feared|expected|planned)",
    re.IGNORECASE,
)
_VIEW_CHARS = 80
_QUOTED = 0.6
"""Speech boasts, fears and recalls: what stands in quotation marks counts less."""


def find_triggers(sentence: str) -> list[Trigger]:
    """Find every trigger of a sentence, in order; where two overlap, the one that tells more of the means wins."""
    found: list[Trigger] = []
    low = lowered(sentence)
    for rule in _candidates(low):
        for match in rule.pattern.finditer(sentence if rule.cased else low):
            found.append(_trigger(sentence, rule, *match.span()))
    return _without_overlaps(found)


def _candidates(low: str) -> list[Rule]:
    fired: dict[int, Rule] = {}
    index = rules_by_stem()
    for word in set(_WORD.findall(low)):
        for rule in index.get(word[:STEM], ()):
            fired[id(rule)] = rule
    return sorted(fired.values(), key=lambda rule: (rule.family, rule.pattern.pattern))


def _trigger(sentence: str, rule: Rule, start: int, end: int) -> Trigger:
    before, after = sentence[max(0, start - _VIEW_CHARS) : start], sentence[end : end + _VIEW_CHARS]
    participle = sentence[start:end].rstrip().lower().endswith(("ed", "en", "un", "shot", "held", "own", "ken"))
    passive = not rule.noun and bool(_BE_BEFORE.search(before) or (participle and _BY_AFTER.match(after)))
    weight = rule.weight * (_QUOTED if sentence.count('"', 0, start) % 2 else 1.0)
    return Trigger(
        start, end, rule.family, weight, passive, rule.noun, _status(sentence, start, before, after, noun=rule.noun)
    )


def _status(sentence: str, start: int, before: str, after: str, *, noun: bool) -> Status:
    if _NEGATED.search(before) or _WISHED.match(after):
        return Status.NEGATED
    if (noun and (_WARNED.search(before) or _SOUGHT.search(before))) or (
        _POSSIBLE.search(before) and not _AGREED.search(before)
    ):
        return Status.POSSIBLE
    if not noun and not _PAST.match(sentence, start) and _INFINITIVE.search(before) and not _MANAGED.search(before):
        return Status.POSSIBLE
    if _ASIDE_NOUN.search(before) or _ASIDE_VERB.search(before):
        return Status.ASIDE
    if _HABITUAL.search(sentence[max(0, start - 60) : start + 100]):
        return Status.HABITUAL
    return Status.ACTUAL


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (-RANK[t.family], t.start - t.end, t.start)):
        if all(trigger.end <= other.start or trigger.start >= other.end for other in kept):
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.start)
