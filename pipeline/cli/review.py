"""``conflictwire review``: doubtful claims to a file for a person, and the answers back to test cases."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.faults import writing_to
from pipeline.cli.options import with_settings
from pipeline.cli.progress import Line
from pipeline.cli.tables import print_table
from pipeline.errors import UsageError
from pipeline.settings import Settings

_CHECKOUT = Path("tests/golden/review")
_FOLDER = click.option(
    "--cases", type=click.Path(file_okay=False, path_type=Path),
    help="Folder of test cases; tests/golden/review in a checkout, else ./review-cases.",
)  # fmt: skip


@click.group()
def review() -> None:
    """Have a person judge doubtful claims; the answers become test cases.

    `write FILE` puts the claims with their quotes and choices into a file; fill it in; `read FILE` makes cases of the
    answers; `score` tells whenever you like how many of them are coded right.
    """


@review.command(short_help="The least sure claims to a file, to fill in.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--below", type=click.FloatRange(0, 1.01), default=0.5, show_default=True,
              help="Claims whose confidence is less than this; 1.01 for all.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@click.option("--edition", default="", help="Of this edition; the current one when not given.")
@click.option("--force", is_flag=True, help="Write over FILE, and what is filled in there.")
@with_settings
def write(settings: Settings, file: Path, below: float, limit: int, edition: str, force: bool) -> None:
    """Write the least sure claims to FILE (YAML), each with its words, what was made of them, and an answer to fill."""
    from pipeline.review import render_sheet  # noqa: PLC0415
    from pipeline.wiring.opening import warehouse_of  # noqa: PLC0415
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415
    from pipeline.wiring.reviewing import write_review  # noqa: PLC0415

    if file.exists() and not force:
        raise UsageError(f"{file} is there already: name another file, or --force to write over its answers")
    use_gazetteer_of(settings)
    with Line() as line, warehouse_of(settings, upgrade=False) as warehouse:
        sheet = write_review(warehouse, edition, below, limit, line.say)
    with writing_to(file) as target:
        target.write_text(render_sheet(sheet, str(file)), encoding="utf-8")
    count = len(sheet.items)
    click.echo(f"{count} claim{'s' * (count != 1)} of edition {sheet.edition} in {file}: fill in the answers, then")
    click.echo(f"conflictwire review read {file}")


@review.command(short_help="Check the answers and write them as test cases.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_FOLDER
@click.option("--check", is_flag=True, help="Check the answers only; write nothing.")
@with_settings
def read(settings: Settings, file: Path, cases: Path | None, check: bool) -> int:
    """Check the answers in FILE and write each as a test case. A wrong answer is told with its item; the rest counts.

    What the tagger gets wrong of a new case is listed in EXPECTED_WRONG.txt of the folder: the tests hold the tagger to
    the cases and to that list. Exit code 1 when an answer could not be used.
    """
    from pipeline.review import read_sheet  # noqa: PLC0415
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415
    from pipeline.wiring.reviewing import add_cases  # noqa: PLC0415

    use_gazetteer_of(settings)
    try:
        reading = read_sheet(file.read_text(encoding="utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: it is not UTF-8 text") from error
    for problem in reading.problems:
        click.echo(f"{problem.where}: {problem.reason}", err=True)
    told = f"{len(reading.answered)} answered, {reading.empty} not yet, {len(reading.problems)} to correct"
    if check:
        click.echo(told)
        return 1 if reading.problems else 0
    added = add_cases(reading, _folder(cases))
    click.echo(f"{told}: {len(added.written)} cases written to {added.folder}, {added.known} there already")
    if added.wrong:
        click.echo("the tagger gets wrong, and so they stand in EXPECTED_WRONG.txt:")
        for name, fields in added.wrong.items():
            click.echo(f"  {name}: {', '.join(fields)}")
    return 1 if reading.problems else 0


@review.command(short_help="Code all cases again: what is right, wrong, changed.")
@_FOLDER
@with_settings
def score(settings: Settings, cases: Path | None) -> int:
    """Code all cases again and compare with the answers: how many fields are right. Exit code 1 when that changed."""
    from pipeline.review.compare import accuracy  # noqa: PLC0415
    from pipeline.wiring.placing import use_gazetteer_of  # noqa: PLC0415
    from pipeline.wiring.reviewing import score_cases  # noqa: PLC0415

    use_gazetteer_of(settings)
    scored = score_cases(_folder(cases))
    rows = [(name, right, of, f"{right / of:.3f}") for name, (right, of) in accuracy(scored.verdicts).items()]
    print_table(("field", "right", "judged", "share"), rows, sys.stdout)
    for name, fields in scored.unseen.items():
        click.echo(f"wrong, and not in EXPECTED_WRONG.txt: {name}: {', '.join(fields)}")
    for name, fields in scored.struck.items():
        click.echo(f"in EXPECTED_WRONG.txt, but right now or no case: {name}: {', '.join(fields)}")
    return 1 if scored.unseen or scored.struck else 0


def _folder(cases: Path | None) -> Path:
    return cases or (_CHECKOUT if _CHECKOUT.is_dir() else Path("review-cases"))
