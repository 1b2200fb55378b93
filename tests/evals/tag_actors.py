"""How well actors are known and resolved: UCDP group names, and the actors of hand-labelled articles.

Run as ``python -m tests.evals.tag_actors [--misses]``; needs the folder ``../shared/data`` beside the checkout.

A UCDP name is *known* if the finder, given nothing but a sentence with that name (and the country of the conflict),
answers an actor of the base, with an id. A labelled actor is right if a mention that overlaps the labelled words
has the labelled name.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from pipeline.tag.actors import find_actors
from pipeline.tag.places import find_places
from pipeline.tag.places.folding import name_key
from tests.evals.tag_places import SHARED, interval


def ucdp_names() -> Counter[tuple[str, str]]:
    """All non-state sides with their country, and how many events or years each has."""
    found: Counter[tuple[str, str]] = Counter()
    for line in (SHARED / "conflict/ucdp/events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for side in (event["side_a"], event["side_b"]):
            found.update((name.strip(), event["country"]) for name in side.split(", "))
    with (SHARED / "actors/ucdp_dyadic.csv").open(encoding="utf-8", newline="") as file:
        found.update((row["SideB"].strip(), row["Location"].split(",")[0]) for row in csv.DictReader(file))
    return Counter({key: count for key, count in found.items() if key[0] and not key[0].startswith("Government of")})


def is_known(name: str, country: str) -> bool:
    """Whether the finder answers an actor of the base that covers the name."""
    text = f"In {country.split(' (', maxsplit=1)[0]}, fighters of {name} attacked the army."
    start = text.index(name)
    return any(m.actor.id and m.start < start + len(name) and start < m.end for m in find_actors("", text))


def ucdp(show: bool) -> None:
    """Print the share of UCDP names that the base does not know, and list them."""
    names = ucdp_names()
    unknown = sorted(key for key in names if not is_known(*key))
    weight = sum(names[key] for key in unknown) / sum(names.values())
    sys.stdout.write(
        f"UCDP group names unknown to the actor base: {len(unknown)} of {len(names)} "
        f"({len(unknown) / len(names):.3f}); by events {weight:.4f}\n"
    )
    for name, country in unknown if show else unknown[:40]:
        sys.stdout.write(f"  unknown: {name} ({country})\n")


def gold(show: bool) -> None:
    """Print how many labelled actors are found, and how many of the found ones have the labelled name."""
    found: list[bool] = []
    right: list[bool] = []
    for line in (SHARED / "conflict/gold_articles.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        title, text = article["title"], article["text"]
        mentions = find_actors(title, text, find_places(title, text), article["url"])
        for event in article["gold"]["events"]:
            for side in ("actor1", "actor2"):
                words = event[f"{side}_text"]
                part = "text" if words and words in text else "title"
                at = (text if part == "text" else title).find(words)
                if not words or at < 0:
                    continue
                same = [m for m in mentions if m.part == part and m.start < at + len(words) and at < m.end]
                found.append(bool(same))
                if same:
                    right.append(any(name_key(m.actor.name) == name_key(event[side]) for m in same))
                if show and not (same and right[-1]):
                    answers = "; ".join(f"{m.text}={m.actor.name}" for m in same)
                    sys.stdout.write(f"GOLD {words!r}: {event[side]!r}, answered {answers}\n")
    sys.stdout.write(
        f"gold articles: labelled actors found {interval(found)}; of these with the name {interval(right)}\n"
    )


def main() -> None:
    """Print all figures; with ``--misses`` what was missed, too."""
    if not Path(SHARED).is_dir():
        sys.stdout.write(f"tag_actors: no evaluation data at {SHARED}; nothing measured\n")
        return
    ucdp("--misses" in sys.argv)
    gold("--misses" in sys.argv)


if __name__ == "__main__":
    main()
