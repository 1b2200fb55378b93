"""``conflictwire feeds``: how the feeds are, and whether a list can be read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.options import with_settings
from pipeline.cli.tables import print_table
from pipeline.settings import Settings

_COLUMNS = ("feed_id", "title", "url", "polls", "last_outcome", "errors", "last_poll", "next_poll", "detail")


@click.command()
@click.option(
    "--check", "file", type=click.Path(dir_okay=False, path_type=Path), help="Read this list instead; poll nothing."
)
@click.option("--failing", is_flag=True, help="Only feeds whose last poll failed.")
@with_settings
def feeds(settings: Settings, file: Path | None, failing: bool) -> None:
    """Every feed that was polled: its last outcome, errors in a row, next poll.

    With --check FILE: what a feed list (OPML or YAML) names; a fault is told with its line or item.
    """
    if file is not None:
        _check(file)
        return
    from pipeline.state import read_feeds  # noqa: PLC0415
    from pipeline.wiring.opening import state_of  # noqa: PLC0415

    with state_of(settings) as state, state.read() as connection:
        known = read_feeds(connection)
    rows = [
        (f.feed_id, f.title, f.url, f.polls, f.last_outcome, f.errors, f.last_poll, f.next_poll, f.last_detail)
        for f in known
        if f.errors or not failing
    ]
    print_table(_COLUMNS, rows, sys.stdout)
    if not known:
        click.echo("no feed was polled yet: conflictwire run --feeds FILE polls those of a list")


def _check(file: Path) -> None:
    from pipeline.feeds import read_feed_list  # noqa: PLC0415

    sources = read_feed_list(file)
    print_table(("title", "url", "tags"), [(s.title, s.url, ", ".join(s.tags)) for s in sources], sys.stdout)
