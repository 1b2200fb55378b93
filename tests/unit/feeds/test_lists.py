from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.feeds import FeedSource, read_feed_list


def written(tmp_path: Path, text: str, name: str = "feeds.opml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_opml_folders_become_tags_and_each_url_counts_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="Syria"><outline text="A &amp; B" xmlUrl="https://a.example/f"/>'
        '<outline title="C" xmlURL="http://c.example/f?x=1&y=2" /></outline><outline text="D" xmlUrl="https://a.example/f"/></body></opml>',
    )
    assert read_feed_list(path) == [
        FeedSource("https://a.example/f", "A & B", ("Syria",)),
        FeedSource("http://c.example/f?x=1&y=2", "C", ("Syria",)),
    ]


def test_opml_with_unescaped_quotes_is_mended(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '<opml><body><outline text="The "Daily". News" title="x" xmlUrl="https://a.example/f" /></body></opml>',
    )
    assert read_feed_list(path) == [FeedSource("https://a.example/f", "x", ())]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("- https://a.example/f\n", [FeedSource("https://a.example/f")]),
        (
            "feeds:\n  - url: https://a.example/f\n    title: A\n    tags: [syria, wire]\n",
            [FeedSource("https://a.example/f", "A", ("syria", "wire"))],
        ),
    ],
)
def test_yaml(tmp_path: Path, text: str, sources: list[FeedSource]) -> None:
    assert read_feed_list(written(tmp_path, text, "feeds.yaml")) == sources


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<opml><body>\n<outline xmlUrl='ftp://a.example/'/></body></opml>", "line 2: not an http"),
        ("<opml><body>\n<outline></body></opml>", "line 2: no well-formed XML"),
        ("<html></html>", "not OPML"),
        (
            "<!DOCTYPE o [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><opml><body><outline text='&b;' xmlUrl='https://a.example/'/></body></opml>",
            "entities is refused",
        ),
        ("<opml><body/></opml>", "names no feed"),
        ("- https://a.example/f\n- 7\n", "item 2"),
        ("- not a url\n", "item 1"),
        ("- https://a.example/f\n- http://[::1/feed\n", "item 2: Invalid IPv6 URL: 'http://[::1/feed'"),
        ("a: &x [1]\nfeeds: *x\n", "aliases are refused"),
        ("feeds: [\n", "no valid YAML"),
        ("- url: https://a.example/f\n  url: https://b.example/f\n", "line 2: no valid YAML ('url' stands twice"),
        ("[" * 3000, "nests too deep"),
        ("just words", "neither OPML nor"),
        ("", "neither OPML nor"),
    ],
)
def test_errors_name_the_file_the_place_and_the_reason(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_feed_list(written(tmp_path, text))
    assert said in str(caught.value)
    assert "feeds.opml" in str(caught.value)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_feed_list(tmp_path / "none.opml")


@pytest.mark.parametrize(
    ("written_as", "url"),
    [
        ("feed://a.example/f", "http://a.example/f"),
        ("feed:https://a.example/f", "https://a.example/f"),
        ("https://a.example/feed:x", "https://a.example/feed:x"),
    ],
)
def test_addresses_with_the_scheme_of_feeds(tmp_path: Path, written_as: str, url: str) -> None:
    outline = f"<opml><body><outline xmlUrl='{written_as}'/></body></opml>"
    assert [source.url for source in read_feed_list(written(tmp_path, outline))] == [url]
    assert [source.url for source in read_feed_list(written(tmp_path, f"- {written_as}\n"))] == [url]
