"""Which of the places that a sentence names is where the event happened."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.model.tagging import Place
from pipeline.tag.claims.base import Scene, Spot, Told, grain
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.places.folding import fold_word
from pipeline.tag.places.special import capitals
from pipeline.tag.text.cues import AnyCase, Cued, stems_of

_AT = AnyCase(
    r"\b(?:(?:attacks?|assaults?|raids?|offensives?|strikes?) against"
    r"|in|at|near|on|around|outside|inside|of|into|over|above|below|off|overlooking|across|through|throughout|towards?"
    r"|targeting|strikes|hits|shells|pounds|bombs|raids|storms|struck|hit|shelled|pounded|attacked|stormed|raided|overran|invaded|bombed|bombarded|besieged|ambushed"
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
    r"|born in|(?:talks?|negotiations?|summit) (?:(?:went|go|were|are) (?:on|under way|held|due) |(?:began|begin|started"
    r"|opened|resumed|continued|collapsed|ended) )?in|(?:refuge|shelter\w*|inquest|hearing|trial|court|capitals like) in"
    r"|(?:vigil|memorial service)(?: [\w'-]+){0,6} in(?: (?:north|south|east|west|central)\w*)?"
    r"|(?:fled|flee|fleeing|escaped?|(?:refugees|civilians|villagers|families|people|residents) (?:who |had |have )?crossed)"
    r"(?: [\w']+){0,4} (?:to|into)(?: the)?(?: [\w-]+){0,2}(?: (?:town|city|village|camp) of)?"
    r"|(?:ask|tell|told|visit|press|assur|inform|anger|persuad)(?:s|ed|ing)?"
    r"|(?:travel\w+|driv\w+|heading|headed|en route|flying|sailing|taking off|taken off|took off) (?:from|to|for)"
    r"|cross(?:ed|ing) from|(?:rockets?|missiles?|shells?|drones?|mortars?|rounds)(?: \w+)? from|blam\w+(?: (?:[\w'-]+ ){0,4}on)?|accus\w+|condemn\w+|prais\w+|thank\w+|warn\w+|urg\w+|return(?:ed"
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
    r"\b(?:officials?|policy ?makers?|lawmakers?|aides?|experts?|envoys?|negotiators?|spokes\w+|minister|ministry|government|president|analysts?|diplomats?|ambassador|reporters"
    r"|medics?|doctors?|nurses?|surgeons?|sources?|police chief|leaders?) (?:in|of|from|at) (?:the )?$"
    r"|\b(?:envoys?|coordinators?|representatives?|rapporteurs?) for (?:the )?$"
    r"|\b(?:said|says|telephone|phone|told (?:\w+ ){0,2}(?:reporters|parliament|journalists|\w+)|news conference|briefing)"
    r" (?:in|from|at) (?:the )?$",
    re.IGNORECASE,
)
_SPEAKS_ITSELF = Cued(
    r"^ (?:has |have |had )?(?:backs?|says?|said|accus\w+|blam\w+|den(?:ies|ied)|urg\w+|warn\w+|condemn\w+"
    r"|confirm\w+|claim\w+|announc\w+|readies|seeks|wants)\b",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"\b(?!(?:In|At|Near|On|The|Of|From)\b)[A-Z][\w'-]+ $")
_CAPITAL_AFTER = re.compile(
    r" (?!(?:City|Province|District|Governorate|Valley|Airport|Square|Street|Region|State|County|Island|Mountains?"
    r"|Strip)\b)[A-Z][a-z]+|-[A-Z]"
)
_LISTED = re.compile(r",? (?:and|as well as|or)(?: [\w'-]+){0,5} $", re.IGNORECASE)
_IN_LIST = re.compile(
    r",? ?(?:,|and|&|as well as|or)(?: (?:in|at|on|of|the|its|city|cities|towns?|villages?|areas?|[\w-]*countryside"
    r"|[\w-]+ern|[Rr]ural|suburbs|outskirts|vicinity|neighbou?rhoods?|province)){0,7} ?"
    r"|(?: (?:[\w-]+ern|and|city|town|province|countrysides?|areas?|neighbou?rhoods?)){1,5}(?:,| and)"
    r"(?: (?:in|at|on|of|the|its|[\w-]+ern|countryside|areas?|city|town|province)){0,5} ",
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
    r"|\b(?:[Dd]ivision|[Bb]rigade|[Bb]attalion|[Rr]egiment|[Ss]quadron|[Gg]uard)s?,? (?:based )?(?:from|at|in) (?:the )?$"
)
"""Where somebody comes from, who is told of with a number or an article: "a teacher from Leeds"."""
_ONCE_HELD = re.compile(r" (?:Bay )?(?:inmates?|detainees?|prisoners?|internees?|natives?|residents?|resident|man|woman)\b")
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
_BOUND_FOR = AnyCase(r"\bto (?:the )?$")
_WITHIN = re.compile(
    r"(?:,? (?:city|towns?|villages?|areas?|neighbou?rhoods?|districts?|suburbs?|quarter|camp|hills?|mountains?))?"
    r"(?:,? (?:in|at|inside|within|of|on|near|north|south|east|west|north-?east|north-?west|south-?east|south-?west"
    r"|[\w-]+ern|the|countryside|rural|province|governorate|outskirts|suburbs|center|centre|city|town|district|commune"
    r"|municipality|cercle|circle|tehsil|upazila|woreda|raion|department|territory|county|township|division|zone)){1,7}"
    r" |, ",
    re.IGNORECASE,
)
_KIND_OF = r"(?:[a-z][\w'-]*|[A-Z]\w*(?:-[a-z][\w-]*|ish|ese|[iy]an|can|ite|im|i)|[A-Z]{2}-[a-z][\w-]*)"
_OWNS = re.compile(
    rf"(?:'| ?&?#39;)s? (?:{_KIND_OF} (?:and )?){{0,4}}"
    r"|(?:'s)? (?:(?!(?:in|at|on|near|from|to|and|or|with|of|the) )[a-z][\w-]* ){0,3}?(?:towns?|city|cities|villages?"
    r"|hamlets?|suburbs?|settlements?|ports?|refugee camps?|stronghold|bastion) of (?:the )?['\"]?"
    r"|(?:'s)? (?:(?:provincial|regional|state|district|main|largest) ){0,2}(?:capital|city)(?: city)?(?: of|,)? (?:the )?"
)
"""Between a place and the part of it that is meant: "in Mali's restive north-eastern Kidal region", "the Damascus suburb
of Jobar", "Helmand's capital, Lashkar Gah"."""
_OWNED_CHARS, _IN_TOWN_DEGREES = 60, 0.3
_SIDE_OF = re.compile(r" of (?:the )?$")
"""How a country ends of which a shore of something is meant: "the Nigerian side of Lake Chad"."""
_ON_TO = re.compile(r"(?: (?:airport|city))? to (?:the )?(?:[a-z]+ (?:city|town|port) of )?[A-Z]")
_BETWEEN = re.compile(r"\bbetween (?:the (?:[\w-]+ )?(?:towns?|villages?|cities|settlements) of )?$")
_AND_TOWN = re.compile(r" and (?:the (?:[\w-]+ )?(?:town|village|city) of )?[A-Z][\w'-]+(?:[ -][A-Z][\w'-]+)?(?:[,.;]| (?:in|on|at|when|late|early)\b|$)")
_ALL_THE_WAY = re.compile(r"\bfrom (?:the )?(?:[A-Z][\w'-]*,? ){1,3}to (?:the )?$")
_BESIDE = re.compile(
    r",? (?:(?:which|that) lies )?(?:(?:near|bordering|beside|off|adjoining)|(?:close|next) to|across from|not far from"
    r"|(?:near|along|on|at|close to) (?:the|its) (?:\w+ )?(?:border|frontier) with) (?:the )?"
)
"""Between the ground and what lies abroad beside it: "in eastern Chad, near Sudan's Darfur region"."""
_COUNTRY_PRECISION = 6
_TRUE_PLACE, _TOWN = 5, 3
_ATTACHED_CHARS = 45
_TOO_FAR = 6.5
_BARE_CLAUSE = 6.0
"""The statements of a bare headline speak of different places."""
_AROUND_IT = 2.0
"""What a place loses that only says where another lies: "Saqba in the suburbs of Damascus"."""
_OF_CAUSE = 4.0
_GOVERNMENT = 3.0
"""What a capital loses that nothing places: "strains between Washington and its allies"."""
_ORIGIN = 6.0
"""What a place abroad loses that only says where somebody comes from: "a British man from Leeds"."""
_BORDER = 5.5
"""What a country loses that only says which border is near: "near the Congo border" is in Uganda."""
_STRANGER, _UNHEARD_OF = 0.25, 0.6


