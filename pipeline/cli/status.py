"""``conflictwire status``: what waits where."""

from __future__ import annotations

import json
import sys

import click

from pipeline.cli.options import with_settings
from pipeline.cli.tables import print_table
from pipeline.settings import Settings, redacted


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@with_settings
def status(settings: Settings, as_json: bool) -> None:
    """What waits where: feeds and items in the state, records in the topics, rows in the warehouse."""
    from pipeline.wiring.reporting import report  # noqa: PLC0415

    lines = report(settings)
    if as_json:
        shown: dict[str, dict[str, str]] = {}
        for line in lines:
            shown.setdefault(line.store, {})[line.what] = redacted(line.value)
        click.echo(json.dumps(shown, indent=1))
    else:
        print_table(("store", "what", "number"), [(n.store, n.what, redacted(n.value)) for n in lines], sys.stdout)
