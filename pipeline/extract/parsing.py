"""Text of a page to a tree, once: all that reads the page shares it."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction, fromstring
from trafilatura.utils import is_dubious_html, repair_faulty_html

_BEGINNING_CHARS = 50
_LEAST_ELEMENTS = 2


def _parser() -> etree.HTMLParser:
    """A parser as trafilatura's, but for the classes of its elements.

    lxml.html asks a Python function for the class of every element that is touched, forms and inputs having classes
    of their own: a tenth of an extraction. Here all elements are of one class, which lxml knows without asking.
    """
    parser = etree.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(
            element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
        )
    )
    return parser


_PARSER = _parser()


def parse_html(text: str) -> HtmlElement | None:
    """The tree of a page; None where there is none, or where a lone element without ``<html>`` is no document."""
    beginning = text[:_BEGINNING_CHARS].lower()
    tree = _tree(repair_faulty_html(text, beginning))
    if tree is not None and is_dubious_html(beginning) and len(tree) < _LEAST_ELEMENTS:
        return None
    return tree


def _tree(text: str) -> HtmlElement | None:
    try:
        tree = fromstring(text, parser=_PARSER)
        if len(tree):
            return tree
    except ValueError:
        pass  # text with an encoding declaration is refused; its bytes are not
    except etree.ParserError:
        return None
    try:
        return fromstring(text.encode("utf8", "surrogatepass"), parser=_PARSER)
    except (etree.ParserError, ValueError):
        return None
