from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.urls import canonical_url, registered_domain, url_key


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://Www.Example.COM:80/a/../b/?utm_source=x&id=3&z=1#frag", "http://www.example.com/b/?id=3&z=1"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:8443/x", "https://example.com:8443/x"),
        ("https://user:secret@example.com/x", "https://example.com/x"),
        ("https://m.bbc.co.uk/news/1.amp", "https://www.bbc.co.uk/news/1"),
        ("https://amp.theguardian.com/world/x?ref=rss", "https://www.theguardian.com/world/x"),
        ("https://example.com/amp/2017/story", "https://example.com/2017/story"),
        ("https://example.com/2017/story/amp/", "https://example.com/2017/story"),
        ("https://example.com/story.amp.html", "https://example.com/story.html"),
        ("https://en.m.wikipedia.org/wiki/Abu_Kamal", "https://en.wikipedia.org/wiki/Abu_Kamal"),
        ("https://example.com/x?b=2&a=1&fbclid=z", "https://example.com/x?b=2&a=1"),
        ("https://example.com/x?ref=12", "https://example.com/x?ref=12"),
        ("https://example.com/%7euser/%c3%a9", "https://example.com/~user/%C3%A9"),
        ("https://example.com/é", "https://example.com/%C3%A9"),
        ("https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"),
        ("http://127.0.0.1:8000/www.outlet.example/a?b=1", "http://127.0.0.1:8000/www.outlet.example/a?b=1"),
        ("http://[::1]:80/", "http://[::1]/"),
    ],
)
def test_variants_fold_into_one_url(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "ftp://example.com/",
        "javascript:alert(1)",
        "/relative",
        "http://",
        "http://exa mple.com/",
        "http://h:99999/",
    ],
)
def test_what_is_no_http_url_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical_url(bad)


@given(st.text(max_size=60))
def test_any_path_canonicalizes_once_and_for_all(path: str) -> None:
    try:
        once = canonical_url("https://example.com/" + path)
    except ValueError:
        return
    assert canonical_url(once) == once


def test_keys_survive_scheme_www_and_slash_flips() -> None:
    keys = {
        url_key(u)
        for u in ("http://www.example.com/a/", "https://example.com/a", "https://www.example.com/a?utm_medium=rss")
    }
    assert keys == {"example.com/a"}
    assert url_key("https://example.com/a?id=1") != url_key("https://example.com/a?id=2")


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("www.example.com", "example.com"),
        ("http://127.0.0.1:8000/x", "127.0.0.1:8000"),
        ("localhost:99", "localhost:99"),
        ("http://[::1]:80/", "[::1]:80"),
        ("http://www.outlet.example.localhost:41000/a", "outlet.example.localhost"),
        ("intranet", "intranet"),
    ],
)
def test_registered_domain_names_the_outlet(written: str, domain: str) -> None:
    assert registered_domain(written) == domain


def test_registered_domain_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no host"):
        registered_domain("https:///x")
