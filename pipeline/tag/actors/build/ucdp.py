"""Groups of the UCDP dyadic dataset and of UCDP GED (CC BY 4.0) that the hand-written table does not hold.

Run as ``python -m pipeline.tag.actors.build.ucdp DYADIC.csv EVENTS.jsonl`` to rewrite ``lexicon/ucdp_groups.tsv``.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.tag.actors.lexicon_files import FOLDER, alias_keys, rows
from pipeline.tag.places.tables import cells, country_by_name

LEXICON = FOLDER / "ucdp_groups.tsv"
_FORCES = re.compile(r"(?i)(?:forces loyal to|forces of|faction of) (.+?)\)?\s*$")


def main() -> None:
    """Rewrite the table from the two files named on the command line."""
    known = _known_keys()
    found: dict[str, list[str]] = {}
    for side, country, ident, first, last in (*_dyadic(Path(sys.argv[1])), *_events(Path(sys.argv[2]))):
        name = re.sub(r"\s+", " ", side).strip()
        if not name or name.startswith("Government of") or name == "Civilians" or known & set(alias_keys(name)):
            continue
        row = found.setdefault(name, [name, country, "armed-group", "", ident, "", ""])
        years = [year for year in (*row[3].split("-"), first, last) if year]
        row[3] = f"{min(years)}-{max(years)}" if years else ""
        leaders = None if name.lower().startswith("military faction") else _FORCES.search(name)
        row[6] = ";".join(f"@{leader}" for leader in re.split(r" and |, | & ", leaders.group(1))) if leaders else ""
    head = (
        "# Groups of the UCDP Dyadic Dataset and UCDP GED (ucdp.uu.se), CC BY 4.0, made by\n"
        "# pipeline.tag.actors.build.ucdp. Columns as in groups.tsv\n"
    )
    lines = ["\t".join(found[name]) for name in sorted(found)]
    LEXICON.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} groups\n")


def _known_keys() -> set[str]:
    names = [alias for row in rows("groups.tsv", 7) for alias in (row[0], *cells(row[6]))]
    names += [alias for row in rows("state.tsv", 3) for alias in cells(row[2])]
    return {key for name in names for key in alias_keys(name)}


def _dyadic(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = country_by_name(row["Location"].split(",")[0])
            yield row["SideB"], country, row["SideBID"], row["Year"], row["Year"]


def _events(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for side in (event["side_a"], event["side_b"]):
            for name in side.split(", "):
                yield name, country_by_name(event["country"]), "", event["date_start"][:4], event["date_end"][:4]


if __name__ == "__main__":
    main()
