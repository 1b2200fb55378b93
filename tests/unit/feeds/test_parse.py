from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds import parse_feed
from pipeline.feeds.base import Entry, ParsedFeed
from pipeline.feeds.bounds import MAX_NESTING
from pipeline.feeds.parse import MAX_ENTRIES
from pipeline.model.words import Outcome

URL = "https://www.outlet.example/rss/world.xml"


def rss(items: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>".encode()


def one(body: bytes, content_type: str | None = None) -> Entry:
    parsed = parse_feed(body, URL, content_type)
    assert parsed.outcome is Outcome.OK, parsed.detail
    return parsed.entries[0]


def titled(title: bytes, declaration: bytes = b"") -> bytes:
    return declaration + b"<rss version='2.0'><channel><item><title>" + title + b"</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        (titled("Café – Абу-Камаль".encode()), None, "Café – Абу-Камаль"),
        (
            titled("Café Абу".encode(), b"<?xml version='1.0' encoding='us-ascii'?>"),
            "text/xml; charset=us-ascii",
            "Café Абу",
        ),
        (titled("Café".encode(), b"<?xml version='1.0' encoding='iso-8859-1'?>"), None, "Café"),
        (titled("Café €".encode("cp1252"), b"<?xml version='1.0' encoding='iso-8859-1'?>"), None, "Café €"),
        (titled("Абу-Камаль".encode("koi8-r"), b"<?xml version='1.0' encoding='koi8-r'?>"), None, "Абу-Камаль"),
        (titled("Абу-Камаль".encode("cp1251")), "application/rss+xml; charset=windows-1251", "Абу-Камаль"),
        (
            titled("Абу-Камаль".encode("cp1251"), b"<?xml version='1.0' encoding='windows-1251'?>"),
            "text/xml; charset=iso-8859-1",
            "Абу-Камаль",
        ),
        (titled("中文新闻".encode("gb18030"), b"<?xml version='1.0' encoding='gb2312'?>"), None, "中文新闻"),
        (titled("Jürgen".encode("latin-1"), b"<?xml version='1.0' encoding='utf-8'?>"), None, "Jürgen"),
        (titled("Café".encode(), b"<?xml version='1.0' encoding='invalid'?>"), None, "Café"),
        (
            "\ufeff<?xml version='1.0' encoding='utf-16'?>".encode("utf-16-le")
            + titled(b"Caf").decode().encode("utf-16-le"),
            None,
            "Caf",
        ),
        (b"\xef\xbb\xbf" + titled("Café".encode(), b"<?xml version='1.0' encoding='iso-8859-1'?>"), None, "Café"),
        (b"\n " + titled("Café".encode()), None, "Café"),
        (("\n" + titled(b"Caf").decode()).encode("utf-16-be"), "text/xml; charset=utf-16", "Caf"),
        (("\r\n " + titled(b"Caf").decode()).encode("utf-16-le"), None, "Caf"),
        (titled("„Jürgen“ – Дума".encode().decode("latin-1").encode()), None, "„Jürgen“ – Дума"),
        (b"\xef\xbb\xbf" + titled("„Café“ à".encode().decode("cp1252").encode()), None, "„Café“ à"),
        (titled("Ã la cafÃ© – À".encode()), None, "Ã la cafÃ© – À"),
        (titled("日本".encode("iso2022_jp"), b"<?xml version='1.0' encoding='iso-2022-jp'?>"), None, "日本"),
    ],
)
def test_encodings(body: bytes, content_type: str | None, title: str) -> None:
    assert one(body, content_type).title == title


def test_one_bad_byte_does_not_change_the_encoding_of_the_feed() -> None:
    text = "Русские и сирийские войска взяли Абу-Камаль ".encode()
    parsed = parse_feed(titled(text + b"\x92s " + text), URL)
    assert parsed.entries[0].title == f"{text.decode()}’s {text.decode()}".strip()
    assert parsed.feed.encoding == "utf-8"
    assert any("mended" in w for w in parsed.warnings)


def test_a_feed_cut_within_a_character_is_still_utf_8() -> None:
    parsed = parse_feed("<rss><channel><item><title>Абу-Камаль</title><link>/камаль".encode()[:-1], URL)
    assert parsed.entries[0].title == "Абу-Камаль"


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        ("<guid>12345</guid><link>/a</link>", "12345"),
        ("<guid isPermaLink='false'>tag:x,1:2</guid>", "tag:x,1:2"),
        ("<guid></guid><link>/a</link>", ""),
        ("<guid/><link>/a</link>", ""),
        ("<guid>https://www.outlet.example/a?id=1</guid>", "https://www.outlet.example/a?id=1"),
    ],
)
def test_guids_are_as_written(item: str, guid: str) -> None:
    assert one(rss(f"<item><title>t</title>{item}</item>")).guid == guid


