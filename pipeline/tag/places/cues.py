"""The words around a name that tell what kind of place it is."""

from __future__ import annotations

from pipeline.tag.places.tokens import Words

TYPE_WORDS = {
    "province": "province",
    "governorate": "province",
    "oblast": "province",
    "state": "province",
    "prefecture": "province",
    "department": "province",
    "region": "province",
    "provinces": "province",
    "governorates": "province",
    "voivodeship": "province",
    "countryside": "countryside",
    "suburbs": "near",
    "outskirts": "near",
    "suburb": "near",
    "hinterland": "near",
    "district": "district",
    "county": "district",
    "raion": "district",
    "municipality": "district",
    "subdistrict": "district",
    "parish": "district",
    "districts": "district",
    "township": "town",
    "city": "town",
    "town": "town",
    "village": "town",
    "port": "town",
    "neighborhood": "town",
    "neighbourhood": "town",
    "quarter": "town",
    "camp": "town",
    "locality": "town",
    "area": "area",
    "front": "area",
    "axis": "area",
    "desert": "area",
    "airport": "site",
    "airbase": "site",
    "prison": "site",
    "university": "site",
    "hospital": "site",
    "dam": "site",
    "refinery": "site",
    "border": "border",
    "frontier": "border",
}
_BEFORE_OF = TYPE_WORDS | {
    "cities": "town",
    "towns": "town",
    "villages": "town",
    "capital": "town",
    "center": "town",
    "centre": "town",
    "part": "",
    "parts": "",
    "east": "near",
    "west": "near",
    "north": "near",
    "south": "near",
    "northeast": "near",
    "northwest": "near",
    "southeast": "near",
    "southwest": "near",
    "outside": "near",
    "vicinity": "near",
    "edge": "near",
    "edges": "near",
    "mountains": "area",
    "hills": "area",
    "countrysides": "countryside",
    "kilometers": "near",
    "kilometres": "near",
    "km": "near",
    "miles": "near",
    "rural": "countryside",
    "hamlet": "town",
    "neighborhoods": "town",
    "neighbourhoods": "town",
    "stronghold": "town",
    "bastion": "town",
}
_BEFORE_TYPE = frozenset("s eastern western northern southern refugee displacement".split())
"""What may stand between a name and the word for its type: "Idlib's southern countryside", "Shati refugee camp"."""
_DISTANCES = frozenset("km miles kilometers kilometres".split())
_BEFORE_NAME = frozenset("city town village province district camp port".split())
_SIDES = frozenset("north south east west northeast northwest southeast southwest".split())
_BETWEEN_SIDE = frozenset("the of countryside province governorate part parts rural area areas region desert".split())
_SIDE_WORDS = 6
_NEAR = frozenset("near outside around nearby beyond toward towards above below overlooking off".split())
_CLOSE = frozenset(("near", "outside"))
_TOWNS = frozenset(("city", "town", "village"))
_TOLD_OF_TOWN = 5
_PREPOSITIONS = frozenset(
    "in at near from to into outside around inside across through throughout within toward towards over between on of "
    "en dans au aux vers nahe bei nach leaving reach reached entering entered captured seized retook recaptured took "
    "targeted "
    "bombed shelled stormed besieged attacked left hit struck rocks hits target targets targeting shell shells "
    "bomb".split()
)
LOCATIVE = frozenset("in at near from outside around inside within toward towards".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern "
    "central "
    "northeast northwest southeast southwest upper lower greater rural".split()
)


ENGLISH_ARTICLES = frozenset("at as an en et is es ed".split())
"""Forms of the Arabic article that are words of their own: a hyphen must follow where one is meant."""


def is_type_word(key: str) -> bool:
    """Whether a word tells the type of the place that it follows."""
    return key in TYPE_WORDS


def side(words: Words, first: int) -> str:
    """The part of a unit that the words before its name tell: ``north``, ``southwest`` …, or ""."""
    for at in range(first - 1, max(first - _SIDE_WORDS, -1), -1):
        if words.keys[at] in _DIRECTIONS:
            bare = words.keys[at].removesuffix("ern")
            return bare if bare in _SIDES else ""
        if words.keys[at] not in _BETWEEN_SIDE:
            break
    return ""


def is_direction(key: str) -> bool:
    """Whether a word tells a direction or a part (northern, upper)."""
    return key in _DIRECTIONS


def is_led(words: Words, first: int) -> bool:
    """Whether a preposition or a verb of taking or striking stands right before a word (``the`` may be between)."""
    before = words.keys[first - 1] if first else ""
    if before in ("the", "al", "el") and first > 1:
        before = words.keys[first - 2]
    return before in _PREPOSITIONS or before in _DIRECTIONS or (before == "and" and first > 1)


def cue(words: Words, first: int, length: int) -> str:
    """The kind of place that the surrounding words tell: see `PlaceMention.cue`."""
    keys, last = words.keys, first + length - 1
    inside = TYPE_WORDS.get(keys[last], "") if length > 1 else ""
    if inside:
        return inside
    if last + 1 < len(keys) and words.glued[last]:
        after = TYPE_WORDS.get(keys[last + 1], "")
        if not after and keys[last + 1] in _BEFORE_TYPE and last + 2 < len(keys):
            after = TYPE_WORDS.get(keys[last + 2], "")
        if after:
            return after
    return _cue_before(words, first)


def _cue_before(words: Words, first: int) -> str:
    keys = words.keys
    at = first - 1
    while at >= 0 and (keys[at] in _DIRECTIONS or keys[at] == "the"):
        at -= 1
    skipped = keys[at + 1 : first]
    if at < 0 or "rural" in skipped:
        return "countryside" if "rural" in skipped else ""
    before = keys[at - 1] if at else ""
    if keys[at] in _NEAR or (keys[at] == "from" and before in _DISTANCES):
        return "near"
    if words.caps[at] and at == first - 1 and words.between(at, first) == "'s " and _is_beside(words, at - 1):
        return "near"
    if keys[at] == "of" or (keys[at] == "with" and before == "border"):
        found = _BEFORE_OF.get(before, "")
        return "near" if found == "town" and _is_beside(words, at - 2) else found
    if keys[at] not in _BEFORE_NAME or not words.glued[at]:
        return ""
    return "near" if keys[at] in _TOWNS and _is_beside(words, at - 1) else TYPE_WORDS[keys[at]]


def _is_beside(words: Words, last: int) -> bool:
    """Whether what is told of a town before its name says that something is beside it: "south of the oil city of"."""
    keys = words.keys
    for at in range(last, max(last - _TOLD_OF_TOWN, 0), -1):
        if not words.glued[at]:
            return False
        if keys[at] in _CLOSE or (keys[at] == "of" and _BEFORE_OF.get(keys[at - 1]) == "near"):
            return True
        if keys[at] in _PREPOSITIONS or keys[at] == "of":
            return False
    return False
