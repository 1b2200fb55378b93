"""What stands around a name and what that tells: a type word, a preposition, a person, an organisation."""

from __future__ import annotations

from pipeline.tag.places.base import Candidate, Kind
from pipeline.tag.places.special import ordinary_words, person_names
from pipeline.tag.places.tokens import Words

WELL_KNOWN = 100_000
_KNOWN_WORD = 90_000
_SMALL = 15_000

_AFTER = {
    "province": "province", "governorate": "province", "oblast": "province", "state": "province", "prefecture": "province",
    "department": "province", "region": "province", "provinces": "province", "governorates": "province", "voivodeship": "province",
    "countryside": "countryside", "suburbs": "countryside", "outskirts": "countryside", "suburb": "countryside", "hinterland": "countryside",
    "district": "district", "county": "district", "raion": "district", "municipality": "district", "subdistrict": "district",
    "parish": "district", "districts": "district", "township": "town",
    "city": "town", "town": "town", "village": "town", "port": "town", "neighborhood": "town", "neighbourhood": "town",
    "quarter": "town", "camp": "town", "locality": "town", "area": "area", "front": "area", "axis": "area", "desert": "area",
    "airport": "site", "airbase": "site", "prison": "site", "university": "site", "hospital": "site", "dam": "site", "refinery": "site",
    "border": "border", "frontier": "border",
}  # fmt: skip
_BEFORE_OF = _AFTER | {
    "cities": "town", "towns": "town", "villages": "town", "capital": "town", "center": "town", "centre": "town", "part": "", "parts": "",
    "east": "near", "west": "near", "north": "near", "south": "near", "northeast": "near", "northwest": "near", "southeast": "near",
    "southwest": "near", "outside": "near", "vicinity": "near", "edge": "near", "edges": "near", "mountains": "area", "hills": "area",
    "countrysides": "countryside", "kilometers": "near", "kilometres": "near", "km": "near", "miles": "near", "rural": "countryside",
    "hamlet": "town", "neighborhoods": "town", "neighbourhoods": "town", "stronghold": "town", "bastion": "town",
}  # fmt: skip
_NEAR = frozenset("near outside around nearby beyond toward towards".split())
_PREPOSITIONS = frozenset(
    "in at near from to into outside around inside across through throughout within toward towards over between on of "
    "en dans au aux vers nahe bei nach leaving reach reached entering entered captured seized retook recaptured took "
    "bombed shelled stormed besieged attacked left hit struck rocks hits target targets targeting shell shells bomb".split()
)
_LOCATIVE = frozenset("in at near from outside around inside within toward towards".split())
_TITLES = frozenset(
    "mr mrs ms miss dr president premier minister general gen colonel col major lt lieutenant captain capt sgt sergeant "
    "commander senator sen rep representative governor gov mayor judge justice king queen prince princess sheikh shaykh "
    "imam ayatollah mullah pope bishop archbishop cardinal rev reverend sir lord lady dame ambassador secretary chairman "
    "chancellor marshal admiral brigadier spokesman spokeswoman spokesperson correspondent photographer lawmaker son "
    "daughter brother sister wife husband named called surnamed aka abu bin ibn bint actor actress singer coach striker "
    "midfielder goalkeeper defender author writer inspector detective officer constable deputy".split()
)
_ORGANISATION = frozenset(
    "times post journal globe tribune herald gazette telegraph university united fc protocol accords accord agreement "
    "convention treaty summit airlines airways cup marathon exchange stock bank street avenue inc corp ltd llc company "
    "institute foundation press tv radio magazine review news process declaration city's open symphony orchestra "
    "dodgers yankees rangers giants bulls lakers bears lions eagles patriots cowboys broncos sox jets wanderers rovers "
    "albion hotspur town's motors energy electric power group holdings partners securities software".split()
)
_PERSONAL_VERBS = frozenset("said says told added who whose wrote tweeted argued warned".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern central "
    "northeast northwest southeast southwest upper lower greater rural".split()
)
_NOUNS_OF_PEOPLE = frozenset(
    "troops forces army soldiers police government president officials official military jets warplanes regime rebels "
    "fighters militants people civilians authorities minister".split()
)


def is_type_word(key: str) -> bool:
    """Whether a word tells the type of the place that it follows."""
    return key in _AFTER


def is_led(words: Words, first: int) -> bool:
    """Whether a preposition or a verb of taking or striking stands right before a word (``the`` may be between)."""
    before = words.keys[first - 1] if first else ""
    if before in ("the", "al", "el") and first > 1:
        before = words.keys[first - 2]
    return before in _PREPOSITIONS or before in _DIRECTIONS or (before == "and" and first > 1)


def follows_title(words: Words, first: int) -> bool:
    """Whether a person's title or given name stands right before a word."""
    given, _ = person_names()
    return first > 0 and words.glued[first - 1] and (words.keys[first - 1] in _TITLES or words.keys[first - 1] in given)


def is_acronym(words: Words, index: int) -> bool:
    """Whether a word of one or two letters is written in capitals (US, U.K.)."""
    shown = words.text[words.starts[index] : words.ends[index]]
    return shown.isupper() and (not words.upper or "." in shown) and len(words.keys[index]) > 1


