"""What is asked for a page, and how a visit is kept until its decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract import Extracted
from pipeline.fetch import Fetched
from pipeline.model.words import How, Outcome, Stage
from pipeline.state import KnownPage, LeasedItem
from pipeline.wiring.collect.payload import VisitedPage, pack, unpack
from pipeline.wiring.collect.visit import FULL_VISIT_EVERY, end, is_same, page_request

NOW = datetime(2017, 11, 9, tzinfo=UTC)
URL = "https://news.example/1"
PAGE = KnownPage("a1", URL, '"e"', "Thu, 09 Nov 2017 00:00:00 GMT", "5" * 64)
ITEM = LeasedItem(1, 1, "i1", "f1", "k", URL, "news.example", "run", NOW, 1, PAGE, 0, 0, NOW)


def test_a_page_that_was_decided_is_asked_for_with_its_validators() -> None:
    assert page_request(ITEM).etag == '"e"'
    assert not page_request(replace(ITEM, page=None)).is_conditional


def test_validators_of_another_address_are_not_used() -> None:
    moved = replace(ITEM, url="https://news.example/other")
    assert not page_request(moved).is_conditional
    assert not is_same(moved, Fetched(moved.url, moved.url, Outcome.OK), PAGE.sha256)


def test_a_server_that_answers_304_for_ever_is_asked_in_full_now_and_then() -> None:
    asked = [page_request(replace(ITEM, quiet=n)).is_conditional for n in range(FULL_VISIT_EVERY)]
    assert asked == [True] * (FULL_VISIT_EVERY - 1) + [False]


def test_the_same_bytes_are_the_same_page() -> None:
    ok = Fetched(URL, URL, Outcome.OK)
    assert is_same(ITEM, ok, PAGE.sha256)
    assert not is_same(ITEM, ok, "6" * 64)
    assert not is_same(replace(ITEM, page=None), ok, PAGE.sha256)


def test_an_end_counts_the_failure_and_says_one_line() -> None:
    answer = end(ITEM, Stage.FETCH, Outcome.NOT_FOUND, "HTTP 404\nsecond line", 2, NOW)
    assert (answer.outcome, answer.visit.failures, answer.visit.page) == ("not-found", 1, None)
    assert b"HTTP 404 second line" in answer.ledger.value


times = st.none() | st.datetimes(timezones=st.just(UTC))
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, texts, st.lists(texts), times, times, st.sampled_from(How))
def test_a_visit_comes_back_as_it_was_kept(
    title: str, text: str, authors: list[str], published: datetime | None, updated: datetime | None, how: How
) -> None:
    said = Extracted(
        Outcome.OK,
        "",
        URL,
        title=title,
        text=text,
        authors=tuple(authors),
        published_at=published,
        published_how=how,
        updated_at=updated,
        date_candidates=("meta=2017-11-09",),
    )
    page = VisitedPage(URL, NOW, '"e"', "", "5" * 64, 1000, said)
    assert unpack(pack(page)) == page


def test_an_unchanged_visit_holds_no_article() -> None:
    page = VisitedPage(URL, NOW, "", "", "5" * 64, 0, None)
    assert unpack(pack(page)) == page
