"""The test web: a folder of pages and feeds on 127.0.0.1, as many hosts as it has."""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.model.urls import ascii_host
from pipeline.testweb.feedtext import Announcement, content_type_of, write_feed
from pipeline.testweb.misbehave import PREFIX, Misbehaving
from pipeline.testweb.rewrite import localize_feed, localize_page
from pipeline.testweb.site import Site, SiteFeed, SitePage, place_of, read_site
from pipeline.testweb.wire import Asked, Connection, Misbehaviour, Reply

_CACHE_BYTES = 400_000_000
_XML_STARTS = (
    b"<?xml",
    b"<rss",
    b"<feed",
    b"<rdf:RDF",
    b"\xef\xbb\xbf<?xml",
    b"\xef\xbb\xbf<rss",
    b"\xef\xbb\xbf<feed",
)
_LOCAL = ".localhost"


@dataclass(frozen=True, slots=True)
class _Served:
    """A body ready to send; ``stamp`` tells when it is stale."""

    stamp: object
    body: bytes
    headers: dict[str, str]
    changed_at: datetime


class TestWeb:
    """Serves a site in a thread of its own; a context manager.

    An original URL ``https://www.outlet.example/a?b`` is served at
    ``http://www.outlet.example.localhost:PORT/a?b`` (every outlet keeps a host of its own) and also at
    ``http://127.0.0.1:PORT/www.outlet.example/a?b``. Bodies carry ETag and Last-Modified and are
    answered 304 when the client has them; links to hosts of the site are turned to the test web.

    Args:
        source: a folder (see `pipeline.testweb.site`) or a `Site`.
        port: 0 for any free one. Ids of articles depend on it: runs to be compared use the same.
        style: ``host`` or ``path``, which of the two forms links are turned to.
    """

    __test__ = False  # not a test class, whatever pytest thinks of its name

    def __init__(self, source: Path | Site, port: int = 0, style: str = "host") -> None:
        self.site = read_site(source) if isinstance(source, Path) else source
        self.port = port
        self.style = style
        self.requests: Counter[int] = Counter()
        self._hosts = self.site.hosts
        self._misbehaving = Misbehaving()
        self._changed: dict[tuple[str, str], tuple[bytes, datetime]] = {}
        self._cache: OrderedDict[tuple[str, str], _Served] = OrderedDict()
        self._cached_bytes = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._started = threading.Event()
        self._failure: OSError | None = None

    @property
    def base_url(self) -> str:
        """``http://127.0.0.1:PORT``, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def feed_urls(self) -> list[str]:
        """Where the site's feeds are served."""
        return [self.url_for(url) for url in self.site.feed_urls]

    def url_for(self, url: str) -> str:
        """Answer where an original URL is served (whether or not there is something)."""
        parts = urlsplit(url.strip())
        rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = ascii_host(parts.hostname or "")
        return f"{self.base_url}/{host}{rest}" if self.style == "path" else f"http://{host}{_LOCAL}:{self.port}{rest}"

    def bad_url(self, route: str) -> str:
        """Answer the URL of a misbehaviour, e.g. ``slow?seconds=1``; each is on a host of its own (``slow.bad``)."""
        name = route.partition("?")[0]
        return (
            f"{self.base_url}{PREFIX}{route}"
            if self.style == "path"
            else self.url_for(f"http://{name}.bad{PREFIX}{route}")
        )

    def put(self, url: str, body: bytes, changed_at: datetime | None = None) -> None:
        """Serve another body at an original URL from now on, files untouched; its feeds tell of the change."""
        self._changed[place_of(url)] = (body, changed_at or datetime.now(UTC).replace(microsecond=0))
        self._hosts = self._hosts | {place_of(url)[0]}

    def body_of(self, url: str) -> bytes:
        """Answer the body at an original URL as stored, links not turned.

        Raises:
            KeyError: there is none.
        """
        place = place_of(url)
        return self._changed[place][0] if place in self._changed else self.site.pages[place].body()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="testweb", daemon=True)
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        loop = self._loop = asyncio.new_event_loop()
        try:
            server = loop.run_until_complete(
                loop.create_server(lambda: Connection(self._answer), "127.0.0.1", self.port, backlog=1024)
            )
            self.port = server.sockets[0].getsockname()[1]
        except OSError as e:
            self._failure = e
            self._loop = None
            self._started.set()
            loop.close()
            return
        self._started.set()
        loop.run_forever()
        server.close()
        _end_tasks(loop)
        loop.close()

    def _answer(self, asked: Asked) -> Reply | Misbehaviour:
        reply = self._reply(asked)
        self.requests[reply.status if isinstance(reply, Reply) else 0] += 1
        return reply

    def _reply(self, asked: Asked) -> Reply | Misbehaviour:
        host, target = self._place(asked)
        if target.startswith(PREFIX):
            name, _, query = target[len(PREFIX) :].partition("?")
            return self._misbehaving.answer(f"http://{asked.host}", name, dict(parse_qsl(query)))
        served = self._served((host, unquote(target)))
        if served is None:
            return Reply(404, b"<html><body>no such page</body></html>", {"Content-Type": "text/html"})
        if _has_it(asked.headers, served):
            return Reply(304, headers=served.headers)
        return Reply(200, served.body, served.headers)

    def _place(self, asked: Asked) -> tuple[str, str]:
        name = asked.host.partition(":")[0]
        target = asked.target if asked.target.startswith("/") else urlsplit(asked.target).path
        if name.endswith(_LOCAL):
            return name.removesuffix(_LOCAL), target
        if target.startswith(PREFIX):
            return name, target
        host, _, rest = target[1:].partition("/")
        return host.lower(), f"/{rest}"

    def _served(self, place: tuple[str, str]) -> _Served | None:
        """What stands at a place; as most servers do, a query that names nothing of its own is passed over."""
        return self._exactly(place) or self._exactly((place[0], place[1].partition("?")[0]))

    def _exactly(self, place: tuple[str, str]) -> _Served | None:
        feed = self.site.feeds.get(place)
        if feed is not None and place not in self._changed:
            return self._served_feed(place, feed)
        page = self.site.pages.get(place)
        if place in self._changed:
            body, changed_at = self._changed[place]
            return self._kept(place, (changed_at, len(body)), lambda: body, changed_at)
        if page is None or not page.file.exists():
            return None
        status = page.file.stat()
        return self._kept(place, (status.st_mtime_ns, status.st_size), page.body, page.changed_at())

    def _kept(self, place: tuple[str, str], stamp: object, read: Callable[[], bytes], changed_at: datetime) -> _Served:
        kept = self._cache.get(place)
        if kept is not None and kept.stamp == stamp:
            self._cache.move_to_end(place)
            return kept
        served = _with_headers(stamp, self._localized(read()), changed_at, place[1])
        self._keep(place, served)
        return served

    def _keep(self, place: tuple[str, str], served: _Served) -> None:
        old = self._cache.pop(place, None)
        self._cached_bytes += len(served.body) - (len(old.body) if old else 0)
        self._cache[place] = served
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= len(dropped.body)

    def _localized(self, body: bytes) -> bytes:
        is_feed = body.lstrip()[:9].startswith(_XML_STARTS)
        return (localize_feed if is_feed else localize_page)(body, self._local)

    def _local(self, url: str) -> str:
        try:
            return self.url_for(url) if ascii_host(urlsplit(url).hostname or "") in self._hosts else url
        except ValueError:
            return url

    def _served_feed(self, place: tuple[str, str], feed: SiteFeed) -> _Served:
        entries = [self._announced(page) for page in feed.pages]
        stamp = tuple(entry.updated for entry in entries)
        kept = self._cache.get(place)
        if kept is not None and kept.stamp == stamp:
            return kept
        body = write_feed(self.url_for(feed.url), feed.title, feed.format, entries)
        changed_at = max((e.updated for e in entries), default=datetime.fromtimestamp(0, UTC))
        served = _with_headers(stamp, body, changed_at, place[1], content_type_of(feed.format))
        self._keep(place, served)
        return served

    def _announced(self, page: SitePage) -> Announcement:
        changed = self._changed.get(place_of(page.url))
        updated = changed[1] if changed else page.updated or page.changed_at()
        title = page.title or _slug_title(page.url)
        return Announcement(self.url_for(page.url), title, updated, page.published, page.summary, page.author)


