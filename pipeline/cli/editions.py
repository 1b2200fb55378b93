"""``conflictwire replay``, ``editions``, ``diff`` and ``promote``: results side by side."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime

import click

from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.tables import print_table
from pipeline.errors import UsageError
from pipeline.settings import Settings
from pipeline.warehouse import Warehouse


class Moment(click.ParamType[datetime]):
    """A time in ISO 8601; without a zone it is UTC."""

    name = "TIME"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or fail with the reason."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        except ValueError:
            self.fail(f"{value!r} is no ISO 8601 time such as 2026-11-20 or 2026-11-20T06:30:00Z", param, ctx)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


@click.command()
@click.option("--from", "start", type=Moment(), help="Admission time from which on; the beginning when not given.")
@click.option("--to", "end", type=Moment(), help="Admission time up to which; now when not given.")
@click.option("--from-offset", type=click.IntRange(min=0), help="By offset instead: the first of each partition.")
@click.option("--to-offset", type=click.IntRange(min=0), help="The offset before which to stop, in each partition.")
@click.option("--partition", type=click.IntRange(min=0), help="Only this partition (with offsets).")
@click.option("--topic", default="news.articles", show_default=True, help="The topic of articles to read.")
@click.option("--edition", default="", help="Name of the new edition; r2, r3 … when not given.")
@click.option("--note", default="", help="A note kept with the edition.")
@with_settings
def replay(
    settings: Settings,
    start: datetime | None,
    end: datetime | None,
    from_offset: int | None,
    to_offset: int | None,
    partition: int | None,
    topic: str,
    edition: str,
    note: str,
) -> None:
    """Tag a range of a topic again, as a new edition beside the old one.

    Times are admission times (when a record entered the topic), not publication times. The current edition stays
    current: compare with `conflictwire diff OLD NEW`, then `conflictwire promote NEW`.
    """
    from pipeline.wiring.opening import stream_of, utc_now, warehouse_of  # noqa: PLC0415
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415
    from pipeline.wiring.replaying import ReplayRange  # noqa: PLC0415
    from pipeline.wiring.replaying import replay as rerun  # noqa: PLC0415
    from pipeline.wiring.running import new_run_id  # noqa: PLC0415

    if not re.fullmatch(r"(?:\w[\w.-]*)?", edition):
        raise UsageError(f"edition {edition!r}: a name is made of letters, digits, _ . and -")
    by_offset = from_offset is not None or to_offset is not None or partition is not None
    if by_offset and (start or end):
        raise UsageError("a range is by time (--from, --to) or by offset (--from-offset, --to-offset), not both")
    use_gazetteer_of(settings)
    asked = ReplayRange(topic, start, end, from_offset, to_offset, partition)
    with Line() as line, stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        current = next(each.edition for each in warehouse.editions() if each.is_current)
        done = rerun(
            stream,
            warehouse,
            asked,
            edition=edition,
            note=note,
            run_id=new_run_id(utc_now()),
            say=line.note,
            progress=lambda counts, total: line.say(f"{counts.read} of {total} records tagged again"),
        )
    tagged = done.tagged
    click.echo(
        f"edition {done.edition}: {tagged.read} records read, {tagged.tagged} tagged, {tagged.skipped} copies skipped, "
        f"{tagged.dead} dead letters, {done.loaded.loaded.claims} claims loaded"
    )
    click.echo(f"compare: conflictwire diff {current} {done.edition}    take: conflictwire promote {done.edition}")


@click.command()
@with_settings
def editions(settings: Settings) -> None:
    """The editions there are; the current one is what the views show."""
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415

    with warehouse_of(settings, upgrade=False) as warehouse:
        known = warehouse.editions()
    rows = [
        ("*" if e.is_current else "", e.edition, e.extraction, e.tagger, e.merge_rule, e.created_at, e.note)
        for e in known
    ]
    print_table(("current", "edition", "extraction", "tagger", "merge_rule", "created_at", "note"), rows, sys.stdout)


@click.command()
@click.argument("old")
@click.argument("new")
@with_settings
def diff(settings: Settings, old: str, new: str) -> None:
    """How edition NEW differs from edition OLD: how many claims and events came, went or changed."""
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415

    with warehouse_of(settings, upgrade=False) as warehouse:
        difference = warehouse.compare(old, new)
        lacking = _lacking(warehouse, old, new)
    rows = [
        (name, change.added, change.removed, change.changed, change.same)
        for name, change in (("claims", difference.claims), ("events", difference.events))
    ]
    print_table(("", f"only in {new}", f"only in {old}", "changed", "same"), rows, sys.stdout)
    click.echo(lacking, nl=False)


@click.command()
@click.argument("edition")
@with_settings
def promote(settings: Settings, edition: str) -> None:
    """Make an edition the one that the views show. The old one stays and can be promoted back."""
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415

    with warehouse_of(settings, upgrade=False) as warehouse:
        before = warehouse.promote(edition)
        click.echo(f"current edition: {edition} (before: {before})")
        click.echo(_lacking(warehouse, before, edition), nl=False)


def _lacking(warehouse: Warehouse, old: str, new: str) -> str:
    """A line on what came after a replay, or lay outside its range, and how to code it; "" when there is none."""
    count = warehouse.uncoded(old, new)
    if not count:
        return ""
    steps = [f"conflictwire replay --edition {new} --from TIME (when they began)"]
    if any(each.is_current and each.edition == new for each in warehouse.editions()):
        # a replay goes beside the current edition, never into it
        steps = [f"conflictwire promote {old}", *steps, f"conflictwire promote {new}"]
    told, shown = ("1 article version is", "it does") if count == 1 else (f"{count} article versions are", "they do")
    return (
        f"{told} coded in {old} but not in {new}: {shown} not show while {new} is current. To code them too: "
        f"{', then '.join(steps)}\n"
    )