def test_atom_ids_that_are_no_url_are_as_written() -> None:
    feed = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>22771167</id><title>t</title></entry></feed>"
    assert one(feed).guid == "22771167"


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<link>/2017/a</link>", "https://www.outlet.example/2017/a"),
        ("<link>//cdn.example/a</link>", "https://cdn.example/a"),
        ("<link> https://x.example/a?b=1&amp;amp;copy=2 </link>", "https://x.example/a?b=1&copy=2"),
        ("<link>https://x.example/a\n  /b</link>", "https://x.example/a/b"),
        ("<link>javascript:alert(1)</link>", ""),
        ("<link>mailto:a@b.example</link>", ""),
        ("<guid>https://x.example/permalink</guid>", "https://x.example/permalink"),
    ],
)
def test_links_are_absolute_http_or_nothing(item: str, link: str) -> None:
    assert one(rss(f"<item><title>t</title>{item}</item>")).link == link


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("AT&amp;amp;T and &amp;#8217;s", "AT&T and ’s"),
        ("a &lt;b&gt;bold&lt;/b&gt; move", "a bold move"),
        ("x&lt;script&gt;alert('x')&lt;/script&gt;y", "x y"),
        ("<![CDATA[x<script src='//e.example'>alert(1)</script> y]]>", "x y"),
        ("5 &lt; 6 and 7 &gt; 6", "5 < 6 and 7 > 6"),
        ("caf&eacute; &nbsp; &copy;", "café ©"),
        ("\n two\n  lines ", "two lines"),
        ("cafe\u0301", "café"),
        ("Fish &amp;amp;amp; chips", "Fish & chips"),
        ("a &amp;amp;lt;b&amp;amp;gt; c", "a &lt;b&gt; c"),
    ],
)
def test_titles_are_plain_text(title: str, plain: str) -> None:
    found = one(rss(f"<item><title>{title}</title></item>")).title
    assert found == plain


def test_entities_in_a_title_that_is_called_plain_are_resolved_too() -> None:
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='text'>{}</title></entry></feed>"
    for written, plain in (("&amp;#8216;Go&amp;#8217;&amp;nbsp;now", "‘Go’ now"), ("x &amp;lt; y", "x &lt; y")):
        assert one(atom.format(written).encode()).title == plain


def test_behind_a_redirector_of_feedburner_the_own_link_is_taken() -> None:
    link = "<link>https://feeds.outlet.example/~r/o/~3/abc/1.html</link>"
    space = "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'"
    told = f"<feedburner:origLink {space}>https://www.outlet.example/1.html</feedburner:origLink>"
    assert one(rss(f"<item>{link}{told}</item>")).link == "https://www.outlet.example/1.html"
    assert one(rss(f"<item>{link}<guid>https://www.outlet.example/2.html</guid></item>")).link.endswith("/2.html")
    assert one(rss(f"<item>{link}<guid isPermaLink='false'>7</guid></item>")).link.endswith("/abc/1.html")


def test_summaries_keep_markup_but_no_script_and_come_as_text_too() -> None:
    markup = "&lt;p&gt;One&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;&lt;p onclick='x'&gt;two&lt;/p&gt;"
    entry = one(rss(f"<item><title>t</title><description>{markup}</description></item>"))
    assert entry.summary == "<p>One</p><p>two</p>"
    assert entry.summary_text == "One two"


def test_implausible_years_are_dropped_with_a_warning() -> None:
    parsed = parse_feed(
        rss(
            "<item><title>a</title><pubDate>1513-01-01</pubDate></item><item><title>b</title><pubDate>9999-12-31</pubDate></item>"
        ),
        URL,
    )
    assert [entry.published for entry in parsed.entries] == [None, None]
    assert sum("1513" in w or "9999" in w for w in parsed.warnings) == 2
    assert parsed.entries[0].published_raw == "1513-01-01"


def test_a_lone_dc_date_is_the_publication_in_rss_and_an_update_stays_one_in_atom() -> None:
    dated = "<item xmlns:dc='http://purl.org/dc/elements/1.1/'><title>t</title><dc:date>2017-11-09T10:00:00Z</dc:date></item>"
    assert one(rss(dated)).published is not None
    atom = one(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><updated>2017-11-09T10:00:00Z</updated></entry></feed>"
    )
    assert (atom.published, atom.updated is not None) == (None, True)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><rss></body></html>", "HTML"),
        (b"<html><body>502</body></html>", "HTML"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "JSON"),
        (b"plain words", "no XML"),
        (b"<note><to>x</to></note>", "<note>"),
    ],
)
def test_what_is_no_feed(body: bytes, why: str) -> None:
    parsed = parse_feed(body, URL)
    assert (parsed.outcome, parsed.entries) == (Outcome.NOT_A_FEED, ())
    assert why in parsed.detail


