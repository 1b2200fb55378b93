"""``conflictwire demo``: three turns of Albu Kamal, not one and not seven, each walked back to its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.model.article import Article
from tests.flow.line.commands import Done, Home

ALBU_KAMAL = 174448
ARMY, GOVERNMENT, ISLAMIC_STATE = "Military of Syria", "Government of Syria", "Islamic State"
HEADLINE = "Syrian troops retake last ISIL urban stronghold of Albu Kamal"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """What the sample outlets say of one turn."""

    days: frozenset[str]
    type: str
    control: str
    winner: str
    loser: str
    killed: int | None
    outlets: frozenset[str]
    """Who must be among its sources; a later report that looks back may be one too."""


TURNS = (
    Turn(
        frozenset({"2017-11-08", "2017-11-09"}),
        "GOV_REGAINS_TERRITORY",
        "government_regains",
        ARMY,
        ISLAMIC_STATE,
        None,
        frozenset({"levantcourier", "meridianwire", "harbourgazette"}),
    ),
    Turn(
        frozenset({"2017-11-11"}),
        "NON_STATE_OVERTAKES_TERRITORY",
        "non_state_gains",
        ISLAMIC_STATE,
        ARMY,
        21,
        frozenset({"levantcourier", "easternmonitor"}),
    ),
    Turn(
        frozenset({"2017-11-19"}),
        "GOV_REGAINS_TERRITORY",
        "government_regains",
        ARMY,
        ISLAMIC_STATE,
        None,
        frozenset({"levantcourier", "meridianwire", "capitalledger"}),
    ),
)


@dataclass(frozen=True, slots=True)
class Demo:
    home: Home
    done: Done
    articles: dict[str, Article]
    """By the last part of the path of their URL."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home = Home(tmp_path_factory.mktemp("demo") / "home")
    done = home.run("demo")
    return Demo(home, done, {article.url.rsplit("/", 1)[1]: article for article in home.articles()})


@pytest.fixture(scope="module")
def events(demo: Demo) -> list[dict[str, Any]]:
    return demo.home.sql("SELECT * FROM events ORDER BY date_start, event_id")


@pytest.fixture(scope="module")
def claims(demo: Demo) -> list[dict[str, Any]]:
    return demo.home.sql(
        "SELECT c.*, a.source, a.title, a.text FROM claims c "
        "JOIN articles a ON a.article_id = c.article_id ORDER BY c.claim_id"
    )


def test_it_ends_well_with_both_tables(demo: Demo) -> None:
    assert demo.done.code == 0, demo.done.said
    for piece in ("Events:", "The words that prove them:", "GOV_REGAINS_TERRITORY", "conflictwire trace"):
        assert piece in demo.done.out


def test_every_item_is_decided_published_and_loaded(demo: Demo) -> None:
    assert len(demo.articles) == 14
    assert demo.home.number("SELECT COUNT(*) AS n FROM decisions") == 14
    assert demo.home.sql("SELECT * FROM outcomes") == []
    assert demo.home.sql("SELECT * FROM polls WHERE outcome <> 'ok'") == []


