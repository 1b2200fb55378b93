"""``conflictwire stage …``: one pure stage, JSON Lines in, JSON Lines out (a stable contract)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NoReturn

import click

from pipeline.cli.faults import fault
from pipeline.errors import ConflictwireError
from pipeline.settings import read_settings

Line = dict[str, Any]
MAX_LINE_BYTES = 256 * 1024 * 1024


@click.group(options_metavar="")
def stage() -> None:
    """Run one pure stage: JSON Lines on standard input, one answer line for each, in order.

    An unusable line is answered {"error": …}, which names its number where it has no "id", and the rest goes on.
    """


@stage.command(short_help="Feeds: bytes to entries.")
def parse() -> None:
    """Parse feeds: {"url", "body_base64", "content_type"?} to feed and entries."""
    from pipeline.feeds import stage_parse  # noqa: PLC0415 -- each stage loads only itself

    _write(_answer(stage_parse, line) for line in _lines(sys.stdin.buffer))


@stage.command(short_help="Pages: HTML to title, text and dates.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; as many as cores when not given.")
@click.option(
    "--page-timeout-s", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Limit for one page."
)
def extract(workers: int | None, page_timeout_s: float) -> None:
    """Extract articles: {"url", "html_base64"|"html", "fetched_at"?, "content_type"?} to title, text, dates."""
    from pipeline.extract import answers  # noqa: PLC0415

    _write(answers(_lines(sys.stdin.buffer), datetime.now(UTC), workers, page_timeout_s))


@stage.command(short_help="Articles in order: new, copy, revised, update, unchanged.")
def dedupe() -> None:
    """Tell repeats from revisions from news: {"id", "title", "text", "url"?, "published"?}, in order."""
    from pipeline.dedupe import stage_dedupe  # noqa: PLC0415

    window = stage_dedupe()
    _write(_answer(window.answer, line) for line in _lines(sys.stdin.buffer))


@stage.command(short_help="Articles: text to claims with quotes.")
@click.option("--gazetteer", metavar="FILE", help="Look places up in this file (CONFLICTWIRE_GAZETTEER).")
def tag(gazetteer: str | None) -> None:
    """Code conflict events: {"id", "title", "text", "published"?, "url"?, "language"?} to claims with quotes."""
    from pipeline.tag import stage_tag  # noqa: PLC0415
    from pipeline.wiring.collecting import keep_loaded  # noqa: PLC0415
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415

    def tagged(line: Line) -> Line:
        answer = stage_tag(line)
        keep_loaded()
        return answer

    use_gazetteer_of(read_settings({"gazetteer": gazetteer}))
    _write(_answer(tagged, line) for line in _lines(sys.stdin.buffer))


def _lines(source: BinaryIO) -> Iterator[Line]:
    """Every input line as an object; one that is none comes as ``{"error": …}``: each line has one answer."""
    while raw := source.readline(MAX_LINE_BYTES):
        if len(raw) < MAX_LINE_BYTES or raw.endswith(b"\n"):
            yield _read(raw)
            continue
        while (rest := source.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            continue
        yield {"error": f"more than {MAX_LINE_BYTES} bytes"}


def _read(raw: bytes) -> Line:
    if not raw.strip():
        return {"error": "empty"}
    try:
        value = json.loads(raw.decode("utf-8-sig", "surrogatepass"), parse_constant=_refuse)
    except json.JSONDecodeError as error:  # its own line and column count within this line
        return {"error": f"no JSON: {error.msg} at character {error.pos}"}
    except (ValueError, RecursionError) as error:
        return {"error": f"no JSON: {error}"}
    return value if isinstance(value, dict) else {"error": "no JSON object"}


def _refuse(word: str) -> NoReturn:
    # Python reads NaN and Infinity; no other reader of our answers could
    raise ValueError(f"{word} is no JSON value")


def _answer(stage_function: Callable[[Line], Line], line: Line) -> Line:
    if set(line) == {"error"}:
        return line
    try:
        return stage_function(line)
    except ConflictwireError as error:
        return _error(line, str(error))
    except Exception as error:  # noqa: BLE001 -- a bug of ours costs its own line: the rest goes on
        return _error(line, fault(error))


def _error(line: Line, reason: str) -> Line:
    return {"id": line["id"], "error": reason} if "id" in line else {"error": reason}


def _write(answered: Iterable[Line]) -> None:
    for number, answer in enumerate(answered, 1):
        unnamed = "error" in answer and answer.get("id") is None
        told = {**answer, "error": f"line {number}: {answer['error']}"} if unnamed else answer
        # a lone surrogate in the input must not end the stream: it is escaped
        text = json.dumps(told, ensure_ascii=False)
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
