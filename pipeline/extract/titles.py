"""The headline: candidates vote, site names come off.

Publishers decorate ``<title>`` and ``og:title`` with the site's name and for search engines; the
headline that readers see stands in ``<h1>`` and JSON-LD.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.extract.metadata import Head, squeeze

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›:/]{1,2}\s+|\s*[｜：]\s*|\s*\|\s*")
_WORD = re.compile(r"\w+")
_MAX_HEADLINE_CHARS = 300
_MIN_SHARED = 0.5
_MIN_HEADLINE_CHARS = 20
_JSON_LD_LIMIT = 110  # Google's limit: longer headlines are cut there by many sites


def headline(head: Head, url: str) -> str:
    """Choose the headline. "" when the page offers none.

    The candidates in order of trust: the ``<h1>`` most like the other candidates, JSON-LD, Open Graph,
    Twitter, ``<title>``. The first one that another candidate supports wins, else the first there is.
    """
    sites = _site_names(head, url)
    dressed = [squeeze(head.meta(name)) for name in ("og:title", "twitter:title")] + [head.title_element]
    structured = [squeeze(node["headline"]) for node in head.ld if isinstance(node.get("headline"), str)][:1]
    bare = structured + list(head.headings[:6])
    peers = [candidate for candidate in bare + dressed if candidate]
    ordered = _likely_headings(head, dressed + structured) + structured + dressed
    stripped = [strip_site(candidate, sites, peers) for candidate in ordered if candidate]
    choice = next((one for one in stripped if _supported(one, stripped)), stripped[0] if stripped else "")
    choice = _without_kicker(_untruncated(choice, stripped), structured)
    return choice[:_MAX_HEADLINE_CHARS]


def strip_site(title: str, sites: set[str], peers: list[str]) -> str:
    """Take a site name off either end of a title.

    A part goes when it is one of the site's names, or when what remains is itself another candidate.
    """
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, end in parts:
        if title[:start] in peers and title[:start]:
            return title[:start]
        if title[end:] in peers and _fold(title[:start]) in sites:
            return title[end:]
    for start, end in reversed(parts):
        if _fold(title[end:]) in sites:
            return strip_site(title[:start], sites, peers)
    if parts and _fold(title[: parts[0][0]]) in sites:
        return title[parts[0][1] :]
    return title


def _site_names(head: Head, url: str) -> set[str]:
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
    return {folded for folded in map(_fold, names) if len(folded) > 1}


def _publisher(node: dict[str, object]) -> list[str]:
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return [name] if isinstance(name, str) else []


def _fold(name: str) -> str:
    return "".join(_WORD.findall(name.casefold())).removeprefix("the")


def _likely_headings(head: Head, others: list[str]) -> list[str]:
    scored = [
        (max((_overlap(heading, other) for other in others if other), default=0.0), heading)
        for heading in head.headings[:6]
    ]
    fitting = [heading for score, heading in scored if score >= _MIN_SHARED]
    return fitting[:1] or ([scored[0][1]] if len(scored) == 1 else [])


def _supported(title: str, candidates: list[str]) -> bool:
    return sum(_overlap(title, other) >= _MIN_SHARED for other in candidates) > 1 or len(candidates) == 1


def _overlap(a: str, b: str) -> float:
    words_a, words_b = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
    return len(words_a & words_b) / max(1, min(len(words_a), len(words_b)))


def _untruncated(title: str, candidates: list[str]) -> str:
    stem = title.rstrip(". …")
    cut = title.endswith(("…", "...")) or len(title) >= _JSON_LD_LIMIT - 3
    longer = [one for one in candidates if cut and len(one) > len(title) and one.startswith(stem)]
    return longer[0] if longer else title


def _without_kicker(title: str, structured: list[str]) -> str:
    """An ``<h1>`` that holds kicker and headline gives the headline that JSON-LD states alone."""
    ends_so = [one for one in structured if len(one) > _MIN_HEADLINE_CHARS and title.endswith(one)]
    return ends_so[0] if ends_so else title
