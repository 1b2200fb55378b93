"""Scoreboard of reviewed claims: ``./run.sh eval review [FOLDER]``.

Codes every case that `conflictwire review read` made and says how many of the judged fields are right, with 95 %
intervals (2,000 bootstrap draws over cases, fixed seed). The exit code is 1 when a field is wrong that the folder's
EXPECTED_WRONG.txt does not name, or right that it names. Reviewed claims are the doubtful ones: the shares say how the
tagger does on those, not on news.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.review import Verdict
from pipeline.review.compare import accuracy
from pipeline.wiring.reviewing import score_cases

SHIPPED = Path(__file__).parent.parent / "golden" / "review"
_DRAWS = 2000


def main() -> int:
    """Print the scoreboard of the folder named, or of the shipped cases."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    try:
        scored = score_cases(folder)
    except UsageError as e:
        print(f"review: {e}")
        return 1
    verdicts = scored.verdicts
    low, high = interval(verdicts)
    print(f"review: {len(verdicts)} cases, {pooled(verdicts):.3f} of the judged fields right [{low:.3f}, {high:.3f}]")
    for name, (right, judged) in accuracy(verdicts).items():
        print(f"  {name:<7} {right:>4} of {judged:>4}  {right / judged:.3f}")
    for name, fields in scored.unseen.items():
        print(f"  became wrong: {name}: {', '.join(fields)}")
    for name, fields in scored.struck.items():
        print(f"  became right (strike it from EXPECTED_WRONG.txt): {name}: {', '.join(fields)}")
    return int(bool(scored.unseen or scored.struck))


def pooled(verdicts: Sequence[Verdict]) -> float:
    """The share of judged fields that are right."""
    judged = sum(len(verdict.right) + len(verdict.wrong) for verdict in verdicts)
    return sum(len(verdict.right) for verdict in verdicts) / judged


def interval(verdicts: Sequence[Verdict]) -> tuple[float, float]:
    """Its 95 % bootstrap interval."""
    draw = random.Random(7)
    shares = sorted(pooled(draw.choices(verdicts, k=len(verdicts))) for _ in range(_DRAWS))
    return shares[int(0.025 * _DRAWS)], shares[int(0.975 * _DRAWS)]


if __name__ == "__main__":
    sys.exit(main())
