"""What an entry carries beside title, link and dates."""

from __future__ import annotations

import pytest

from pipeline.feeds import Entry, parse_feed
from pipeline.feeds.base import Category, Enclosure

URL = "https://www.outlet.example/rss/world.xml"
SPACES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
)


def entry(item: str) -> Entry:
    body = f"<rss version='2.0' {SPACES}><channel><title>O</title><item>{item}</item></channel></rss>"
    return parse_feed(body.encode(), URL).entries[0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("<author>desk@outlet.example (Ana Maria Ruiz)</author>", ("Ana Maria Ruiz",)),
        ("<author>Ana Ruiz &lt;desk@outlet.example&gt;</author>", ("Ana Ruiz",)),
        ("<author>desk@outlet.example (A)</author><dc:creator>Jo Bell</dc:creator>", ("A", "Jo Bell")),
        ("<dc:creator>Jo Bell</dc:creator><dc:creator>Jo Bell</dc:creator>", ("Jo Bell",)),
        ("<author>desk@outlet.example</author>", ("desk@outlet.example",)),
        ("<title>x</title>", ()),
    ],
)
def test_authors_are_names(written: str, names: tuple[str, ...]) -> None:
    assert entry(written).authors == names


def test_categories_have_their_scheme_and_tags_are_their_terms() -> None:
    found = entry("<category domain='d'>War</category><category>War</category><category>Peace</category>")
    assert found.categories == (Category("War", "d"), Category("War"), Category("Peace"))
    assert found.tags == ("War", "Peace")


def test_enclosures_are_absolute_and_each_comes_once() -> None:
    found = entry(
        "<enclosure url='/a.mp3' length='5' type='audio/mpeg'/><enclosure url='data:x' type='x/y'/>"
        "<media:content url='https://cdn.example/a.jpg' medium='image' fileSize='9'/>"
        "<media:content url='https://www.outlet.example/a.mp3'/>"
    )
    assert found.enclosures == (
        Enclosure("https://www.outlet.example/a.mp3", "audio/mpeg", "5"),
        Enclosure("https://cdn.example/a.jpg", "", "9"),
    )
    assert found.image == "https://cdn.example/a.jpg"


@pytest.mark.parametrize(
    ("item", "image"),
    [
        ("<media:thumbnail url='/t.png'/><media:content url='/big.jpg' medium='image'/>", "t.png"),
        ("<media:content url='/big.jpg?w=140'/>", "big.jpg?w=140"),
        ("<media:content url='/film.mp4' type='video/mp4'/>", ""),
        ("<enclosure url='/e.webp' type='image/webp' length='1'/>", "e.webp"),
    ],
)
def test_the_picture_of_an_entry(item: str, image: str) -> None:
    assert entry(item).image == (f"https://www.outlet.example/{image}" if image else "")


def test_the_whole_content_stands_beside_the_summary() -> None:
    encoded = "<content:encoded>&lt;p&gt;All of it.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</content:encoded>"
    found = entry(f"<description>In short.</description>{encoded}")
    assert (found.summary, found.content) == ("In short.", "<p>All of it.</p>")


def test_language_source_comments_and_rights() -> None:
    found = entry(
        "<dc:language>fr</dc:language><source url='https://agency.example/'>The Agency</source>"
        "<comments>/talk</comments><dc:rights>all &amp;amp; any</dc:rights>"
    )
    assert (found.language, found.source, found.rights) == ("fr", "The Agency", "all & any")
    assert found.comments == "https://www.outlet.example/talk"
    assert entry("<title xml:lang='de'>Brücke</title>").language == "de"


def test_very_many_of_a_kind_and_very_long_ones_are_bounded() -> None:
    found = entry("".join(f"<category>{'c' * 5_000}{n}</category><dc:creator>{n}</dc:creator>" for n in range(500)))
    assert (len(found.categories), len(found.authors)) == (1, 100)
    assert len(found.tags[0]) == 300
    assert entry(f"<link>https://www.outlet.example/{'a' * 9_000}</link>").link == ""
    assert len(entry(f"<guid>{'g' * 9_000}</guid>").guid) == 8_000


def test_the_feed_itself_has_some_of_it() -> None:
    body = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><id>HTTP://www.outlet.example/F</id><title>O</title>"
        b"<author><name>Desk</name></author><category term='War' label='Wars'/><rights>free</rights>"
        b"<logo>/logo.png</logo></feed>"
    )
    info = parse_feed(body, URL).feed
    assert (info.id, info.authors, info.rights) == ("HTTP://www.outlet.example/F", ("Desk",), "free")
    assert (info.categories, info.image) == ((Category("War", "", "Wars"),), "https://www.outlet.example/logo.png")
