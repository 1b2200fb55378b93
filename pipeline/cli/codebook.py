"""``conflictwire codebook``: what the event types mean, and how they map to ACLED, UCDP and PLOVER."""

from __future__ import annotations

import sys

import click

from pipeline.cli.tables import print_table

_FORMATS = ("text", "csv", "json", "markdown")


@click.command()
@click.argument("name", required=False, metavar="[TYPE]")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to print.")
def codebook(name: str | None, form: str) -> None:
    """What an event type means, what it excludes, and how it maps to ACLED, UCDP GED and PLOVER.

    Without TYPE: the table of all types. CSV is the mapping for programs; markdown is the whole CODEBOOK.md, with the
    meaning of every field.
    """
    from pipeline.codebook import as_csv, as_json, as_markdown, as_text, entries, entry  # noqa: PLC0415

    shown = (entry(name),) if name else entries()
    if form == "markdown":
        click.echo(as_markdown(), nl=False)
    elif form != "text":
        click.echo(as_csv(shown) if form == "csv" else as_json(shown), nl=False)
    elif name:
        click.echo(as_text(shown[0]), nl=False)
    else:
        rows = [
            (e.type, f"{e.acled_event} / {e.acled_sub_event}", " or ".join(map(str, e.ucdp)),
             f"{e.plover_event} / {e.plover_mode}" if e.plover_mode else e.plover_event)
            for e in shown
        ]  # fmt: skip
        print_table(("type", "ACLED", "UCDP", "PLOVER"), rows, sys.stdout)
        click.echo("one of them with examples: conflictwire codebook TYPE")
