"""Score the kinds answered to the lines kept out of training: ``python -m pipeline.tag.training.aside_score``.

``aside/<KIND>.txt`` was drawn by lot from lines written in one go, before any of them was trained on; nothing is tuned
on it, so its figure tells what new phrasing by the same hand costs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.tag.kind import kind_scores

ASIDE = Path(__file__).parent / "aside"


def aside_lines(folder: Path = ASIDE) -> list[tuple[str, str]]:
    """Kind and text of each line kept aside, in the order of the files."""
    return [
        (path.stem, line.lstrip("+~"))
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def score(lines: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """For each kind, how many of its lines are named rightly when each is an article, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for kind, text in lines:
        scores = kind_scores("", text)
        right, total = found.get(kind, (0, 0))
        found[kind] = (right + (max(scores, key=lambda name: scores[name]) == kind), total + 1)
    return found


def main() -> None:
    """Print the share of lines named rightly, for each kind and for all."""
    found = score(aside_lines())
    for kind, (right, total) in found.items():
        sys.stdout.write(f"{kind:34s} {right:3d} of {total:3d}\n")
    right, total = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    sys.stdout.write(f"{'all':34s} {right:3d} of {total:3d}  {right / total:.3f}\n")


if __name__ == "__main__":
    main()
