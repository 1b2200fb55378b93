from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.model.words import Outcome
from tests.unit.extract.pages import PARAGRAPHS, document, page

FREE = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
CONSENT = (
    "We and our 842 partners use cookies and similar techniques to store and read information on your device.",
    "Accept all cookies or manage your privacy choices. You can change your cookie settings at any time later on.",
)
CHALLENGE = (
    "Checking if the site connection is secure. news.example needs to review the security of your connection first.",
    "Enable JavaScript and cookies to continue. Performance & security by Cloudflare.",
)


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (b"", Outcome.EMPTY_PAGE),
        (b"   \n", Outcome.EMPTY_PAGE),
        (b"%PDF-1.7 ...", Outcome.NOT_HTML),
        (b"\xff\xd8\xff\xe0JFIF", Outcome.NOT_HTML),
        (b'<?xml version="1.0"?><!-- x --><rss version="2.0"><channel/></rss>', Outcome.FEED_AS_PAGE),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', Outcome.FEED_AS_PAGE),
        (document("Nothing", ()).encode(), Outcome.NO_TEXT),
        (document("Your privacy", CONSENT).encode(), Outcome.CONSENT_WALL),
        (document("Just a moment...", CHALLENGE).encode(), Outcome.BOT_CHALLENGE),
        (document("Rates rise", PARAGRAPHS[:1], head=FREE).encode(), Outcome.PAYWALL_STUB),
        (
            document("Rates rise", (PARAGRAPHS[0], "Subscribe now to continue reading this story.")).encode(),
            Outcome.PAYWALL_STUB,
        ),
    ],
)
def test_what_is_no_article_is_named(html: bytes, outcome: Outcome) -> None:
    found = extract(page(html))
    assert found.outcome is outcome
    assert found.detail
    assert "\n" not in found.detail


def test_a_media_type_that_is_no_text_is_refused() -> None:
    assert extract(page("<p>x</p>", content_type="video/mp4")).outcome is Outcome.NOT_HTML


def test_an_article_about_cookies_passes() -> None:
    told = "The regulator fined the firm after its banner let visitors accept all cookies, not refuse them."
    assert (
        extract(page(document("Regulator fines firm over cookie banner", (told, *PARAGRAPHS, *PARAGRAPHS)))).outcome
        is Outcome.OK
    )


def test_a_long_article_behind_a_metered_wall_passes() -> None:
    long = tuple(f"{paragraph} Part {n}." for n in range(4) for paragraph in PARAGRAPHS)
    assert extract(page(document("Bridge opens early", long, head=FREE))).outcome is Outcome.OK


def test_a_short_news_item_passes() -> None:
    assert extract(page(document("Quake felt", PARAGRAPHS[:1]))).outcome is Outcome.OK


def test_a_short_text_in_ideographs_is_no_stub() -> None:
    sentence = "気象庁は調査終了を受けた記者会見で、地震はいつ起きてもおかしくないとして備えを呼びかけた。"
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    japanese = extract(page(document("臨時情報", (sentence * 6,), head=ld)))
    latin = extract(page(document("Bridge", ("The bridge opens. " * 16,), head=ld)))
    assert (japanese.outcome, latin.outcome) == (Outcome.OK, Outcome.PAYWALL_STUB)
