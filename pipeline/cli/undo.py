"""``conflictwire undo``: wrong joins taken back."""

from __future__ import annotations

import click

from pipeline.cli.options import with_settings
from pipeline.settings import Settings


@click.group()
def undo() -> None:
    """Take back a wrong join: a copy that is none, an alias, a place in a story.

    It is done under the decider's lease: while a run decides, it is refused.
    """


@undo.command()
@click.argument("article_id")
@click.option("--note", default="", help="Why; kept with the decision in the ledger.")
@with_settings
def copy(settings: Settings, article_id: str, note: str) -> None:
    """An article that was taken for a copy of another counts as an article of its own and is coded.

    `conflictwire sql "SELECT * FROM mentions"` lists the copies; copy_id is the id to give here. It is published at
    once; the next `conflictwire run` (or `tag` and `load`) codes it. The two are never joined again.
    """
    from pipeline.wiring.undoing import take_back_copy  # noqa: PLC0415

    done = take_back_copy(settings, article_id, note)
    click.echo(
        f"article {done.article_id} is no copy of {done.of} any more: {done.records} "
        f"{'record' if done.records == 1 else 'records'} published again, the next tag and load count it"
    )


@undo.command()
@click.argument("url")
@with_settings
def alias(settings: Settings, url: str) -> None:
    """A URL that rel=canonical or a redirect had joined with an article is no address of it.

    The next page seen at this URL is an article of its own. What was decided before stays.
    """
    from pipeline.wiring.undoing import take_back_alias  # noqa: PLC0415

    click.echo(f"{url} is no address of article {take_back_alias(settings, url)} any more")


@undo.command()
@click.argument("article_id")
@with_settings
def story(settings: Settings, article_id: str) -> None:
    """An article never belonged to its story: recorded in the state as a split.

    The story_id that it got at arrival is not rewritten.
    """
    from pipeline.wiring.undoing import take_out_of_story  # noqa: PLC0415

    old, own = take_out_of_story(settings, article_id)
    click.echo(f"article {article_id} is recorded as split from story {old}, into {own}")