def find_place(scene: Scene, trigger: Trigger) -> Told[ResolvedPlace] | None:
    """Choose the place of the event that a trigger tells.

    A place of the same clause and behind a preposition of place wins; points of reference ("north of
    Baghdad"), the seat of a speaker and the place the article was filed from lose; a named town wins
    over the country around it.
    """
    spots = [spot for spot in scene.spots if _is_place(spot) and not _is_of_doer(scene, trigger, spot)]
    spots = [spot for spot in spots if _owned(scene, spot) is None]
    sure = [spot for spot in spots if not _is_doubtful(scene, spot)]
    scored = [(_cost(scene, trigger, spot), spot.start, spot) for spot in sure or (spots if scene.bare else [])]
    if not scored:
        return None
    cost, _, spot = min(scored, key=lambda item: item[:2])
    if scene.bare and _is_doer(scene, trigger, spot):
        return None  # the article's home tells better
    if not scene.bare and (cost > _TOO_FAR or _is_one_of_several(scene, trigger, spot)):
        return None
    return Told(spot.resolved, scene, spot.start, spot.end)


def _is_of_doer(scene: Scene, trigger: Trigger, spot: Spot) -> bool:
    """Whether a country only says whose deed it is: "killed in a US strike", "sanctioned by Canada"."""
    by = scene.text.endswith((" by ", " by the "), 0, spot.start)
    if by and _is_capital(spot):
        return True
    if grain(spot.resolved.place) < _COUNTRY_PRECISION or spot.here:
        return False
    inside = trigger.start <= spot.start and spot.end <= trigger.end
    return inside or by


