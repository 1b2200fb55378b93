"""``conflictwire run``: one pass over a list of feeds, or many."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.stopping import stop_on_signals
from pipeline.cli.tables import print_table
from pipeline.settings import Settings, redacted
from pipeline.wiring.running import Ears, RunReport, run_once, watch


@click.command()
@click.option("--feeds", "feed_list", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help="List of feeds, OPML or YAML.")  # fmt: skip
@click.option("--watch", "keep_going", is_flag=True, help="Keep going: poll each feed on its own schedule.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON, one line a pass.")
@with_settings
def run(settings: Settings, feed_list: Path, keep_going: bool, as_json: bool) -> None:
    """One pass: poll, publish, tag and load in one process.

    Every feed of the list is polled, and every entry in it is looked at again; with --watch feeds and entries are
    visited by their schedules. Items that fail are outcomes in the table, no errors.

    The list is an OPML file, or YAML with one address a line: - https://example.org/feed.xml (an item may have more:
    url, title, tags). `conflictwire feeds --check FILE` reads it and polls nothing.
    """
    from pipeline.feeds import read_feed_list  # noqa: PLC0415

    sources = read_feed_list(feed_list)
    with Line() as line, stop_on_signals() as stop:
        ears = Ears(line.say, line.note)
        reports = watch(settings, sources, ears, stop) if keep_going else [run_once(settings, sources, ears, stop)]
        for report in reports:
            show(report, as_json)


def show(report: RunReport, as_json: bool) -> None:
    """Print what a pass did."""
    if as_json:
        click.echo(redacted(json.dumps(_plain(report))))
        return
    print_table(("station", "what", "number"), list(_rows(report)), sys.stdout)


def _plain(report: RunReport) -> dict[str, object]:
    return {
        "collected": report.collected.as_dict(),
        "tagged": report.tagged.as_dict() if report.tagged else None,
        "loaded": report.loaded.as_dict() if report.loaded else None,
        "notes": list(report.notes),
    }


def _rows(report: RunReport) -> list[tuple[str, str, int]]:
    counts = report.collected
    rows = [("poll", f"feeds {word}", n) for word, n in counts.polled.items()]
    rows += [("poll", "items admitted", counts.items)]
    rows += [("decide", word, n) for word, n in counts.decisions.items()]
    rows += [("outcome", word, n) for word, n in counts.outcomes.items()]
    rows += [("decide", "items open", counts.open)] if counts.open else []
    rows += [("publish", topic, n) for topic, n in counts.published.items()]
    rows += [("publish", "waiting in the outbox", counts.waiting)] if counts.waiting else []
    for station, done in (("tag", report.tagged), ("load", report.loaded)):
        rows += [(station, word, n) for word, n in (done.as_dict() if done else {}).items() if n]
    return rows
