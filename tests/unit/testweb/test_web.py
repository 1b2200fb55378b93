from __future__ import annotations

import gzip
import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.feeds import parse_feed
from pipeline.testweb import TestWeb, read_site

PAGE = "https://www.courier.example/2017/11/abu-kamal?id=7"
FEED = "https://www.courier.example/feed.xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    html = f"<html><head><link rel='canonical' href='{PAGE}'></head><body><a href='https://other.example/'>x</a></body></html>"
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(html.encode()))
    item = {
        "url": PAGE,
        "file": "page.html.gz",
        "title": "Troops & towns",
        "published": "2017-11-09T10:00:00+00:00",
        "summary": "One.",
    }
    feeds = [
        {"url": FEED, "title": "Courier", "pages": [PAGE]},
        {"url": FEED + "?atom", "format": "atom", "pages": [PAGE]},
    ]
    (tmp_path / "site.json").write_text(json.dumps({"pages": [item], "feeds": feeds}))
    return tmp_path


@pytest.fixture
def web(folder: Path) -> Iterator[TestWeb]:
    with TestWeb(folder) as started:
        yield started


def get(web: TestWeb, url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    host, _, path = url.removeprefix("http://").partition("/")
    connection.request(
        "GET", f"/{path}", headers={"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}}
    )
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body, dict(response.getheaders())


def test_both_forms_of_a_url_lead_to_the_page_with_its_own_links_turned(web: TestWeb) -> None:
    local = web.url_for(PAGE)
    assert local == f"http://www.courier.example.localhost:{web.port}/2017/11/abu-kamal?id=7"
    status, body, _ = get(web, local)
    assert status == 200
    assert local.encode() in body
    assert b"https://other.example/" in body
    assert get(web, f"{web.base_url}/www.courier.example/2017/11/abu-kamal?id=7")[1] == body
    assert get(web, web.url_for("https://www.courier.example/none"))[0] == 404


def test_validators_answer_304_until_the_page_changes(web: TestWeb) -> None:
    local = web.url_for(PAGE)
    _, body, headers = get(web, local)
    assert get(web, local, If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert get(web, local, If_None_Match=f'W/{headers["ETag"]}, "x"')[0] == 304
    assert get(web, local, If_Modified_Since=headers["Last-Modified"])[0] == 304
    web.put(PAGE, body + b"<!-- changed -->")
    assert get(web, local, If_None_Match=headers["ETag"])[0] == 200


@pytest.mark.parametrize("feed", [FEED, FEED + "?atom"])
def test_a_built_feed_announces_its_pages_and_their_changes(web: TestWeb, folder: Path, feed: str) -> None:
    os.utime(folder / "page.html.gz", (1_510_221_600, 1_510_221_600))
    _, body, headers = get(web, web.url_for(feed))
    entry = parse_feed(body, web.url_for(feed), headers["Content-Type"]).entries[0]
    assert (entry.title, entry.link, entry.summary_text) == ("Troops & towns", web.url_for(PAGE), "One.")
    assert entry.published is not None
    assert entry.updated is not None
    assert entry.updated.timestamp() == 1_510_221_600
    os.utime(folder / "page.html.gz", (1_510_225_200, 1_510_225_200))
    status, body, _ = get(web, web.url_for(feed), If_None_Match=headers["ETag"])
    changed = parse_feed(body, web.url_for(feed)).entries[0].updated
    assert status == 200
    assert changed is not None
    assert changed.timestamp() == 1_510_225_200


def test_links_of_a_static_feed_are_turned_but_not_its_namespaces(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    feed = b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry><link href='http://a.example/1'/></entry></feed>"
    (tmp_path / "a.example" / "feed.xml").write_bytes(feed)
    with TestWeb(tmp_path, style="path") as web:
        assert web.feed_urls == [f"{web.base_url}/a.example/feed.xml"]
        _, body, _ = get(web, web.feed_urls[0])
    assert b"xmlns='http://www.w3.org/2005/Atom'" in body
    assert f"{web.base_url}/a.example/1".encode() in body


def test_wrong_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such folder"):
        read_site(tmp_path / "none")
    (tmp_path / "site.json").write_text('{"pages": [{"url": "https://a.example/", "file": "none.html"}]}')
    with pytest.raises(SettingsError, match=r"none\.html is not there"):
        read_site(tmp_path)


def test_only_get_and_head_and_only_http(web: TestWeb) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.request("POST", "/x")
    assert connection.getresponse().status == 405
    connection.close()
    assert get(web, web.bad_url("no-such-thing"))[0] == 404
    assert get(web, web.bad_url("status?code=x"))[0] == 400


def test_a_feed_of_bad_pages(web: TestWeb) -> None:
    _, body, _ = get(web, web.bad_url("feed?pages=slow,reset"))
    assert [e.link.rpartition("/")[2] for e in parse_feed(body, web.base_url).entries] == ["slow", "reset"]


def test_a_query_that_names_nothing_of_its_own_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "courier.example").mkdir()
    (tmp_path / "courier.example" / "a.html").write_text("<p>the page</p>")
    with TestWeb(tmp_path, style="path") as web:
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
        connection.request("GET", "/courier.example/a.html?utm_source=rss")
        assert connection.getresponse().status == 200
        connection.close()
