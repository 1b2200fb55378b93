from __future__ import annotations

import pytest

from pipeline.extract import extract
from tests.unit.extract.pages import PARAGRAPHS, document, page

LEAD = "Growers on the far bank have waited for this day since the flood of last spring."


def text_of(described: str, shown: str) -> str:
    html = document("Bridge opens early", head=f'<meta property="og:description" content="{described}">')
    return extract(
        page(
            html.replace(
                "<article>", f'<header class="teaser-head"><div class="teaser">{shown}</div></header><article>'
            )
        )
    ).text


@pytest.mark.parametrize("described", [LEAD, LEAD[:60] + "…"])
def test_a_description_that_readers_see_is_the_lead(described: str) -> None:
    assert text_of(described, f"<p>{LEAD}</p>").split("\n") == [LEAD, *PARAGRAPHS]


def test_a_description_for_search_engines_alone_is_not() -> None:
    assert LEAD not in text_of(LEAD, "<p>News from the river</p>")


def test_a_description_that_stands_in_the_text_is_not_repeated() -> None:
    assert text_of(PARAGRAPHS[0], f"<p>{PARAGRAPHS[0]}</p>").count(PARAGRAPHS[0]) == 1
    beginning = PARAGRAPHS[0].removesuffix(" two months early.")
    assert text_of(beginning, f"<p>{beginning}</p>").split("\n") == list(PARAGRAPHS)