def _is_capital(spot: Spot) -> bool:
    """Whether a capital is told by nothing but its name, so that it may be a government."""
    mention = spot.resolved.mention
    return mention.cue == "" and fold_word(mention.text) in capitals()


def _is_doer(scene: Scene, trigger: Trigger, spot: Spot) -> bool:
    """Whether a country before a verb only acts: "Israel kills 5"."""
    if grain(spot.resolved.place) < _COUNTRY_PRECISION or spot.end > trigger.start or trigger.noun:
        return False
    standing = _standing(scene.text, spot.start, spot.end)
    return not (standing.led or standing.bound_for) and not scene.text.startswith((":", ","), spot.end)


def places_beside(scene: Scene, chosen: Told[ResolvedPlace]) -> list[Told[ResolvedPlace]]:
    """The further places of one list: "the towns of Saqba and Douma", "A, B and C"."""
    found: list[Told[ResolvedPlace]] = []
    spots = sorted((spot for spot in scene.spots if _is_place(spot)), key=lambda spot: spot.start)
    linked = {(chosen.start, chosen.end)}
    for row in (spots, spots[::-1]):
        for left, right in pairwise(row):
            first, last = sorted((left, right), key=lambda spot: spot.start)
            ahead = (left.start, left.end) in linked and (right.start, right.end) not in linked
            if ahead and _IN_LIST.fullmatch(scene.text[first.end : last.start]):
                linked.add((right.start, right.end))
                found.append(Told(right.resolved, scene, right.start, right.end))
    towns = [told for told in found if grain(told.value.place) < _COUNTRY_PRECISION]
    return [told for told in towns if told.value.place != chosen.value.place]


def _owned(scene: Scene, owner: Spot) -> Spot | None:
    """The part of a place that its name only introduces: "Idlib" of "Syria's Idlib province", "Jobar" of Damascus."""
    mention = owner.resolved.mention
    if mention.role == "people" or mention.dateline or not scene.text.startswith(("'", " "), owner.end):
        return None
    return next((spot for spot in scene.spots if _is_part(scene, owner, spot)), None)


def _is_part(scene: Scene, owner: Spot, spot: Spot) -> bool:
    if not owner.end < spot.start <= owner.end + _OWNED_CHARS or not _is_place(spot):
        return False
    inner, outer = spot.resolved.place, owner.resolved.place
    if inner.country != outer.country or inner == outer:
        return False
    if grain(inner) >= grain(outer) and not _is_within_town(inner, outer):
        return False
    return bool(_OWNS.fullmatch(scene.text, owner.end, spot.start))


def _is_within_town(inner: Place, town: Place) -> bool:
    """Whether a place may be a quarter or suburb of a town: as fine as it, and close to it or with no point."""
    if grain(town) > _TOWN:
        return False
    if inner.lat is None or inner.lon is None or town.lat is None or town.lon is None:
        return True
    return abs(inner.lat - town.lat) < _IN_TOWN_DEGREES and abs(inner.lon - town.lon) < _IN_TOWN_DEGREES


def _head(scene: Scene, spot: Spot) -> int:
    """Where the naming of a place begins: at its country where that stands before it as its owner."""
    owners = (other.start for other in scene.spots if other.end < spot.start and _owned(scene, other) is spot)
    return next(owners, spot.start)


