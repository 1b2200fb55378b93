"""``conflictwire gazetteer build``: places of a GeoNames dump, for the tagger to look up."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.progress import Line
from pipeline.errors import UsageError


@click.group()
def gazetteer() -> None:
    """Make a gazetteer with more places than the shipped one, from a dump of GeoNames.

    The shipped one knows some 155,000 places: the towns of conflict countries, the larger ones elsewhere, first- and
    second-level units, and the places of UCDP. Villages beyond that are in GeoNames: download.geonames.org/export/dump
    has allCountries.zip and one file for each country (CC BY 4.0).
    """


@gazetteer.command(short_help="Compile a dump into a file for the tagger.")
@click.argument("dump", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--alone", is_flag=True, help="Leave out what the shipped gazetteer knows.")
@click.option("--force", is_flag=True, help="Write over OUT.")
def build(dump: Path, out: Path, alone: bool, force: bool) -> None:
    """Compile DUMP (allCountries.txt, SY.txt … or the zip) into OUT; the shipped places stay known.

    A million places take about 40 seconds, 1.7 GB of memory while compiling and 110 MB on disk. Then name OUT in
    CONFLICTWIRE_GAZETTEER or --gazetteer: everything that tags looks places up in it, and the version of the tagger
    tells so. `conflictwire replay` tags again what was tagged before.
    """
    from pipeline.tag.places.build import build_gazetteer  # noqa: PLC0415 -- loads numpy

    if out.exists() and (not force or out.samefile(dump)):
        raise UsageError(f"{out} is there already: name another file, or --force to write over it")
    with Line() as line:
        entries, places = build_gazetteer(dump, out, alone=alone, say=line.say)
    size_mb = out.stat().st_size / 1e6
    click.echo(f"{out}: {entries} places, {places} of them of {dump.name}, {size_mb:.0f} MB")
    click.echo(f"use it: export CONFLICTWIRE_GAZETTEER={out.absolute()}")
