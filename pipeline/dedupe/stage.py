"""The ``stage dedupe`` contract: one JSON object in, one out, in order, no database file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from pipeline.dedupe.base import Candidate, DedupeConfig
from pipeline.dedupe.decider import Decider
from pipeline.errors import UsageError
from pipeline.model import identity
from pipeline.model.urls import registered_domain

_WINDOW = DedupeConfig(window_days=36_500.0, max_versions=200_000, forget_identity=True, admission_is_time=False)
_START = datetime(2000, 1, 1, tzinfo=UTC)


class DedupeStage:
    """A decider over a window in memory, for one call of ``conflictwire stage dedupe``.

    The order of the lines is the order of admission. The window is bounded by `DedupeConfig.max_versions`.
    """

    def __init__(self, config: DedupeConfig = _WINDOW) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        self._connection: Connection = engine.connect()
        Decider.create_tables(self._connection)
        self._decider = Decider.open(self._connection, config)
        self._first_id: dict[str, str | int] = {}
        self._lines = 0

    def answer(self, line: Mapping[str, Any]) -> dict[str, Any]:
        """Decide one line ``{"id", "url"?, "title", "text", "published"?}``.

        Returns:
            ``{"id", "decision", "of", "reason", "similarity", "story_id"}``; ``id`` is the caller's and ``of`` the
            caller's id of the surviving article, "" for ``new``.

        Raises:
            UsageError: the line cannot be used; the window is as before.
        """
        self._lines += 1
        candidate = _candidate(line, self._lines)
        decided = self._decider.decide(self._connection, candidate)
        self._remember(decided.article_id, line["id"])
        verdict = decided.verdict
        return {
            "id": line["id"],
            "decision": verdict.decision.value,
            "of": self._first_id.get(verdict.of, ""),
            "reason": verdict.reason,
            "similarity": verdict.similarity,
            "story_id": verdict.story_id,
        }

    def _remember(self, article_id: str, caller_id: str | int) -> None:
        self._first_id.setdefault(article_id, caller_id)
        if len(self._first_id) > _WINDOW.max_versions:
            del self._first_id[next(iter(self._first_id))]


def stage_dedupe() -> DedupeStage:
    """Return a stage with an empty window."""
    return DedupeStage()


def _candidate(line: Mapping[str, Any], number: int) -> Candidate:
    caller_id = line.get("id")
    if not isinstance(caller_id, str | int) or isinstance(caller_id, bool):
        raise UsageError('"id" must be a string or a whole number')
    title, text, url = (_string(line, field) for field in ("title", "text", "url"))
    if not (title or text):
        raise UsageError('"title" and "text" are both empty')
    return Candidate(
        item_id=str(caller_id),
        feed_id="",
        url=url,
        fetched_url="",
        canonical_link="",
        source=_source(url),
        title=title,
        text=text,
        language="",
        published_at=_published(line),
        admitted_at=_START + timedelta(seconds=number),
        content_hash=identity.content_hash(title, text),
    )


def _string(line: Mapping[str, Any], field: str) -> str:
    value = line.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError(f'"{field}" must be a string')
    return value


def _source(url: str) -> str:
    try:
        return registered_domain(url)
    except ValueError:
        return ""


def _published(line: Mapping[str, Any]) -> datetime | None:
    value = _string(line, "published")
    if not value:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f'"published" is no ISO 8601 time: {value[:40]!r}') from error
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
