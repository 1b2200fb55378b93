"""The headline: candidates vote, site names come off.

Publishers decorate ``<title>`` and ``og:title`` with the site's name and for search engines; the
headline that readers see stands in ``<h1>`` and JSON-LD.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.extract.metadata import Head, fold, squeeze

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›:/]{1,2}\s+|\s*[｜：]\s*|\s*\|\s*")
_WORD = re.compile(r"\w+")
_MAX_HEADLINE_CHARS = 300
_MIN_SHARED = 0.5
_MIN_HEADLINE_CHARS = 20
_MIN_APPENDED_CHARS = 25
_EDGE = re.compile(r"^[|»›·•/]\s+|\s+[|«‹·•/]$")
_JSON_LD_LIMIT = 110  # Google's limit: longer headlines are cut there by many sites


def headline(head: Head, url: str) -> str:
    """Choose the headline. "" when the page offers none.

    The candidates in order of trust: the ``<h1>`` most like the other candidates, JSON-LD, Open Graph,
    Twitter, ``<title>``. The first one that another candidate supports wins, else the first there is.
    """
    sites = site_names(head, url)
    dressed = [squeeze(head.meta(name)) for name in ("og:title", "twitter:title")] + [head.title_element]
    structured = [squeeze(node["headline"]) for node in head.ld if isinstance(node.get("headline"), str)][:1]
    bare = structured + list(head.headings[:6])
    peers = [candidate for candidate in bare + dressed if candidate]
    ordered = _likely_headings(head, dressed + structured, sites) + structured + dressed
    stripped = [_EDGE.sub("", strip_site(candidate, sites, peers)) for candidate in ordered if candidate]
    named = [one for one in stripped if fold(one) not in sites] or stripped
    choice = next((one for one in named if _supported(one, named)), named[0] if named else "")
    choice = _bare(_untruncated(choice, named, structured), named)
    return choice[:_MAX_HEADLINE_CHARS]


def strip_site(title: str, sites: set[str], peers: list[str]) -> str:
    """Take a site name off either end of a title.

    A part goes when it is one of the site's names, or when what remains is itself another candidate.
    """
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, end in parts:
        if title[:start] in peers and title[:start]:
            return title[:start]
        if title[end:] in peers and fold(title[:start]) in sites:
            return title[end:]
    for start, end in reversed(parts):
        if fold(title[end:]) in sites:
            return strip_site(title[:start], sites, peers)
    if parts and fold(title[: parts[0][0]]) in sites:
        return title[parts[0][1] :]
    return title


def site_names(head: Head, url: str) -> set[str]:
    """What the site calls itself, folded: its host, its labels, its names in meta tags and JSON-LD."""
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.split(".") if label not in ("www", "m", "amp")]
    names = {
        host,
        ".".join(labels),
        *labels[:-1],
        head.meta("og:site_name"),
        head.meta("application-name"),
        head.meta("twitter:site"),
    }
    names |= {name for node in head.ld for name in _publisher(node)}
    return {folded for folded in map(fold, names) if len(folded) > 1}


def _publisher(node: dict[str, object]) -> list[str]:
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return [name] if isinstance(name, str) else []


def _likely_headings(head: Head, others: list[str], sites: set[str]) -> list[str]:
    """The heading that shares most words with what the page says elsewhere; a lone one needs no such support."""
    headings = [heading for heading in head.headings[:6] if fold(heading) not in sites]
    scored = [(max((_overlap(one, other) for other in others if other), default=0.0), one) for one in headings]
    fitting = [one for score, one in scored if score >= _MIN_SHARED]
    if fitting:
        return [max(fitting, key=lambda one: max(_likeness(one, other) for other in others if other))]
    return headings if len(headings) == 1 else []


def _supported(title: str, candidates: list[str]) -> bool:
    return sum(_overlap(title, other) >= _MIN_SHARED for other in candidates) > 1 or len(candidates) == 1


def _overlap(a: str, b: str) -> float:
    words_a, words_b = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
    return len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))


def _likeness(a: str, b: str) -> float:
    words_a, words_b = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
    return 2 * len(words_a & words_b) / max(1, len(words_a) + len(words_b))


def _untruncated(title: str, candidates: list[str], structured: list[str]) -> str:
    stem = title.rstrip(". …")
    at_the_limit = title in structured and 0 <= _JSON_LD_LIMIT - len(title) <= 3  # noqa: PLR2004 -- they cut at a word
    cut = title.endswith(("…", "...")) or at_the_limit
    longer = [one for one in candidates if cut and len(one) > len(title) and one.startswith(stem)]
    return longer[0] if longer else title


def _bare(title: str, candidates: list[str]) -> str:
    """Of an ``<h1>`` with kicker, date or lead beside the headline, the headline as it is stated alone elsewhere.

    Behind the headline must come a good deal more: shorter titles are cut for search engines too.
    """
    within = [
        one
        for one in candidates
        if _MIN_HEADLINE_CHARS < len(one) < len(title)
        and (title.endswith(one) or (title.startswith(one) and len(title) - len(one) >= _MIN_APPENDED_CHARS))
    ]
    return max(within, key=len, default=title)
