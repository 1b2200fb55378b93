"""``conflictwire tag FILE|URL|-``: one article coded, shown with its evidence highlighted."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from pipeline.errors import ConflictwireError, UsageError
from pipeline.extract import Extracted, Page, extract
from pipeline.fetch import Fetcher, FetchLimits, Request
from pipeline.model.words import Outcome
from pipeline.settings import Settings
from pipeline.tag import stage_tag
from pipeline.wiring.opening import utc_now

_COLOURS = {
    "type": "bold red", "actor1": "cyan", "actor2": "magenta", "place": "green", "date": "yellow", "killed": "red",
    "injured": "red", "control": "blue", "attribution": "dim",
}  # fmt: skip
Line = dict[str, object]
_MOST_ODD = 0.1


def show_article(settings: Settings, given: str, title: str, published: str | None, as_json: bool) -> None:
    """Read, code and print one article.

    Raises:
        UsageError: there is no such file, or nothing in it; or the date is none.
        ConflictwireError: the page cannot be fetched, or holds no article.
    """
    article = _read(settings, given)
    article["title"] = title or article["title"]
    if published is not None:
        article["published"] = _day(published)
    coded = stage_tag(article)
    if as_json:
        click.echo(json.dumps(coded, ensure_ascii=False, indent=1))
        return
    _show(Console(highlight=False, markup=False, emoji=False), article, coded)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError as error:
        raise UsageError(f"--published {text!r} is no date such as 2017-11-09") from error


def _read(settings: Settings, given: str) -> Line:
    if given.startswith(("http://", "https://")):
        return _from_page(given, *asyncio.run(_fetch(settings, given)))
    if not given:
        raise UsageError("name a file, a page's URL or -")
    try:
        raw = sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()
    except OSError as error:
        raise UsageError(f"{given}: {error.strerror}") from error
    if raw.lstrip()[:1] == b"<":
        return _from_page(given, raw, "")
    text = _text(given, raw)
    if not text.strip():
        raise UsageError(f"{given}: it is empty")
    headline, _, _ = text.lstrip().partition("\n")
    return {"id": given, "title": headline.strip(), "text": text}


def _text(given: str, raw: bytes) -> str:
    """The text of a file; a few odd bytes are forgiven, a picture, a PDF or an archive is not.

    Raises:
        UsageError: it is no text.
    """
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f") for char in text)
    if "\x00" in text or raw.startswith(b"%PDF") or odd > _MOST_ODD * len(text):
        raise UsageError(f"{given}: it is no text: give an article as UTF-8 text or as HTML")
    return text


async def _fetch(settings: Settings, url: str) -> tuple[bytes, str]:
    async with Fetcher(FetchLimits(), settings.allow_hosts, settings.user_agent, 0.0) as fetcher:
        fetched = await fetcher.fetch(Request(url))
    if fetched.outcome is not Outcome.OK:
        raise ConflictwireError(f"{fetched.final_url or given_host(url)}: {fetched.outcome}: {fetched.detail}")
    return fetched.body, fetched.content_type


def given_host(url: str) -> str:
    """The host of a URL alone: what stands before and behind it may be secret."""
    return url.split("/")[2].rpartition("@")[2]


def _from_page(given: str, body: bytes, content_type: str) -> Line:
    found: Extracted = extract(Page(given, body, content_type, utc_now()))
    if found.outcome is not Outcome.OK:
        raise ConflictwireError(f"{given}: {found.outcome}: {found.detail}")
    line: Line = {"id": given, "title": found.title, "text": found.text, "language": found.language}
    return line | ({"published": found.published_at.isoformat()} if found.published_at else {})


def _show(console: Console, article: Line, coded: Line) -> None:
    console.print(_verdict(coded), style="bold")
    claims = coded.get("claims")
    for number, claim in enumerate(claims if isinstance(claims, list) else [], 1):
        console.print(f"\n{number}. {claim['type']}  confidence {claim['confidence']}", style="bold")
        for name, text in _fields(claim):
            console.print(Text(f"   {name:<12}", style=_COLOURS.get(name, "")).append(text, style="default"))
    told, title, text = claims if isinstance(claims, list) else [], str(article["title"]), str(article["text"])
    starts = {"text": 0}
    if title and text.lstrip().startswith(title):  # a file's first line is its title and stands in its text as well
        starts["title"] = len(text) - len(text.lstrip())
    else:
        console.print()
        console.print(highlighted(title, {"title": 0}, told))
    console.print()
    console.print(highlighted(text, starts, told))


def _verdict(coded: Line) -> str:
    if coded.get("outcome") != Outcome.OK:
        # silence about a language that is not coded must not be read as peace
        return f"not judged: {coded.get('outcome')}"
    about = "about armed conflict" if coded.get("relevant") else "not about armed conflict"
    return f"{about} (score {coded.get('score')}), kind {coded.get('kind')}"


def _fields(claim: dict[str, dict[str, object] | str | None]) -> list[tuple[str, str]]:
    rows = []
    for name in ("actor1", "actor2", "place", "date", "killed", "injured", "control", "attribution"):
        value = claim.get(name)
        shown = _plain(value) if isinstance(value, dict) else str(value or "")
        if shown and shown != "none":
            rows.append((name, shown))
    return rows


def _plain(value: dict[str, object]) -> str:
    return ", ".join(
        f"{key} {shown}" if key != "name" else str(shown) for key, shown in value.items() if shown not in (None, "")
    )


def highlighted(text: str, starts: dict[str, int], claims: list[dict[str, dict[str, dict[str, object]]]]) -> Text:
    """The text with the quotes of the parts that it holds, each from where the part starts in it."""
    shown = Text("".join(char if char.isprintable() or char == "\n" else " " for char in text))
    for claim in claims:
        for field, quote in claim.get("evidence", {}).items():
            at = starts.get(str(quote["in"]))
            if at is not None:
                start, end = at + int(str(quote["start"])), at + int(str(quote["end"]))
                shown.stylize(_COLOURS.get(field, "underline"), start, end)
    return shown
