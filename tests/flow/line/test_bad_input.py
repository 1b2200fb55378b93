"""Bad input through ``conflictwire run``: one clear line and an outcome each, the rest goes on, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import app
from pipeline.records import encode
from pipeline.records.published import schema_fingerprint
from pipeline.stream import ARTICLES, OUTCOMES, SCHEMAS, Message
from pipeline.testweb import TestWeb
from tests.flow.collect.lines import page, small_web
from tests.flow.line.commands import PASSWORD, Done, Home, feed_list
from tests.unit.warehouse.samples import article

AT = datetime(2017, 11, 9, 12, tzinfo=UTC)
PAGES = 6
BAD_FEEDS = {
    "html-as-feed": "not-a-feed",
    "status?code=503": "gave-up-server-error",
    "huge?mb=50": "too-large",
    "loop": "too-many-redirects",
    "private": "private-address",
    "bomb?mb=100": "too-large",
    "garbage": "http-error",
}
BAD_PAGES = {
    "huge?mb=50": "too-large",
    "loop": "too-many-redirects",
    "private": "private-address",
    "bomb?mb=100": "too-large",
    "bomb?mb=100&coding=br": "too-large",
    "endless": "too-large",
    "broken-coding": "bad-content-encoding",
    "status?code=404": "not-found",
    "wrong-charset": "",
}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestWeb]:
    with TestWeb(small_web(tmp_path_factory.mktemp("web"))) as served:
        yield served


def escaped(route: str) -> str:
    return route.replace("?", "%3F").replace("&", "%26").replace("=", "%3D")


def run(home: Home, web: TestWeb, *arguments: str) -> Done:
    """One pass over the good feeds."""
    return home.run("run", "--feeds", str(feed_list(home.folder.parent, web.feed_urls)), "--json", *arguments)


@dataclass(frozen=True, slots=True)
class Pass:
    home: Home
    done: Done
    outcomes: list[dict[str, Any]]


@pytest.fixture(scope="module")
def bad_pass(web: TestWeb, tmp_path_factory: pytest.TempPathFactory) -> Pass:
    home = Home(tmp_path_factory.mktemp("bad") / "home")
    feeds = [
        "http://127.0.0.1:1/feed.xml",
        f"http://reader:{PASSWORD}@127.0.0.1:1/closed.xml",
        *(web.bad_url(route) for route in BAD_FEEDS),
        web.bad_url("feed?pages=" + ",".join(escaped(route) for route in BAD_PAGES)),
        *web.feed_urls,
    ]
    done = home.run("run", "--feeds", str(feed_list(home.folder.parent, feeds)), "--json")
    return Pass(home, done, home.sql("SELECT * FROM outcomes"))


def test_it_ran_and_everything_adds_up(bad_pass: Pass) -> None:
    assert bad_pass.done.code == 0, bad_pass.done.said
    counts = bad_pass.done.json()["collected"]
    assert counts["open"] == counts["waiting"] == 0
    assert counts["items"] == PAGES + len(BAD_PAGES)
    assert counts["items"] == sum(counts["decisions"].values()) + sum(counts["outcomes"].values())
    assert counts["polled"]["ok"] == 3


@pytest.mark.parametrize("route", BAD_FEEDS)
def test_each_bad_feed_has_its_word_and_a_line(bad_pass: Pass, web: TestWeb, route: str) -> None:
    (row,) = [row for row in bad_pass.outcomes if row["url"] == web.bad_url(route)]
    assert (row["stage"], row["outcome"]) == ("poll", BAD_FEEDS[route])
    assert row["detail"]
    assert "\n" not in row["detail"]


@pytest.mark.parametrize("route", [route for route, word in BAD_PAGES.items() if word])
def test_each_bad_page_has_its_word_and_a_line(bad_pass: Pass, route: str) -> None:
    rows = [row for row in bad_pass.outcomes if row["url"].endswith(f"/_/{route}") and row["stage"] != "poll"]
    assert [row["outcome"] for row in rows] == [BAD_PAGES[route]]
    assert rows[0]["detail"]
    assert "\n" not in rows[0]["detail"]


def test_an_unreachable_feed_has_its_word_and_no_password_is_kept(bad_pass: Pass) -> None:
    rows = [row for row in bad_pass.outcomes if "127.0.0.1:1/" in row["url"]]
    assert [row["outcome"] for row in rows] == ["gave-up-unreachable"] * 2
    assert all(PASSWORD not in str(row) for row in bad_pass.outcomes)
    assert bad_pass.home.run("feeds", "--failing").out.count("gave-up-unreachable") >= 2
    for file in ("stream.db", "warehouse.db"):
        assert PASSWORD.encode() not in (bad_pass.home.folder / file).read_bytes(), file


def test_the_good_pages_came_through(bad_pass: Pass, web: TestWeb) -> None:
    urls = {row["url"] for row in bad_pass.home.sql("SELECT url FROM articles")}
    good = {url for url in urls if "outlet" in url}
    assert len(good) == PAGES


def test_a_page_in_a_wrong_encoding_is_read_or_refused_and_never_garbled(bad_pass: Pass) -> None:
    rows = bad_pass.home.sql("SELECT url, text FROM articles WHERE url LIKE '%wrong-charset%'")
    refused = [row for row in bad_pass.outcomes if "wrong-charset" in row["url"] and row["stage"] != "poll"]
    assert len(rows) + len(refused) == 1
    assert all("\ufffd" not in row["text"] and "Café" in row["text"] for row in rows)


def test_what_the_topic_cannot_explain_is_buried_and_an_unknown_schema_waits(home: Home, web: TestWeb) -> None:
    assert run(home, web).code == 0
    foreign = {"type": "record", "name": "Foreign", "fields": []}
    fingerprint = schema_fingerprint(foreign)
    unknown = b"\xc3\x01" + bytes.fromhex(fingerprint) + b"body"
    # five partitions hold junk, one waits for a schema; behind each stands an article that must get through
    keys = [bytes([number]) for number in range(40)]
    home.produce([Message(ARTICLES, key, b"junk \x00\xff", AT) for key in keys])
    blocked = article("blocked")
    home.produce([Message(ARTICLES, b"one", unknown, AT), Message(ARTICLES, b"one", encode(blocked), AT)])
    before = home.number("SELECT COUNT(*) AS n FROM decisions")

    done = run(home, web)
    assert done.code == 0, done.said
    waits = [line for line in done.notes if fingerprint in line]
    assert len(waits) == 2  # the tagger's line and the loader's
    assert all("waits at offset" in line for line in waits)
    counts = done.json()
    assert counts["tagged"]["waiting"] == counts["loaded"]["waiting"] == 1
    assert counts["collected"]["decisions"] == {"unchanged": PAGES}
    assert home.number("SELECT COUNT(*) AS n FROM decisions") == before + PAGES
    letters = home.run("dead-letters", "--json").out.splitlines()
    assert len(letters) == len(keys)
    (first, *_) = home.run("dead-letters").out.splitlines()[3:]
    assert ARTICLES in first

    # the schema becomes known: what stood behind it comes through, and the record itself is a dead letter
    home.produce([Message(SCHEMAS, fingerprint.encode(), json.dumps(foreign).encode(), AT)])
    mended = run(home, web)
    assert mended.code == 0, mended.said
    assert mended.json()["loaded"]["waiting"] == 0
    assert home.number(f"SELECT COUNT(*) AS n FROM articles WHERE article_id = '{blocked.article_id}'") == 1  # noqa: S608


def test_a_full_disk_is_one_line_and_the_next_run_has_it_all(home: Home, web: TestWeb) -> None:
    home.folder.mkdir()
    cramped = Home(home.folder)
    full = _run_with_little_room(cramped, web, 150_000)
    assert full.code == 1
    (line,) = [note for note in full.notes if note.startswith("conflictwire: ")]
    assert "full" in line
    mended = run(home, web)
    assert mended.code == 0, mended.said
    assert len(home.articles()) == home.number("SELECT COUNT(*) AS n FROM articles") == PAGES


def _run_with_little_room(home: Home, web: TestWeb, most_bytes: int) -> Done:
    """No file can grow beyond that: to SQLite this is a full disk, for a user who may not mount one."""
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, {most_bytes})); "
    )

    class Cramped(Home):
        def command(self, *arguments: str) -> list[str]:
            python, option, start, *rest = super().command(*arguments)
            return [python, option, limited + start, *rest]

    return run(Cramped(home.folder), web)


def test_a_broker_that_is_down_at_start_costs_one_line_and_the_next_run_sends_it(home: Home, web: TestWeb) -> None:
    down = run(home, web, "--stream", "kafka://127.0.0.1:1")
    assert down.code == 0, down.said
    notes = [line for line in down.notes if "127.0.0.1:1" in line]
    assert notes
    assert len(notes) == len(set(notes))
    counts = down.json()["collected"]
    assert (counts["decisions"], counts["published"]) == ({"new": PAGES}, {})
    assert counts["waiting"] > PAGES
    mended = run(home, web)
    assert mended.json()["collected"]["sent"][ARTICLES] == PAGES
    assert len(home.articles()) == home.number("SELECT COUNT(*) AS n FROM articles") == PAGES


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--state", f"postgresql://me:{PASSWORD}@127.0.0.1:1/state"), "127.0.0.1"),
        (("--state", "mysql://x/y"), "CONFLICTWIRE_STATE"),
        (("--stream", "rabbit://x"), "CONFLICTWIRE_STREAM"),
        (("--host-delay-s", "soon"), "CONFLICTWIRE_HOST_DELAY_S"),
        (("--home", "/proc/no/home"), "/proc/no/home"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else value,
)
def test_what_cannot_run_says_so_in_one_line(
    home: Home, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home.folder.mkdir()
    file = feed_list(home.folder, ["http://127.0.0.1:1/feed.xml"])
    assert app.run(["run", "--feeds", str(file), "--home", str(home.folder), *arguments]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("conflictwire: ")
    assert words in line
    assert PASSWORD not in line


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"feeds: [", "feeds.yaml"), (b"feeds:\n  - title: no url\n", "url"), (b"\xff\xfe\x00", "feeds.yaml")],
)
def test_a_list_that_cannot_be_read_says_where(
    tmp_path: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_bytes(content)
    assert app.run(["run", "--feeds", str(file), "--home", str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_a_warehouse_that_is_away_costs_its_station_only(home: Home, web: TestWeb) -> None:
    away = run(home, web, "--warehouse", f"postgresql://me:{PASSWORD}@127.0.0.1:1/warehouse")
    assert away.code == 0, away.said
    assert away.json()["loaded"] is None
    assert away.json()["collected"]["published"][ARTICLES] == PAGES
    assert [line for line in away.notes if "127.0.0.1" in line]
    web.put("https://outlet0.example/1", page(1, "Corrected."), AT)
    mended = run(home, web)
    assert mended.json()["loaded"]["articles"] >= PAGES
    assert len(home.records(OUTCOMES)) == home.number("SELECT COUNT(*) AS n FROM decisions") + home.number(
        "SELECT COUNT(*) AS n FROM polls"
    )
