"""Scoreboard of repeats on hand-labelled wire pairs: ``./run.sh eval repeats [--joins 100]``.

All wire stories go through ``stage dedupe`` in order of publication. A pair counts as joined when following ``of``
from both leads to one article. Duplicate and revision pairs should be joined, different pairs not; pairs of one
story told by different articles are left out. ``--joins`` draws joins among *all* stories for reading.

``repeats_border.tsv`` holds 120 further pairs near the border of the decision, as ids of the wire stories and a label
given by reading both: half of what one rule had joined, and what it had left apart although many word pairs are shared
(``headline``: a bare headline and its story, which are kept apart on purpose). They tell of the border alone: pairs
drawn from what a rule does score below pairs drawn from the wire.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.dedupe import stage_dedupe
from pipeline.dedupe.facts import figures

SHARED = Path(__file__).parents[3] / "shared" / "data" / "dedupe"
BORDER = Path(__file__).with_name("repeats_border.tsv")
_JOINED = ("duplicate", "revision")
_SHOWN_CHARS = 160
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Story:
    """One wire story."""

    id: str
    title: str
    text: str
    published: datetime | None


def stories() -> list[Story]:
    """All wire stories that have a title or a text, in order of publication."""
    found = []
    for path in sorted((SHARED / "reuters21578").glob("*.json")):
        for raw in json.loads(path.read_text("utf-8")):
            text = html.unescape(html.unescape(raw["body"])).replace("\x03", "")
            found.append(Story(raw["attrs"]["newid"], html.unescape(raw["title"]), text, _date(raw["date"])))
    first = datetime(1987, 1, 1, tzinfo=UTC)
    return sorted((s for s in found if s.title or s.text), key=lambda s: s.published or first)


def _date(raw: str) -> datetime | None:
    try:
        return datetime.strptime(raw.strip().split(".")[0], "%d-%b-%Y %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def decide(wire: list[Story], *, dated: bool) -> dict[str, dict[str, Any]]:
    """Send the stories through the stage; with their publication times or without."""
    stage = stage_dedupe()
    answers = {}
    for story in wire:
        line = {"id": story.id, "url": f"https://wire.example/{story.id}", "title": story.title, "text": story.text}
        if dated and story.published:
            line["published"] = story.published.isoformat()
        answers[story.id] = stage.answer(line)
    return answers


def root(answers: dict[str, dict[str, Any]], story: str) -> str:
    """The article at the end of the chain of ``of``."""
    while answers[story]["of"]:
        story = answers[story]["of"]
    return story


def report_pairs(answers: dict[str, dict[str, Any]], by_id: dict[str, Story]) -> None:
    """Print pair F1, the different pairs that were joined, the errors, and how revisions were decided."""
    pairs = [json.loads(line) for line in (SHARED / "reuters_pairs.jsonl").read_text("utf-8").splitlines()]
    tally: Counter[tuple[bool, bool]] = Counter()
    for pair in pairs:
        if pair["label"] in (*_JOINED, "different"):
            wanted = pair["label"] in _JOINED
            got = root(answers, pair["a"]) == root(answers, pair["b"])
            tally[wanted, got] += 1
            if wanted != got:
                print(
                    f"  {'missed' if wanted else 'joined'}: {pair['a']} {pair['b']} {pair['label']}: {pair['changed']}"
                )
    hit, missed, wrong = tally[True, True], tally[True, False], tally[False, True]
    f1 = 2 * hit / (2 * hit + missed + wrong)
    print(f"pair F1 {f1:.4f} (floor .95, goal .97); {wrong} of {wrong + tally[False, False]} different pairs joined")
    _report_revisions([pair for pair in pairs if pair["label"] == "revision"], answers, by_id)


def _report_revisions(
    revisions: list[dict[str, Any]], answers: dict[str, dict[str, Any]], by_id: dict[str, Story]
) -> None:
    """How revisions were decided, by what their figures are: a text that was only cut has none of its own."""
    tally: Counter[tuple[str, str]] = Counter()
    for pair in revisions:
        if root(answers, pair["a"]) == root(answers, pair["b"]):
            old, new = (f"{by_id[side].title}\n{by_id[side].text}" for side in (pair["a"], pair["b"]))
            digits = set(_DIGITS.findall(new.replace(",", ""))) - set(_DIGITS.findall(old.replace(",", "")))
            kind = "new figures" if figures(new) - figures(old) else "new digits only" if digits else "none new"
            tally[kind, answers[pair["b"]]["decision"]] += 1
    for kind in ("new figures", "new digits only", "none new"):
        print(f"revisions, {kind}: {tally[kind, 'update']} update, {tally[kind, 'copy']} copy")


def report_border(answers: dict[str, dict[str, Any]]) -> None:
    """Print how many pairs of each label near the border were joined, and the errors."""
    tally: Counter[tuple[str, bool]] = Counter()
    for a, b, label in (line.split("\t") for line in BORDER.read_text("utf-8").splitlines()):
        got = root(answers, a) == root(answers, b)
        tally[label, got] += 1
        if got != (label == "repeat") and label in ("repeat", "different"):
            print(f"  border, {'joined' if got else 'missed'}: {a} {b}")
    labels = sorted({label for label, _ in tally})
    print(
        "border:",
        "; ".join(f"{tally[each, True]} of {tally[each, True] + tally[each, False]} {each} joined" for each in labels),
    )


def show_joins(answers: dict[str, dict[str, Any]], by_id: dict[str, Story], count: int) -> None:
    """Print joins drawn at random (the same draw each time) for reading."""
    joined = [answer for answer in answers.values() if answer["of"]]
    for answer in random.Random(0).sample(joined, min(count, len(joined))):
        old, new = by_id[answer["of"]], by_id[answer["id"]]
        hours = (new.published - old.published).total_seconds() / 3600 if new.published and old.published else None
        print(f"\n{old.id} {new.id} {answer['decision']} {answer['similarity']} {hours and round(hours, 1)} h")
        for story in (old, new):
            body = re.sub(r"\s+", " ", story.text)
            print(f"   {story.title.strip()} | {body[:_SHOWN_CHARS]} … {body[-_SHOWN_CHARS // 2 :]}")


def main() -> None:
    """Run the scoreboard."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--joins", type=int, default=0, help="draw this many joins for reading")
    chosen = arguments.parse_args()
    if not SHARED.exists():
        sys.exit(f"no data: {SHARED} is absent (see the data README)")
    wire = stories()
    by_id = {story.id: story for story in wire}
    for dated in (True, False):
        answers = decide(wire, dated=dated)
        print("with publication times" if dated else "without publication times")
        print("  ", dict(Counter(answer["decision"] for answer in answers.values())))
        report_pairs(answers, by_id)
        report_border(answers)
        if dated and chosen.joins:
            show_joins(answers, by_id, chosen.joins)


if __name__ == "__main__":
    main()
