"""Write what the tagger says of the golden articles today: ``python -m tests.golden.tag.rewrite``.

The articles are invented. Read the difference before you commit it: every changed line is a changed answer.
Coordinates, ids and confidences are left out; they belong to the gazetteer, the actor base and the calibration.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.tag import stage_tag

ARTICLES = Path(__file__).parent / "articles.jsonl"
GOLDEN = Path(__file__).parent / "expected.json"
Row = dict[str, Any]


def answers() -> dict[str, Row]:
    """The answer to each golden article, by id, cut to what must not change unseen."""
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()
    return {row["id"]: _cut(stage_tag(row)) for row in map(json.loads, lines)}


def _cut(answer: Row) -> Row:
    return {name: answer[name] for name in ("outcome", "relevant", "kind")} | {
        "claims": [_claim(claim) for claim in answer["claims"]]
    }


def _claim(claim: Row) -> Row:
    place, date = claim["place"] or {}, claim["date"] or {}
    return {
        "type": claim["type"],
        "actors": [(claim[side] or {}).get("name") for side in ("actor1", "actor2")],
        "place": [place.get("name"), place.get("country")],
        "date": [date.get("start"), date.get("end"), date.get("precision")],
        "killed": claim["killed"] and list(claim["killed"].values()),
        "injured": claim["injured"] and list(claim["injured"].values()),
        "control": claim["control"],
        "attribution": claim["attribution"],
        "quotes": {field: proof["quote"] for field, proof in claim["evidence"].items()},
    }


def main() -> None:
    """Write the file."""
    GOLDEN.write_text(json.dumps(answers(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
