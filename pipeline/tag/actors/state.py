"""Actors that every country has: its forces, its government, its people, and those who have no name."""

from __future__ import annotations

from functools import lru_cache

from pipeline.model.tagging import Actor
from pipeline.tag.places.tables import countries

_ARTICLE = frozenset({"USA", "GBR", "PHL", "NLD", "ARE", "COD", "CAF", "DOM", "MDV", "BHS", "GMB", "COG", "COM", "CZE"})
_NAMES = {
    "XKX": "Kosovo",
    "PSE": "Palestine",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
}

# class: (code, name with a place for the country, kind, side)
_FORMS = {
    "military": ("MIL", "Military of {}", "military", "government"),
    "police": ("POL", "Police Forces of {}", "police", "government"),
    "security": ("SEC", "Security Forces of {}", "military", "government"),
    "intelligence": ("INT", "Intelligence Services of {}", "government", "government"),
    "government": ("GOV", "Government of {}", "government", "government"),
    "rebels": ("REB", "Rebels ({})", "armed-group", "non-state"),
    "militia": ("MIA", "Militia ({})", "militia", "non-state"),
    "criminals": ("CRI", "Criminal group ({})", "other", "non-state"),
    "unidentified": ("UAG", "Unidentified armed group", "unidentified", "non-state"),
    "protesters": ("PRO", "Protesters ({})", "protesters", "civilian"),
    "rioters": ("RIO", "Rioters ({})", "protesters", "civilian"),
    "civilians": ("CIV", "Civilians", "civilians", "civilian"),
}
CLASSES = frozenset(_FORMS)


def country_name(iso3: str, *, article: bool = True) -> str:
    """The name of a country as it stands in a sentence: ``the United States``."""
    name = _NAMES.get(iso3) or countries()[iso3].name
    return f"the {name}" if article and iso3 in _ARTICLE else name


@lru_cache(maxsize=4096)
def state_actor(iso3: str, noun: str, story: str = "") -> Actor:
    """The actor of a class in a country, with the stable id ``SYR-MIL``.

    Args:
        iso3: ISO alpha-3; "" answers the nameless form (``Police``, ``Civilians``).
        noun: one of `CLASSES`.
        story: the country where it happens: the forces of another are ``foreign``; "" means the same.
    """
    code, form, kind, side = _FORMS[noun]
    if not iso3:
        return Actor(code, form.removesuffix(" of {}").removesuffix(" ({})"), kind, side, "")
    if side == "government" and story and story != iso3:
        side = "foreign"
    return Actor(f"{iso3}-{code}", form.format(country_name(iso3, article=" of " in form)), kind, side, iso3)