@pytest.mark.parametrize("root", ["<rss>{}</rss>", "<rss version='2.0'>{}</rss>"])
def test_junk_before_a_bare_root_is_cut(root: str) -> None:
    channel = "<channel><item><title>One</title></item></channel>"
    body = "<br />\n<b>Warning</b>: x in <b>/a.php</b><br />\n" + root.format(channel)
    assert one(body.encode()).title == "One"
    atom = "<br />x<feed><title>t</title><entry><title>One</title></entry></feed>"
    assert one(atom.encode()).title == "One"


def test_junk_before_the_feed_is_cut() -> None:
    parsed = parse_feed(
        b"<br />\n<b>Warning</b>: mysql in x.php<br />\n<?xml version='1.0'?>" + rss("<item><title>t</title></item>"),
        URL,
    )
    assert parsed.entries[0].title == "t"
    assert any("junk" in w for w in parsed.warnings)


def test_entity_bombs_and_external_entities_stay_shut() -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'lol'>" + "".join(
        f"<!ENTITY {n} '{'&' + p + ';' * 1}{'&' + p + ';'}'>" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = rss("<item><title>&a;|&i;|&x;</title></item>", bomb + "<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
    parsed = parse_feed(body, URL)
    assert parsed.entries[0].title.startswith("lol|")
    assert "root:" not in parsed.entries[0].title
    assert len(parsed.entries[0].title) < 40
    assert any("refused" in w for w in parsed.warnings)


def test_many_uses_of_one_entity_are_bounded() -> None:
    body = rss(f"<item><title>{'&a;' * 100_000}</title></item>", f"<!DOCTYPE rss [<!ENTITY a '{'x' * 250}'>]>")
    assert any("bound" in w for w in parse_feed(body, URL).warnings)


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item>" + b"<a>" * (MAX_NESTING + 100),
        b"<!DOCTYPE r [" + b"<!ENTITY " * 50_000,
        b"<rss><channel><item><id>" + b" " * 100_000,
        b"<rss><channel><!--" + b"<!--" * 50_000,
        b"<rss><channel><item><description>" + b"&lt;!--" * 40_000 + b"</description></item></channel></rss>",
        b"<rss><channel><item><description><![CDATA[" + b"<!--" * 100_000 + b"]]></description></item></channel></rss>",
        b"<!DOCTYPE a>" * 300_000 + b"<rss><channel/></rss>",
        b"<!--a--><!DOCTYPE a [<a>]>" * 100_000 + b"<rss><channel/></rss>",
        b"<rss " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"><channel/></rss>",
        b"<rss><channel>" + b"<item/>" * 300_000 + b"</channel></rss>",
        b"\0" * 100_000,
        b"<" * 100_000,
    ],
)
@pytest.mark.timeout(60)
def test_hostile_documents_end_quickly(body: bytes) -> None:
    started = time.perf_counter()
    parse_feed(body, URL)
    assert time.perf_counter() - started < 10


def test_of_very_many_entries_the_first_are_taken_and_what_stands_behind_them_stays() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(MAX_ENTRIES + 2))
    body = f"<rss version='2.0'><channel>{items}<title>Outlet</title></channel></rss>".encode()
    parsed = parse_feed(body, URL)
    assert [len(parsed.entries), parsed.entries[-1].title, parsed.feed.title] == [MAX_ENTRIES, "4999", "Outlet"]
    assert parsed.warnings == (f"more than {MAX_ENTRIES} entries, the first {MAX_ENTRIES} are taken",)


@pytest.mark.parametrize("markup", ["<![CDATA[{}]]>", "{}"])
def test_very_many_comments_in_a_text_go_and_the_text_stays(markup: str) -> None:
    block = "<!-- wp:paragraph --><p>Words</p><!-- /wp:paragraph -->"
    block = block if "CDATA" in markup else block.replace("<", "&lt;").replace(">", "&gt;")
    body = rss("".join(f"<item><description>{markup.format(block)}</description></item>" for _ in range(1500)))
    parsed = parse_feed(body, URL)
    assert {entry.summary for entry in parsed.entries} == {"<p>Words</p>"}


def test_several_document_types_go() -> None:
    body = rss("<item><title>&a;</title></item>", "<!DOCTYPE x><!-- c --><!DOCTYPE rss [<!ENTITY a 'b <c>'>]>")
    assert parse_feed(body, URL).outcome is Outcome.OK
    body = rss("<item><title>&a;</title></item>", "<!DOCTYPE x><!-- c --><!DOCTYPE rss [<!ENTITY a 'b'>]>")
    assert one(body).title == "b"


@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    assert isinstance(parse_feed(body, URL), ParsedFeed)
    assert isinstance(parse_feed(b"<rss><channel><item><title>" + body, URL, "text/xml; charset=x"), ParsedFeed)
