"""What the test web serves: pages and feeds under their original URLs, kept in local files.

A folder is a site when it holds a ``site.json``:

    {"pages": [{"url", "file", "title"?, "published"?, "updated"?, "summary"?, "author"?}],
     "feeds": [{"url", "title"?, "format"?: "rss" | "atom", "pages": [page URLs]} or {"url", "file"}]}

Files are relative to the folder; ``.gz`` ones are unpacked. Without a ``site.json`` every file
``<host>/<path>`` in the folder is served as ``https://<host>/<path>``.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import SettingsError
from pipeline.model.urls import ascii_host

MANIFEST = "site.json"
_FEED_ENDINGS = (".xml", ".rss", ".atom", ".rdf")


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page (or any static file) under its original URL.

    Attributes:
        file: may end in ``.gz``.
        published, updated: as its feed tells them; None: nothing, and the file's time of change.
    """

    url: str
    file: Path
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    author: str = ""

    def body(self) -> bytes:
        """Read the bytes to serve, without link rewriting."""
        raw = self.file.read_bytes()
        return gzip.decompress(raw) if self.file.suffix == ".gz" else raw

    def changed_at(self) -> datetime:
        """Answer the file's time of change, in whole seconds as HTTP dates have them."""
        return datetime.fromtimestamp(int(self.file.stat().st_mtime), UTC)


@dataclass(frozen=True, slots=True)
class SiteFeed:
    """A feed that is written from the pages it announces, newest first as given."""

    url: str
    title: str
    pages: tuple[SitePage, ...]
    format: str = "rss"


@dataclass(slots=True)
class Site:
    """Pages and feeds by the place they are asked for: (host, path and query, unquoted)."""

    pages: dict[tuple[str, str], SitePage] = field(default_factory=dict)
    feeds: dict[tuple[str, str], SiteFeed] = field(default_factory=dict)

    def add_page(self, page: SitePage) -> None:
        """Serve the page; the first one at a place stays."""
        self.pages.setdefault(place_of(page.url), page)

    def add_feed(self, feed: SiteFeed) -> None:
        """Serve the feed and its pages."""
        self.feeds[place_of(feed.url)] = feed
        for page in feed.pages:
            self.add_page(page)

    @property
    def feed_urls(self) -> list[str]:
        """The original URLs of the feeds: built ones, then files that look like one."""
        files = [p.url for p in self.pages.values() if urlsplit(p.url).path.lower().endswith(_FEED_ENDINGS)]
        return [feed.url for feed in self.feeds.values()] + files

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that the site imitates."""
        return frozenset(host for host, _ in (*self.pages, *self.feeds))


def place_of(url: str) -> tuple[str, str]:
    """Answer where a URL is asked for: its host, and its path and query unquoted; the scheme is nothing.

    Raises:
        ValueError: there is no host in it.
    """
    parts = urlsplit(url.strip())
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return ascii_host(parts.hostname or ""), unquote(target)


def read_site(folder: Path) -> Site:
    """Read a folder as a site.

    Raises:
        SettingsError: the folder or its ``site.json`` cannot be read, or names a file that is not there.
    """
    if not folder.is_dir():
        raise SettingsError(f"{folder}: no such folder")
    manifest = folder / MANIFEST
    return _from_manifest(folder, manifest) if manifest.exists() else _from_tree(folder)


def site_of_pages(pages: Iterable[SitePage], title: str = "", format_: str = "rss", by_host: bool = True) -> Site:
    """Answer a site with a feed of these pages: one for each host at ``/feed.xml``, or one for all.

    The one feed for all is ``https://all.example/feed.xml``.
    """
    groups: dict[str, list[SitePage]] = {}
    site = Site()
    for page in pages:
        host = place_of(page.url)[0] if by_host else "all.example"
        groups.setdefault(host, []).append(page)
    for host, group in groups.items():
        site.add_feed(SiteFeed(f"https://{host}/feed.xml", title or host, tuple(group), format_))
    return site


def _from_manifest(folder: Path, manifest: Path) -> Site:
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))
        pages = {item["url"]: _page(folder, item) for item in found.get("pages", [])}
        site = Site()
        for page in pages.values():
            site.add_page(page)
        for item in found.get("feeds", []):
            if "file" in item:
                site.add_page(_page(folder, item))
            else:
                listed = tuple(pages[url] for url in item["pages"])
                site.add_feed(SiteFeed(item["url"], item.get("title", ""), listed, item.get("format", "rss")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        raise SettingsError(f"{manifest}: not a site ({type(e).__name__}: {e})") from e
    return site


def _page(folder: Path, item: dict[str, Any]) -> SitePage:
    file = folder / item["file"]
    if not file.is_file():
        raise ValueError(f"{item['file']} is not there")
    return SitePage(
        url=item["url"],
        file=file,
        title=item.get("title", ""),
        published=_moment(item.get("published")),
        updated=_moment(item.get("updated")),
        summary=item.get("summary", ""),
        author=item.get("author", ""),
    )


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_tree(folder: Path) -> Site:
    site = Site()
    for page in _tree_pages(folder):
        site.add_page(page)
    return site


def _tree_pages(folder: Path) -> Iterator[SitePage]:
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        host, _, path = file.relative_to(folder).as_posix().partition("/")
        if path:
            path = path.removesuffix(".gz")
            yield SitePage(f"https://{host}/{path.removesuffix('index.html')}", file)
