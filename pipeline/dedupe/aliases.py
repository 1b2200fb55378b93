"""Identity: which article an address belongs to. The first canonical URL wins and ids never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.dedupe import store
from pipeline.model import identity
from pipeline.model.urls import canonical_url, url_key

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.dedupe.base import Candidate

CANONICAL = "canonical"
REDIRECT = "redirect"
REFUSED = "refused"
_SECTION_SEGMENTS = 1
_MIN_SLUG_CHARS = 12
_MAX_KEY_CHARS = 500


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one candidate.

    Attributes:
        canonical: the canonical URL that a new article takes its id from.
        keys: (url_key, how) of the announced and the final address, in that order.
        link_key: the key of an acceptable same-host ``rel=canonical``, "" when there is none.
    """

    canonical: str
    keys: tuple[tuple[str, str], ...]
    link_key: str


def addresses(candidate: Candidate) -> Addresses:
    """Fold the candidate's addresses; one that is no http(s) URL stands for itself."""
    known: dict[str, str] = {}
    canonical = ""
    for url, how in ((candidate.url, "url"), (candidate.fetched_url, REDIRECT)):
        if url:
            folded, key = _folded(url)
            if how == REDIRECT and canonical and _is_home(folded):
                continue  # dead articles are often sent to the home page: that is no identity
            canonical = folded  # the last one: where the redirects end
            known.setdefault(key, how)
    if not canonical:
        canonical = f"item:{candidate.item_id}"
        known[canonical] = "url"
    link = _acceptable_link(candidate.canonical_link, canonical)
    return Addresses(canonical, tuple(known.items()), link)


def new_article_id(where: Addresses) -> str:
    """The id of an article first seen at these addresses."""
    return identity.article_id(where.canonical)


def held(connection: Connection, where: Addresses) -> dict[str, tuple[str, str]]:
    """url_key → (article_id, how) of those addresses, the canonical link among them, that are somebody's already."""
    return store.aliased(connection, [*(key for key, _how in where.keys), *filter(None, [where.link_key])])


def known_article(where: Addresses, taken: Mapping[str, tuple[str, str]]) -> str:
    """Return the article that was itself seen at one of the addresses (the announced one first), "" if none."""
    seen = {key: article_id for key, (article_id, how) in taken.items() if how != CANONICAL}
    return next((seen[key] for key, _how in where.keys if key in seen), "")


def linked_article(connection: Connection, where: Addresses, taken: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return (article, url_key) joined with this page by a ``rel=canonical``, its own or one that names it.

    Both are "" when there is none or it was refused.
    """
    for key, (article_id, how) in taken.items():
        if (key == where.link_key or how == CANONICAL) and not store.canonical_is_refused(connection, key):
            return article_id, key
    return "", ""


def remember(
    connection: Connection, where: Addresses, article_id: str, taken: Mapping[str, tuple[str, str]], *, with_link: bool
) -> tuple[str, ...]:
    """Store those addresses of an article that nobody holds yet; tells them as ``how=key``."""
    wanted = dict(where.keys)
    if with_link and where.link_key and where.link_key not in wanted:
        if not store.canonical_is_refused(connection, where.link_key):
            wanted[where.link_key] = CANONICAL
    new = [(key, how) for key, how in wanted.items() if key not in taken]
    store.add_aliases(connection, article_id, new)
    return tuple(f"{how}={key}" for key, how in new)


def bind(connection: Connection, article_id: str, said: Sequence[str]) -> None:
    """Bind, and refuse, what an earlier decision did (`remember`, and the ``refused=`` of a canonical link)."""
    pairs = [each.partition("=")[::2] for each in said]
    for how, key in pairs:
        if how == REFUSED:
            store.refuse_canonical(connection, key, "claimed by another body")
    bound = [(key, how) for how, key in pairs if how != REFUSED]
    for key, (_holder, how) in store.aliased(connection, [key for key, _how in bound]).items():
        # the record says who holds it: whoever held it before lost it in between, to an undo say
        store.forget_alias(connection, key, how)
    store.add_aliases(connection, article_id, bound)


def key_of(url: str) -> str:
    """The key under which a URL is an alias."""
    return _folded(url)[1]


def _folded(url: str) -> tuple[str, str]:
    try:
        return canonical_url(url), _short(url_key(url))
    except ValueError:
        return url, _short(store.storable(url))


def _short(key: str) -> str:
    """A key that an index can hold: PostgreSQL refuses entries above 2.7 kB. The end of a long one is a digest."""
    if len(key) <= _MAX_KEY_CHARS:
        return key
    return f"{key[: _MAX_KEY_CHARS - 41]}#{identity.digest(key, chars=40)}"


def _acceptable_link(link: str, canonical: str) -> str:
    """The key of a ``rel=canonical`` on the page's own host that can be an article, else ""."""
    if not link:
        return ""
    try:
        folded, key = canonical_url(link), _short(url_key(link))
        same_host = _host(folded) == _host(canonical)
    except ValueError:
        return ""
    return key if same_host and not _is_section(folded) else ""


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def _host(url: str) -> str:
    return (urlsplit(url).netloc).removeprefix("www.")


def _is_section(url: str) -> bool:
    """Whether a URL is a home or section page: no path, or only short words without a digit; no query."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if parts.query:
        return False
    if len(segments) > _SECTION_SEGMENTS:
        return all(len(segment) < _MIN_SLUG_CHARS and segment.isalpha() for segment in segments)
    return not segments or not (any(map(str.isdigit, segments[0])) or len(segments[0]) >= _MIN_SLUG_CHARS)
