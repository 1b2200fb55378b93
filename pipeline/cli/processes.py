"""``conflictwire poll``, ``tag`` and ``load``: one stage as a process, for a deployment on Kafka."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.stopping import stop_on_signals
from pipeline.errors import UsageError
from pipeline.settings import Settings, redacted

_DRAIN = click.option("--drain", is_flag=True, help="End when all that is there now is done.")


@click.command()
@click.option("--feeds", "feed_list", required=True, type=click.Path(dir_okay=False, path_type=Path),
              help="List of feeds, OPML or YAML.")  # fmt: skip
@click.option("--drain", is_flag=True, help="End after one pass over the feeds that are due.")
@with_settings
def poll(settings: Settings, feed_list: Path, drain: bool) -> None:
    """Poll feeds, fetch and extract pages, decide and publish: the collecting half of `run`, as a process.

    Feeds and pages are visited by their schedules. Any number may run: one of them decides, the others wait.
    """
    from pipeline.feeds import read_feed_list  # noqa: PLC0415
    from pipeline.wiring.running import Ears, watch_collect  # noqa: PLC0415

    sources = read_feed_list(feed_list)
    with Line() as line, stop_on_signals() as stop:
        for counts in watch_collect(settings, sources, Ears(line.say, line.note), stop, once=drain):
            click.echo(redacted(json.dumps(counts.as_dict())))


@click.command()
@click.argument("article", required=False, metavar="[FILE|URL|-]")
@_DRAIN
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that tag.")
@click.option("--published", metavar="DATE", help="Publication date of the one article (YYYY-MM-DD).")
@click.option("--title", default="", help="Headline of the one article; its first line when not given.")
@click.option("--json", "as_json", is_flag=True, help="The one article's coding as JSON.")
@with_settings
def tag(
    settings: Settings,
    article: str | None,
    drain: bool,
    workers: int,
    published: str | None,
    title: str,
    as_json: bool,
) -> None:
    """Tag articles: from news.articles to news.taggings, as a process of the consumer group.

    With an argument: code one article (a text or HTML file, a page's URL, or - for standard input) and show what was
    found with the words that prove it.
    """
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415

    if article is None and (title or published or as_json):
        raise UsageError("--title, --published and --json go with one article: name a file, a page's URL or -")
    use_gazetteer_of(settings)
    if article is not None:
        from pipeline.cli.one_article import show_article  # noqa: PLC0415

        show_article(settings, article, title, published, as_json)
        return
    from pipeline.wiring.opening import stream_of  # noqa: PLC0415
    from pipeline.wiring.tagging import drain_tag, run_tag  # noqa: PLC0415

    with Line() as line, stop_on_signals() as stop, stream_of(settings) as stream:
        work = drain_tag if drain else run_tag
        counts = work(stream, workers=workers, say=line.note, stop=stop.is_set)
    click.echo(json.dumps(counts.as_dict()))


@click.command()
@_DRAIN
@with_settings
def load(settings: Settings, drain: bool) -> None:
    """Load articles, taggings and the ledger into the warehouse, and merge claims into events, as a process."""
    from pipeline.wiring.loading import drain_load, run_load  # noqa: PLC0415
    from pipeline.wiring.opening import stream_of, warehouse_of  # noqa: PLC0415

    with Line() as line, stop_on_signals() as stop, stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        work = drain_load if drain else run_load
        counts = work(stream, warehouse, say=line.note, stop=stop.is_set)
    click.echo(json.dumps(counts.as_dict()))
