"""``conflictwire doctor``: what is wrong, how to mend it, and where each setting came from."""

from __future__ import annotations

import sys

import click

from pipeline.cli.options import with_bare_settings
from pipeline.cli.tables import print_table
from pipeline.settings import Settings, redacted


@click.command()
@with_bare_settings
def doctor(settings: Settings) -> int:
    """Say what is wrong with this installation, and how to mend it. Exit code 1 when something is bad."""
    from pipeline.wiring.doctoring import Health, examine  # noqa: PLC0415

    print_table(("setting", "value", "from"), settings.shown(), sys.stdout)
    bad = 0
    for finding in examine(settings):
        bad += finding.health is Health.BAD
        click.echo(f"{finding.health.value:<5} {finding.what}: {redacted(finding.found)}")
        if finding.mend:
            click.echo(f"      mend: {finding.mend}")
    click.echo("all is well" if not bad else f"{bad} of these must be mended first")
    return 1 if bad else 0
