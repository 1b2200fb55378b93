from __future__ import annotations

import pytest
from lxml.html import HtmlElement
from trafilatura import load_html

from pipeline.extract.parsing import parse_html
from tests.unit.extract.pages import document


@pytest.mark.parametrize(
    "text",
    [
        document("Bridge opens early"),
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html><body><p>One</p><p>Two</p></body></html>',
        '<html lang="en"/>\n<head><title>T</title></head><body><form><input name="a"><p>One</p></form></body>',
        "<p>One</p><p>Two</p>",
        "<!-- note --><html><body><?php x ?><p>One\x00 two</p></body></html>",
        "One word",
        "<p>Alone</p>",
        "",
    ],
)
def test_a_page_is_parsed_as_trafilatura_does(text: str) -> None:
    ours, theirs = parse_html(text), load_html(text)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert [_outline(element) for element in ours.iter()] == [_outline(element) for element in theirs.iter()]
        assert all(type(element) is HtmlElement for element in ours.iter())


def _outline(element: HtmlElement) -> tuple[object, ...]:
    return element.tag, element.text, element.tail, dict(element.attrib)
