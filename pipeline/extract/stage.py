"""The ``stage extract`` contract: JSON objects in, JSON objects out (DESIGN 10)."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from queue import Queue
from threading import Thread

from pipeline.errors import InvalidRecord
from pipeline.extract.base import EXTRACTION, Extracted, Page
from pipeline.extract.dates import parse_time
from pipeline.extract.extractor import extract
from pipeline.extract.pool import ExtractorPool

Line = Mapping[str, object]
Waiting = Future[Extracted] | dict[str, object] | Exception


def stage_extract(line: Line, now: datetime | None = None) -> dict[str, object]:
    """Answer one line in this process. An unusable line gives ``{"error": …}``."""
    try:
        page = _page(line, now or datetime.now(UTC))
    except InvalidRecord as error:
        return {"error": str(error)}
    return _answer(extract(page))


def answers(
    lines: Iterable[Line], now: datetime, workers: int | None = None, page_timeout_s: float = 20.0
) -> Iterator[dict[str, object]]:
    """Answer lines in order through a pool, so that a page that hangs or crashes costs itself alone.

    Each answer comes as soon as it and those before it are there: a thread reads ahead, at most four
    pages a worker, whatever the length of the input. A line that is ``{"error": …}`` is its own answer.
    """
    count = workers or os.cpu_count() or 1
    waiting: Queue[Waiting | None] = Queue(maxsize=4 * count)
    with ExtractorPool(count, page_timeout_s) as pool:
        reader = Thread(target=_read_ahead, args=(lines, now, pool, waiting), daemon=True)
        reader.start()
        while (head := waiting.get()) is not None:
            if isinstance(head, Exception):
                raise head
            yield head if isinstance(head, dict) else _answer(head.result())
        reader.join()


def _read_ahead(lines: Iterable[Line], now: datetime, pool: ExtractorPool, waiting: Queue[Waiting | None]) -> None:
    try:
        for line in lines:
            try:
                waiting.put(dict(line) if set(line) == {"error"} else pool.submit(_page(line, now)))
            except InvalidRecord as error:
                waiting.put({"error": str(error)})
    except Exception as error:  # whatever broke the input is the caller's to see, in its own thread
        waiting.put(error)
    finally:
        waiting.put(None)


def _page(line: Line, now: datetime) -> Page:
    url = line.get("url")
    if not isinstance(url, str) or not url:
        raise InvalidRecord("no url")
    fetched, content_type = _optional(line, "fetched_at", url), _optional(line, "content_type", url)
    at = parse_time(fetched) if fetched else now
    if at is None:
        raise InvalidRecord(f"{url}: fetched_at is no ISO 8601 time")
    return Page(url=url, body=_body(line, url), content_type=content_type or "", fetched_at=at)


def _optional(line: Line, name: str, url: str) -> str | None:
    value = line.get(name)
    if value is not None and not isinstance(value, str):
        raise InvalidRecord(f"{url}: {name} is no string")
    return value


def _body(line: Line, url: str) -> bytes:
    raw, text = _optional(line, "html_base64", url), _optional(line, "html", url)
    if raw is not None:
        try:
            return base64.b64decode("".join(raw.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise InvalidRecord(f"{url}: html_base64 is no base64") from error
    if text is not None:
        return text.encode("utf-8", "replace")
    raise InvalidRecord(f"{url}: neither html_base64 nor html")


def _answer(extracted: Extracted) -> dict[str, object]:
    return {
        "url": extracted.url,
        "outcome": extracted.outcome.value,
        "detail": extracted.detail,
        "title": extracted.title,
        "text": extracted.text,
        "authors": list(extracted.authors),
        "published": _iso(extracted.published_at),
        "updated": _iso(extracted.updated_at),
        "language": extracted.language,
        "canonical": extracted.canonical_link,
        "extraction": EXTRACTION,
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
