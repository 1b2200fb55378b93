"""Sentences furnished with all that the other parts of the tagger find in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.model.tagging import Place
from pipeline.tag.claims.bare import find_losses, is_bare, statements
from pipeline.tag.claims.base import NO_HINT, Hint, Party, Scene, Spot
from pipeline.tag.claims.blame import tells_of_doers
from pipeline.tag.claims.capitals import find_capitals, seats_of
from pipeline.tag.claims.clauses import clauses
from pipeline.tag.claims.counts import read_tolls, summed_from
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.local_introductions import Words
from pipeline.tag.claims.local_names import find_local_names
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.triggers import Trigger, find_triggers
from pipeline.tag.dates import DateMention, find_anchored, find_dates
from pipeline.tag.dates.calendar import DAY, first_day
from pipeline.tag.places.base import ResolvedPlace

_THIS_CITY = re.compile(r"\bthis (?:[\w-]+ ){0,4}?(?:city|town|village|port|capital|enclave)\b", re.IGNORECASE)
_DATELINE_END = re.compile(r"^.{3,110}?(?:\[TEXT\]|--|\) ?[-–—]|\[\w+\])")
_DATELINE = re.compile(r"^\W*[A-Z][A-Z'’.-]+[A-Z]\b.{0,100}?(?:--|\) ?[-–—]| [-–—] |[—:])")
"""A town in capitals opens a dateline behind a line of the author's too."""
_DAY = r"(?:\d{1,2}(?:/\d\d?| [A-Z][a-z]{2,8}\.?)|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{2,4})?"
_AGENCY = r" ?\([\w ./-]{2,25}\)\s*[-:.—–]"
_DATED = re.compile(rf"^\W*(?:{_DAY}{_AGENCY}|(?:[A-Z][\w'’.-]*[ ,/]+){{1,6}}{_DAY}(?:{_AGENCY}|\s*[:.—–]|\s+-))")
"""Towns in small letters open a dateline when the day stands behind them: "Srinagar, Aug 25: Militants …"."""
_DATELINE_SENTENCES, _ANCHOR_SENTENCES, _ANCHOR_DAYS = 4, 8, 14
_LAND = re.compile(
    r" (?:[a-z-]+ ){0,1}(?:villages|towns|cities|farmlands?|farms|fields|soil|territory|territorial waters|waters"
    r"|airspace|countryside|hamlets|jungle|desert|highlands|interior|mainland|coast|shores|side of the border)\b"
    r"(?! of [A-Z])| (?:side|shore|bank|part|half|sector) of (?:the )?(?=[A-Z])"
)
_COUNTRY = 6
_AT_HOME = 4.0
"""A country with a quarter of the votes is at home in the story."""

FindParties = Callable[[Sentence], Sequence[Party]]


def find_spots(
    sentences: Sequence[Sentence],
    places: Sequence[ResolvedPlace],
    shares: Mapping[str, float],
    find_parties: FindParties,
    words: Words,
) -> dict[int, list[Spot]]:
    """The places that each sentence names, by its number: the gazetteer's, the text's own, and capitals by their rank.

    Args:
        sentences: of title and text.
        places: all mentions, resolved.
        shares: the countries that the story is set in.
        find_parties: the actors of a sentence.
        words: what the article says of its capitalised words.
    """
    spots = _by_sentence(sentences, places, shares)
    seats = seats_of(places)
    for sentence in sentences:
        known = spots.get(sentence.index, [])
        if found := find_capitals(sentence, known, shares, seats):
            spots[sentence.index] = sorted((*known, *found), key=lambda spot: spot.start)
    _introduce(spots, find_local_names(sentences, spots, _home(places, shares), find_parties, words))
    return spots


def place_of_filing(places: Sequence[ResolvedPlace]) -> ResolvedPlace | None:
    """The place in the dateline, None without one."""
    return next((p for p in places if p.mention.dateline and p.place.precision < _COUNTRY), None)


def furnish(
    sentences: Sequence[Sentence],
    spots: Mapping[int, Sequence[Spot]],
    filed: ResolvedPlace | None,
    find_parties: FindParties,
    reference: date | None,
    hints: Mapping[tuple[str, int], Hint],
) -> list[Scene]:
    """Build the scenes of an article: one for each sentence that tells or counts something, in order.

    Args:
        sentences: of title and text.
        spots: the places of each sentence, of `find_spots`.
        filed: the place that the article was filed from.
        find_parties: the actors of a sentence.
        reference: the day that relative dates count from.
        hints: what the sentence model says, by part and start of the sentence.
    """
    bare = is_bare(sentences)
    scenes = []
    for sentence in sentences:
        hint = hints.get((sentence.part, sentence.start), NO_HINT)
        triggers, tolls = find_triggers(sentence.text), read_tolls(sentence.text)
        known = tuple(spots.get(sentence.index, ()))
        if bare:
            triggers = [*triggers, *find_losses(sentence.text, triggers, known)]
        if not (triggers or tolls or bare or hint.view or tells_of_doers(sentence.text)):
            continue
        rows = clauses(sentence.text)
        scene = Scene(
            sentence=sentence,
            triggers=tuple(triggers),
            parties=_without_bombs(find_parties(sentence), triggers),
            spots=(*known, *_here(sentence, filed)),
            dates=dates_of(sentence, reference, sentences),
            tolls=tolls,
            clauses=statements(sentence.text, rows, triggers, known) if bare else rows,
            hint=hint,
            bare=bare,
        )
        scenes.append(scene)
    return scenes


