"""``conflictwire doctor``: what is wrong, how to mend it, and where each setting came from."""

from __future__ import annotations

import sys
from collections import Counter

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
    counts = Counter[Health]()
    for finding in examine(settings):
        counts[finding.health] += 1
        click.echo(f"{finding.health.value:<5} {finding.what}: {redacted(finding.found)}")
        if finding.mend:
            click.echo(f"      mend: {finding.mend}")
    click.echo(verdict(counts[Health.BAD], counts[Health.WARN]))
    return 1 if counts[Health.BAD] else 0


def verdict(bad: int, warnings: int) -> str:
    """The last line: whether it can run, and whether something is still worth a look."""
    if bad:
        return f"{bad} of these must be mended first"
    return "all is well" if not warnings else f"it can run; {warnings} of these should be looked at"
