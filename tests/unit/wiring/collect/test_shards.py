"""Feeds in batches: one domain together, sizes alike, none lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds import FeedSource
from pipeline.wiring.collect import shards


def feeds(*hosts: str) -> list[FeedSource]:
    return [FeedSource(f"https://{host}/{n}") for n, host in enumerate(hosts)]


def test_the_feeds_of_one_domain_stay_together() -> None:
    batches = shards(feeds("a.one.example", "two.example", "b.one.example", "three.example"), 2)
    assert [[feed.url[-1] for feed in batch] for batch in batches] == [["0", "2"], ["1", "3"]]


def test_no_batch_is_empty_and_there_are_no_more_than_domains() -> None:
    assert len(shards(feeds("one.example", "one.example"), 8)) == 1
    assert shards([], 8) == []


def test_an_address_that_is_none_is_a_batch_member_too() -> None:
    assert shards([FeedSource("nonsense")], 3) == [[FeedSource("nonsense")]]


def test_less_than_one_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one batch"):
        shards(feeds("one.example"), 0)


@given(st.lists(st.sampled_from([f"h{n}.example" for n in range(9)])), st.integers(1, 12))
def test_every_feed_is_in_one_batch_and_the_same_every_time(hosts: list[str], most: int) -> None:
    listed = feeds(*hosts)
    batches = shards(listed, most)
    assert sorted(feed.url for batch in batches for feed in batch) == sorted(feed.url for feed in listed)
    assert batches == shards(listed, most)
    assert all(batches)
    assert len(batches) <= most
