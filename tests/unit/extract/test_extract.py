from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.extract import extract
from pipeline.model.words import How, Outcome
from tests.unit.extract.pages import FETCHED, PARAGRAPHS, document, page


def test_an_article_comes_out_whole() -> None:
    head = (
        '<meta property="article:published_time" content="2024-05-02T18:30:00+02:00">'
        '<meta name="author" content="A. Writer">'
    )
    found = extract(page(document("Bridge opens early", head=head)))
    assert found.outcome is Outcome.OK
    assert found.title == "Bridge opens early"
    assert found.text.split("\n") == list(PARAGRAPHS)
    assert found.published_at == datetime(2024, 5, 2, 16, 30, tzinfo=UTC)
    assert found.published_how is How.PAGE
    assert found.authors == ("A. Writer",)
    assert found.language == "en"


def test_the_same_page_gives_the_same_value_whatever_came_before() -> None:
    first = extract(page(document("Bridge opens early")))
    for _ in range(3):
        extract(page(document("Bridge opens early", PARAGRAPHS * 3)))
    assert extract(page(document("Bridge opens early"))) == first


def test_repeated_title_lines_are_collapsed() -> None:
    title = "Troops retake the river town"
    found = extract(page(document(title, (title, title, title, *PARAGRAPHS))))
    assert found.title == title
    assert title not in found.text
    assert found.text.startswith("The governor")


def test_a_body_that_stands_25_times_is_kept_once() -> None:
    found = extract(page(document("Bridge opens early", PARAGRAPHS * 25)))
    assert found.text.count(PARAGRAPHS[1]) == 1


def test_short_lines_may_honestly_repeat() -> None:
    found = extract(
        page(document("Poem of the week", (*PARAGRAPHS, "And so it goes.", PARAGRAPHS[0] + "!", "And so it goes.")))
    )
    assert found.text.count("And so it goes.") == 2


@pytest.mark.parametrize(
    "dressed",
    ["Bridge opens early | The Daily News", "Bridge opens early - news.example", "Bridge opens early – The Daily News"],
)
def test_site_names_come_off_the_title(dressed: str) -> None:
    head = '<meta property="og:site_name" content="The Daily News">'
    assert extract(page(document(dressed, head=head))).title == "Bridge opens early"


def test_a_dash_inside_a_headline_stays() -> None:
    title = "Two dead in Gao - army blames rebels"
    assert extract(page(document(title))).title == title


def test_the_text_is_composed_and_without_control_characters() -> None:
    decomposed = unicodedata.normalize(
        "NFD", "Señor Núñez cruzó el río en la mañana del jueves con sus dos hijos y el perro."
    )
    found = extract(page(document("Río", (decomposed + "\u202e\x08", *PARAGRAPHS))))
    assert unicodedata.is_normalized("NFC", found.text)
    assert "\u202e" not in found.text


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2031-01-01T00:00:00Z", None),  # an expiry date
        ("1513-04-02", None),
        ("2024-05-03T12:30:00Z", FETCHED),  # a clock that is half an hour fast
        ("Thu, 02 May 2024 10:00:00 GMT", datetime(2024, 5, 2, 10, tzinfo=UTC)),
        ("2024-05-02 10:00:00 +0200", datetime(2024, 5, 2, 8, tzinfo=UTC)),
    ],
)
def test_dates_are_bounded_by_the_fetch(stamp: str, expected: datetime | None) -> None:
    found = extract(
        page(document("Bridge opens early", head=f'<meta property="article:published_time" content="{stamp}">'))
    )
    assert found.published_at == expected
    assert f"meta article:published_time={stamp}" in found.date_candidates


def test_a_change_before_the_publication_is_a_template_s() -> None:
    metas = '<meta property="article:{}_time" content="{}">'
    head = metas.format("published", "2024-05-02") + metas.format("modified", "2019-01-01")
    assert extract(page(document("Bridge opens early", head=head))).updated_at is None


@pytest.mark.parametrize("canonical", ["/a/bridge-final", "https://news.example/a/bridge-final"])
def test_the_canonical_link_is_resolved(canonical: str) -> None:
    found = extract(page(document("Bridge opens early", head=f'<link rel="canonical" href="{canonical}">')))
    assert found.canonical_link == "https://news.example/a/bridge-final"


