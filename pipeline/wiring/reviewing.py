"""Review: doubtful claims from the warehouse to a file for a person, and the answers back to a folder of test cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.review import (
    Item,
    Reading,
    Sheet,
    Verdict,
    cases_of,
    judge,
    read_cases,
    read_pending,
    write_case,
    write_pending,
)
from pipeline.review.compare import changes, rests_on
from pipeline.tag import stage_tag
from pipeline.warehouse import Warehouse
from pipeline.wiring.reviewed_words import choices_of, sentences_of, shown_words

Line = dict[str, Any]
MOST_SENTENCES = 5
"""Sentences of an article that a case keeps at most, beside those that a claim's quotes stand in."""

_CLAIMS = """
SELECT c.claim_id, c.confidence, c.type, c.actor1_id, c.actor1, c.actor2_id, c.actor2, c.place_name, c.geoname_id,
       c.admin1, c.country, c.date_start, c.date_end, c.killed_low, c.killed_best, c.killed_high,
       a.title, x.text, a.url, a.published_at, a.language, c.tagger, c.tagger_version
FROM claim_record c
JOIN article_record a ON a.article_id = c.article_id AND a.version = c.version AND a.extraction = c.extraction
JOIN article_text x ON x.article_id = c.article_id AND x.version = c.version AND x.extraction = c.extraction
WHERE c.edition = '{edition}' AND c.recorded_to IS NULL AND c.confidence < {below} AND x.text IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.article_id = a.article_id)
ORDER BY c.confidence, c.claim_id LIMIT {limit}"""  # noqa: S608 - filled with a known edition and two numbers
_QUOTES = """
SELECT v.claim_id, v.field, v.quote, v.part, v.start_offset, v.end_offset FROM evidence_record v
WHERE v.edition = '{edition}' AND v.claim_id IN ({ids}) ORDER BY v.claim_id, v.seq"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class Added:
    """What answers became: cases written, cases that stood there already, and how many fields are wrong today."""

    folder: Path
    written: tuple[str, ...]
    known: int
    wrong: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Scored:
    """How a folder's cases are coded today: `Verdict` by `Verdict`, and what its list of wrong fields does not say.

    Attributes:
        unseen: fields that are wrong and not listed; ``struck``: listed ones that are right, or of no case.
    """

    verdicts: tuple[Verdict, ...]
    unseen: dict[str, tuple[str, ...]]
    struck: dict[str, tuple[str, ...]]


def write_review(
    warehouse: Warehouse, edition: str, below: float, limit: int, say: Callable[[str], None] = lambda text: None
) -> Sheet:
    """Make a review of the claims of an edition whose confidence is below a number, the least sure first.

    Args:
        warehouse: to read; nothing is written.
        edition: its name; "" is the current one.
        below: confidence, 0 to 1 and somewhat more for all claims.
        limit: claims at most.
        say: is told the progress.

    Raises:
        UsageError: there is no such edition, or no such claim.
    """
    editions = warehouse.editions()
    chosen = next((e for e in editions if (e.edition == edition if edition else e.is_current)), None)
    if chosen is None:
        raise UsageError(f"there is no edition {edition!r}; there are: {', '.join(e.edition for e in editions)}")
    name = chosen.edition.replace("'", "''")
    rows = _rows(warehouse, _CLAIMS.format(edition=name, below=float(below), limit=int(limit)))
    if not rows:
        raise UsageError(f"edition {chosen.edition} has no claim with a confidence below {below}")
    ids = ", ".join("'" + str(row["claim_id"]).replace("'", "''") + "'" for row in rows)
    quotes: dict[str, dict[str, Line]] = {}
    for quote in _rows(warehouse, _QUOTES.format(edition=name, ids=ids)):
        quotes.setdefault(quote["claim_id"], {})[quote["field"]] = {
            "quote": quote["quote"], "in": quote["part"], "start": quote["start_offset"], "end": quote["end_offset"],
        }  # fmt: skip
    items = []
    for number, row in enumerate(rows, 1):
        say(f"{number} of {len(rows)} claims")
        if "type" in quotes.get(row["claim_id"], {}):
            items.append(_item(row, quotes[row["claim_id"]]))
    tagger = f"{rows[0]['tagger']} {rows[0]['tagger_version']}"
    return Sheet(chosen.edition, tagger, below, tuple(items))


def _rows(warehouse: Warehouse, statement: str) -> list[Line]:
    answer = warehouse.query(statement)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _item(row: Line, quotes: dict[str, Line]) -> Item:
    article = {
        "title": row["title"], "text": row["text"], "url": row["url"],
        "published": row["published_at"], "language": row["language"],
    }  # fmt: skip
    coded = _coded(row) | {"evidence": quotes}
    told = quotes["type"]
    kept = list(_excerpts(article, quotes))
    excerpt, alone = kept[-1], _alone(kept[-1], told, coded)
    for shorter in kept:
        again = _alone(shorter, told, coded)
        if again and not changes(again, coded):
            excerpt, alone = shorter, again
            break
    return Item(
        row["claim_id"], excerpt, told["quote"], told["in"], coded,
        None if alone and not changes(alone, coded) else alone or {},
        choices_of(article, coded), shown_words(excerpt, coded),
    )  # fmt: skip


def _coded(row: Line) -> Line:
    def actor(side: str) -> Line | None:
        return {"id": row[f"{side}_id"] or "", "name": row[side]} if row[side] else None

    place = {
        "name": row["place_name"], "geoname_id": row["geoname_id"], "admin1": row["admin1"], "country": row["country"],
    }  # fmt: skip
    toll = {bound: row[f"killed_{bound}"] for bound in ("low", "best", "high")}
    return {
        "type": row["type"],
        "actor1": actor("actor1"),
        "actor2": actor("actor2"),
        "place": place if place["name"] else None,
        "date": {"start": row["date_start"], "end": row["date_end"]} if row["date_start"] else None,
        "killed": toll if any(value is not None for value in toll.values()) else None,
        "confidence": row["confidence"],
    }


def _excerpts(article: Line, quotes: dict[str, Line]) -> Iterator[Line]:
    """The article cut to the sentences of the claim's quotes, then each time with one more: the first, neighbours.

    A case must be replayed from what it keeps, and a claim may draw on the dateline or on who was named just before.
    """
    spans = sentences_of(article)
    kept = {
        number
        for number, (start, end) in enumerate(spans)
        for quote in quotes.values()
        if quote["in"] == "text" and quote["start"] < end and start < quote["end"]
    }
    yield _cut(article, spans, kept)
    for more in [0, *(n - 1 for n in sorted(kept)), *(n + 1 for n in sorted(kept)), *range(len(spans))][:400]:
        if 0 <= more < len(spans) and more not in kept:
            kept = {*kept, more}
            yield _cut(article, spans, kept)
            if len(kept) >= MOST_SENTENCES:
                return


def _cut(article: Line, spans: list[tuple[int, int]], kept: set[int]) -> Line:
    """The kept sentences: what stood between two neighbours stays between them, a gap becomes an empty line."""
    text, last = "", -2
    for number in sorted(kept):
        start, end = spans[number]
        if number == last + 1:
            text += article["text"][spans[last][1] : start]
        elif text:
            text += "\n\n"
        text += article["text"][start:end]
        last = number
    return {**article, "text": text}


def _alone(excerpt: Line, told: Line, coded: Line) -> Line | None:
    """What the excerpt alone is coded as: of its claims on the sentence the one most like ``coded``."""
    claims = [claim for claim in code_line(excerpt)["claims"] if rests_on(claim, told["quote"], told["in"])]
    return min(claims, key=lambda claim: len(changes(claim, coded))) if claims else None


def code_line(article: Line) -> Line:
    """What ``stage tag`` answers to a case's article."""
    return stage_tag({"id": "", **article})


