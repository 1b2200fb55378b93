"""Which of the places that a sentence names is where the event happened."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.tag.claims.base import Scene, Spot, Told, grain
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.owners import head, is_place, owned
from pipeline.tag.claims.standing import leads, standing_of
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.places.base import ResolvedPlace
from pipeline.tag.places.folding import fold_word
from pipeline.tag.places.special import capitals

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
_WITHIN = re.compile(
    r"(?:,? (?:city|towns?|villages?|areas?|neighbou?rhoods?|districts?|suburbs?|quarter|camp|hills?|mountains?))?"
    r"(?:,? (?:in|at|inside|within|of|on|near|north|south|east|west|north-?east|north-?west|south-?east|south-?west"
    r"|[\w-]+ern|the|countryside|rural|province|governorate|outskirts|suburbs|center|centre|city|town|district|commune"
    r"|municipality|cercle|circle|tehsil|upazila|woreda|raion|department|territory|county|township|division|zone)){1,7}"
    r" |, ",
    re.IGNORECASE,
)
_SIDE_OF = re.compile(r" of (?:the )?$")
"""How a country ends of which a shore of something is meant: "the Nigerian side of Lake Chad"."""
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
    spots = [spot for spot in scene.spots if is_place(spot) and not _is_of_doer(scene, trigger, spot)]
    spots = [spot for spot in spots if owned(scene, spot) is None]
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
    standing = standing_of(scene.text, spot.start, spot.end)
    return not (standing.led or standing.bound_for) and not scene.text.startswith((":", ","), spot.end)


def places_beside(scene: Scene, chosen: Told[ResolvedPlace]) -> list[Told[ResolvedPlace]]:
    """The further places of one list: "the towns of Saqba and Douma", "A, B and C"."""
    found: list[Told[ResolvedPlace]] = []
    spots = sorted((spot for spot in scene.spots if is_place(spot)), key=lambda spot: spot.start)
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


def _is_guess(spot: Spot) -> bool:
    """Whether no gazetteer spells a name so: in a headline of capitals any words may look like one."""
    candidates = spot.resolved.mention.candidates
    return bool(candidates) and all(candidate.near for candidate in candidates)


def is_attached(scene: Scene, trigger: Trigger, place: Told[ResolvedPlace]) -> bool:
    """Whether a place belongs to a noun itself: "the attack in Homs", "the Homs attack"."""
    if place.start < trigger.start:
        return trigger.start - place.end <= 1
    between = scene.text[trigger.end : place.start]
    return len(between) <= _ATTACHED_CHARS and leads(between, scene.text)


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
    standing = standing_of(text, spot.start, spot.end)
    bound = spot.resolved.mention.role == "country" and standing.bound_for
    return bool(beside) or not (standing.led or bound)


def _cost(scene: Scene, trigger: Trigger, spot: Spot) -> float:
    text, place = scene.text, spot.resolved.place
    standing = standing_of(text, head(scene, spot), spot.end)
    gap = spot.start - trigger.end if spot.start >= trigger.end else trigger.start - spot.end
    cost = max(gap, 0) / 30 + (1.0 if spot.end <= trigger.start else 0.0)
    cost += (_BARE_CLAUSE if scene.bare else 3.0) * abs(scene.clause_of(spot.start) - scene.clause_of(trigger.start))
    fine = grain(place)
    cost += 3.5 if fine >= _COUNTRY_PRECISION else 1.5 if fine >= _TRUE_PLACE - 1 else 0.0
    placed = (
        spot.here
        or standing.led
        or (standing.between and fine < _COUNTRY_PRECISION)
        or (spot.start == 0 and text.startswith(":", spot.end))
    )
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
    begin = head(scene, spot)
    inner = [s for s in scene.spots if s.end <= begin and is_place(s) and s.resolved.place != spot.resolved.place]
    if not inner:
        return False
    last = max(inner, key=lambda s: s.end)
    if _SIDE_OF.search(scene.text, last.start, last.end) and last.end == begin:
        return True
    if last.resolved.place.country != spot.resolved.place.country and _BESIDE.fullmatch(scene.text, last.end, begin):
        return True
    own = not last.resolved.mention.candidates  # a village of the text's own naming, whatever it is near
    finer = own or grain(last.resolved.place) <= grain(spot.resolved.place)
    return finer and bool(_WITHIN.fullmatch(scene.text[last.end : begin]))
