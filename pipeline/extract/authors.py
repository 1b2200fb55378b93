"""Who wrote it: structured data first, then meta tags, then the byline that readers see.

A page's structured data often names nobody, or only its own site. Then the byline is sought by the marks that
microformats, schema.org and templates share: ``rel=author``, ``itemprop=author``, ``vcard``, and class names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lxml import etree
from lxml.html import HtmlElement

from pipeline.extract.metadata import Head, fold, squeeze

_METAS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_MAX_NAME_CHARS = 60
_MAX_NAME_WORDS = 6
_ABBREVIATION_CHARS = 3
_MAX_BYLINE_CHARS = 250
_MAX_BYLINES = 40
_MAX_AUTHORS = 12

_PREFIX = re.compile(
    r"^(?:(?:(?:an? )?(?:analysis|article|story|text|report|opinion|written|posted|published|reviewed|ein beitrag|"
    r"eine? (?:analyse|kommentar|reportage)|interview|publi[ée]|escrito|rédigé)\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|av|af|od|autor(?:in|a|es|en)?|author|auteurs?|autrice|text[eo]?|words|"
    r"автор|текст|autorzy|by:|fra|z)(?:\s*:\s*|\s+)|(?:autor(?:in|a)?|author|von|text|by)\s*:\s*)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*,?\s+(?:and|und|et|y|og|och|en|e|i|и|&)\s+|\s*[|•·,]\s*")
_WRITTEN_BY = re.compile(r"written|verfasst|geschrieben|écrit|escrit|auteur|author|autor|scritto|door", re.IGNORECASE)
_PARTICLES = frozenset("de del della di da do dos du der den van von zu zum ter la le el al bin ben ibn y e st".split())
_WORD = re.compile(r"[^\W\d_]+")
_NO_NAME = re.compile(
    r"[@\d<>{}\[\]=#?!:\u201c\u201d\"]|https?|www\.|\.(?:com|de|net|org)/|"
    r"^(?:image|photo|foto|getty|follow|share|updated?|published|publisher|posted|admin|home|more|mehr|view|view all|"
    r"contact|email|e-mail|about|profile|name|author|autor|by|written by|subscribe|comments?|kommentare?|read|"
    r"show|add|see|all|alle|zur|zum|zeige)\b",
    re.IGNORECASE,
)
_SLUG = re.compile(r"^[a-z0-9]+(?:[-_.][a-z0-9]+)+$")

_BYLINE = etree.XPath(
    """
    //*[@rel="author" or contains(@itemprop, "author") or @data-testid="byline" or (@class and (
        contains(@class, "uthor") or contains(@class, "yline") or contains(@class, "vcard") or
        contains(@class, "autor") or contains(@class, "Autor") or contains(@class, "auteur") or
        contains(@class, "contributor")))]
    [not(self::body or self::html or self::article or self::main or self::meta or self::script or self::img)]
    """
)
_NAMES_IN = etree.XPath(
    'descendant-or-self::*[self::a or @rel="author" or @itemprop="name" or contains(@class, "name") or '
    'contains(@class, "fn")]'
)
_ASIDE = re.compile(
    r"comment|komment|reply|respond|related|teaser|recommend|sidebar|widget|footer|popular|latest|trending|most-|promo|"
    r"more-|card-|caption|credit|copyright|gallery|newsletter|search|menu|citation|reference|\bnav",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"byline|author[-_]*(?:s\b|name|line|link|info|meta)|vcard|post-author|entry-author",
    re.IGNORECASE,
)


def authors_of(head: Head, tree: HtmlElement, sites: set[str]) -> tuple[str, ...]:
    """Names of the authors, without repeats; URLs, mail addresses and photo credits are no names.

    Args:
        head: what the page says of itself.
        tree: the page, for its byline.
        sites: the site's own names, folded: they stand only where nobody else is named.
    """
    first: list[str] = []
    readers: tuple[Callable[[], list[str]], ...] = (  # the byline costs a search of the page: last, and only if need be
        partial(structured, head),
        partial(told_by_metas, head),
        partial(byline, tree),
    )
    for read in readers:
        names = read()
        people = [name for name in names if fold(name) not in sites]
        if people:
            return tuple(people)
        first = first or names
    return tuple(first)


def structured(head: Head) -> list[str]:
    """The names that JSON-LD gives; of a name and its slug the name."""
    return _unique(name for node in head.ld for raw in _ld_names(node.get("author"), head.named) for name in split(raw))


def told_by_metas(head: Head) -> list[str]:
    """The names in the meta tags of the first kind that has any."""
    for key in _METAS:
        names = _unique(name for value in head.metas.get(key, ()) for name in split(value))
        if names:
            return names
    return _unique(split(head.meta("twitter:data1"))) if _WRITTEN_BY.match(head.meta("twitter:label1")) else []


def byline(tree: HtmlElement) -> list[str]:
    """The names in the first byline of the page, the clearly marked ones before the others."""
    marked = [element for element in _BYLINE(tree)[:_MAX_BYLINES] if not _stands_aside(element)]
    for element in sorted(marked, key=lambda one: not _is_strong(one)):
        names = _names_in(element)
        if names:
            return names if len(names) <= _MAX_AUTHORS else []
    return []


def split(raw: str) -> Iterator[str]:
    """The names in a line such as "By Ann Bee, Cem Dee and Eva Eff"; a line that is not all names stays whole."""
    for line in squeeze(raw).split(";"):
        text = _bare(line)
        pieces = [_bare(piece) for piece in _SPLIT.split(text)]
        yield from pieces if all(map(_is_full_name, pieces)) else [text]


def _ld_names(value: object, named: dict[str, str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for element in value:
            yield from _ld_names(element, named)
    elif isinstance(value, dict):
        name = value.get("name")
        if name:
            yield from _ld_names(name, {})
        else:
            yield named.get(str(value.get("@id")), "")


def _unique(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if _is_name(name):
            key = fold(name)
            if key not in found or _SLUG.match(found[key]):
                found[key] = name
    return list(found.values())


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _MAX_NAME_WORDS
        and len(name) <= _MAX_NAME_CHARS
        and not _NO_NAME.search(name.lstrip("("))
        and _WORD.search(name) is not None
    )


def _stands_aside(element: HtmlElement) -> bool:
    node: HtmlElement | None = element
    while node is not None and node.tag not in ("body", "main"):
        if node.tag in ("aside", "footer", "nav", "figure") or _ASIDE.search(_marks(node)):
            return str(node.tag) != "article"  # themes list a post's every trait among the classes of its article
        node = node.getparent()
    return False


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_strong(element: HtmlElement) -> bool:
    return (
        element.get("rel") == "author"
        or "author" in (element.get("itemprop") or "")
        or bool(_STRONG.search(_marks(element)))
    )


def _names_in(element: HtmlElement) -> list[str]:
    whole = squeeze(element.text_content())
    if not whole or len(whole) > _MAX_BYLINE_CHARS:
        return []
    leaves = [squeeze(node.text_content()) for node in _NAMES_IN(element)]
    named = _unique(name for leaf in leaves if len(leaf.split()) <= 2 * _MAX_NAME_WORDS for name in split(leaf))
    if named and not any(_is_sentence(name) for name in named):
        return named
    runs = (squeeze(run) for run in element.itertext())
    return _unique(name for run in runs for name in split(run) if _is_full_name(name))


def _is_sentence(name: str) -> bool:
    return sum(word[0].islower() and word not in _PARTICLES for word in name.split()) > 1


def _is_full_name(name: str) -> bool:
    """Whether it is two to five words, all but particles with a capital, or of a script without capitals."""
    words = name.split()
    return 1 < len(words) <= _MAX_NAME_WORDS - 1 and all(not word[0].islower() or word in _PARTICLES for word in words)


def _bare(name: str) -> str:
    """Without "By" and the punctuation around; the dot of an abbreviation stays."""
    text = _PREFIX.sub("", name.strip(" ,-–—|/()")).strip(" ,-–—|/")
    last = text.rstrip(".").rpartition(" ")[2]
    return text if len(last) <= _ABBREVIATION_CHARS else text.rstrip(". ")
