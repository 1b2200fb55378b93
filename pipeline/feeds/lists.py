"""Lists of feeds: OPML as every reader exports it, or YAML as one writes it by hand."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

import yaml

from pipeline.errors import SettingsError
from pipeline.feeds.decode import decode_feed
from pipeline.feeds.guard import defuse
from pipeline.feeds.plain import one_line
from pipeline.model.urls import canonical_url

_MAX_LIST_BYTES = 20_000_000
_TAG = re.compile(r"<outline\b[^<>]*>", re.IGNORECASE)
_STRAY_QUOTE = re.compile(r'(?<!=)"(?!\s+[\w:.-]+\s*=\s*"|\s*/?>)')
_FORM = "write one address a line, - https://outlet.example/feed.xml"
_BEFORE_HTTP = re.compile(r"^feed:(?=https?:)", re.IGNORECASE)
_OUTLINE_URLS = ("xmlurl", "feedurl")


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed to poll, as the list names it.

    Attributes:
        url: http or https, as written.
        tags: the folders of an OPML outline, or the ``tags`` of a YAML item.
    """

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()


def read_feed_list(path: Path) -> list[FeedSource]:
    """Read a list of feeds, each URL once, in the order of the file.

    OPML (any depth of outlines) or YAML: a list of URLs, a list of ``{url, title, tags}``, or either
    under the key ``feeds``.

    Raises:
        SettingsError: the file cannot be read, is neither, names no feed, or an item is no http(s)
            URL; the message names the file, the line or item, and the reason.
    """
    try:
        body = path.read_bytes()
    except OSError as e:
        raise SettingsError(f"{path}: the feed list cannot be read ({e.strerror})") from e
    if len(body) > _MAX_LIST_BYTES:
        raise SettingsError(f"{path}: feed list of {len(body)} bytes, at most {_MAX_LIST_BYTES} are read")
    text = decode_feed(body).text
    sources = list(_unique(_read_opml(path, text) if text.lstrip().startswith("<") else _read_yaml(path, text)))
    if not sources:
        raise SettingsError(f"{path}: the list names no feed: {_FORM}")
    return sources


def _unique(sources: Iterable[FeedSource]) -> Iterator[FeedSource]:
    seen: set[str] = set()
    for source in sources:
        key = canonical_url(source.url)
        if key not in seen:
            seen.add(key)
            yield source


def _read_opml(path: Path, text: str) -> list[FeedSource]:
    if "<!ENTITY" in text.upper():
        raise SettingsError(f"{path}: an OPML file that declares entities is refused")
    # Lines stay where they are: the declaration that decoding cut was on line 1, without its line end.
    clean = defuse(text).text
    try:
        reader = _walked(path, clean)
    except expat.ExpatError:
        reader = _walked_mended(path, clean)
    if not reader.is_opml:
        raise SettingsError(f"{path}: XML, but not OPML")
    return reader.sources


def _walked(path: Path, text: str) -> _OpmlReader:
    reader = _OpmlReader(path)
    parser = expat.ParserCreate("utf-8")
    reader.attach(parser)
    parser.Parse(text.encode("utf-8"), True)
    return reader


def _walked_mended(path: Path, text: str) -> _OpmlReader:
    try:
        return _walked(path, _TAG.sub(_mended_tag, _escaped_ampersands(text)))
    except expat.ExpatError as e:
        raise SettingsError(f"{path}, line {e.lineno}: no well-formed XML ({expat.ErrorString(e.code)})") from e


def _mended_tag(tag: re.Match[str]) -> str:
    # Some readers export titles with their quotes unescaped: a quote that neither opens nor closes a value is text.
    return _STRAY_QUOTE.sub("&quot;", tag.group())


def _escaped_ampersands(text: str) -> str:
    return re.sub(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[A-Za-z][\w.-]*;)", "&amp;", text)


class _OpmlReader:
    """Collects outlines while expat walks the file; folders are the titles of the outlines around."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sources: list[FeedSource] = []
        self.is_opml = False
        self._folders: list[str] = []
        self._parser: expat.XMLParserType | None = None

    def attach(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.lower() == "opml":
            self.is_opml = True
        if name.lower() != "outline":
            return
        named = {key.lower(): value.strip() for key, value in attributes.items()}
        title = one_line(named.get("title") or named.get("text") or "")
        url = next((named[key] for key in _OUTLINE_URLS if named.get(key)), "")
        if url:
            line = self._parser.CurrentLineNumber if self._parser else 0
            url = _check_url(url, f"{self.path}, line {line}")
            self.sources.append(FeedSource(url, title, tuple(dict.fromkeys(f for f in self._folders if f))))
        self._folders.append("" if url else title)

    def _end(self, name: str) -> None:
        if name.lower() == "outline":
            self._folders.pop()


def _read_yaml(path: Path, text: str) -> list[FeedSource]:
    try:
        found = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader that also refuses aliases
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{path}{where}: no valid YAML ({getattr(e, 'problem', None) or 'unreadable'})") from e
    except RecursionError as e:
        raise SettingsError(f"{path}: no list of feeds: it nests too deep") from e
    items = found.get("feeds") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise SettingsError(f"{path}: neither OPML nor a YAML list of feeds: {_FORM}")
    return [_yaml_source(item, f"{path}, item {number}") for number, item in enumerate(items, start=1)]


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases: nothing in a feed list needs them, and nested ones are a bomb.

    A key that stands twice in one item is refused too: a forgotten dash would lose a feed without a word.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="aliases are refused", problem_mark=self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                problem = f"{key.value!r} stands twice in one item: is a dash missing before it?"
                raise yaml.constructor.ConstructorError(problem=problem, problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _yaml_source(item: object, where: str) -> FeedSource:
    if isinstance(item, str):
        return FeedSource(_check_url(item, where))
    if not isinstance(item, dict) or not isinstance(item.get("url"), str):
        raise SettingsError(f"{where}: an item is a URL or has a url")
    tags = item.get("tags") or ()
    if isinstance(tags, str):
        tags = (tags,)
    if not isinstance(tags, list | tuple):
        raise SettingsError(f"{where}: tags are a list of words")
    return FeedSource(_check_url(item["url"], where), one_line(str(item.get("title") or "")), tuple(map(str, tags)))


def _check_url(url: str, where: str) -> str:
    # as browsers hand addresses of feeds over: feed:https://… and feed://…
    url = _BEFORE_HTTP.sub("", url.strip())
    url = f"http:{url[5:]}" if url[:7].lower() == "feed://" else url
    try:
        canonical_url(url)
    except ValueError as e:
        said = str(e)
        named = said if url[:20] in said else f"{said}: {url[:200]!r}"
        raise SettingsError(f"{where}: {named}") from e
    return url
