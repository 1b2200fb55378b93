"""``conflictwire demo``: the whole way in one command."""

from __future__ import annotations

import sys

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.run import show
from pipeline.cli.tables import print_table
from pipeline.settings import Settings


@click.command()
@click.option("--keep", is_flag=True, help="Add to what the stores of the settings hold.")
@with_settings
def demo(settings: Settings, keep: bool) -> None:
    """The whole way on bundled sample feeds: ends with a table of events and the words that prove them.

    Five invented outlets report the three turns of Albu Kamal in November 2017, among other news: a repeated headline
    that came true twice, a wire copy, a correction with a changed toll. Three events come out, not one and not seven.

    It runs in a fresh folder; in a home or stores that flags or the environment name, when these hold no other news.
    """
    from pipeline.wiring.demonstrating import EVENTS, QUOTES, demo_settings, demonstrate  # noqa: PLC0415
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415
    from pipeline.wiring.running import Ears  # noqa: PLC0415

    settings = demo_settings(settings, keep)
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
