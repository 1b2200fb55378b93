from __future__ import annotations

import json

from pipeline.extract import extract
from pipeline.extract.told import agreed
from tests.unit.extract.pages import PARAGRAPHS, document, page

BODY = "\n".join(PARAGRAPHS)


def test_what_the_told_body_leaves_out_goes() -> None:
    boxed = "\n".join(
        (*PARAGRAPHS[:2], "Our new course: gardening in small spaces", *PARAGRAPHS[2:], "Ann Bee is a writer.")
    )
    assert agreed(boxed, BODY, ()) == BODY


def test_lead_and_headings_stay() -> None:
    lines = ("A bridge, at last.", PARAGRAPHS[0], "What comes next", *PARAGRAPHS[1:])
    assert agreed("\n".join(lines), BODY, ("What comes next",)) == "\n".join(lines)
    assert agreed("\n".join((*lines, "What comes next")), BODY, ("What comes next",)) == "\n".join(lines)


def test_a_summary_takes_nothing_away() -> None:
    assert agreed(BODY, PARAGRAPHS[0] * 3, ()) == BODY
    assert agreed(BODY, PARAGRAPHS[0], ()) == BODY
    assert agreed(BODY, "", ()) == BODY
    longer = "\n".join((BODY, "The harvest was poor in all provinces of the north this year. " * 8))
    assert agreed(longer, BODY, ()) == longer
    assert agreed("", BODY, ()) == ""


def test_texts_without_a_letter_are_compared_with_nothing() -> None:
    assert agreed("* * *", "- " * 200, ()) == "* * *"


def test_another_pages_text_takes_nothing_away() -> None:
    assert agreed(BODY, "The harvest was poor in all provinces of the north this year. " * 8, ()) == BODY


def test_a_sentence_that_is_worded_otherwise_does_not_cost_its_paragraph() -> None:
    told = BODY.replace("the council decided", "councillors decided")
    assert agreed(BODY, told, ()) == BODY


def test_an_escaped_body_is_read() -> None:
    told = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in PARAGRAPHS)
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": told})}</script>'
    found = extract(
        page(
            document(
                "Bridge opens early",
                (*PARAGRAPHS[:2], "Win two tickets for the zoo now, dear readers!", PARAGRAPHS[2]),
                head=script,
            )
        )
    )
    assert found.text == BODY
