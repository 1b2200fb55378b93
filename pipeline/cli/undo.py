"""``conflictwire undo``: wrong joins taken back; ``conflictwire restore``: the decider's memory from the topics."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.tables import print_table
from pipeline.settings import Settings

_NOTE = click.option("--note", default="", help="Why; kept with the undo, on its topic and in the warehouse.")


@click.group()
def undo() -> None:
    """Take back a wrong join: a merge of claims, a copy that is none, an alias, a place in a story.

    Each undo is a record on the topic news.corrections: a warehouse that is built anew from the topics has it, and so
    has every edition. `undo list` names them, `undo revoke` takes one back. All but `merge` and `list` need the
    decider's lease: while a run decides, they are refused.
    """


@undo.command(short_help="Claims that are not of this event.")
@click.argument("event_id", metavar="EVENT")
@click.argument("ids", metavar="CLAIM|ARTICLE…", nargs=-1, required=True)
@_NOTE
@with_settings
def merge(settings: Settings, event_id: str, ids: tuple[str, ...], note: str) -> None:
    """Claims that are not of this event are taken out of it, in every edition, and count as an event of their own.

    `conflictwire trace EVENT` names its claims and why each is there. An article stands for all that it claims of the
    event. What is named together stays together where it hangs together. The claim is known again when the article is
    revised or a newer tagger codes it: by its article, family of types, place and date.
    """
    from pipeline.wiring.parting import take_out_of_event  # noqa: PLC0415

    done = take_out_of_event(settings, event_id, ids, note)
    counts = "claim {} counts" if len(done.claim_ids) == 1 else "claims {} count"
    events = "event {}" if len(done.event_ids) == 1 else "events {}"
    click.echo(
        f"{counts.format(', '.join(done.claim_ids))} as {events.format(', '.join(done.event_ids))}, "
        f"apart from {', '.join(done.left)}"
    )
    if len(done.left) > 1:
        click.echo("the others hung together by it alone: name an article to take all its claims of an event along")
    click.echo(f"take it back: conflictwire undo revoke {done.correction_id}")


@undo.command(short_help="An article that is no copy of another.")
@click.argument("article_id")
@_NOTE
@with_settings
def copy(settings: Settings, article_id: str, note: str) -> None:
    """An article that was taken for a copy of another counts as an article of its own and is coded.

    `conflictwire sql "SELECT * FROM mentions"` lists the copies; copy_id is the id to give here. It is published at
    once; the next `conflictwire run` (or `tag` and `load`) codes it. The two are never joined again, and this undo
    cannot be revoked.
    """
    from pipeline.wiring.undoing import take_back_copy  # noqa: PLC0415

    done = take_back_copy(settings, article_id, note)
    click.echo(
        f"article {done.article_id} is no copy of {done.of} any more: {done.records} "
        f"{'record' if done.records == 1 else 'records'} published again, the next tag and load count it"
    )


@undo.command(short_help="A URL that is no address of an article.")
@click.argument("url")
@_NOTE
@with_settings
def alias(settings: Settings, url: str, note: str) -> None:
    """A URL that rel=canonical or a redirect had joined with an article is no address of it.

    The next page seen at this URL is an article of its own. What was decided before stays.
    """
    from pipeline.wiring.undoing import take_back_alias  # noqa: PLC0415

    done = take_back_alias(settings, url, note)
    click.echo(f"{url} is no address of article {done.article_id} any more")
    click.echo(f"take it back: conflictwire undo revoke {done.correction_id}")


@undo.command(short_help="An article that is not of its story.")
@click.argument("article_id")
@_NOTE
@with_settings
def story(settings: Settings, article_id: str, note: str) -> None:
    """An article never belonged to its story: recorded as a split.

    Its claims no longer join events on the ground of that story alone. The story_id that it got at arrival is not
    rewritten; `conflictwire sql "SELECT * FROM corrections"` shows into_story.
    """
    from pipeline.wiring.undoing import take_out_of_story  # noqa: PLC0415

    done = take_out_of_story(settings, article_id, note)
    click.echo(f"article {article_id} is recorded as split from story {done.of}, into {done.into}")
    click.echo(f"take it back: conflictwire undo revoke {done.correction_id}")


@undo.command(short_help="Take an undo back.")
@click.argument("undo_id")
@_NOTE
@with_settings
def revoke(settings: Settings, undo_id: str, note: str) -> None:
    """Take an undo back: of a merge, the claims may join again; of an alias or a story, what was before holds again.

    `conflictwire undo list` names the ids. The undo of a copy cannot be revoked.
    """
    from pipeline.wiring.revoking import revoke as take_back  # noqa: PLC0415

    done = take_back(settings, undo_id, note)
    click.echo(f"undo {done.correction_id} of a {done.kind} is revoked")


@undo.command("list", short_help="What was undone, when and why.")
@with_settings
def list_undone(settings: Settings) -> None:
    """What was undone, when and why, and what of it was revoked. In SQL: the view corrections."""
    from pipeline.wiring.revoking import undone_list  # noqa: PLC0415

    names = ("undo_id", "kind", "article_id", "of", "undone_at", "note", "revoked_at", "revoked_note")
    rows = [
        (e.correction_id, e.kind, e.article_id, e.url or e.of, _time(e.undone_at), e.note, _time(e.revoked_at),
         e.revoked_note)
        for e in undone_list(settings)
    ]  # fmt: skip
    print_table(names, rows, sys.stdout)


def _time(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%d %H:%M:%S}"


@click.command()
@with_settings
def restore(settings: Settings) -> None:
    """Rebuild what the decider remembers from the topics, after the state was lost.

    Articles, versions, aliases, copies, stories and everything that was undone are read back, so that the next run
    decides as if nothing had been lost. Give it before the first run on the new state. What is known already stays.
    """
    from pipeline.wiring.restoring import restore as read_back  # noqa: PLC0415

    with Line() as line:
        done = read_back(settings, line.say)
    unread = f", {done.unread} could not be read" if done.unread else ""
    click.echo(f"restored {done.articles} articles and {done.corrections} corrections{unread}")
