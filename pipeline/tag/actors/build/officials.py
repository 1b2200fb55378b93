"""Names of heads of state and ministers, from the Phoenix/PETRARCH2 country dictionary (MIT, Open Event Data Alliance).

Run as ``python -m pipeline.tag.actors.build.officials Phoenix.Countries.actors.txt`` to rewrite
``lexicon/officials.tsv``.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.tag.places.tables import countries

LEXICON = Path(__file__).parent.parent / "lexicon" / "officials.tsv"
_CODE = re.compile(r"\[([A-Z]{3})GOV\s*(?:(\d{2})\d{4}-(\d{2})\d{4}|>(\d{2,4})\d{4})")
_ENTRY = re.compile(r"(\+?)([^\[]+)(\[.*)?$")
_NAME = re.compile(r"[A-Z'’.\-]+(?: [A-Z'’.\-]+){1,3}$")
_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "XKX", "YUG": "SRB", "GME": "DEU"}
_EARLIEST = 1980
_CENTURY_ENDS = 20
_SHORTEST = 3
_TITLES = frozenset(
    "FIRST COMMUNIST PRESIDENT KING MR DR GENERAL PRIME KPA POPE THE SHEIKH COLONEL MAJOR SULTAN PRINCE".split()
)


def officials(path: Path) -> dict[str, set[str]]:
    """Names of members of governments since 1980, by ISO alpha-3 code."""
    found: dict[str, set[str]] = defaultdict(set)
    for names, codes in _blocks(path):
        states = {_CODES.get(m.group(1), m.group(1)) for m in _CODE.finditer(codes) if _last_year(m) >= _EARLIEST}
        for state in states & countries().keys():
            found[state].update(name.title() for name in names if _is_name(name))
    return found


def _blocks(path: Path) -> Iterator[tuple[list[str], str]]:
    names: list[str] = []
    codes = ""
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.split("#")[0].rstrip()
        if not line:
            continue
        if line[0] in "\t ":
            codes += line
            continue
        match = _ENTRY.match(line)
        if match and not match.group(1):
            yield names, codes
            names, codes = [], ""
        if match:
            names.append(match.group(2).replace("_", " ").strip())
            codes += match.group(3) or ""
    yield names, codes


def _last_year(match: re.Match[str]) -> int:
    text = match.group(3) or match.group(4)
    year = int(text[-2:]) if len(text) == len("19") else int(text)
    return year if year >= _EARLIEST else year + (2000 if year <= _CENTURY_ENDS else 1900)


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        bool(_NAME.match(name))
        and words[0] not in _TITLES
        and len(words[0]) >= _SHORTEST
        and len(words[-1]) >= _SHORTEST
    )


def main() -> None:
    """Rewrite the table from the dictionary named on the command line."""
    rows = officials(Path(sys.argv[1]))
    head = (
        "# Members of governments from Phoenix.Countries.actors of PETRARCH2, (c) 2014 Open Event Data Alliance, MIT\n"
        "# License; made by pipeline.tag.actors.build.officials. country, names\n"
    )
    lines = [f"{country}\t{';'.join(sorted(names))}" for country, names in sorted(rows.items())]
    LEXICON.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, rows.values()))} names of {len(rows)} countries\n")


if __name__ == "__main__":
    main()
