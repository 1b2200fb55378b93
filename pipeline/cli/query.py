"""``conflictwire sql`` and ``conflictwire trace``: reading what the warehouse holds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from pipeline.cli.faults import writing_to
from pipeline.cli.options import with_settings
from pipeline.cli.tables import print_table, printable
from pipeline.errors import UsageError
from pipeline.settings import Settings
from pipeline.warehouse.query import Answer

_FORMATS = ("table", "csv", "json", "parquet")
_TABLE_ROWS = 10_000


@click.command()
@click.argument("statement")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How to print.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead.")
@click.option(
    "--timeout-s", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Stop after so long."
)
@with_settings
def sql(settings: Settings, statement: str, form: str, output: Path | None, timeout_s: float) -> None:
    """Ask the warehouse: one read-only SQL statement, on SQLite and PostgreSQL alike.

    The views: events, claims, evidence, articles, article_versions, decisions, mentions, outcomes, polls,
    event_members, event_aliases, corrections, promotions, editions. `SELECT * FROM events LIMIT 1` shows the columns
    of one. With - the statement is read from standard input.

    Example: conflictwire sql "SELECT date_start, type, place_name, actor1, actor2 FROM events ORDER BY date_start"
    """
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415 -- only this command needs it

    if output is None and form == "parquet":
        raise UsageError("parquet is binary: name a file with --output FILE")
    with warehouse_of(settings, upgrade=False) as warehouse:
        _render(warehouse.query(_statement(statement), timeout_s), form, output)


def _statement(given: str) -> str:
    """The statement itself; ``-`` reads it from standard input."""
    try:
        # bytes again: in a locale that is not UTF-8 Python has read them as something else
        text = (sys.stdin.buffer.read() if given == "-" else os.fsencode(given)).decode()
    except UnicodeError as error:
        raise UsageError("the statement is no UTF-8 text") from error
    return text


def _render(answer: Answer, form: str, output: Path | None) -> None:
    from pipeline.warehouse import writing  # noqa: PLC0415

    if form == "table":
        with _text(output) as target:
            print_table(answer.columns, answer.rows, target, _TABLE_ROWS)
    elif form == "parquet" and output is not None:
        with writing_to(output) as file:
            writing.write_parquet(answer, file)
    else:
        write = writing.write_csv if form == "csv" else writing.write_json
        with _text(output) as target:
            write(answer, target)


@contextmanager
def _text(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with writing_to(output) as file, file.open("w", encoding="utf-8", newline="") as target:
        yield target


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The whole trace as one JSON object.")
@with_settings
def trace(settings: Settings, identifier: str, as_json: bool) -> None:
    """Walk an event, claim or article back: quotes with offsets, article version, topic and offset, page, feed entry.

    Ids stand in the views: events.event_id, claims.claim_id, articles.article_id.
    """
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415
    from pipeline.wiring.tracing import as_plain, render  # noqa: PLC0415

    with warehouse_of(settings, upgrade=False) as warehouse:
        found = warehouse.trace(identifier)
    if as_json:
        click.echo(as_plain(found))
    else:
        for line in _lines(render(found)):
            click.echo(printable(line))


def _lines(text: str) -> Iterator[str]:
    yield from text.split("\n")
