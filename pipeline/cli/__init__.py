"""The command line: arguments in, wiring called, tables out. No logic of the pipeline lives here."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name and exit: 0 it ran, 1 it could not run, 2 usage."""
    from pipeline.cli.app import run  # noqa: PLC0415 -- so that importing the package stays light

    sys.exit(run(sys.argv[1:]))
