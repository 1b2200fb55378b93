from __future__ import annotations

from lxml.html import document_fromstring

from pipeline.extract import extract
from pipeline.extract.clean import strip_frame, strip_silent
from tests.unit.extract.pages import PARAGRAPHS, document, page


def test_silent_elements_go_and_their_tails_stay() -> None:
    tree = document_fromstring("<body><p>One<style>p{}</style> two three</p><script>var a;</script>four</body>")
    strip_silent(tree)
    assert " ".join(tree.text_content().split()) == "One two threefour"


def test_json_and_noscript_stay() -> None:
    tree = document_fromstring(
        '<body><script type="application/ld+json">{"a": 1}</script><noscript><p>All there is.</p></noscript></body>'
    )
    strip_silent(tree)
    assert tree.find(".//script") is not None
    assert "All there is." in tree.text_content()


def test_an_aside_goes_unless_it_holds_the_article() -> None:
    box = f"<aside><p>{PARAGRAPHS[0]}</p></aside>"
    beside = document_fromstring(f"<body><main><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></main>{box}</body>")
    alone = document_fromstring(f"<body>{box}<p>Imprint</p></body>")
    strip_frame(beside)
    strip_frame(alone)
    assert PARAGRAPHS[0] not in beside.text_content()
    assert PARAGRAPHS[0] in alone.text_content()


def test_style_inside_a_heading_is_no_headline() -> None:
    html = document("Bridge opens early", heading="<style>.h{font-size:16px}</style>Bridge opens early")
    assert extract(page(html)).title == "Bridge opens early"
