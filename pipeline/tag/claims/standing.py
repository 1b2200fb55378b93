"""What the words around a place say of it: whether something happened there, or who speaks or comes from there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.tag.claims.base import Spot
from pipeline.tag.text.cues import AnyCase, Cued, stems_of

_AT = AnyCase(
    r"\b(?:(?:attacks?|assaults?|raids?|offensives?|strikes?) against"
    r"|in|at|near|on|around|outside|inside|of|into|over|above|below|off|overlooking|across|through|throughout|towards?"
    r"|targeting|strikes|hits|shells|pounds|bombs|raids|storms|struck|hit|shelled|pounded|attacked|stormed|raided"
    r"|overran|invaded|bombed|bombarded|besieged|ambushed"
    r"|retake|recapture|liberated?|captured?|seized|taken|enter(?:ed|ing)|from)(?: (?:the|a|an|its?"
    r"|nearby|central|northern|southern|eastern|western|north|south|east|west|town|towns|city|village|villages"
    r"|district|area|suburbs?|neighbou?rhood|province|outskirts|strategic|port|border|rebel-held|mainly|[\w-]+ern"
    r"|[\w'-]+ (?:city|town|village|district|province|neighbou?rhood)|of|and)){0,7} {0,2}['\"]?$",
)
_REFERENCE = Cued(
    r"(?:\band (?:an? |the |two |three |other )?nearby (?:[\w-]+ ){0,3}(?:of|at|in|on)|\bacross the [a-z]+ from"
    r"|\b(?:north|south|east|west|miles|km|kilomet(?:er|re)s|northeast|northwest|southeast|southwest)(?: \w+)? of"
    r"|\bborder(?:s|ing)?(?: with)?|\b(?:bound for|fl[eo]wn? to|fled to|landed (?:in|at)"
    r"|(?:taken|airlifted|evacuated|rushed|transferred|shifted|moved) to|road (?:to|from)"
    r"|highway to|talks in|meeting in|visit to|speaking in|conference in|based in|headquarters? in"
    r"|born in|(?:talks?|negotiations?|summit) (?:(?:went|go|were|are) (?:on|under way|held|due) |(?:began|begin"
    r"|started"
    r"|opened|resumed|continued|collapsed|ended) )?in|(?:refuge|shelter\w*|inquest|hearing|trial|court"
    r"|capitals like) in"
    r"|(?:vigil|memorial service)(?: [\w'-]+){0,6} in(?: (?:north|south|east|west|central)\w*)?"
    r"|(?:fled|flee|fleeing|escaped?|(?:refugees|civilians|villagers|families|people|residents) (?:who |had "
    r"|have )?crossed)"
    r"(?: [\w']+){0,4} (?:to|into)(?: the)?(?: [\w-]+){0,2}(?: (?:town|city|village|camp) of)?"
    r"|(?:ask|tell|told|visit|press|assur|inform|anger|persuad)(?:s|ed|ing)?"
    r"|(?:travel\w+|driv\w+|heading|headed|en route|flying|sailing|taking off|taken off|took off) (?:from|to|for)"
    r"|cross(?:ed|ing) from|(?:rockets?|missiles?|shells?|drones?|mortars?|rounds)(?: \w+)? from"
    r"|blam\w+(?: (?:[\w'-]+ ){0,4}on)?|accus\w+|condemn\w+|prais\w+|thank\w+|warn\w+|urg\w+|return(?:ed"
    r"|ing) (?:to|from))) (?:the )?$",
    re.IGNORECASE,
)
_ASIDE = Cued(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)"
    r" of (?:the )?$",
    re.IGNORECASE,
)
"""A town that a side is told of: near it, where nothing finer is told."""
_SPEAKING = AnyCase(
    r"^[^,.;]{0,40}\b(?:said|told|says|reported)\b|^'s? ?(?:foreign|interior|defen[cs]e|prime|state|health"
    r"|government|president|leader|spokes|decision|move|announce|plans?\b|polic(?:y|ies)\b|withdrawal|allies|ally\b"
    r"|support|backing|refusal|insistence|claims?\b|demands?\b)",
)
_SPEAKER_BEFORE = Cued(
    r"\b(?:officials?|policy ?makers?|lawmakers?|aides?|experts?|envoys?|negotiators?|spokes\w+|minister|ministry"
    r"|government|president|analysts?|diplomats?|ambassador|reporters"
    r"|medics?|doctors?|nurses?|surgeons?|sources?|police chief|leaders?) (?:in|of|from|at) (?:the )?$"
    r"|\b(?:envoys?|coordinators?|representatives?|rapporteurs?) for (?:the )?$"
    r"|\b(?:said|says|telephone|phone|told (?:\w+ ){0,2}(?:reporters|parliament|journalists|\w+)|news conference"
    r"|briefing)"
    r" (?:in|from|at) (?:the )?$",
    re.IGNORECASE,
)
_SPEAKS_ITSELF = Cued(
    r"^ (?:has |have |had )?(?:backs?|says?|said|accus\w+|blam\w+|den(?:ies|ied)|urg\w+|warn\w+|condemn\w+"
    r"|confirm\w+|claim\w+|announc\w+|readies|seeks|wants)\b",
    re.IGNORECASE,
)
_OF_PERSONS = Cued(
    r"\b(?:fighters?|members?|people|persons?|residents|inhabitants|natives?|citizens?|civilians|gunmen|m[ae]n"
    r"|wom[ae]n|leaders?|commanders?|refugees|families|family|tribesmen|students?|troops|forces|soldiers|planes|jets"
    r"|warplanes|aircraft|helicopters|drones) (?:of|from) (?:the )?"
    r"(?:(?:city|town|village|people) of )?$",
    re.IGNORECASE,
)
_HUMAN = (
    r"(?:\w{2,}(?:ists?|ers?|ors?|ees?|ians?|ents?|ants?|nationals?|citizens?)|(?:\w+)?(?:m[ae]n|wom[ae]n)|jihadis?"
    r"|boys?|girls?|mothers?|fathers?|brothers?|sisters?|couple|family|pilgrims?|recruits?|medics?|year-old)"
)
_FROM_HOME = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d+)"
    rf" (?:[\w'-]+ ){{0,3}}{_HUMAN}(?:, (?:aged )?\d\d,)? from (?:the )?$"
    r"|, (?:aged )?\d\d, (?:originally )?from (?:the )?$|\b(?:native|resident|citizen) of (?:the )?$"
    r"|\b(?:[Dd]ivision|[Bb]rigade|[Bb]attalion|[Rr]egiment|[Ss]quadron|[Gg]uard)s?,? (?:based )?(?:from|at"
    r"|in) (?:the )?$"
)
"""Where somebody comes from, who is told of with a number or an article: "a teacher from Leeds"."""
_ONCE_HELD = re.compile(
    r" (?:Bay )?(?:inmates?|detainees?|prisoners?|internees?|natives?|residents?|resident|man|woman)\b"
)
_WITNESSES = Cued(
    r"\b(?:residents|villagers|inhabitants|people|locals|townspeople|elders?|farmers?) (?:of|in|from) (?:the )?$"
    r"|\b(?:reporters?|journalists?|correspondents?|photographers?|team|monitors|observers) (?:\w+ ){0,4}"
    r"(?:to|reached|visited|entered|in|at) (?:the )?$",
    re.IGNORECASE,
)
_ACTS_ITSELF = Cued(
    r"(?:'s)? (?:troops|forces|army|rebels?|militants?|fighters|separatists?|militias?|regime|factions"
    r"|soldiers|warplanes|jets)\b"
    r"|'s? (?:[\w-]+ ){0,2}(?:offensive|assault|incursion|invasion|intervention|operation|campaign|air ?strikes?)\b",
    re.IGNORECASE,
)
_OF_A_DEED = re.compile(
    r" (?:(?i:air|drone|missile|rocket|military|ground|bomb|deadly) )?"
    r"(?i:offensive|assault|incursion|invasion|operation|strikes?|air ?strikes?|raids?|attacks?|bombardment|shelling)"
    r" (?:(?i:in|on|at|near)|against) (?:the )?[A-Z]"
)
"""A nation before a deed that has a place of its own: "killed in US offensive in Iraq"."""
_BOUND_FOR = AnyCase(r"\bto (?:the )?$")
_ON_TO = re.compile(r"(?: (?:airport|city))? to (?:the )?(?:[a-z]+ (?:city|town|port) of )?[A-Z]")
_BETWEEN = re.compile(r"\bbetween (?:the (?:[\w-]+ )?(?:towns?|villages?|cities|settlements) of )?$")
_AND_TOWN = re.compile(
    r" and (?:the (?:[\w-]+ )?(?:town|village|city) of )?[A-Z][\w'-]+(?:[ -][A-Z][\w'-]+)?(?:[,.;]| (?:in|on|at"
    r"|when|late|early)\b|$)"
)
_ALL_THE_WAY = re.compile(r"\bfrom (?:the )?(?:[A-Z][\w'-]*,? ){1,3}to (?:the )?$")


def stands_here(text: str, spot: Spot) -> bool:
    """Whether a place stands with a preposition of place, and neither for persons nor as a point of reference."""
    mention = spot.resolved.mention
    if mention.role != "place" or mention.dateline:
        return False
    standing = standing_of(text, spot.start, spot.end)
    other = standing.referred_to or standing.of_speaker or standing.of_persons or standing.spoken_for
    other = other or standing.of_origin
    return (standing.led or standing.between) and not other and not standing.speaks and not standing.acts


def told_by_witnesses(text: str, spot: Spot) -> bool:
    """Whether the people of a place tell what happened there: "residents of X said", "reporters who climbed to X"."""
    if spot.resolved.mention.role != "place" or spot.resolved.mention.dateline:
        return False
    before = text[max(0, spot.start - 70) : spot.start]
    return bool(_WITNESSES.search(before, stems_of(text)))


class Standing(NamedTuple):
    """What the words around a place say of it, whatever the event: see the patterns."""

    led: bool
    between: bool
    bound_for: bool
    referred_to: bool
    aside: bool
    of_speaker: bool
    of_persons: bool
    of_origin: bool
    speaks: bool
    acts: bool
    spoken_for: bool


@lru_cache(maxsize=64)
def standing_of(text: str, start: int, end: int) -> Standing:
    """Each place of a sentence is weighed for each event of it: the words around it are read once."""
    before, after = text[max(0, start - 70) : start], text[end : end + 50]
    known = stems_of(text)
    return Standing(
        led=bool(_AT.search(before)),
        between=before.endswith((" between ", " of ")) and _is_between(before, after),
        bound_for=bool(_BOUND_FOR.search(before)),
        referred_to=bool(_REFERENCE.search(before, known)) or _is_end_of_a_way(before, after),
        aside=bool(_ASIDE.search(before, known)),
        of_speaker=bool(_SPEAKER_BEFORE.search(before, known)),
        of_persons=bool(_OF_PERSONS.search(before, known)),
        of_origin=bool(_ONCE_HELD.match(after))
        or (
            before.endswith((" from ", " from the ", " of ", " of the ", " at ", " in "))
            and bool(_FROM_HOME.search(before))
        ),
        speaks=bool(_SPEAKS_ITSELF.match(after, known)),
        acts=bool(_ACTS_ITSELF.match(after, known) or _OF_A_DEED.match(after)),
        spoken_for=bool(_SPEAKING.match(after)),
    )


def _is_between(before: str, after: str) -> bool:
    """Whether two towns say where something is: "between Zorvan and Zarma in the east", but not of militias."""
    return bool(_BETWEEN.search(before) and _AND_TOWN.match(after))


def _is_end_of_a_way(before: str, after: str) -> bool:
    """Whether a place is where a way begins or ends: "from Zorvan to Zarma"."""
    if before.endswith((" from ", " from the ")):
        return bool(_ON_TO.match(after))
    return before.endswith((" to ", " to the ")) and bool(_ALL_THE_WAY.search(before))


def leads(between: str, text: str) -> bool:
    """Whether the words between an event and a place of a sentence put the one into the other."""
    return bool(_AT.search(between)) and not _REFERENCE.search(between, stems_of(text))