def _introduce(spots: dict[int, list[Spot]], local: Mapping[int, Sequence[Spot]]) -> None:
    """Add the places that only the text knows; what they overlap with gives way."""
    for index, row in local.items():
        kept = [s for s in spots.get(index, ()) if not any(s.start < new.end and new.start < s.end for new in row)]
        spots[index] = sorted((*kept, *row), key=lambda spot: spot.start)


def _without_bombs(parties: Sequence[Party], triggers: Sequence[Trigger]) -> tuple[Party, ...]:
    """Leave out words that are part of a weapon's name: the "Car" of a headline's car bomb is no acronym."""
    bombs = [trigger for trigger in triggers if trigger.family is Family.BOMB]
    return tuple([p for p in parties if not any(bomb.start <= p.start and p.end <= bomb.end for bomb in bombs)])


def dates_of(sentence: Sentence, reference: date | None, around: Sequence[Sentence] = ()) -> tuple[DateMention, ...]:
    """The dates of a sentence, without that of the dateline, which dates the report, and those of a sum of tolls.

    Dates that count from another ("a day earlier") count from the last one before them, in the sentence or in those of
    ``around`` that stand close before it.
    """
    found = _plain_dates(sentence, reference)
    anchored = find_anchored(
        sentence.text, found, lambda: _day_before(sentence, reference, around), _fallback(sentence, reference)
    )
    if not anchored:
        return found
    return tuple(sorted((*found, *anchored), key=lambda mention: mention.start))


@lru_cache(maxsize=128)
def _plain_dates(sentence: Sentence, reference: date | None) -> tuple[DateMention, ...]:
    found = find_dates(sentence.text, reference)
    if not found:
        return ()
    begun, summed = _dateline_end(sentence), summed_from(sentence.text)
    return tuple(m for m in found if begun <= m.start < summed)


def _dateline_end(sentence: Sentence) -> int:
    if sentence.part == "title" or sentence.index > _DATELINE_SENTENCES:
        return 0
    filed = (
        _DATELINE.match(sentence.text)
        or _DATED.match(sentence.text)
        or (_DATELINE_END.search(sentence.text) if sentence.index == 1 else None)
    )
    return filed.end() if filed else 0


def _day_before(sentence: Sentence, reference: date | None, around: Sequence[Sentence]) -> date | None:
    """The last day named in the few sentences before one."""
    before = [s for s in around if s.part == sentence.part and s.index < sentence.index][-_ANCHOR_SENTENCES:]
    for other in reversed(before):
        days = [m for m in _plain_dates(other, reference) if m.date.precision == DAY and not m.open and not m.future]
        recent = [
            day for m in days if reference is None or (reference - (day := first_day(m.date))).days <= _ANCHOR_DAYS
        ]
        if recent:
            return recent[-1]
    return None


def _fallback(sentence: Sentence, reference: date | None) -> date | None:
    return reference if sentence.part == "text" and sentence.index > 1 else None


def _home(places: Sequence[ResolvedPlace], shares: Mapping[str, float]) -> Place | None:
    """The country of the story, or a place of it where the country itself is not named."""
    country = max(sorted(shares), key=lambda code: shares[code], default="")
    inside = [p.place for p in places if p.place.country == country]
    return max(inside, key=lambda place: place.precision, default=None)


def _here(sentence: Sentence, filed: ResolvedPlace | None) -> list[Spot]:
    """Let "this city" mean the place that the article was filed from."""
    if filed is None or sentence.part == "title":
        return []
    return [Spot(match.start(), match.end(), filed, 0.0, here=True) for match in _THIS_CITY.finditer(sentence.text)]


def _by_sentence(
    sentences: Sequence[Sentence], places: Sequence[ResolvedPlace], shares: Mapping[str, float]
) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for part in ("title", "text"):
        rows = [sentence for sentence in sentences if sentence.part == part]
        starts = [row.start for row in rows]
        for resolved in places:
            mention = resolved.mention
            at = bisect_right(starts, mention.start) - 1
            if mention.part == part and at >= 0 and mention.end <= rows[at].end:
                row = rows[at]
                strange = 1.0 - min(1.0, _AT_HOME * shares.get(resolved.place.country, 0.0))
                spot = Spot(mention.start - row.start, mention.end - row.start, resolved, strange, here=False)
                found.setdefault(row.index, []).append(_as_land(spot, row) if mention.role == "people" else spot)
    return found


def _as_land(spot: Spot, sentence: Sentence) -> Spot:
    """The country of a people whose land is named: "planes attacked Pakistani villages"."""
    land = _LAND.match(sentence.text, spot.end)
    if land is None:
        return spot
    shown = sentence.text[spot.start : land.end()]
    mention = replace(spot.resolved.mention, role="country", end=sentence.start + land.end(), text=shown)
    return spot._replace(end=land.end(), resolved=spot.resolved._replace(mention=mention))
