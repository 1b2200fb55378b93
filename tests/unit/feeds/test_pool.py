"""A large feed is read in a process of its own: one that hangs or kills it costs itself alone."""

from __future__ import annotations

import os
import time

from pipeline.feeds import ParsedFeed, ParserPool, parse_feed
from pipeline.model.words import Outcome

RSS = b"<rss version='2.0'><channel><item><title>One</title></item></channel></rss>"


def misbehaving(body: bytes, url: str, content_type: str) -> ParsedFeed:
    if url.endswith("hang"):
        time.sleep(60)
    if url.endswith("die"):
        os._exit(7)
    if url.endswith("raise"):
        raise ValueError("a fault of ours")
    return parse_feed(body, url, content_type)


def test_a_feed_that_hangs_or_kills_costs_itself_alone() -> None:
    with ParserPool(5, misbehaving) as pool:
        futures = [pool.submit(RSS, f"https://x.example/{name}", "") for name in ("hang", "die", "raise", "good")]
        parsed = [future.result(timeout=60) for future in futures]
    assert [one.outcome for one in parsed] == [
        Outcome.EXTRACTOR_TIMEOUT,
        Outcome.EXTRACTOR_CRASH,
        Outcome.EXTRACTOR_CRASH,
        Outcome.OK,
    ]
    assert [bool(one.detail) for one in parsed] == [True, True, True, False]
    assert parsed[3].entries[0].title == "One"