def _is_guess(spot: Spot) -> bool:
    """Whether no gazetteer spells a name so: in a headline of capitals any words may look like one."""
    candidates = spot.resolved.mention.candidates
    return bool(candidates) and all(candidate.near for candidate in candidates)


def is_attached(scene: Scene, trigger: Trigger, place: Told[ResolvedPlace]) -> bool:
    """Whether a place belongs to a noun itself: "the attack in Homs", "the Homs attack"."""
    if place.start < trigger.start:
        return trigger.start - place.end <= 1
    between = scene.text[trigger.end : place.start]
    led = len(between) <= _ATTACHED_CHARS and bool(_AT.search(between))
    return led and not _REFERENCE.search(between, stems_of(scene.text))


def _is_one_of_several(scene: Scene, trigger: Trigger, chosen: Spot) -> bool:
    """Whether a plural has several places: "attacks in Damascus and in the city of Homs"."""
    if not (
        (trigger.noun or trigger.family is Family.ATTACK) and scene.text[trigger.start : trigger.end].endswith("s")
    ):
        return False
    for spot in scene.spots:
        left, right = sorted((spot, chosen), key=lambda item: item.start)
        gap = scene.text[left.end : right.start]
        towns = max(grain(spot.resolved.place), grain(chosen.resolved.place)) < _TRUE_PLACE - 1
        if spot is not chosen and towns and _LISTED.match(gap) and spot.resolved.place != chosen.resolved.place:
            return True
    return False


def _is_place(spot: Spot) -> bool:
    mention = spot.resolved.mention
    return mention.role != "people" and (not mention.dateline or spot.here)


def _is_doubtful(scene: Scene, spot: Spot) -> bool:
    """A name from nowhere in the story is a place only where it is written as one: "in Limbo", not "Reda Dahish"."""
    text = scene.text
    if "-" in (text[spot.start - 1 : spot.start], text[spot.end : spot.end + 1]):
        return True
    if spot.resolved.mention.part == "title" and (spot.strange >= _UNHEARD_OF or (not scene.bare and _is_guess(spot))):
        return True
    if spot.strange < _STRANGER or spot.here:
        return False
    beside = _CAPITAL_BEFORE.search(text[max(0, spot.start - 20) : spot.start]) or _CAPITAL_AFTER.match(
        text[spot.end :]
    )
    standing = _standing(text, spot.start, spot.end)
    bound = spot.resolved.mention.role == "country" and standing.bound_for
    return bool(beside) or not (standing.led or bound)


def stands_here(text: str, spot: Spot) -> bool:
    """Whether a place stands with a preposition of place, and neither for persons nor as a point of reference."""
    mention = spot.resolved.mention
    if mention.role != "place" or mention.dateline:
        return False
    standing = _standing(text, spot.start, spot.end)
    other = standing.referred_to or standing.of_speaker or standing.of_persons or standing.spoken_for
    other = other or standing.of_origin
    return (standing.led or standing.between) and not other and not standing.speaks and not standing.acts


def told_by_witnesses(text: str, spot: Spot) -> bool:
    """Whether the people of a place tell what happened there: "residents of X said", "reporters who climbed to X"."""
    if spot.resolved.mention.role != "place" or spot.resolved.mention.dateline:
        return False
    before = text[max(0, spot.start - 70) : spot.start]
    return bool(_WITNESSES.search(before, stems_of(text)))


class _Standing(NamedTuple):
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
def _standing(text: str, start: int, end: int) -> _Standing:
    """Each place of a sentence is weighed for each event of it: the words around it are read once."""
    before, after = text[max(0, start - 70) : start], text[end : end + 50]
    known = stems_of(text)
    return _Standing(
        led=bool(_AT.search(before)),
        between=before.endswith((" between ", " of ")) and _is_between(before, after),
        bound_for=bool(_BOUND_FOR.search(before)),
        referred_to=bool(_REFERENCE.search(before, known)) or _is_end_of_a_way(before, after),
        aside=bool(_ASIDE.search(before, known)),
        of_speaker=bool(_SPEAKER_BEFORE.search(before, known)),
        of_persons=bool(_OF_PERSONS.search(before, known)),
        of_origin=bool(_ONCE_HELD.match(after))
        or (before.endswith((" from ", " from the ", " of ", " of the ", " at ", " in ")) and bool(_FROM_HOME.search(before))),
        speaks=bool(_SPEAKS_ITSELF.match(after, known)),
        acts=bool(_ACTS_ITSELF.match(after, known)),
        spoken_for=bool(_SPEAKING.match(after)),
    )


