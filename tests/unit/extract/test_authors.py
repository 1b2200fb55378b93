from __future__ import annotations

import json

import pytest

from pipeline.extract import extract
from tests.unit.extract.pages import document, page


def authors(html: str) -> tuple[str, ...]:
    return extract(page(html)).authors


def with_ld(author: object, *others: object, head: str = "") -> str:
    graph = [{"@type": "NewsArticle", "author": author}, *others]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    return document("Bridge opens early", head=script + head)


def with_byline(markup: str) -> str:
    return document("Bridge opens early").replace("</h1>", f"</h1>{markup}")


def test_authors_told_by_reference_are_resolved() -> None:
    person = {"@type": "Person", "@id": "#p1", "name": "Ann Bee"}
    assert authors(with_ld({"@id": "#p1"}, person)) == ("Ann Bee",)


def test_of_a_name_and_its_slug_the_name_stands() -> None:
    assert authors(with_ld([{"name": "ann-bee"}, {"name": "Ann Bee"}])) == ("Ann Bee",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Bee and Cem Dee", ("Ann Bee", "Cem Dee")),
        ("Von Ann Bee, Cem Dee und Eva van Eff", ("Ann Bee", "Cem Dee", "Eva van Eff")),
        ("Le Figaro et AFP", ("Le Figaro et AFP",)),
        ("Ministry for Trade, Work and Peace", ("Ministry for Trade, Work and Peace",)),
        ("Perry Bacon Jr.", ("Perry Bacon Jr.",)),
        ("Par : Ann Bee", ("Ann Bee",)),
        ("Rédigé par Ann Bee", ("Ann Bee",)),
    ],
)
def test_a_line_is_split_where_all_parts_are_names(line: str, names: tuple[str, ...]) -> None:
    assert authors(with_ld({"name": line})) == names


def test_photo_credits_and_addresses_are_no_authors() -> None:
    told = [{"name": "Ann Bee"}, {"name": "(Image: Getty Images)"}, {"name": "ann@news.example"}]
    assert authors(with_ld(told)) == ("Ann Bee",)


@pytest.mark.parametrize(
    "markup",
    [
        '<a rel="author" href="/p/ann">Ann Bee</a>',
        '<div class="c-byline">By <span class="author vcard"><a class="fn">Ann Bee</a></span> 3 May 2024</div>',
        '<p class="entry-author">Von Ann Bee</p>',
        '<span itemprop="author"><span itemprop="name">Ann Bee</span></span>',
    ],
)
def test_the_byline_is_read_where_the_head_names_nobody(markup: str) -> None:
    assert authors(with_byline(markup)) == ("Ann Bee",)


def test_a_marked_byline_goes_before_names_in_boxes_about_contributors() -> None:
    box = '<div class="contributors"><a href="/p/max">Max Other</a></div>'
    assert authors(with_byline(f'{box}<p class="byline">By Ann Bee</p>')) == ("Ann Bee",)


def test_traits_of_a_post_in_the_class_of_its_article_do_not_hide_its_byline() -> None:
    html = with_byline('<p class="byline">By Ann Bee</p>')
    assert authors(html.replace("<article>", '<article class="post has-comments newsletter">')) == ("Ann Bee",)


def test_names_beside_comments_and_teasers_are_no_byline() -> None:
    aside = '<div class="comment"><span class="author vcard">Max Other</span></div>'
    aside += '<div class="related"><a rel="author">Eva Eff</a></div>'
    assert authors(with_byline(aside)) == ()


def test_a_person_in_the_byline_stands_before_the_site_in_the_head() -> None:
    head = '<meta property="og:site_name" content="Daily News"><meta name="author" content="Daily News">'
    html = document("Bridge opens early", head=head)
    assert authors(html) == ("Daily News",)
    assert authors(html.replace("</h1>", '</h1><p class="byline">By Ann Bee</p>')) == ("Ann Bee",)


def test_a_sentence_about_the_author_is_no_name() -> None:
    about = '<a>Ann Bee</a> <span class="name">studied in Rome and lives there</span>'
    assert authors(with_byline(f'<div class="author-text">{about}</div>')) == ("Ann Bee",)
