"""What is taken out of a page before its body is sought."""

from __future__ import annotations

from lxml.html import HtmlElement

_SILENT = "script style svg iframe template select canvas embed audio video map datalist source track".split()
"""Elements that hold no text of an article. The extractor drops them too, but copies the tree four times before."""

_FRAME = ("nav", "footer", "aside", "menu", "dialog")
"""What stands around an article, by the elements' own meaning."""

_MOST_INSIDE = 0.5


def strip_silent(tree: HtmlElement) -> None:
    """Take scripts, styles and drawings out of the tree, which is changed.

    JSON stays: dates and whole texts are told in it. ``noscript`` and ``object`` stay too: some pages have nothing
    else.
    """
    for element in list(tree.iter(*_SILENT)):
        if element.getparent() is not None and "json" not in (element.get("type") or ""):
            element.drop_tree()


def strip_frame(tree: HtmlElement) -> None:
    """Take navigation, footers and asides out of the tree, which is changed.

    Where they hold most of the page's paragraphs they are no frame of anything, and stay.
    """
    framed = [element for element in tree.iter(*_FRAME) if next(element.iterancestors(*_FRAME), None) is None]
    inside = sum(_paragraph_chars(element) for element in framed)
    if inside <= _MOST_INSIDE * _paragraph_chars(tree):
        for element in framed:
            element.drop_tree()


def _paragraph_chars(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
