"""The country that a story is about: where an event happened whose own sentences name no place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pipeline.tag.claims.base import Told, words_alone
from pipeline.tag.claims.reading import Sentence, smooth
from pipeline.tag.places.base import PlaceMention, ResolvedPlace
from pipeline.tag.places.hints import hints
from pipeline.tag.places.resolver import as_place
from pipeline.tag.places.special import country_candidate
from pipeline.tag.places.tokens import words_of

_COUNTRY = 6
_DATELINE, _TITLE, _LEDE, _LEDE_SENTENCES = 0.5, 3.0, 2.0, 4
_PEOPLE, _NOT_LED = 0.3, 0.5
"""What "Canadian missionaries" and "Canada said" count for the ground, against "in Haiti" and its towns."""
_GROUP = 0.4
"""What a body counts that fights in one country, told early and counted once: "Boko Haram"."""
_ARMED, _CAPTIVE, _SENT = 0.5, 0.1, 0.1
"""What a nation counts by its rebels, by its people seized abroad, and by forces that are likely sent abroad."""
_LED = re.compile(r"\b(?:in|inside|across|near|of|over|into|from|to|on)(?: [a-z-]+){0,3} +(?:the +)?$")
_LED_CHARS = 40
_REBELS = re.compile(
    r"(?: [a-z][\w-]*)? (?:militants?|insurgents?|rebels?|guerrillas?|gunm[ae]n|fighters?|kidnappers?|captors?"
    r"|militia\w*|extremists?|islamists?|separatists?|pirates?|hostage-takers?|group|faction|warlords?)\b",
    re.IGNORECASE,
)
_CAPTIVES = re.compile(
    r"(?: [a-z][\w-]*)? (?:journalists?|reporters?|hostages?|captives?|tourists?|engineers?|nationals?|citizens?"
    r"|contractors?|workers?|missionar\w+|diplomats?|drivers?|pilgrims?|businessm[ae]n|translators?|nurses?"
    r"|peacekeepers?)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"(?:'s)?(?: [a-z][\w-]*)? (?:troops?|soldiers?|forces?|army|military|jets?|planes?|warplanes?|aircraft"
    r"|helicopters?"
    r"|gunships?|marines?|commandos?|drones?|missiles?|tanks?|navy|warships?|air ?strikes?|strikes?|raids?|fire"
    r"|bombers?|air force|attacks?)\b",
    re.IGNORECASE,
)
_SENDERS = frozenset("USA GBR FRA ISR RUS CAN AUS DEU ITA NLD DNK ESP POL".split())
"""Nations whose forces fight on others' ground more often than on their own."""


def home_of(
    sentences: Sequence[Sentence], places: Sequence[ResolvedPlace], texts: Mapping[str, str]
) -> Told[ResolvedPlace] | None:
    """The country that most of the places of an article lie in, with the mention that speaks for it first.

    Nations whose people act or speak weigh less than countries and towns that something is said to be in; groups that
    fight in one country ("Boko Haram") speak for it. None where an article names neither. ``texts`` are title and text.
    """
    rows = _Rows(sentences)
    weights: dict[str, float] = {}
    groups = list(_groups(texts, rows.lede_end))
    peoples = {(p.mention.part, p.mention.end + 1): p.place.country for p in places if p.mention.role == "people"}
    counted: set[str] = set()
    for resolved in (*places, *groups):
        mention = resolved.mention
        if not resolved.place.country:
            continue
        if mention.cue == _BODY:
            own = peoples.get((mention.part, mention.start), resolved.place.country)  # "Nepalese Maoists"
            if mention.text in counted or own != resolved.place.country:
                continue
            counted.add(mention.text)
        weights[resolved.place.country] = weights.get(resolved.place.country, 0.0) + _weight(resolved, rows)
    if not weights:
        return None
    country = max(weights, key=lambda code: weights[code])  # of equals the one named first: "the Syrian-Iraqi border"
    inside = [p for p in (*places, *groups) if p.place.country == country]
    for resolved in sorted(
        inside, key=lambda p: (p.place.precision != _COUNTRY, p.mention.role == "people", p.mention.dateline)
    ):
        mention = resolved.mention
        row = rows.holding(resolved)
        if row is not None:
            whole = resolved._replace(place=as_place(country_candidate(country)))
            return Told(whole, words_alone(row), mention.start - row.start, mention.end - row.start)
    return None


_BODY = "body"


def _groups(texts: Mapping[str, str], lede_end: int) -> Iterator[ResolvedPlace]:
    """The bodies of title and lede that each speak for one country."""
    for part, text in texts.items():
        words = words_of(smooth(text))
        for hint in hints(words):
            start, end = words.starts[hint.first], words.ends[hint.first + hint.length - 1]
            if len(hint.countries) == 1 and (part == "title" or start < lede_end):
                land = country_candidate(hint.countries[0])
                mention = PlaceMention(
                    part, start, end, text[start:end], "people", _BODY,
                    dateline=False, word=hint.first, words=hint.length, candidates=(land,),
                )  # fmt: skip
                yield ResolvedPlace(mention, as_place(land), _GROUP)


class _Rows:
    """The sentences of title and text, to be found by their offsets."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._rows = {part: [s for s in sentences if s.part == part] for part in ("title", "text")}
        self._starts = {part: [row.start for row in rows] for part, rows in self._rows.items()}
        self.lede_end = max((row.end for row in self._rows["text"][:_LEDE_SENTENCES]), default=0)

    def holding(self, resolved: ResolvedPlace) -> Sentence | None:
        """The sentence that a mention stands in, None when it was left out or the mention is cut by its end."""
        mention = resolved.mention
        at = bisect_right(self._starts[mention.part], mention.start) - 1
        if at < 0:
            return None
        row = self._rows[mention.part][at]
        return row if mention.end <= row.end else None


def _weight(resolved: ResolvedPlace, rows: _Rows) -> float:
    mention = resolved.mention
    weight = _DATELINE if mention.dateline else _TITLE if mention.part == "title" else 1.0
    if weight == 1.0 and mention.start < rows.lede_end:
        weight = _LEDE
    if mention.cue == _BODY:
        return _GROUP * weight
    if mention.role not in ("people", "country") or (row := rows.holding(resolved)) is None:
        return weight
    return weight * _share(resolved, row)


def _share(resolved: ResolvedPlace, row: Sentence) -> float:
    """What a country or a people counts by the words around it."""
    mention = resolved.mention
    at, end = mention.start - row.start, mention.end - row.start
    if resolved.place.country in _SENDERS and _FORCES.match(row.text, end):
        return _SENT
    if mention.role == "country" and _LED.search(row.text[max(0, at - _LED_CHARS) : at]):
        return 1.0
    if _REBELS.match(row.text, end):
        return _ARMED
    if _CAPTIVES.match(row.text, end):
        return _CAPTIVE
    return _PEOPLE if mention.role == "people" or resolved.place.country in _SENDERS else _NOT_LED
