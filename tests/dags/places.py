"""Where the DAGs and the sample feeds lie, and reading the warehouse of a home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.feeds import read_feed_list
from pipeline.settings import read_settings
from pipeline.testweb import TestWeb
from pipeline.wiring.opening import warehouse_of

ROOT = Path(__file__).parents[2]
DAGS = ROOT / "dags"
SAMPLES = ROOT / "pipeline" / "samples" / "demo"
LOCAL = "127.0.0.1,localhost,.localhost"

ARTICLE_PAGES = sum(1 for _ in SAMPLES.rglob("*.html"))


def write_feed_list(path: Path, web: TestWeb) -> None:
    """The sample feeds, at the addresses where the test web serves them."""
    lines = (
        f"- url: {web.url_for(source.url)}\n  title: {source.title}\n"
        for source in read_feed_list(SAMPLES / "feeds.yaml")
    )
    path.write_text("".join(lines), encoding="utf-8")


def rows(home: Path, statement: str) -> list[tuple[Any, ...]]:
    """What a reading statement answers on the warehouse of a home."""
    settings = read_settings(environ={"CONFLICTWIRE_HOME": str(home)})
    with warehouse_of(settings) as warehouse:
        return [tuple(row) for row in warehouse.query(statement).rows]
