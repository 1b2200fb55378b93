"""What a page's head says of itself: JSON-LD, Open Graph and its kin, ``<time>``, ``rel=canonical``."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml.html import HtmlElement

_ARTICLE_WORDS = ("Article", "Posting", "Report")
_WORD = re.compile(r"\w+")
_MAX_LD_CHARS = 1_000_000
_PUBLISHED_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxense:article:publishtime",
)
_UPDATED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
)


@dataclass(frozen=True, slots=True)
class Head:
    """Candidates, in the order of trust, each as written on the page.

    Attributes:
        ld: the JSON-LD nodes that are articles of any kind, outermost first.
        named: ``@id`` → name of the JSON-LD nodes that have both: authors are often told by reference.
        metas: lower-case ``name``/``property``/``itemprop`` → contents in order.
    """

    ld: tuple[dict[str, object], ...]
    metas: dict[str, list[str]]
    canonical_link: str
    html_lang: str
    title_element: str
    headings: tuple[str, ...]
    times: tuple[str, ...] = field(default=())
    named: dict[str, str] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """The first non-empty content among the names, "" when none is there."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def published(self) -> list[tuple[str, str]]:
        """Claims of a first publication, as (where, value)."""
        found = [("json-ld", value) for node in self.ld for value in _strings(node.get("datePublished"))]
        found += [(f"meta {name}", value) for name in _PUBLISHED_METAS for value in self.metas.get(name, ()) if value]
        return found + [("time", value) for value in self.times]

    def updated(self) -> list[tuple[str, str]]:
        """Claims of a last change, as (where, value)."""
        found = [("json-ld", value) for node in self.ld for value in _strings(node.get("dateModified"))]
        return found + [
            (f"meta {name}", value) for name in _UPDATED_METAS for value in self.metas.get(name, ()) if value
        ]


def read_head(tree: HtmlElement, url: str) -> Head:
    """Collect what the page says of itself. Malformed JSON-LD is passed over."""
    canonical = next(iter(tree.xpath('//link[translate(@rel,"CANOIL","canoil")="canonical"]/@href')), "")
    nodes = list(_ld_nodes(tree))
    return Head(
        ld=tuple(node for node in nodes if _is_article(node)),
        named={str(node["@id"]): str(node["name"]) for node in nodes if node.get("@id") and node.get("name")},
        metas=_metas(tree),
        canonical_link=_join(url, canonical.strip()),
        html_lang=str(tree.xpath("string(/html/@lang)")).strip(),
        title_element=squeeze(tree.xpath("string(//head/title)") or tree.xpath("string(//title)")),
        headings=tuple(filter(None, (squeeze(node.text_content()) for node in tree.iterfind(".//h1")))),
        times=tuple(value.strip() for value in tree.xpath("//article//time/@datetime | //header//time/@datetime")[:2]),
    )


def squeeze(text: object) -> str:
    """Fold white space to single blanks and undo HTML entities that were escaped twice."""
    return " ".join(html.unescape(str(text)).split())


def fold(name: str) -> str:
    """A name without case, blanks, marks and a leading "The"."""
    return letters(name).removeprefix("the")


def letters(text: str) -> str:
    """A text without case, blanks and marks."""
    return "".join(_WORD.findall(text.casefold()))


def _join(url: str, link: str) -> str:
    try:
        return urljoin(url, link) if link else ""
    except ValueError:
        return ""


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        content = (node.get("content") or "").strip()
        for key in (node.get("property"), node.get("name"), node.get("itemprop")):
            if key and content:
                found.setdefault(key.strip().lower(), []).append(content)
    return found


def _ld_nodes(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        raw = script.text_content()
        if len(raw) > _MAX_LD_CHARS:
            continue
        try:
            parsed = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(parsed, depth=4)


def _nodes(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth < 0:
        return
    if isinstance(value, list):
        for element in value:
            yield from _nodes(element, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth - 1)


def _is_article(node: dict[str, object]) -> bool:
    return any(kind.endswith(_ARTICLE_WORDS) for kind in _strings(node.get("@type")))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [element.strip() for element in values if isinstance(element, str) and element.strip()]