def test_there_are_exactly_three_events(events: list[dict[str, Any]]) -> None:
    shown = [(row["date_start"], row["type"], row["actor1"], row["place_name"]) for row in events]
    assert len(events) == 3, shown


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: min(turn.days))
def test_each_turn_is_one_event_as_told(turn: Turn, events: list[dict[str, Any]]) -> None:
    (event,) = [row for row in events if turn.days & {row["date_start"], row["date_end"]}]
    assert {event["date_start"], event["date_end"]} <= turn.days
    assert (event["type"], event["actor1"], event["actor2"]) == (turn.type, turn.winner, turn.loser)
    assert (event["geoname_id"], event["country"], event["admin1"]) == (ALBU_KAMAL, "SYR", "Deir ez-Zor")
    assert event["killed_best"] == turn.killed
    assert event["sources"] >= len(turn.outlets)


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: min(turn.days))
def test_every_claim_of_a_turn_says_the_same_direction(
    turn: Turn, events: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> None:
    (event,) = [row for row in events if turn.days & {row["date_start"], row["date_end"]}]
    mine = [row for row in claims if row["event_id"] == event["event_id"]]
    turning = [row for row in mine if row["control"] != "none"]
    assert turning
    for claim in turning:
        assert claim["control"] == turn.control
        # an outlet may say "government forces" where another says "troops": both are of one side
        sides = [ARMY if claim[role] == GOVERNMENT else claim[role] for role in ("actor1", "actor2")]
        assert sides == [turn.winner, turn.loser]
    told = {row["source"].split(".")[0] for row in turning}
    assert turn.outlets - {"harbourgazette"} <= told  # whose article is a copy, a mention and no claim


def test_no_claim_stands_outside_the_three_events(claims: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
    assert {row["event_id"] for row in claims} == {row["event_id"] for row in events}


def test_every_quote_stands_word_for_word_at_its_offsets(demo: Demo, claims: list[dict[str, Any]]) -> None:
    texts = {row["claim_id"]: row for row in claims}
    quotes = demo.home.sql("SELECT * FROM evidence")
    assert {row["claim_id"] for row in quotes} == set(texts)
    for row in quotes:
        whole = texts[row["claim_id"]][row["part"]]
        assert whole[row["start_offset"] : row["end_offset"]] == row["quote"]
        assert row["quote"].strip()
        assert len(row["quote"]) <= 300
    for claim in claims:
        fields = {row["field"] for row in quotes if row["claim_id"] == claim["claim_id"]}
        columns = {"actor1": "actor1_id", "actor2": "actor2_id", "place": "geoname_id", "date": "date_start"}
        assert fields >= {"type", *(field for field, column in columns.items() if claim[column] is not None)}


def test_the_neighbouring_town_is_no_place_of_an_event(claims: list[dict[str, Any]]) -> None:
    assert {row["geoname_id"] for row in claims} == {ALBU_KAMAL}
    assert not [row for row in claims if row["country"] == "IRQ"]


def test_the_wire_copy_is_a_copy_of_what_it_repeats(demo: Demo) -> None:
    copy = demo.articles["army-declares-capture-of-albu-kamal.html"]
    wire = demo.articles["albu-kamal-captured.html"]
    assert (str(copy.verdict.decision), copy.verdict.of) == ("copy", wire.article_id)
    assert copy.verdict.similarity is not None
    assert str(wire.verdict.decision) == "new"


def test_the_corrected_toll_is_an_update_and_no_copy(demo: Demo) -> None:
    corrected = demo.articles["2017-11-12-albu-kamal-corrected.html"]
    first = demo.articles["2017-11-11-albu-kamal.html"]
    assert str(first.verdict.decision) == "new"
    assert str(corrected.verdict.decision) in ("update", "revised")
    assert corrected.verdict.of == first.article_id
    assert corrected.verdict.reason


def test_the_headline_that_came_true_twice_is_new_both_times(demo: Demo) -> None:
    twice = [article for article in demo.articles.values() if article.title == HEADLINE]
    assert [str(article.verdict.decision) for article in twice] == ["new", "new"]
    assert len({article.article_id for article in twice}) == 2
    assert all(HEADLINE not in article.text for article in twice)


def test_plain_news_is_not_about_conflict(demo: Demo) -> None:
    rows = demo.home.sql("SELECT url, relevant FROM articles")
    plain = ("olive", "ferry", "grain", "film", "bank")
    found = {row["url"]: row["relevant"] for row in rows if any(word in row["url"] for word in plain)}
    assert len(found) == 5
    assert not any(found.values())
    assert all(row["relevant"] for row in rows if "kamal" in row["url"])


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: min(turn.days))
def test_a_trace_walks_an_event_all_the_way_back(demo: Demo, turn: Turn) -> None:
    days = ", ".join(f"'{day}'" for day in turn.days)
    found = demo.home.sql(
        f"SELECT event_id FROM events WHERE type = '{turn.type}' AND date_start IN ({days})"  # noqa: S608
    )
    event_id = str(found[0]["event_id"])
    text = demo.home.call("trace", event_id)
    assert text.code == 0
    for piece in (f"event {event_id}", "news.articles[", "news.taggings[", "sha256", "feed: http", "entry: "):
        assert piece in text.out
    traced = json.loads(demo.home.call("trace", event_id, "--json").out)
    assert (traced["kind"], traced["event"]["event_id"]) == ("event", event_id)
    for claim in traced["claims"]:
        _is_whole(claim, demo)


def _is_whole(claim: Row, demo: Demo) -> None:
    """From the claim's quotes to the record, the page and the feed entry, each checked against the topic."""
    article = claim["article"]
    (published,) = [each for each in demo.articles.values() if each.article_id == claim["article_id"]]
    assert claim["tagging"]["topic"] == "news.taggings"
    place = article["record"]
    (record,) = [
        each
        for each in demo.home.records(place["topic"])
        if (each.partition, each.offset) == (place["partition"], place["offset"])
    ]
    assert record.key.decode() == claim["article_id"]
    for quote in claim["quotes"]:
        whole = published.title if quote["part"] == "title" else published.text
        assert whole[quote["start"] : quote["end"]] == quote["quote"]
    assert article["version"] == published.version == claim["version"]
    assert (article["page_sha256"], article["page_bytes"]) == (published.page_sha256, published.page_bytes)
    assert article["feed_url"].endswith("/feed.xml")
    assert article["entry_title"] == published.entry_title
    assert article["entry_link"].split("?")[0] == published.url
