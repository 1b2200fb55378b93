"""``conflictwire dead-letters``: records that could not be used, kept whole."""

from __future__ import annotations

import json
import sys
from base64 import b64encode

import click

from pipeline.cli.options import with_settings
from pipeline.cli.tables import print_table
from pipeline.errors import UsageError
from pipeline.model.dead_letter import DeadLetter
from pipeline.settings import Settings

_COLUMNS = ("topic", "partition", "offset", "timestamp", "kind", "reason", "bytes", "code_version")


@click.command("dead-letters")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, with the original bytes in base64.")
@click.option("--save", metavar="TOPIC/PARTITION/OFFSET", help="Write one letter's original bytes to standard output.")
@with_settings
def dead_letters(settings: Settings, as_json: bool, save: str | None) -> None:
    """List the dead letters: where each record stood, what was wrong, which version gave up."""
    from pipeline.wiring.letters import read_letters  # noqa: PLC0415

    letters = read_letters(settings, lambda line: click.echo(line, err=True))
    if save is not None:
        sys.stdout.buffer.write(_chosen(letters, save).value)
    elif as_json:
        for letter in letters:
            click.echo(json.dumps(_plain(letter)))
    else:
        rows = [
            (d.topic, d.partition, d.offset, d.timestamp, d.kind, d.reason, len(d.value), d.code_version)
            for d in letters
        ]
        print_table(_COLUMNS, rows, sys.stdout)


def _chosen(letters: list[DeadLetter], wanted: str) -> DeadLetter:
    for letter in letters:
        if wanted == f"{letter.topic}/{letter.partition}/{letter.offset}":
            return letter
    raise UsageError(f"there is no dead letter of {wanted}: list them with conflictwire dead-letters")


def _plain(letter: DeadLetter) -> dict[str, object]:
    return {
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": letter.offset,
        "timestamp": letter.timestamp.isoformat(),
        "kind": letter.kind,
        "reason": letter.reason,
        "code_version": letter.code_version,
        "key_base64": b64encode(letter.key).decode(),
        "value_base64": b64encode(letter.value).decode(),
    }
