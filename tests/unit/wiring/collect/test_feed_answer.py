"""What a feed's answer changes of what is known: pure, answer by answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.fetch import Fetched
from pipeline.model.words import Outcome
from pipeline.state import FeedState
from pipeline.wiring.collect import CollectOptions
from pipeline.wiring.collect.feed_answer import at_its_address, read_answer, request_for

NOW = datetime(2017, 11, 9, tzinfo=UTC)
URL = "https://news.example/feed"
FEED = FeedState("f1", URL, "", URL, '"old"', "", "", "", 0, 3, 0, 0, 900, NOW, None, "", "")
RSS = (
    b"<rss version='2.0'><channel><title>News</title>"
    b"<item><title>One</title><link>https://news.example/1</link><guid>1</guid></item>"
    b"<item><title>Two</title><link>https://news.example/2</link><guid>2</guid></item>"
    b"</channel></rss>"
)


def answer(outcome: Outcome = Outcome.OK, body: bytes = RSS, **more: Any) -> Fetched:
    return replace(Fetched(URL, URL, outcome, body=body, etag='"new"', attempts=1), **more)


def test_a_new_body_is_announced_the_oldest_first() -> None:
    """Feeds list the newest first; without dates that is all we know."""
    polled = read_answer(FEED, answer())
    assert polled.announced is not None
    assert [(entry.position, entry.values.title) for entry in polled.announced] == [(0, "Two"), (1, "One")]
    assert (polled.after.etag, polled.after.body_number, polled.after.title) == ('"new"', 1, "News")


def test_dates_decide_the_order_whatever_the_feed_lists() -> None:
    days = (9, 8, 10)
    items = (f"<item><title>{day}</title><pubDate>{day} Nov 2017 10:00:00 GMT</pubDate></item>" for day in days)
    listed = "".join(items) + "<item><title>x</title></item>"
    body = f"<rss version='2.0'><channel><title>News</title>{listed}</channel></rss>"
    polled = read_answer(FEED, answer(body=body.encode()))
    assert polled.announced is not None
    assert [entry.values.title for entry in polled.announced] == ["8", "9", "x", "10"]


def test_a_new_validator_is_kept_even_if_the_body_is_the_same() -> None:
    known = replace(read_answer(FEED, answer()).after, etag='"old"')
    polled = read_answer(known, answer())
    assert polled.announced is None
    assert (polled.after.etag, polled.after.body_number) == ('"new"', known.body_number)


def test_after_many_304_the_feed_is_asked_for_in_full() -> None:
    options, feed = CollectOptions(full_poll_every=3), FEED
    for _ in range(3):
        assert request_for(feed, options).etag == '"old"'
        feed = read_answer(feed, answer(Outcome.NOT_MODIFIED, b"", etag='"old"')).after
    assert not request_for(feed, options).is_conditional
    assert request_for(read_answer(feed, answer()).after, options).is_conditional


def test_a_page_in_place_of_a_feed_leaves_no_validator_to_hide_behind() -> None:
    polled = read_answer(FEED, answer(body=b"<!DOCTYPE html><html><body>consent</body></html>"))
    assert polled.outcome is Outcome.NOT_A_FEED
    assert (polled.after.etag, polled.after.body_sha256, polled.after.errors) == ('"old"', "", 1)
    assert polled.detail


def test_errors_are_counted_in_a_row_and_a_success_forgets_them() -> None:
    failed = read_answer(FEED, answer(Outcome.GAVE_UP_TIMEOUT, b"", detail="no answer within 30 s")).after
    assert (failed.errors, failed.last_outcome, failed.last_detail) == (1, "gave-up-timeout", "no answer within 30 s")
    assert read_answer(failed, answer()).after.errors == 0


@pytest.mark.parametrize(
    ("outcome", "polls"), [(Outcome.NOT_FOUND, 1), (Outcome.GONE, 1), (Outcome.GAVE_UP_UNREACHABLE, 3)]
)
def test_a_feed_that_moved_for_good_is_asked_there_and_comes_home_when_lost(outcome: Outcome, polls: int) -> None:
    listed = "https://news.example/feed?feed=rss2"
    feed = replace(FEED, fetch_url=listed)
    feed = read_answer(feed, answer(permanent_url="https://new.example/feed")).after
    for _ in range(polls):
        feed = at_its_address(feed, listed)
        assert request_for(feed, CollectOptions()).url == "https://new.example/feed"
        assert feed.etag == '"new"'
        feed = read_answer(feed, answer(outcome, b"", detail="no answer")).after
    feed = at_its_address(feed, listed)
    assert feed.fetch_url == listed, "as listed, not in canonical form"
    assert feed.etag == "", "the validators were of the other"


def test_a_feed_is_asked_with_the_login_that_the_list_has_now() -> None:
    old = replace(FEED, fetch_url="https://me:old@news.example/feed")
    assert at_its_address(old, "https://me:new@news.example/feed").fetch_url == "https://me:new@news.example/feed"
    assert at_its_address(old, old.fetch_url) is old


def test_a_policy_that_is_damaged_is_learned_anew() -> None:
    polled = read_answer(replace(FEED, policy="[1]"), answer())
    assert polled.announced is not None
    assert len(polled.announced) == 2


def test_what_no_database_takes_is_taken_out() -> None:
    body = RSS.replace(b"One", b"One &#0;")
    polled = read_answer(FEED, answer(body=body, etag='"a\x00b"'))
    assert "\x00" not in polled.after.etag
    assert all("\x00" not in entry.key + entry.url for entry in polled.announced or ())
