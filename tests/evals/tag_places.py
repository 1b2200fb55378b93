"""How well places are found and resolved, on UCDP headlines, hand-labelled articles and two toponym corpora.

Run as ``python -m tests.evals.tag_places [--misses]``; needs the folder ``../shared/data`` beside the checkout.

*A place named in the headline*: the headline holds, word for word, the name of the event's place (where_prec 1, 2, 5),
second-level unit (3) or first-level unit (4), or another spelling of it: the same consonants after transliteration
marks are folded. Headlines whose event names only a larger unit (``Homs`` for a village of Homs governorate) are
counted apart. It lands if the words that hold the name are resolved to a point within 50 km of the event (of one of
the events, where a headline is the source of several).
"""

from __future__ import annotations

import json
import random
import sys
import xml.etree.ElementTree as ET  # the corpora are local, trusted files
from collections import defaultdict
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from pipeline.tag.places import ResolvedPlace, country_of, find_places, resolve
from pipeline.tag.places.folding import key_words, plain_articles, skeleton
from pipeline.tag.places.tables import country_by_name
from pipeline.tag.places.tokens import words_of

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
_NEAR_KM = 50.0
_CITY_KM = 161.0
_TYPES = frozenset(
    "town village city suburb district governorate province oblast region raion area mountain municipality camp "
    "airport "
    "neighborhood locality state commune prefecture markaz mintaqat northern southern eastern western central".split()
)
_LONGEST = 4


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def names(value: str) -> list[list[str]]:
    """The names in one UCDP field: alternatives split, words for the type of place off."""
    found = []
    for part in value.replace("(", "/").replace(")", "/").split("/"):
        words = [word for word in key_words(part) if word not in _TYPES]
        if words and not country_by_name(" ".join(words)):
            found.append(words)
    return found


def named_at(headline: str, value: str) -> list[tuple[int, int]]:
    """Where a headline holds a name of a UCDP field: (start, end) offsets."""
    words = words_of(headline)
    wanted = {" ".join(plain_articles(name)) for name in names(value)}
    bones = {skeleton(name) for name in names(value)} - {""}
    spans = []
    for first in range(len(words.keys)):
        for length in range(1, _LONGEST + 1):
            run = list(words.keys[first : first + length])
            if len(run) < length or not words.caps[first]:
                break
            if " ".join(plain_articles(run)) in wanted or skeleton(run) in bones:
                spans.append((words.starts[first], words.ends[first + length - 1]))
    return spans


def headlines() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each headline once, with all events that it is a source of."""
    events: dict[int, dict[str, Any]] = {}
    for line in (SHARED / "conflict/ucdp/events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        events.setdefault(event["id"], event)
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (SHARED / "conflict/ucdp/headlines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        grouped[row["headline"]].append(events[row["event"]])
    for headline, found in sorted(grouped.items()):
        yield headline, [event for event in found if event["lat"] is not None]


def field_of(event: dict[str, Any]) -> str:
    """The UCDP field that names the event's own place."""
    return {3: "adm2", 4: "adm1"}.get(event["where_prec"], "place")


def judge(headline: str, events: list[dict[str, Any]], field: str) -> bool | None:
    """Whether the named place lands; None where the headline names none of the fields asked for."""
    spans = [
        (span, event)
        for event in events
        for span in named_at(headline, event[field_of(event) if field == "own" else field])
    ]
    if not spans:
        return None
    answers = resolve(find_places(headline, ""), headline, "")
    return any(_lands(answer, event) for span, event in spans for answer in answers if _overlaps(answer, span))


def _overlaps(answer: ResolvedPlace, span: tuple[int, int]) -> bool:
    return answer.mention.role == "place" and answer.mention.start < span[1] and span[0] < answer.mention.end


def _lands(answer: ResolvedPlace, event: dict[str, Any]) -> bool:
    place = answer.place
    if place.lat is None or place.lon is None:
        return False
    return distance_km((place.lat, place.lon), (event["lat"], event["lon"])) <= _NEAR_KM


def interval(hits: list[bool]) -> str:
    """A share with its bootstrap interval of 95 %."""
    draw = random.Random(7)
    means = sorted(sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(300))
    return f"{sum(hits) / len(hits):.3f} [{means[7]:.3f}, {means[-8]:.3f}] of {len(hits)}"


