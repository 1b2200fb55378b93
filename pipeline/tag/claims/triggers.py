"""Where a sentence tells of an event: triggers, their voice, and whether it is said to have happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.tag.casualties.lower import lowered
from pipeline.tag.claims.lexicon import Family, Rule, numbers_in, rule_index
from pipeline.tag.text.cues import STEM, Cued, stems_of

_BE_BEFORE = Cued(
    r"\b(?:was|were|been|be|being|is|are|get|got)(?: (?:\w+ly|also|then|later|since|reportedly|shot and"
    r"|temporarily))?\s*$",
    re.I,
)
_BY_AFTER = re.compile(r"^(?: \w+){0,3}? by\b")
_PARTICIPLE = ("ed", "en", "un", "shot", "held", "own", "ken")
_DONE_TO = re.compile(
    r"(?:killed|shot(?: dead)?|gunned down|blown up|kidnapped|abducted|wounded|captured|freed|released|arrested"
    r"|detained|beheaded|executed|overrun|re-?taken|recaptured|liberated|torched|burned|burnt|ambushed|lynched|massacred)$",
    re.I,
)
_NO_OBJECT = re.compile(r"^(?: (?:in|at|near|on|outside|after|as|during|when|while|by|from)\b|[.,;:]|$)")
"""A transitive participle without an object is a passive whose verb a headline leaves out: "lorry blown up in Lamu"."""


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


_NEGATED = Cued(
    r"\b(?:(?:no(?! less| fewer| longer| doubt| more| one)|not(?! only)|never|without|neither|nor)\b[^,;.]{0,28}"
    r"|den(?:y|ied|ies|ying) (?:that |reports |there |any |it |ever |having )+[^,;.]{0,28}|reject(?:s|ed"
    r"|ing) (?:claims|reports|accusations)[^,;.]{0,40}"
    r"|(?:refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|unable|declin\w+) to (?:\w+ )?|(?:avert|prevent|avoid|thwart"
    r"|foil)(?:s|ed|ing)? (?:[\w'-]+ ){0,3}|safe from (?:[\w'-]+ ){0,5}"
    r"|no (?:evidence|signs?|reports?|indication) (?:of|that)[^,;.]{0,40}|(?:halt|end|stop)(?:ing|ped|ed)? (?:to "
    r"|the )?(?:\w+ )?)$"
    r"|n't\b[^,;.]{0,22}$",
    re.IGNORECASE,
)
_POSSIBLE = Cued(
    r"\b(?:will|would(?!-be)|could"
    r"|(?<!\d )(?<!in )(?<!of )(?<!since )(?<!last )(?<!late )(?<!early )(?<!mid-)may(?! \d)"
    r"|might|should|must|shall|if|unless|whether|threat(?:s|en\w*)?|warn\w*|plan(?:s"
    r"|ned|ning)?|prepar\w*"
    r"|vow\w*|pledg\w*|intend\w*|possible|possibly|potential"
    r"|(?<!most )fear(?:s|ed)?|risk(?:s|ed|ing)?|ahead of|likely|urg(?:e"
    r"|es|ed|ing)"
    r"|call(?:ed|s|ing)? (?:for|on)|demand\w*"
    r"|(?<!most )want(?:s|ed)?|ready|tr(?:y|ies|ied|ying) to|in the event of|plot(?:s"
    r"|ted|ting)?|(?:verge|brink) of|drills?|exercises?|simulat\w*"
    r"|forthcoming|impending|looming|imminent|propos\w*"
    r"|(?<!are )(?<!was )(?<!were )(?<!is )able to|capable of|aim(?:ed|s|ing)? (?:at|to)|seek(?:s"
    r"|ing)? to|sought to|hop(?:e|es|ed|ing)|vote to"
    r"|agreed to|ordered? to|suspected of|accus\w+ (?:[\w']+ ){0,3}of (?:plan|plot)\w*"
    r"|(?:an?|the|long) expected|(?:date|deadline) for|option of|expected to|set to|bid to|efforts? to"
    r"|in order to|attempt(?:s|ed)? to|negotiat\w+|talks)"
    r"(?:[ -](?!that\b|who\b|which\b|after\b|when\b|as\b|where\b|by\b)[\w'-]+){0,3}[ -]?$",
    re.IGNORECASE,
)
_INFINITIVE = Cued(r"\b(?:to|can|cannot)(?: \w+ly)? $", re.IGNORECASE)
_MANAGED = Cued(
    r"\b(?:manage[ds]?|(?:was|were|is|are) able|decided|chosen|able|began|begun|continued|continues?"
    r"|started|went on|appeared|seemed|used|forced) to(?: \w+ly)? $",
    re.IGNORECASE,
)
_WARNED = Cued(
    r"\b(?:warn(?:s|ed|ing)?|threaten(?:s|ed|ing)?|fear(?:s|ed|ing)?) (?:that |of |it |against )[^;.]{0,70}$"
    r"|\b(?:could|might) be [a-z]+(?:ed|en|wn) [^,;.]{0,50}$",
    re.IGNORECASE,
)
_SOUGHT = Cued(
    r"\b(?:search\w*|look(?:s|ed|ing)?|sweep\w*|swept|hunt\w*|check\w*|comb\w*"
    r"|screen\w*) (?:[\w',-]+ ){0,5}?for (?:(?!who\b|that\b|which\b)[\w',-]+ ){0,4}$"
    r"|\b(?:rigged|littered|laden|strewn|sown|mined|wired) with (?:[\w',-]+ ){0,3}$|\bclear(?:s|ed"
    r"|ing)? (?:[\w'-]+ ){0,3}?of (?:[\w',-]+ ){0,3}$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:kidnapped|abducted|seized|captured|snatched|taken|detained|held|killed) (?:by|in|on|from|near)\b"
)
_SOUGHT_ITSELF = re.compile(r"\bfor (?:an? |the )?$", re.IGNORECASE)
_AGREED = Cued(r"\bagreed to (?:an? |the )?(?:[\w-]+ )?$", re.IGNORECASE)
_PAST = re.compile(r"\w+(?:ed|ing|s|un|en)\b")
_HABITUAL = Cued(
    r"\b(?:regularly|routinely|often|periodically|frequently|on a (?:daily|weekly|near-daily) basis|almost daily"
    r"|usually|typically|every (?:day|week|month)|on most days|repeated(?:ly)?)\b",
    re.IGNORECASE,
)
_HAVE = Cued(r"\b(?:has|have|had)(?: been)?(?: \w+ly)? $", re.IGNORECASE)
_FOR_YEARS = Cued(
    r"^[^.;,]{0,60}?\b(?:(?:for|over|in) (?:the (?:past|last) )?(?:[\w-]+ ){0,3}?(?:years?|decades?)"
    r"|since (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ASIDE_NOUN = Cued(
    r"\b(?:response to|retaliation for|reaction to|following|since|over|in the wake of|accused of|charged with"
    r"|wanted for|suspected of|investigat\w+|responsible for|accused of having|connection with|behind|including"
    r"|anger (?:over|at)|memor(?:y|ies) of|reminiscent of|recall(?:s|ed|ing)?|echo(?:es|ed|ing)?(?: of)?|reminders? of"
    r"|fears? of|return to|(?:exchange|return) for|blamed? for|condemn\w+|the trial|inquiry into|report on"
    r"|commemorat\w+|mourn\w*) (?:the |a |an |last \w+'s )?(?:[\w'-]+ ){0,2}$"
    r"|\bpreceded by (?:[\w'-]+ ){0,6}$",
    re.IGNORECASE,
)
_ASIDE_VERB = Cued(
    r"\b(?:that|which|who) (?:has|have|had|purportedly|allegedly)(?: \w+)? $|\b(?:that|which) (?:saw|included?|followed"
    r"|triggered|sparked|began)\b[^,;.]{0,70}$|\b(?:newly|recently|previously|formerly)[ -]$",
    re.IGNORECASE,
)
_WISHED = Cued(
    r"^[^,;.]{0,12}\b(?:was|were|is) (?:called off|averted|foiled|thwarted|out of the question)"
    r"|^[^,;.]{0,45}\b(?:are|is|remains?|seems?|looks?|appears?) (?:now )?(?:an? )?(?:\w+ )?"
    r"(?:possibility|possible|likely|imminent|inevitable|feared|expected|planned)",
    re.IGNORECASE,
)
_HELPING = (Family.AIR, Family.SHELL)
_BACKED = re.compile(
    r"\b(?:(?:backed|supported|aided|assisted|covered|accompanied) by|(?:help|support|backing|cover) (?:of|from))"
    r" (?:[\w-]+,? ){0,4}$",
    re.IGNORECASE,
)
_BACKED_CHARS = 60
_VIEW_CHARS = 80
_FOILED_RANK = 10
_QUOTED = 0.6
"""Speech boasts, fears and recalls: what stands in quotation marks counts less."""


def find_triggers(sentence: str) -> list[Trigger]:
    """Find every trigger of a sentence, in order; where two overlap, the one that tells more of the means wins."""
    found = _matches(sentence)
    if not found:
        return []
    rules = rule_index().rules
    if "ed by " in sentence or " of " in sentence:
        found = [_without_deed_of_others(sentence, match) for match in found]
    return [_trigger(sentence, rules[number], start, end) for start, end, number in _without_overlaps(found)]


_Match = tuple[int, int, int]
"""Where the words begin and end, and the number of their rule."""


def _without_deed_of_others(sentence: str, match: _Match) -> _Match:
    """The match less its verb where the planes or guns only help who did it: "troops backed by jets attacked"."""
    start, end, number = match
    rule = rule_index().rules[number]
    helped = not rule.noun and _only_helps(sentence, rule, start)
    verb = sentence.rfind(" ", start, end)
    return (start, verb, number) if helped and verb > start else match


def _matches(sentence: str) -> list[_Match]:
    """All matches of rules: each rule is tried where a word may open it, and behind its last match."""
    index, known = rule_index(), stems_of(sentence)
    fired = 0
    for stem in known & index.stems:
        fired |= index.by_stem[stem]
    if not fired:
        return []
    low = lowered(sentence)
    found: list[_Match] = []
    read_to: dict[int, int] = {}
    for start, tried in _openings(low, known, fired):
        for number in tried:
            rule = index.rules[number]
            if start >= read_to.get(number, 0) and (
                match := rule.pattern.match(sentence if rule.cased else low, start)
            ):
                read_to[number] = match.end()
                found.append((start, match.end(), number))
    for number in index.anywhere:
        if fired >> number & 1:
            rule = index.rules[number]
            found += [(*match.span(), number) for match in rule.pattern.finditer(sentence if rule.cased else low)]
    return found


def _only_helps(sentence: str, rule: Rule, start: int) -> bool:
    """Whether planes or guns only help those whose deed is told: "troops backed by helicopters and tanks"."""
    if rule.family not in _HELPING:
        return False
    start += 3 * sentence.startswith("by ", start)
    return bool(_BACKED.search(sentence, max(0, start - _BACKED_CHARS), start))


def _openings(low: str, known: frozenset[str], fired: int) -> list[tuple[int, tuple[int, ...]]]:
    """Where words begin that may open one of the rules in hand, in order, with the numbers of these rules."""
    index = rule_index()
    found: list[tuple[int, tuple[int, ...]]] = []
    for stem in known & index.openings:
        if tried := index.by_opening[stem] & fired:
            numbers = numbers_in(tried)
            found += [(start, numbers) for start in _starts(low, stem)]
    found.sort()
    return found


def _starts(low: str, stem: str) -> list[int]:
    """Where the runs of letters begin that have a stem."""
    found = []
    at = low.find(stem)
    while at >= 0:
        end = at + len(stem)
        whole = len(stem) == STEM or not "a" <= low[end : end + 1] <= "z"
        if whole and not (at and "a" <= low[at - 1] <= "z"):
            found.append(at)
        at = low.find(stem, end)
    return found


def _worth(match: _Match) -> int:
    """The rank of its family; an attack that is foiled is none, whatever it was to be."""
    index = rule_index()
    return _FOILED_RANK if index.rules[match[2]].family is Family.DISRUPT else index.ranks[match[2]]


def _without_overlaps(found: list[_Match]) -> list[_Match]:
    """Those that tell most of the means, and of these the longest, in order."""
    if len(found) > 1:
        kept: list[_Match] = []
        for match in sorted(found, key=lambda m: (-_worth(m), m[0] - m[1], m[0], m[2])):
            if all(match[1] <= other[0] or match[0] >= other[1] for other in kept):
                kept.append(match)
        found = sorted(kept)
    return found


def _trigger(sentence: str, rule: Rule, start: int, end: int) -> Trigger:
    before, after = sentence[max(0, start - _VIEW_CHARS) : start], sentence[end : end + _VIEW_CHARS]
    known = stems_of(sentence)
    status = _status(sentence, start, before, after, known, noun=rule.noun)
    if status is Status.ACTUAL and _only_helps(sentence, rule, start):
        status = Status.ASIDE
    return Trigger(
        start,
        end,
        rule.family,
        rule.weight * (_QUOTED if sentence.count('"', 0, start) % 2 else 1.0),
        not rule.noun and _is_passive(sentence[start:end].rstrip(), before, after, known),
        rule.noun,
        status,
    )


def _is_passive(words: str, before: str, after: str, known: frozenset[str]) -> bool:
    if _BE_BEFORE.search(before, known) or (_NO_OBJECT.match(after) and _DONE_TO.search(words)):
        return True
    return words.lower().endswith(_PARTICIPLE) and _BY_AFTER.match(after) is not None


def _is_of_years(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether it has gone on for years: "rebels have fought the government for more than a decade"."""
    return bool(_HAVE.search(before, known)) and bool(_FOR_YEARS.match(after, known))


def _is_of_those_sought(words: str, before: str) -> bool:
    """Whether those who are sought were taken or killed: "searching for nine workers kidnapped by militants"."""
    return bool(_TAKEN.match(words)) and not _SOUGHT_ITSELF.search(before)


def _status(sentence: str, start: int, before: str, after: str, known: frozenset[str], *, noun: bool) -> Status:
    if _NEGATED.search(before, known) or _WISHED.match(after, known):
        return Status.NEGATED
    if (
        (noun and _WARNED.search(before, known))
        or (_SOUGHT.search(before, known) and not _is_of_those_sought(sentence[start:], before))
        or (_POSSIBLE.search(before, known) and not _AGREED.search(before, known))
    ):
        return Status.POSSIBLE
    if (
        not noun
        and not _PAST.match(sentence, start)
        and _INFINITIVE.search(before, known)
        and not _MANAGED.search(before, known)
    ):
        return Status.POSSIBLE
    if _ASIDE_NOUN.search(before, known) or _ASIDE_VERB.search(before, known):
        return Status.ASIDE
    habitual = _HABITUAL.search(sentence[max(0, start - 60) : start + 100], known)
    if habitual or _is_of_years(before, after, known):
        return Status.HABITUAL
    return Status.ACTUAL
