"""Test cases from answers: one JSON file for each judged claim, and the list of what the tagger still gets wrong.

A folder of cases holds ``*.json`` and ``EXPECTED_WRONG.txt``. A field that is wrong today stands in that list by the
case's name; the tests fail when a field is wrong that is not listed, and when a listed one is right: so neither a
regression nor an improvement goes unseen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.review.answers import Answered
from pipeline.review.base import FIELDS

PENDING = "EXPECTED_WRONG.txt"
_PENDING_HEAD = """\
# What the tagger still gets wrong of these cases: case, then its wrong fields. The tests fail when a field is wrong
# that does not stand here, and when one that stands here is right: then strike it.
"""
_LONGEST_SLUG = 40
Pending = dict[str, frozenset[str]]
"""Case name to the fields that are expected to be wrong."""


@dataclass(frozen=True, slots=True)
class Case(Answered):
    """One judged claim: an answer with a name.

    Attributes:
        name: file name without ``.json``.
        tagger: the version that coded what was judged.
    """

    name: str
    tagger: str


def cases_of(answered: Iterable[Answered], tagger: str) -> list[Case]:
    """A case for each answer, named after its headline and its claim."""
    return [Case(**asdict(one), name=_name(one), tagger=tagger) for one in answered]


def _name(one: Answered) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", str(one.article["title"] or one.quote).lower()).strip("-")
    return f"{slug[:_LONGEST_SLUG].rstrip('-') or 'case'}-{one.claim_id[-6:]}"


def write_case(folder: Path, case: Case) -> bool:
    """Write a case into a folder; False when it stands there already, word for word."""
    path = folder / f"{case.name}.json"
    plain = asdict(case)
    del plain["name"]
    body = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    if path.is_file() and path.read_text(encoding="utf-8") == body:
        return False
    path.write_text(body, encoding="utf-8")
    return True


def read_cases(folder: Path) -> list[Case]:
    """All cases of a folder, by name.

    Raises:
        UsageError: there is no such folder, or a file in it is no case.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder of cases")
    return [_read(path) for path in sorted(folder.glob("*.json"))]


def _read(path: Path) -> Case:
    try:
        case = Case(name=path.stem, **json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as e:
        raise UsageError(f"{path}: no case of a review ({e})") from e
    if case.quote not in (case.article.get(case.part) or "") or set(case.expected) - set(FIELDS):
        raise UsageError(f"{path}: the quote is not in the {case.part}, or a field is none of {', '.join(FIELDS)}")
    return case


def read_pending(folder: Path) -> Pending:
    """The fields that are expected to be wrong; empty without a list.

    Raises:
        UsageError: a line names no field.
    """
    path = folder / PENDING
    if not path.is_file():
        return {}
    pending: Pending = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not (told := line.partition("#")[0].split()):
            continue
        name, *fields = told
        if not fields or set(fields) - {"event", *FIELDS}:
            raise UsageError(f"{path}, line {number}: a case is followed by fields of event, {', '.join(FIELDS)}")
        pending[name] = frozenset(fields)
    return pending


def write_pending(folder: Path, pending: Pending) -> None:
    """Write the list anew, in the order of the names."""
    lines = [
        " ".join((name, *(field for field in ("event", *FIELDS) if field in fields)))
        for name, fields in sorted(pending.items())
        if fields
    ]
    (folder / PENDING).write_text(_PENDING_HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