def _with_headers(stamp: object, body: bytes, changed_at: datetime, target: str, content_type: str = "") -> _Served:
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    kind = content_type or _content_type(body, target)
    headers = {
        "Content-Type": kind,
        "ETag": etag,
        "Last-Modified": format_datetime(changed_at.astimezone(UTC), usegmt=True),
    }
    return _Served(stamp, body, headers, changed_at.replace(microsecond=0))


def _content_type(body: bytes, target: str) -> str:
    if body.lstrip()[:9].startswith(_XML_STARTS) or target.partition("?")[0].endswith(
        (".xml", ".rss", ".atom", ".rdf")
    ):
        return "application/xml"
    return "text/html"


def _has_it(headers: Mapping[str, str], served: _Served) -> bool:
    if tags := headers.get("if-none-match"):
        etag = served.headers["ETag"]
        return tags.strip() == "*" or etag in (t.strip().removeprefix("W/") for t in tags.split(","))
    if since := headers.get("if-modified-since"):
        try:
            return parsedate_to_datetime(since) >= served.changed_at
        except (TypeError, ValueError):
            return False
    return False


def _slug_title(url: str) -> str:
    slug = os.path.splitext(unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2])[0]
    return slug.replace("-", " ").replace("_", " ").strip() or url


def _end_tasks(loop: asyncio.AbstractEventLoop) -> None:
    async def ended() -> None:
        tasks = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
        for task in tasks:
            if task is not None:
                task.cancel()
        await asyncio.gather(*filter(None, tasks), return_exceptions=True)

    loop.run_until_complete(ended())
    loop.run_until_complete(loop.shutdown_asyncgens())
