from __future__ import annotations

import base64
import json

import pytest

from pipeline.feeds import stage_parse

FEED = b"<rss version='2.0'><channel><title>O</title><item><title>T</title><link>/a</link><guid>7</guid>"
FEED += b"<pubDate>Thu, 09 Nov 2017 10:00:00 +0300</pubDate></item></channel></rss>"


def test_a_feed_line() -> None:
    answer = stage_parse(
        {"url": "https://o.example/f", "body_base64": base64.b64encode(FEED).decode(), "content_type": "text/xml"}
    )
    entry = answer["entries"][0]
    assert json.loads(json.dumps(answer)) == answer
    assert (entry["title"], entry["link"], entry["guid"], entry["published"]) == (
        "T",
        "https://o.example/a",
        "7",
        "2017-11-09T07:00:00Z",
    )
    assert (answer["outcome"], answer["feed"]["title"], answer["warnings"]) == ("ok", "O", [])


def test_a_line_that_is_no_feed_is_an_outcome() -> None:
    answer = stage_parse({"url": "https://o.example/f", "body_base64": base64.b64encode(b"<html></html>").decode()})
    assert (answer["outcome"], answer["entries"]) == ("not-a-feed", [])


@pytest.mark.parametrize(
    "line",
    [
        [],
        7,
        {},
        {"url": "x"},
        {"url": "x", "body_base64": 7},
        {"url": "x", "body_base64": "!!"},
        {"url": "x", "body_base64": "", "content_type": 7},
    ],
)
def test_an_unusable_line_is_an_error(line: object) -> None:
    assert set(stage_parse(line)) == {"error"}
