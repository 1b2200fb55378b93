"""Whether a place named in a bare headline lands, through the whole tagger: ``python -m tests.evals.tag_headlines``.

UCDP headlines that name the event's own place (as `tests.evals.tag_places` defines it) go through ``stage_tag`` alone:
as the title with an empty text (``title``), or as the text with no title (``text``), published on the day of the
headline. A headline lands if the place of any claim lies within 50 km of the event (of one of the events, where a
headline is the source of several).

    python -m tests.evals.tag_headlines [--misses] [--as title|text] [--half read|unread] [--count N]

``--misses`` lists the ids of missed events by cause: *irrelevant*, *no claim*, *no place*, *country or region* (a claim
names only a larger unit), *another place*. Headlines fall by a checksum into a half that may be read to mend rules and
one that never was. Interval: 95 %, 2,000 bootstrap draws over headlines, fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pipeline.tag import stage_tag
from tests.evals.tag_places import SHARED, distance_km, field_of, headlines, named_at

_NEAR_KM, _WIDE, _DRAWS, _FLOOR = 50.0, 4, 2000, 0.83
_HEADLINES = SHARED / "conflict" / "ucdp" / "headlines.jsonl"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline with the events whose own place it names."""

    words: str
    published: str
    events: tuple[Row, ...]
    half: str


def main(argv: list[str] | None = None) -> int:
    """Print the shares that land; 1 when the data are absent or the floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true", help="list the ids of missed events by cause")
    parser.add_argument("--show", action="store_true", help="with --misses: headlines of the half that may be read")
    parser.add_argument("--as", dest="part", choices=("title", "text"), help="only as title, or only as text")
    parser.add_argument("--half", choices=("read", "unread"), help="only one half of the headlines")
    parser.add_argument("--count", type=int, default=800, help="headlines sampled (800)")
    options = parser.parse_args(argv)
    if not _HEADLINES.exists():
        print("headlines: no data (../shared/data/conflict/ucdp is not beside the checkout)")
        return 1
    chosen = sample(options.count, options.half or "")
    held = True
    for part in (options.part,) if options.part else ("title", "text"):
        causes = {row.words: cause(row, part) for row in chosen}
        held &= _report(part, chosen, causes)
        if options.misses:
            _list(chosen, causes, show=options.show)
    return 0 if held else 1


def sample(count: int, half: str = "") -> list[Headline]:
    """Answer a sample of the headlines that name the event's own place, the same on every run."""
    days: dict[str, str] = {}
    for line in _HEADLINES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        days.setdefault(row["headline"], row["published"])
    found = []
    for words, events in headlines():
        own = tuple(event for event in events if named_at(words, event[field_of(event)]))
        side = "unread" if zlib.crc32(words.encode()) % 2 else "read"
        if own and half in ("", side):
            found.append(Headline(words, days[words], own, side))
    return sorted(random.Random(11).sample(found, min(count, len(found))), key=lambda row: row.words)


def cause(headline: Headline, part: str) -> str:
    """Why a headline misses, "" where it lands."""
    line = {"id": "x", "title": "", "text": "", "published": headline.published} | {part: headline.words}
    answer = stage_tag(line)
    if not answer["relevant"]:
        return "irrelevant"
    places = [claim["place"] for claim in answer["claims"] if claim["place"]]
    if any(_lands(place, event) for place in places for event in headline.events):
        return ""
    if not places:
        return "no place" if answer["claims"] else "no claim"
    return "country or region" if all(place["precision"] >= _WIDE for place in places) else "another place"


def _lands(place: Row, event: Row) -> bool:
    if place["lat"] is None or place["lon"] is None:
        return False
    return distance_km((place["lat"], place["lon"]), (event["lat"], event["lon"])) <= _NEAR_KM


def _report(part: str, chosen: list[Headline], causes: dict[str, str]) -> bool:
    hits = [not causes[row.words] for row in chosen]
    draw = random.Random(7)
    shares = sorted(sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(_DRAWS))
    low, high = shares[int(0.025 * _DRAWS)], shares[int(0.975 * _DRAWS)]
    share = sum(hits) / len(hits)
    print(f"headline as {part}: {share:.3f} [{low:.3f}, {high:.3f}] of {len(hits)} land (floor {_FLOOR}, goal .92)")
    for half in ("read", "unread"):
        some = [not causes[row.words] for row in chosen if row.half == half]
        if some:
            print(f"  half {half}: {sum(some) / len(some):.3f} of {len(some)}")
    missed = [why for why in causes.values() if why]
    for why in sorted(set(missed)):
        print(f"  {why}: {missed.count(why) / len(hits):.3f}")
    return share >= _FLOOR


def _list(chosen: list[Headline], causes: dict[str, str], *, show: bool) -> None:
    missed: dict[str, list[Headline]] = defaultdict(list)
    for row in chosen:
        if causes[row.words]:
            missed[causes[row.words]].append(row)
    for why, rows in sorted(missed.items()):
        print(f"{why}: " + " ".join(str(row.events[0]["id"]) for row in rows))
        for row in rows if show else ():
            if row.half == "read":
                print(f"  {row.events[0]['id']} {row.words[:160]!r} {row.events[0]['place']}")


if __name__ == "__main__":
    sys.exit(main())