def is_adjective(words: Words, index: int) -> bool:
    """Whether a word that may be noun or adjective (US) stands before a noun of people."""
    return index + 1 < len(words.keys) and words.glued[index] and words.keys[index + 1] in _NOUNS_OF_PEOPLE


def cue(words: Words, first: int, length: int) -> str:
    """The kind of place that the surrounding words tell: see `PlaceMention.cue`."""
    keys, last = words.keys, first + length - 1
    inside = _AFTER.get(keys[last], "") if length > 1 else ""
    if inside:
        return inside
    if last + 1 < len(keys) and words.glued[last]:
        after = _AFTER.get(keys[last + 1], "")
        if not after and keys[last + 1] in ("s", "eastern", "western", "northern", "southern") and last + 2 < len(keys):
            after = _AFTER.get(keys[last + 2], "")
        if after:
            return after
    return _cue_before(words, first)


def _cue_before(words: Words, first: int) -> str:
    keys = words.keys
    at = first - 1
    while at >= 0 and (keys[at] in _DIRECTIONS or keys[at] == "the"):
        if keys[at] in ("rural",):
            return "countryside"
        at -= 1
    if at < 0:
        return ""
    if keys[at] in _NEAR:
        return "near"
    if keys[at] == "of" and at > 0:
        return _BEFORE_OF.get(keys[at - 1], "")
    if keys[at] == "with" and at > 0 and keys[at - 1] == "border":
        return "border"
    if keys[at] in ("city", "town", "village", "province", "district", "camp", "port") and words.glued[at]:
        return _AFTER[keys[at]]
    return (
        "near" if keys[at] == "from" and at > 0 and keys[at - 1] in ("km", "miles", "kilometers", "kilometres") else ""
    )


def surnames_of_persons(words: Words) -> frozenset[str]:
    """Words that follow a given name or a title somewhere in the text, as surnames do."""
    given, _ = person_names()
    found = set()
    for index in range(1, len(words.keys)):
        before = words.keys[index - 1]
        if words.caps[index] and words.glued[index - 1] and not words.upper:
            titled = before in _TITLES and (words.caps[index - 1] or before in ("spokesman", "spokeswoman"))
            if titled or (before in given and words.caps[index - 1] and words.keys[index] not in _AFTER):
                found.add(words.keys[index])
    return frozenset(found)


def names_place(
    words: Words, first: int, length: int, cue_: str, candidates: list[Candidate], persons: frozenset[str]
) -> bool:
    """Whether the words at ``first`` are likely a place here, and not a person, an organisation or a plain word."""
    keys, last = words.keys, first + length - 1
    before = keys[first - 1] if first and (words.glued[first - 1] or words.between(first - 1, first) == " ") else ""
    after = keys[last + 1] if last + 1 < len(keys) and words.glued[last] else ""
    after_is_name = bool(after) and words.caps[last + 1] and after not in _AFTER and not words.upper
    if after in _ORGANISATION and (words.caps[last + 1] or words.upper):
        return False
    if length == 1 and keys[first] in ordinary_words():
        return _is_known_word(words, first, before, cue_, candidates)
    if cue_ and cue_ not in ("area", "border"):
        return True
    if _is_person(words, first, length, before, after, after_is_name, persons):
        return False
    return True


def _is_known_word(words: Words, first: int, before: str, cue_: str, candidates: list[Candidate]) -> bool:
    best = max((c.population for c in candidates if c.own_name), default=0)
    named = any(c.kind in (Kind.REGION, Kind.WATER) for c in candidates)
    if words.upper:
        return cue_ in ("town", "province") and best > _SMALL
    return (
        named or (best > _KNOWN_WORD and before in _LOCATIVE) or (cue_ == "town" and best > _SMALL and before == "of")
    )


def _is_person(
    words: Words, first: int, length: int, before: str, after: str, after_is_name: bool, persons: frozenset[str]
) -> bool:
    given, surnames = person_names()
    key, caps_before = words.keys[first], first > 0 and words.caps[first - 1]
    if before in given and caps_before and not words.upper and words.glued[first - 1]:
        return True
    if (
        before in _TITLES
        and words.glued[first - 1]
        and before not in ("general", "major", "governor", "mayor", "president")
    ):
        return length == 1
    if before in _LOCATIVE:
        return length == 1 and key in given and after_is_name and after in surnames
    if length == 1 and key in given and (after_is_name or after in _PERSONAL_VERBS):
        return True
    if length == 1 and key in surnames and (after in _PERSONAL_VERBS or key in persons):
        return True
    return length == 1 and key in persons and key not in ("kong",)


def is_firm(words: Words, first: int, length: int, cue_: str, candidates: list[Candidate]) -> bool:
    """Whether a name stands on its own: well known, or led by a preposition or type word. Others need their country."""
    best = max(c.population for c in candidates)
    if any(c.entry < 0 for c in candidates) or (best > WELL_KNOWN and any(c.own_name for c in candidates)):
        return True
    before = words.keys[first - 1] if first else ""
    if cue_:
        return True
    return (
        best > _SMALL and before in _PREPOSITIONS and any(c.own_name or c.population > WELL_KNOWN for c in candidates)
    )
