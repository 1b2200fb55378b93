"""Scoreboard of stories: ``./run.sh eval stories [--shuffles 10] [--among 5000]``.

B-cubed F1 (Bagga and Baldwin 1998) of the ``story_id`` that ``stage dedupe`` gives at arrival, over shuffled orders,
without dates or URLs. The two halves of the stories (drawn five times) say how much the score owes to which stories
the set happens to hold. ``--among`` sends the articles through amid so many others (short news of one agency, and
wire stories): a window is never as empty as the set, and in a full one chance finds every article a neighbour.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.dedupe import stage_dedupe
from tests.evals import repeats

_DATA = Path(__file__).parents[3] / "shared" / "data"
SHARED = _DATA / "stories" / "clusters.jsonl"
_A_TEXT = 300


def b_cubed(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float, float]:
    """Return (F1, precision, recall) averaged over articles."""
    both, of_gold, of_given = Counter(zip(gold, given, strict=True)), Counter(gold), Counter(given)
    pairs = list(zip(gold, given, strict=True))
    precision = sum(both[pair] / of_given[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / of_gold[pair[0]] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall), precision, recall


def cluster(articles: Sequence[dict[str, str]], seed: int) -> tuple[list[str], list[str]]:
    """Send the articles through the stage in a shuffled order; returns gold and given stories."""
    order = list(range(len(articles)))
    random.Random(seed).shuffle(order)
    stage = stage_dedupe()
    given = [
        str(stage.answer({"id": i, "title": articles[i]["title"], "text": articles[i]["text"]})["story_id"])
        for i in order
    ]
    return [articles[i]["story"] for i in order], given


def report(name: str, articles: Sequence[dict[str, str]], shuffles: int) -> None:
    """Print the mean and the spread over shuffles."""
    scores = [b_cubed(*cluster(articles, seed)) for seed in range(shuffles)]
    f1, precision, recall = ([score[part] for score in scores] for part in range(3))
    print(
        f"{name}: {len(articles)} articles, B-cubed F1 {statistics.mean(f1):.3f} ± {statistics.pstdev(f1):.3f} "
        f"({min(f1):.3f} to {max(f1):.3f}), precision {statistics.mean(precision):.3f}, "
        f"recall {statistics.mean(recall):.3f}"
    )


def background(count: int) -> list[dict[str, str]]:
    """Draw articles of other years: each counts as a story of its own."""
    lines = (_DATA / "conflict" / "agnews.jsonl").read_text("utf-8").splitlines()
    others = [{"title": each["title"], "text": each["text"].replace("\\", " ")} for each in map(json.loads, lines)]
    others += [{"title": story.title, "text": story.text} for story in repeats.stories() if len(story.text) > _A_TEXT]
    return [{**each, "story": ""} for each in random.Random(0).sample(others, min(count, len(others)))]


def report_among(articles: Sequence[dict[str, str]], count: int) -> None:
    """Print the scores of the labelled articles amid others, and the largest story that came about."""
    started = time.process_time()
    mixed = [*articles, *background(count)]
    gold, given = cluster(mixed, 0)
    took = time.process_time() - started
    held = Counter(given)
    labelled = [(story, found) for story, found in zip(gold, given, strict=True) if story]
    both, of_gold = Counter(labelled), Counter(story for story, _ in labelled)
    precision = sum(both[pair] / held[pair[1]] for pair in labelled) / len(labelled)
    recall = sum(both[pair] / of_gold[pair[0]] for pair in labelled) / len(labelled)
    print(
        f"amid {len(mixed) - len(articles)} others: B-cubed F1 {2 * precision * recall / (precision + recall):.3f}, "
        f"precision {precision:.3f}, recall {recall:.3f}; largest story {max(held.values())} articles; "
        f"{len(mixed) / took:,.0f} articles/s of processor time"
    )


def show_errors(articles: Sequence[dict[str, str]]) -> None:
    """Print the stories that were split or mixed, in one order."""
    gold, given = cluster(articles, 0)
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    mixed: dict[str, Counter[str]] = defaultdict(Counter)
    for story, found in zip(gold, given, strict=True):
        parts[story][found] += 1
        mixed[found][story] += 1
    for story, into in sorted(parts.items(), key=lambda pair: -len(pair[1])):
        if len(into) > 1:
            print(f"  split: {story[:70]}: {sorted(into.values(), reverse=True)}")
    for stories in mixed.values():
        if len(stories) > 1:
            print(f"  mixed: {[(story[:50], count) for story, count in stories.most_common()]}")


def main() -> None:
    """Run the scoreboard."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shuffles", type=int, default=10)
    arguments.add_argument("--among", type=int, default=0, help="also amid this many other articles")
    arguments.add_argument("--errors", action="store_true", help="list the stories that were split or mixed")
    chosen = arguments.parse_args()
    if not SHARED.exists():
        sys.exit(f"no data: {SHARED} is absent (see the data README)")
    articles = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    report("all stories (floor .80, goal .88)", articles, chosen.shuffles)
    names = sorted({article["story"] for article in articles})
    for draw in range(5):
        half = set(random.Random(draw).sample(names, len(names) // 2))
        report(f"half {draw}", [a for a in articles if a["story"] in half], 3)
        report(f"other half {draw}", [a for a in articles if a["story"] not in half], 3)
    if chosen.among:
        report_among(articles, chosen.among)
    if chosen.errors:
        show_errors(articles)


if __name__ == "__main__":
    main()
