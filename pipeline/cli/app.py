"""The root command and the one place where errors become exit codes."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence

import click

from pipeline import __version__
from pipeline.cli.faults import fault, keep_traceback, os_error
from pipeline.cli.streams import open_streams
from pipeline.errors import ConflictwireError, UsageError
from pipeline.settings import redacted

RAN, COULD_NOT_RUN, USAGE, INTERRUPTED, READER_LEFT = 0, 1, 2, 130, 141

_COMMANDS = {
    "demo": ("pipeline.cli.demo:demo", "The whole way on bundled sample feeds, ends with a table of events."),
    "run": ("pipeline.cli.run:run", "One pass over a list of feeds: poll, publish, tag and load."),
    "sql": ("pipeline.cli.query:sql", "Ask the warehouse: one read-only SQL statement."),
    "trace": ("pipeline.cli.query:trace", "Walk an event, claim or article back to quotes, pages and feeds."),
    "tag": ("pipeline.cli.processes:tag", "Tag articles: one file or page shown, or the consumer as a process."),
    "poll": ("pipeline.cli.processes:poll", "Poll feeds and publish articles, as a process."),
    "load": ("pipeline.cli.processes:load", "Load topics into the warehouse, as a process."),
    "replay": ("pipeline.cli.editions:replay", "Tag a range of a topic again, as a new edition."),
    "editions": ("pipeline.cli.editions:editions", "The editions there are, and which is current."),
    "diff": ("pipeline.cli.editions:diff", "How two editions differ."),
    "promote": ("pipeline.cli.editions:promote", "Make an edition the current one."),
    "undo": ("pipeline.cli.undo:undo", "Take back a wrong join: a merge, a copy, an alias, a place in a story."),
    "restore": ("pipeline.cli.undo:restore", "Rebuild the decider's memory from the topics, when the state was lost."),
    "review": ("pipeline.cli.review:review", "Doubtful claims to a file for a person; answers back to test cases."),
    "codebook": ("pipeline.cli.codebook:codebook", "What the event types mean; how they map to ACLED, UCDP, PLOVER."),
    "gazetteer": ("pipeline.cli.gazetteer:gazetteer", "Make a gazetteer with more places, from a GeoNames dump."),
    "feeds": ("pipeline.cli.feeds:feeds", "The feeds: their health, or a check of a list."),
    "dead-letters": ("pipeline.cli.letters:dead_letters", "Records that no schema could explain."),
    "status": ("pipeline.cli.status:status", "What waits where: state, topics, warehouse."),
    "doctor": ("pipeline.cli.doctor:doctor", "Say what is wrong with this installation, and how to mend it."),
    "stage": ("pipeline.cli.stage:stage", "One pure stage, JSON Lines in, JSON Lines out."),
}


class LazyGroup(click.Group):
    """Loads a command's module only when it is called: ``conflictwire --help`` must not load trafilatura."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="conflictwire")
def root() -> None:
    """From news feeds to a SQL warehouse of armed-conflict events, every number traceable to its quote.

    Begin with `conflictwire demo`. With your own feeds: `conflictwire run --feeds FILE`, then
    `conflictwire sql "SELECT * FROM events"` and `conflictwire trace EVENT_ID`.

    Settings come from flags or from the environment (CONFLICTWIRE_HOME, CONFLICTWIRE_STREAM and so on): `conflictwire
    doctor` prints each with where it came from.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; expected errors are one line on standard error."""
    open_streams()
    for library in ("kafka", "asyncio"):
        # they log their retries and our bugs, with tracebacks; what matters of it we say ourselves, in one line
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        answer = root.main(args=list(arguments), prog_name="conflictwire", standalone_mode=False)
    except SystemExit:
        # click and rich leave so when the reader of our output has left, as `head` does. The signal SIGPIPE stays
        # ignored: a broker or a worker that goes away must not end the process
        return READER_LEFT
    except Exception as error:  # noqa: BLE001 -- whatever it is becomes one line and an exit code
        return _told(error)
    return answer if isinstance(answer, int) else RAN


def _told(error: Exception) -> int:
    match error:
        case click.Abort():
            click.echo("interrupted", err=True)
            return INTERRUPTED
        case click.ClickException():
            error.show()
            return error.exit_code
        case UsageError():
            return _fail(str(error), USAGE)
        case ConflictwireError():
            return _fail(str(error), COULD_NOT_RUN)
        case OSError() | ImportError():
            lacking = f"the installation is not whole: {error}; conflictwire doctor says more"
            return _fail(os_error(error) if isinstance(error, OSError) else lacking, COULD_NOT_RUN)
    # our bug: one line for the person, the traceback for whoever mends it
    return _fail(f"{fault(error)}; the traceback is in {keep_traceback(error)}", COULD_NOT_RUN)


def _fail(reason: str, code: int) -> int:
    # a reason may quote what a stranger's server or file said: it must not move the cursor
    shown = "".join(char if char.isprintable() else " " for char in redacted(reason))
    click.echo(f"conflictwire: {' '.join(shown.split())}", err=True)
    return code