def add_cases(reading: Reading, folder: Path) -> Added:
    """Write answers as test cases, and list what the tagger gets wrong of the new ones.

    A case that stands there word for word keeps its lines in the list: reading a file again hides no regression.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pending = read_pending(folder)
    written, wrong, known = [], {}, 0
    for case in cases_of(reading.answered, reading.tagger):
        if not write_case(folder, case):
            known += 1
            continue
        written.append(case.name)
        pending.pop(case.name, None)
        verdict = judge(case, code_line(case.article))
        if verdict.wrong:
            wrong[case.name] = verdict.wrong
            pending[case.name] = frozenset(verdict.wrong)
    if written:
        write_pending(folder, pending)
    return Added(folder, tuple(written), known, wrong)


def score_cases(folder: Path) -> Scored:
    """Code every case of a folder and compare with its answers and with its list of what is wrong.

    Raises:
        UsageError: there is no such folder, no case in it, or a file that is none.
    """
    cases = read_cases(folder)
    if not cases:
        raise UsageError(f"{folder}: no cases: conflictwire review read FILE --cases {folder} makes them")
    verdicts = tuple(judge(case, code_line(case.article)) for case in cases)
    pending = read_pending(folder)
    wrong = {verdict.case: frozenset(verdict.wrong) for verdict in verdicts}
    return Scored(
        verdicts,
        _beyond(wrong, pending),
        _beyond(pending, wrong),
    )


def _beyond(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    found = {name: tuple(sorted(fields - other.get(name, frozenset()))) for name, fields in sorted(one.items())}
    return {name: fields for name, fields in found.items() if fields}
