"""The whole line on every real page: ``./run.sh eval real_pages``.

A web on localhost serves the pages of ``../shared/data/html``, a feed for each host. Three runs: the first sees all,
the second finds nothing new, the third finds the one page that was touched. Every item must have exactly one
decision or terminal outcome, in the counts, in the ledger and in the warehouse. Exit code 1 when something does not
add up.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from pipeline.settings import Settings
from pipeline.testweb import TestWeb, site_of_pages
from pipeline.wiring.opening import warehouse_of
from pipeline.wiring.running import RunReport
from tests.flow.line.commands import sources_of
from tests.flow.line.real_web import ABSENT, PAGES, faults, run, settings_at, some_pages, told, touch, versions

EXPECTED = ("all that is there", "nothing new", "one new version")


def main() -> int:
    """Run three times and print what each did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10**6, help="only so many, spread evenly; all when not given")
    asked = parser.parse_args()
    if not PAGES.is_dir():
        print(f"eval real_pages: skipped, {ABSENT}")
        return 0
    pages = some_pages(asked.pages)
    print(f"{len(pages)} pages")
    with tempfile.TemporaryDirectory() as folder, TestWeb(site_of_pages(pages)) as web:
        wrong = _three_runs(settings_at(Path(folder) / "home"), web)
    for line in wrong:
        print(f"WRONG: {line}")
    print("everything adds up" if not wrong else f"{len(wrong)} things do not add up")
    return 1 if wrong else 0


def _three_runs(settings: Settings, web: TestWeb) -> list[str]:
    wrong: list[str] = []
    before = 0
    for number, expected in enumerate(EXPECTED, 1):
        if number == len(EXPECTED):
            print(f"\ntouched: {touch(web, settings)}")
        start = time.perf_counter()
        report = run(settings, sources_of(web), wrong)
        seconds = time.perf_counter() - start
        seen = told(settings, report.collected.run_id)
        new, before = seen.articles - before, seen.articles
        _show(number, expected, report, seconds, new)
        wrong += [f"run {number}: {line}" for line in faults(report, seen)]
        if number > 1 and new != number - 2:
            wrong.append(f"run {number}: {new} articles published, not {number - 2}")
    wrong += [f"{key} stands {count} times on the topic" for key, count in versions(settings).items() if count > 1]
    _show_warehouse(settings)
    return wrong


def _show(number: int, expected: str, report: RunReport, seconds: float, new: int) -> None:
    counts = report.collected
    rate = counts.items / seconds
    print(
        f"\nrun {number}, {expected}: {counts.items} items in {seconds:.1f} s ({rate:.1f}/s), {new} articles published"
    )
    for kind, words in (
        ("feed", counts.polled),
        ("decision", counts.decisions),
        ("outcome", counts.outcomes),
    ):
        for word, count in sorted(words.items(), key=lambda pair: -pair[1]):
            print(f"  {kind:<9} {word:<24} {count:>6}")


def _show_warehouse(settings: Settings) -> None:
    with warehouse_of(settings) as warehouse:
        for view in ("articles", "claims", "events", "outcomes", "mentions"):
            ((count,),) = warehouse.query(f"SELECT COUNT(*) FROM {view}").rows  # noqa: S608 - a view of ours
            print(f"{view:<12} {count!s:>6}")


if __name__ == "__main__":
    sys.exit(main())
