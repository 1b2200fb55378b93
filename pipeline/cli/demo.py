"""``conflictwire demo``: the whole way in one command."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.run import show
from pipeline.cli.tables import print_table
from pipeline.settings import Settings


@click.command()
@click.option("--keep", is_flag=True, help="Use the home of the settings instead of a fresh one (see --home).")
@with_settings
def demo(settings: Settings, keep: bool) -> None:
    """The whole way on bundled sample feeds: ends with a table of events and the words that prove them.

    Five invented outlets report the three turns of Albu Kamal in November 2017, among other news: a repeated headline
    that came true twice, a wire copy, a correction with a changed toll. Three events come out, not one and not seven.
    """
    from pipeline.settings import prepared, read_settings  # noqa: PLC0415
    from pipeline.wiring.demonstrating import EVENTS, QUOTES, demonstrate  # noqa: PLC0415
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415
    from pipeline.wiring.running import Ears  # noqa: PLC0415

    if not keep:
        home = Path(tempfile.gettempdir()) / "conflictwire-demo"
        shutil.rmtree(home, ignore_errors=True)
        settings = prepared(read_settings({"home": str(home)}, {}))
    with Line() as line:
        report = demonstrate(settings, Ears(line.say, line.note))
    show(report, as_json=False)
    with warehouse_of(settings) as warehouse:
        for title, statement in (("Events", EVENTS), ("The words that prove them", QUOTES)):
            click.echo(f"\n{title}:  {statement}\n")
            answer = warehouse.query(statement)
            print_table(answer.columns, answer.rows, sys.stdout)
    where = f"--home {settings.home}"
    click.echo(f"\nAsk more:   conflictwire sql {where} 'SELECT …'")
    click.echo(f"Walk back:  conflictwire trace {where} EVENT_ID")
