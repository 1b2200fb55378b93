"""Scoreboard of the kind on CASE 2021 task 2: ``python -m tests.evals.tag_kind [--open] [--errors] [--show]``.

The snippets are split in two halves by the first bit of SHA-256 of ``case2021:ID``: the *open* half was
looked at while the model was made (never trained on), the *closed* half was put away and measured at the
end only. ``--open`` leaves the closed half alone. Two ways are measured: the kind model alone
(`pipeline.tag.kind.kind_scores`), and ``stage_tag``, where the claims have a say; and both again with the optional
encoder, where ``conflictwire[encoder]`` is installed.

Weighted F1 over all labels (mapped by ``case2021_labels.json``), with 95 % intervals of 2,000 bootstrap
draws, fixed seed. ``--errors`` lists the open half's ids, labels and answers, ``--show`` the texts too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.tag import stage_tag
from pipeline.tag.kind import kind_scores, use_encoder

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "conflict"
_DRAWS = 2000
_FLOOR = 0.72


@dataclass(frozen=True, slots=True)
class Snippet:
    """One snippet with its label in our words."""

    ident: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one snippet."""

    snippet: Snippet
    kind: str


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scoreboard; 1 when the data are absent or the floor is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--open", action="store_true", help="leave the closed half alone")
    parser.add_argument("--errors", action="store_true", help="list the wrong answers of the open half")
    parser.add_argument("--show", action="store_true", help="with --errors: the texts too")
    options = parser.parse_args(argv)
    if not FOLDER.exists():
        print("kind: no data (../shared/data/conflict is not beside the checkout)")
        return 1
    snippets = read_snippets()
    halves = {"open": [row for row in snippets if not is_closed(row.ident)]}
    if not options.open:
        halves["closed"] = [row for row in snippets if is_closed(row.ident)]
    reached = {
        (half, way): _board(half, way, [Answer(row, answer(row.text)) for row in rows], options)
        for half, rows in halves.items()
        for way, answer in (("kind model", by_model), ("stage tag", by_stage))
    }
    judging = "open" if options.open else "closed"
    _with_encoder(halves, options)
    return 0 if reached[judging, "stage tag"] >= _FLOOR else 1


def _with_encoder(halves: Mapping[str, Sequence[Snippet]], options: argparse.Namespace) -> None:
    try:
        use_encoder("minilm")
    except SettingsError as error:
        print(f"with encoder: not measured ({error})")
        return
    for half, rows in halves.items():
        for way, answer in (("kind model + encoder", by_model), ("stage tag + encoder", by_stage)):
            _board(half, way, [Answer(row, answer(row.text)) for row in rows], options)
    use_encoder("")


def is_closed(ident: int) -> bool:
    """Whether a snippet belongs to the half that was put away."""
    return bool(hashlib.sha256(f"case2021:{ident}".encode()).digest()[0] & 1)


def read_snippets() -> list[Snippet]:
    """All snippets, labels mapped."""
    words = json.loads((FOLDER / "case2021_labels.json").read_text("utf-8"))
    rows = map(json.loads, (FOLDER / "case2021_task2.jsonl").read_text("utf-8").splitlines())
    return [Snippet(row["id"], row["text"], words[row["label"]]) for row in rows]


def by_model(text: str) -> str:
    """The kind model's answer."""
    scores = kind_scores("", text)
    return max(scores, key=lambda kind: scores[kind])


def by_stage(text: str) -> str:
    """The whole tagger's answer."""
    return str(stage_tag({"id": "snippet", "title": "", "text": text})["kind"])


def weighted_f1(answers: Sequence[Answer]) -> float:
    """The mean of the labels' F1, weighted by how often each label stands."""
    stands = Counter(row.snippet.label for row in answers)
    said = Counter(row.kind for row in answers)
    right = Counter(row.kind for row in answers if row.kind == row.snippet.label)
    return sum(n * 2 * right[label] / (n + said[label]) for label, n in stands.items()) / len(answers)


def accuracy(answers: Sequence[Answer]) -> float:
    """The share of right answers."""
    return sum(row.kind == row.snippet.label for row in answers) / len(answers)


def interval(answers: Sequence[Answer], measure: Callable[[Sequence[Answer]], float]) -> str:
    """The 95 % bootstrap interval of a measure."""
    chance = random.Random(5)
    found = sorted(measure(chance.choices(answers, k=len(answers))) for _ in range(_DRAWS))
    return f"[{found[_DRAWS // 40]:.3f}, {found[-1 - _DRAWS // 40]:.3f}]"


def _board(half: str, way: str, answers: Sequence[Answer], options: argparse.Namespace) -> float:
    reached = weighted_f1(answers)
    print(
        f"CASE 2021 {half:6s} half, {way:10s} {len(answers):4d} snippets"
        f"  weighted F1 {reached:.3f} {interval(answers, weighted_f1)}  accuracy {accuracy(answers):.3f}"
        f"  floor {_FLOOR:.2f} {'held' if reached >= _FLOOR else 'MISSED'}"
    )
    if options.errors and half == "open":
        for row in answers:
            if row.kind != row.snippet.label:
                told = f"  {row.snippet.text}" if options.show else ""
                print(f"  {row.snippet.ident} is {row.snippet.label}, said {row.kind}{told}")
    return reached


if __name__ == "__main__":
    sys.exit(main())