def _is_between(before: str, after: str) -> bool:
    """Whether two towns say where something is: "between Zorvan and Zarma, in the east", not "between A and B militias"."""
    return bool(_BETWEEN.search(before) and _AND_TOWN.match(after))


def _is_end_of_a_way(before: str, after: str) -> bool:
    """Whether a place is where a way begins or ends: "from Zorvan to Zarma"."""
    if before.endswith((" from ", " from the ")):
        return bool(_ON_TO.match(after))
    return before.endswith((" to ", " to the ")) and bool(_ALL_THE_WAY.search(before))


def _cost(scene: Scene, trigger: Trigger, spot: Spot) -> float:
    text, place = scene.text, spot.resolved.place
    standing = _standing(text, _head(scene, spot), spot.end)
    gap = spot.start - trigger.end if spot.start >= trigger.end else trigger.start - spot.end
    cost = max(gap, 0) / 30 + (1.0 if spot.end <= trigger.start else 0.0)
    cost += (_BARE_CLAUSE if scene.bare else 3.0) * abs(scene.clause_of(spot.start) - scene.clause_of(trigger.start))
    fine = grain(place)
    cost += 3.5 if fine >= _COUNTRY_PRECISION else 1.5 if fine >= _TRUE_PLACE - 1 else 0.0
    placed = spot.here or standing.led or (standing.between and fine < _COUNTRY_PRECISION) or (spot.start == 0 and text.startswith(":", spot.end))
    placed = placed or (trigger.family is Family.MOVE and standing.bound_for)
    cost -= 2.0 if placed else 0.0
    if fine >= _COUNTRY_PRECISION and not placed and spot.end <= trigger.start:
        cost += 3.0  # "Israel pounded Gaza": the doer, not the ground
    cost += (2.0 if placed else 4.0) * spot.strange + 1.5 * (1.0 - spot.resolved.score)
    if standing.referred_to:
        cost += 2.5 if standing.aside else 5.0
    cost += 5.0 if standing.of_speaker else 0.0
    cost += _GOVERNMENT if not (placed or scene.bare or gap <= 1) and _is_capital(spot) else 0.0
    cost += 4.0 if standing.speaks else 0.0
    cost += 3.0 if standing.of_persons else 0.0
    cost += _ORIGIN if standing.of_origin and _is_abroad(scene, spot) else 0.0
    cost += 3.0 if standing.acts else 0.0
    cost += _AROUND_IT if _is_around_another(scene, spot) else 0.0
    cost += _BORDER if fine >= _COUNTRY_PRECISION and spot.resolved.mention.cue == "border" and not scene.bare else 0.0
    cost += _OF_CAUSE if _is_of_cause(scene, trigger, spot) else 0.0
    if place.geoname_id is None and fine < _TRUE_PLACE - 1:
        cost -= 1.5  # "the district of Ashrafiya" is said to be exact about a town
    return cost + (2.0 if standing.spoken_for else 0.0)


def _is_abroad(scene: Scene, spot: Spot) -> bool:
    """Whether a sentence tells of another country than that of a place, or of whose nation its people are."""
    country = spot.resolved.place.country
    return any(
        other is not spot and (other.resolved.mention.role == "people" or other.resolved.place.country != country)
        for other in scene.spots
    )


def _is_of_cause(scene: Scene, trigger: Trigger, spot: Spot) -> bool:
    """Whether a place is that of what the event answers to: "in retaliation for the attack on Daglica"."""
    return any(trigger.end <= other.start < spot.start for other in scene.triggers if other.status is Status.ASIDE)


def _is_around_another(scene: Scene, spot: Spot) -> bool:
    """Whether the words right before a place name one that lies in it or beside it."""
    head = _head(scene, spot)
    inner = [s for s in scene.spots if s.end <= head and _is_place(s) and s.resolved.place != spot.resolved.place]
    if not inner:
        return False
    last = max(inner, key=lambda s: s.end)
    if _SIDE_OF.search(scene.text, last.start, last.end) and last.end == head:
        return True
    if last.resolved.place.country != spot.resolved.place.country and _BESIDE.fullmatch(scene.text, last.end, head):
        return True
    own = not last.resolved.mention.candidates  # a village of the text's own naming, whatever it is near
    finer = own or grain(last.resolved.place) <= grain(spot.resolved.place)
    return finer and bool(_WITHIN.fullmatch(scene.text[last.end : head]))
