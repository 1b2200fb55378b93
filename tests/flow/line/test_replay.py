"""Replay through the command: a range by time or by offset beside the live edition, compared, promoted, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import app
from pipeline.stream import ARTICLES, TAGGINGS, TAGGINGS_BACKFILL
from tests.flow.line.commands import Home

VIEWS = ("articles", "article_versions", "decisions", "claims", "evidence", "events")
LIVE = "live"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("replay") / "home")
    done = home.run("demo")
    assert done.code == 0, done.said
    return home


@pytest.fixture
def shown_home(original: Home, tmp_path: Path) -> Home:
    """A copy of the home after the demonstration, for one test."""
    shutil.copytree(original.folder, tmp_path / "home")
    return Home(tmp_path / "home")


def shown(home: Home, without_edition: bool = False) -> dict[str, list[str]]:
    """All rows of the views."""
    gone = {"edition"} if without_edition else set()
    return {
        view: sorted(
            repr({name: value for name, value in row.items() if name not in gone})
            for row in home.sql(f"SELECT * FROM {view}")  # noqa: S608 - a view of ours
        )
        for view in VIEWS
    }


def editions(home: Home) -> dict[str, dict[str, Any]]:
    return {row["edition"]: row for row in home.sql("SELECT * FROM editions")}


def test_a_replay_of_all_with_the_same_tagger_is_the_same_beside_it(shown_home: Home) -> None:
    home, before = shown_home, shown(shown_home)
    live_taggings = home.records(TAGGINGS)
    done = home.call("replay", "--note", "all again")
    assert done.code == 0, done.said
    assert done.out.startswith("edition r2: ")
    assert shown(home) == before, "the live edition was touched"
    assert home.records(TAGGINGS) == live_taggings
    backfilled = home.records(TAGGINGS_BACKFILL)
    assert sorted(record.value for record in backfilled) == sorted(record.value for record in live_taggings)
    assert {dict(record.headers)["edition"] for record in backfilled} == {b"r2"}

    diff = home.call("diff", LIVE, "r2")
    assert diff.code == 0
    for line in diff.out.splitlines():
        if line.split()[:1] in (["claims"], ["events"]):
            assert line.split()[1:4] == ["0", "0", "0"], line

    promoted = home.call("promote", "r2")
    assert (promoted.code, promoted.out) == (0, "current edition: r2 (before: live)\n")
    assert {row["edition"] for row in home.sql("SELECT DISTINCT edition FROM events")} == {"r2"}
    assert shown(home, without_edition=True) == _without_edition(home, before)
    assert editions(home)["r2"]["note"] == "all again"
    assert [name for name, row in editions(home).items() if row["is_current"]] == ["r2"]

    assert home.call("promote", LIVE).code == 0
    assert shown(home) == before


def _without_edition(home: Home, before: dict[str, list[str]]) -> dict[str, list[str]]:
    """What was shown, less its edition (the live one is promoted for a moment)."""
    assert home.call("promote", LIVE).code == 0
    kept = shown(home, without_edition=True)
    assert shown(home) == before
    assert home.call("promote", "r2").code == 0
    return kept


def test_a_range_of_offsets_is_tagged_and_nothing_else(shown_home: Home) -> None:
    home, before = shown_home, shown(shown_home)
    partition = next(record.partition for record in home.records(ARTICLES))
    span = [each for each in home.records(ARTICLES) if each.partition == partition and each.offset < 1]
    done = home.call(
        "replay", "--partition", str(partition), "--from-offset", "0", "--to-offset", "1", "--edition", "one"
    )
    assert done.code == 0, done.said
    assert f"edition one: {len(span)} records read" in done.out
    assert shown(home) == before
    again = "conflictwire replay --edition one --from TIME (when they began)"
    lacks = "coded in live but not in one: they do not show while one is current. To code them too: "
    assert f"{lacks}{again}\n" in home.call("diff", LIVE, "one").out
    promoted = home.call("promote", "one")
    assert promoted.code == 0
    assert f"{lacks}conflictwire promote live, then {again}, then conflictwire promote one\n" in promoted.out
    keys = {record.key.decode() for record in span}
    assert {row["article_id"] for row in home.sql("SELECT article_id FROM claims")} <= keys
    # articles are there in every edition, coded or not
    assert len(home.sql("SELECT * FROM articles")) == len(before["articles"])


def test_a_range_of_time_means_admission(shown_home: Home) -> None:
    home = shown_home
    stamps = sorted(record.timestamp for record in home.records(ARTICLES))
    early = home.call("replay", "--to", stamps[0].isoformat(), "--edition", "before")
    nothing = "no article of news.articles was admitted in that range"
    assert early.code == 2 and nothing in early.err
    every = home.call("replay", "--from", stamps[0].isoformat(), "--edition", "since")
    assert f"edition since: {len(stamps)} records read" in every.out
    published = home.call("replay", "--from", "2017-11-01", "--to", "2017-12-01", "--edition", "then")
    assert published.code == 2 and nothing in published.err
    assert set(editions(home)) == {LIVE, "since"}  # a range without records leaves nothing to promote
    listed = home.call("editions")
    assert all(name in listed.out for name in ("live", "since"))


def test_the_same_replay_given_again_adds_nothing(shown_home: Home) -> None:
    home = shown_home
    assert home.call("replay", "--edition", "again").code == 0
    assert home.call("promote", "again").code == 0
    once = shown(home)
    assert home.call("promote", LIVE).code == 0
    assert home.call("replay", "--edition", "again").code == 0
    assert home.call("promote", "again").code == 0
    assert shown(home) == once


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "--edition", LIVE),
        ("replay", "--from", "2026-01-02", "--to", "2026-01-01"),
        ("replay", "--from", "2026-01-02", "--from-offset", "3"),
        ("replay", "--topic", "news.outcomes"),
        ("replay", "--partition", "99"),
        ("diff", LIVE, "no-such"),
        ("promote", "no-such"),
        ("trace", "no-such-id"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_is_one_line_and_changes_nothing(
    original: Home, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run([*arguments, "--home", str(original.folder)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("conflictwire: ")
    assert set(editions(original)) == {LIVE}
