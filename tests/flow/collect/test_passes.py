"""One pass after another over a small web: everything once, nothing twice, changes as versions."""

from __future__ import annotations

from dataclasses import replace

from pipeline.feeds import FeedSource
from pipeline.model.ledger import LedgerKind
from pipeline.model.words import Decision, Outcome
from pipeline.stream import ARTICLES, OUTCOMES
from pipeline.testweb import TestWeb
from pipeline.wiring.collect import read_counts
from tests.flow.collect.lines import LineRunner, distinct, page

PAGES = 6


def test_every_article_comes_once_and_the_items_add_up(line: LineRunner) -> None:
    counts = line.run()
    assert (counts.polled, counts.admitted) == ({"ok": 2}, {"first": PAGES})
    assert counts.decisions == {"new": PAGES}
    assert counts.is_closed
    assert counts.published == {ARTICLES: PAGES, OUTCOMES: PAGES + 2}
    assert counts.waiting == 0
    articles = line.articles()
    assert len(articles) == len(distinct(articles)) == PAGES
    assert all(article.verdict.decision is Decision.NEW and article.version == 1 for article in articles)


def test_articles_come_in_the_order_of_the_list_and_of_the_feeds(line: LineRunner) -> None:
    line.run()
    # the feeds may be stored in one transaction, and then have one time of admission
    admitted = sorted((article.admitted_at, int(article.entry_title.split()[1])) for article in line.articles())
    assert [number for _, number in admitted] == [1, 2, 3, 101, 102, 103]


def test_a_second_run_publishes_no_article_and_a_third_the_one_that_changed(line: LineRunner, web: TestWeb) -> None:
    line.run()
    second = line.run()
    assert second.polled == {"not-modified": 2}
    assert second.decisions == {"unchanged": PAGES}
    assert ARTICLES not in second.published
    web.put("https://outlet0.example/2", page(2, note="Corrected: the toll is eleven."))
    third = line.run()
    assert third.decisions == {"unchanged": PAGES - 1, "revised": 1}
    assert third.published[ARTICLES] == 1
    revised = [article for article in line.articles() if article.version == 2]
    assert [article.entry_title for article in revised] == ["News 2"]
    assert revised[0].first_seen_at < revised[0].fetched_at


def test_every_item_has_one_line_in_the_ledger(line: LineRunner) -> None:
    line.run()
    line.run()
    ledger = [record for record in line.ledger() if record.kind is LedgerKind.DECISION]
    assert len(ledger) == len({record.item_id for record in ledger}) == 2 * PAGES
    polls = [record for record in line.ledger() if record.kind is LedgerKind.POLL]
    assert len(polls) == len({record.item_id for record in polls}) == 4


def test_by_the_schedule_nothing_is_due_at_once(line: LineRunner, web: TestWeb) -> None:
    line.run()
    asked = sum(web.requests.values())
    counts = line.run(revisit="due")
    assert (counts.items, counts.polled) == (0, {})
    assert sum(web.requests.values()) == asked


def test_a_page_without_validators_that_is_the_same_is_not_extracted_again(line: LineRunner, web: TestWeb) -> None:
    always_200 = replace(line, sources=[FeedSource(web.bad_url("feed?pages=wrong-charset"))])
    first = always_200.run()
    second = always_200.run()
    assert first.items == second.items == 1
    assert sum(first.decisions.values()) + sum(first.outcomes.values()) == 1
    if first.decisions:
        assert second.decisions == {"unchanged": 1}


def test_bad_feeds_and_bad_pages_each_get_their_word_and_the_rest_goes_on(line: LineRunner, web: TestWeb) -> None:
    bad = [
        "html-as-feed",
        "status?code=500",
        "loop",
        "private",
        "huge?mb=50",
        "feed?pages=huge,loop,private,wrong-charset,reset,garbage",
    ]
    unreachable = FeedSource("http://127.0.0.1:9/feed.xml")
    sources = [*(FeedSource(web.bad_url(route)) for route in bad), unreachable, *line.sources]
    counts = replace(line, sources=sources).run()
    assert counts.polled == {
        "not-a-feed": 1,
        "gave-up-server-error": 1,
        "too-many-redirects": 1,
        "private-address": 1,
        "too-large": 1,
        "gave-up-unreachable": 1,
        "ok": 3,
    }
    assert counts.is_closed
    assert counts.decisions["new"] >= PAGES
    assert counts.outcomes["too-large"] == counts.outcomes["too-many-redirects"] == 1
    assert counts.outcomes["private-address"] == 1
    lines = [record for record in line.ledger() if record.outcome is not Outcome.OK]
    assert all(record.detail and "\n" not in record.detail for record in lines)


def test_headers_that_are_no_text_stop_nobody(line: LineRunner, web: TestWeb) -> None:
    odd = FeedSource(web.bad_url("feed?pages=odd-headers"))
    counts = replace(line, sources=[odd, *line.sources]).run()
    assert counts.is_closed
    assert counts.decisions == {"new": PAGES + 1}


def test_a_slow_host_holds_up_neither_the_pass_nor_the_news_of_the_others(line: LineRunner, web: TestWeb) -> None:
    """Its page is admitted first, and still waits for its host when the others are done."""
    slow = FeedSource(web.bad_url("feed?pages=slow%3Fseconds%3D2,slow%3Fseconds%3D2.5,slow%3Fseconds%3D2.7"))
    options = replace(line.options, host_delay_s=2.0, order_wait_s=0.0, lease_s=0.5, pass_s=0.5)
    hasty = replace(line, sources=[slow, *line.sources], options=replace(options, per_host=1))
    first = hasty.run()
    assert first.decisions["new"] >= len(line.sources), (
        "one of each host, though pages of the slow one stand before them"
    )
    assert first.open > 0
    patient = replace(hasty, options=replace(options, pass_s=None, host_delay_s=0.0))
    patient.run(revisit="due")
    with line.open_state() as state:
        assert read_counts(state, first.run_id).is_closed
    assert len(distinct(line.articles())) == len(line.articles()) == PAGES
