"""Word forms of names in Arabic and Cyrillic script brought back to what a gazetteer holds."""

from __future__ import annotations

_ARTICLE = "ال"
_PREFIXES = ("وال", "بال", "فال", "كال", "ول", "وب", "و", "ب", "ف", "ك")
_LEAST = 3
# endings of Russian and Ukrainian cases, with what the nominative may have in their place
_ENDINGS = (
    ("ском", ("ский", "ск")),
    ("ого", ("ий", "ое", "е")),
    ("ому", ("ий", "ое")),
    ("ою", ("а",)),
    ("ой", ("а", "ая")),
    ("ом", ("", "о")),
    ("ем", ("ь", "е")),
    ("ью", ("ь",)),
    ("ях", ("ы", "и")),
    ("ах", ("ы", "и")),
    ("ові", ("",)),
    ("ськом", ("ськ",)),
    ("єва", ("їв",)),
    ("єві", ("їв",)),
    ("а", ("", "о")),
    ("у", ("", "а", "о")),
    ("е", ("", "а", "ь", "о")),
    ("і", ("", "а", "ь", "я")),
    ("и", ("а", "ь", "я")),
    ("ы", ("а",)),
    ("я", ("ь", "й", "е")),
    ("ю", ("ь", "я", "й")),
)


def is_plain_latin(word: str) -> bool:
    """Whether a folded word is in Latin letters."""
    return word.isascii()


def stems(word: str) -> list[str]:
    """The forms under which a folded word of Arabic or Cyrillic script may be filed, likeliest first."""
    if "\u0600" <= word[0] <= "\u06ff":
        return _arabic(word)
    if "\u0400" <= word[0] <= "\u04ff":
        return [
            word[: -len(ending)] + other
            for ending, others in _ENDINGS
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST
            for other in others
        ]
    return []


def _arabic(word: str) -> list[str]:
    found = [word[2:] if word.startswith(_ARTICLE) else _ARTICLE + word]
    if word.startswith("لل"):
        found += [_ARTICLE + word[2:], word[2:]]
    for prefix in _PREFIXES:
        bare = word[len(prefix) :]
        if word.startswith(prefix) and len(bare) >= _LEAST:
            found += [_ARTICLE + bare if prefix.endswith("ال") else bare]
    return [form for form in found if len(form) >= _LEAST]
