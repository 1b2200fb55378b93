"""Is an article coded as a person said it must be? Field by field, on the claim that rests on the same sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.review.base import FIELDS, Line
from pipeline.review.cases import Case
from pipeline.review.words import folded

EVENT = "event"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the coding of one case is: which of its fields are right and which wrong.

    ``event`` is the field that says whether an event was found where one is, and none where none is.
    """

    case: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def judge(case: Case, answer: Line) -> Verdict:
    """Compare an answer of ``stage tag`` with what the case expects.

    The claim that is judged rests on the sentence of the case; of several the one with the most right fields. Without
    one every field is wrong. A case that is no event is right when no claim rests on that sentence.
    """
    claims = [claim for claim in answer.get("claims", ()) if rests_on(claim, case.quote, case.part)]
    if not case.event:
        return Verdict(case.name, *(((), (EVENT,)) if claims else ((EVENT,), ())))
    judged = [name for name in FIELDS if name in case.expected]
    if not claims:
        return Verdict(case.name, (), (EVENT, *judged))
    best = max(claims, key=lambda claim: len(_right(case, claim)))
    right = _right(case, best)
    return Verdict(case.name, (EVENT, *right), tuple(name for name in judged if name not in right))


def rests_on(claim: Line, quote: str, part: str) -> bool:
    """Whether the words that tell a claim's event are a sentence, or part of it."""
    proof = claim["evidence"].get("type")
    return bool(proof) and proof["in"] == part and (proof["quote"] in quote or quote in proof["quote"])


def changes(one: Line, other: Line) -> tuple[str, ...]:
    """The fields in which two claims differ."""
    return tuple(name for name in FIELDS if not same(name, one.get(name), other.get(name)))


def _right(case: Case, claim: Line) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if name in case.expected and same(name, case.expected[name], claim.get(name)))


def same(name: str, wanted: object, coded: object) -> bool:
    """Whether a coded field is what was wanted: ids before names, a place's country too, a toll's stated bounds."""
    if not isinstance(wanted, dict) or not isinstance(coded, dict):
        return wanted == coded
    if name == "killed":
        return _toll(wanted, coded)
    if name == "date":
        return bool((wanted["start"], wanted["end"]) == (coded["start"], coded["end"]))
    key = "geoname_id" if name == "place" else "id"
    if wanted.get(key) and coded.get(key):
        return bool(wanted[key] == coded[key])
    alike = folded(str(wanted["name"])) == folded(str(coded["name"]))
    return alike and (name != "place" or wanted["country"] == coded["country"])


def _toll(wanted: Line, coded: Line) -> bool:
    if wanted.get("best") is not None:
        return bool(wanted["best"] == next((coded[b] for b in ("best", "low", "high") if coded[b] is not None), None))
    return all(wanted.get(bound) == coded[bound] for bound in ("low", "high"))


def accuracy(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """Per field (right, judged), in the order of the fields."""
    counted = {name: (0, 0) for name in (EVENT, *FIELDS)}
    for verdict in verdicts:
        for name in (*verdict.right, *verdict.wrong):
            right, judged = counted[name]
            counted[name] = (right + (name in verdict.right), judged + 1)
    return {name: counts for name, counts in counted.items() if counts[1]}