def ucdp(show: bool) -> None:
    """Print the shares of headlines that land, by what they name and where."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for headline, events in headlines():
        own = judge(headline, events, "own")
        kind = "own place named" if own is not None else "only its first-level unit named"
        landed = own if own is not None else judge(headline, events, "adm1")
        if landed is None:
            continue
        hits[kind].append(landed)
        if own is not None:
            hits[f"  {events[0]['file']}"].append(landed)
            if show and not landed:
                answers = resolve(find_places(headline, ""), headline, "")
                sys.stdout.write(f"MISS {headline[:150]!r} {events[0]['place']} | {events[0]['country']} -> ")
                sys.stdout.write(
                    "; ".join(f"{a.mention.text}={a.place.name},{a.place.country}" for a in answers) + "\n"
                )
    for kind, values in sorted(hits.items()):
        sys.stdout.write(f"UCDP headlines, {kind}: within {_NEAR_KM:.0f} km {interval(values)}\n")


def gold(show: bool) -> None:
    """Print how often the country that the article is mainly about is that of the main labelled event."""
    hits: list[bool] = []
    found: list[bool] = []
    for line in (SHARED / "conflict/gold_articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        mentions = find_places(article["title"], article["text"])
        places = resolve(mentions, article["title"], article["text"], article["url"])
        for event in article["gold"]["events"]:
            if event["main"]:
                country = country_of(article["title"], article["text"], article["url"], mentions)
                hits.append(country == event["country"])
                if show and not hits[-1]:
                    sys.stdout.write(f"GOLD {article['title']!r}: {country}, expected {event['country']}\n")
            if event["place_text"]:
                want = set(key_words(event["place_text"]))
                same = [
                    p for p in places if want & set(key_words(p.mention.text)) and p.place.country == event["country"]
                ]
                found.append(bool(same))
                if show and not same:
                    sys.stdout.write(f"GOLD place {event['place_text']!r} ({event['country']}) not found\n")
    sys.stdout.write(f"gold articles: main country of the story right {interval(hits)}\n")
    sys.stdout.write(f"gold articles: words of an event's place found in its country {interval(found)}\n")


def toponyms(name: str, file: str, show: bool) -> None:
    """Print recall of toponyms with coordinates, and how many of the found ones are within 161 km."""
    found: list[bool] = []
    right: list[bool] = []
    for article in ET.parse(SHARED / "geo" / file).getroot().iter("article"):  # noqa: S314 - a local, trusted file
        text = article.findtext("text") or ""
        resolved = [p for p in resolve(find_places("", text), "", text) if p.mention.role != "people"]
        for start, end, lat, lon in _gold_toponyms(article, name):
            same = [p for p in resolved if p.mention.start < end and start < p.mention.end]
            found.append(bool(same))
            if same and same[0].place.lat is not None:
                place = same[0].place
                right.append(
                    distance_km((place.lat or 0, place.lon or 0), (lat, lon)) <= _CITY_KM or place.precision >= 6
                )
                if show and not right[-1]:
                    sys.stdout.write(f"{name} {text[start:end]!r} -> {place.name}, {place.admin1}, {place.country}\n")
    sys.stdout.write(f"{name}: toponyms found {interval(found)}; of these within 161 km {interval(right)}\n")


def _gold_toponyms(article: ET.Element, name: str) -> Iterator[tuple[int, int, float, float]]:
    for toponym in article.iter("toponym"):
        source = toponym.find("gaztag") if name == "LGL" else toponym
        lat = source.findtext("lat") or source.findtext("latitude") if source is not None else None
        lon = source.findtext("lon") or source.findtext("longitude") if source is not None else None
        start, end = toponym.findtext("start"), toponym.findtext("end")
        if lat and lon and start and end:
            yield int(start), int(end), float(lat), float(lon)


def main() -> None:
    """Print all figures; with ``--misses`` what was missed, too."""
    if not SHARED.is_dir():
        sys.stdout.write(f"tag_places: no evaluation data at {SHARED}; nothing measured\n")
        return
    show = "--misses" in sys.argv
    ucdp(show)
    gold(show)
    toponyms("GeoWebNews", "GeoWebNews.xml", show=False)
    toponyms("LGL", "LGL.xml", show=False)


if __name__ == "__main__":
    main()