def test_structured_authors_count_once_and_urls_are_no_names() -> None:
    ld = '{"@type":["NewsArticle"],"author":[{"name":"B. One"},{"name":"B. One"},{"name":"https://news.example/b"}]}'
    found = extract(page(document("Bridge", head=f'<script type="application/ld+json">{ld}</script>')))
    assert found.authors == ("B. One",)


def test_broken_structured_data_is_passed_over() -> None:
    found = extract(
        page(document("Bridge opens early", head='<script type="application/ld+json">{"@type": [[[[</script>'))
    )
    assert found.outcome is Outcome.OK


def test_headlines_at_the_side_are_no_part_of_the_body() -> None:
    links = "".join(f'<li><a href="/b/{n}">Army retakes town number {n} from rebels</a></li>' for n in range(12))
    aside = f'<aside class="sidebar"><h2>Most read</h2><ul>{links}</ul></aside>'
    within = f'<div class="related-links"><h3>Related stories</h3><ul>{links}</ul></div></article>'
    html = document("Bridge opens early").replace("</article>", within).replace("</body>", f"{aside}</body>")
    found = extract(page(html))
    assert found.outcome is Outcome.OK
    assert "retakes town" not in found.text
    assert found.text.split("\n")[0] == PARAGRAPHS[0]


def test_a_live_blog_without_title_or_date_is_read_and_given_neither() -> None:
    posts = "".join(f"<div class='post'><span>{n}:05</span><p>{text}</p></div>" for n, text in enumerate(PARAGRAPHS, 9))
    found = extract(page(f"<!DOCTYPE html><html><body><main>{posts}</main></body></html>"))
    assert found.outcome is Outcome.OK
    assert (found.title, found.published_at) == ("", None)
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)


def test_a_date_in_the_text_is_sought_only_where_the_feed_tells_none() -> None:
    told = page(document("Bridge opens early", ("Published on 12 March 2024 by the council.", *PARAGRAPHS)))
    assert extract(told).published_at == datetime(2024, 3, 12, tzinfo=UTC)
    assert extract(replace(told, announced_at=FETCHED - timedelta(hours=2))).published_at is None
    assert extract(replace(told, announced_at=FETCHED + timedelta(days=9))).published_at is not None


def test_the_pages_own_date_stands_whatever_the_feed_says() -> None:
    head = '<meta property="article:published_time" content="2024-05-02T18:30:00+02:00">'
    found = extract(replace(page(document("Bridge opens early", head=head)), announced_at=FETCHED))
    assert found.published_at == datetime(2024, 5, 2, 16, 30, tzinfo=UTC)


def test_scripts_are_no_place_to_look_for_a_date() -> None:
    script = '<script>var built = "2021-02-03T04:05:06";</script><script type="application/json">{"day":1}</script>'
    found = extract(page(document("Bridge opens early", ("Published on 12 March 2024.", *PARAGRAPHS), head=script)))
    assert found.published_at == datetime(2024, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("heading", "stated", "expected"),
    [
        (
            "Energy Bridge over the river opens early",
            "Bridge over the river opens early",
            "Bridge over the river opens early",
        ),
        (
            "Bridge over the river opens early 3 May 2024, by our own reporter",
            "Bridge over the river opens early",
            "Bridge over the river opens early",
        ),
        (
            "Bridge over the river opens two months early",
            "Bridge over the river opens",
            "Bridge over the river opens two months early",
        ),
    ],
)
def test_a_headline_stands_without_what_its_heading_adds(heading: str, stated: str, expected: str) -> None:
    head = f'<meta property="og:title" content="{stated}">'
    assert extract(page(document(stated, head=head, heading=heading))).title == expected


def test_the_sites_own_heading_is_no_headline() -> None:
    html = document("Bridge over the river opens early | Daily News").replace(
        "<article>", "<h1>Daily News</h1><article>"
    )
    html = html.replace("<head>", '<head><meta property="og:site_name" content="Daily News">')
    assert extract(page(html)).title == "Bridge over the river opens early"


def test_the_sites_name_in_the_head_is_no_headline() -> None:
    head = '<meta property="og:site_name" content="Daily News"><meta property="og:title" content="Daily News">'
    html = document("Bridge over the river opens early", head=head).replace("h1>", "p>")
    assert extract(page(html)).title == "Bridge over the river opens early"


def test_a_long_headline_gets_no_site_name_back() -> None:
    title = (
        "As protests grow over the dismissal of the minister of defence the president considers dismissing a general"
    )
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}"}}</script>'
    html = document(f"{title} * The Daily News * by Ann Bee", head=ld, heading=title)
    assert extract(page(html)).title == title
