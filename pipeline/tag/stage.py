"""The `stage tag` contract: one JSON line in, one out (DESIGN 10)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from pipeline.model.tagging import Actor, Claim, ClaimDate, Count, Place
from pipeline.tag.coding import Coding, code

Line = dict[str, Any]


def stage_tag(line: Line) -> Line:
    """Tag one article given as a decoded JSON line.

    Args:
        line: ``id``, ``title``, ``text`` and, where known, ``published`` (ISO 8601), ``url``, ``language``.

    Returns:
        The answer of DESIGN 10 with the ``outcome`` word; ``{"id", "error"}`` for a line that lacks text or
        whose fields are of a wrong type. Never raises on such lines.
    """
    wrong = _fault(line)
    if wrong:
        return {"id": line.get("id") if isinstance(line, dict) else None, "error": wrong}
    coding = code(
        line.get("title") or "",
        line.get("text") or "",
        _moment(line.get("published")),
        line.get("url") or "",
        line.get("language") or "",
    )
    return answer(line.get("id"), coding)


def answer(ident: object, coding: Coding) -> Line:
    """The answer line of a coding."""
    return {
        "id": ident,
        "outcome": str(coding.outcome),
        "relevant": coding.relevant,
        "score": coding.score,
        "kind": str(coding.kind),
        "claims": [_claim(claim) for claim in coding.claims],
    }


def _fault(line: object) -> str:
    if not isinstance(line, dict):
        return "the line is no JSON object"
    for name in ("title", "text", "published", "url", "language"):
        if not isinstance(line.get(name), str | None):
            return f"{name} is no string"
    if not (line.get("title") or "").strip() and not (line.get("text") or "").strip():
        return "neither title nor text"
    return ""


def _moment(word: str | None) -> date | datetime | None:
    """A day of publication that cannot be read counts as unknown, as an absent one does."""
    if not word:
        return None
    try:
        return datetime.fromisoformat(word.strip())
    except ValueError:
        pass
    try:
        return date.fromisoformat(word.strip()[:10])
    except ValueError:
        return None


def _claim(claim: Claim) -> Line:
    return {
        "type": str(claim.type),
        "actor1": _flat(claim.actor1),
        "actor2": _flat(claim.actor2),
        "place": _flat(claim.place),
        "date": _flat(claim.date),
        "killed": _flat(claim.killed),
        "injured": _flat(claim.injured),
        "control": str(claim.control),
        "attribution": claim.attribution,
        "confidence": claim.confidence,
        "evidence": {
            proof.field: {"quote": proof.quote, "in": proof.part, "start": proof.start, "end": proof.end}
            for proof in claim.evidence
        },
    }


def _flat(value: Actor | Place | ClaimDate | Count | None) -> Line | None:
    """The fields by name: none of these holds another, so nothing has to be copied deep."""
    return {field.name: getattr(value, field.name) for field in fields(value)} if value else None
