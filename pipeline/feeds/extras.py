"""What an entry carries beside title, link and dates: authors, categories, enclosures, an image, the whole content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.feeds.base import Category, Enclosure
from pipeline.feeds.plain import plain_text

_MAX_OF_A_KIND = 100
_MAX_NAME_CHARS = 300
_MAX_CONTENT_CHARS = 500_000

_EMAIL = r"[^\s@()<>\[\]]+@[^\s@()<>\[\]]+"
_EMAIL_NAME = re.compile(rf"^(?:mailto:)?{_EMAIL}\s*[(\[<]\s*(?P<name>[^()\[\]<>]+?)\s*[)\]>]$")
_NAME_EMAIL = re.compile(rf"^(?P<name>[^()\[\]<>]+?)\s*[(\[<]\s*(?:mailto:)?{_EMAIL}\s*[)\]>]$")
_CUT_BEFORE = re.compile(r"^(?P<rest>[a-z]{1,20})(?:\s*[(<\[]\s*(?P<name>[^()<>\[\]]+))?[)>\]]?$")
_CUT_BEHIND = re.compile(r"^(?P<name>[^()<>\[\]]+?)\s*[(<\[]\s*(?P<rest>[a-z]{1,20})[)>\]]?$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|\Z)", re.IGNORECASE)

Absolute = Callable[[str], str]
"""Makes an address absolute; "" for one that is no http(s) URL."""


def authors_of(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the authors, without their e-mail addresses where there is a name."""
    names = [_person(_mended(each)) for each in _maps(raw, "authors")]
    if not any(names):
        names = [_person(plain_text(text_of(raw, "author")))]
    return tuple(dict.fromkeys(name for name in names if name))[:_MAX_OF_A_KIND]


def _mended(author: Mapping[str, Any]) -> str:
    # feedparser ends an e-mail address after four letters of its last label: "desk@paper.digital (Jo)" comes as the
    # address "desk@paper.digi" and the name "tal (Jo".
    name, email = plain_text(text_of(author, "name")), text_of(author, "email")
    cut = _CUT_BEFORE.match(name) or _CUT_BEHIND.match(name)
    if not cut or not re.search(r"\.[A-Za-z]{4}$", email):
        return name
    return cut["name"] or f"{email}{cut['rest']}"


def _person(name: str) -> str:
    found = _EMAIL_NAME.match(name) or _NAME_EMAIL.match(name)
    return (found["name"].strip(" \"'") if found else name)[:_MAX_NAME_CHARS]


def categories_of(raw: Mapping[str, Any]) -> tuple[Category, ...]:
    """The categories in the order of the feed, each once."""
    found = (
        Category(
            term=plain_text(text_of(each, "term"))[:_MAX_NAME_CHARS],
            scheme=text_of(each, "scheme")[:_MAX_NAME_CHARS],
            label=plain_text(text_of(each, "label"))[:_MAX_NAME_CHARS],
        )
        for each in _maps(raw, "tags")
    )
    return tuple(dict.fromkeys(one for one in found if one.term or one.label))[:_MAX_OF_A_KIND]


def enclosures_of(raw: Mapping[str, Any], absolute: Absolute) -> tuple[Enclosure, ...]:
    """Attached files: RSS enclosures, Atom links of that kind, and Media RSS contents."""
    links = [link for link in _maps(raw, "links") if link.get("rel") == "enclosure"]
    media = [{**each, "href": each.get("url"), "length": each.get("filesize")} for each in _maps(raw, "media_content")]
    found = (
        Enclosure(
            url=absolute(text_of(each, "href")),
            type=text_of(each, "type")[:_MAX_NAME_CHARS],
            length=text_of(each, "length")[:20],
        )
        for each in (*links, *media)
    )
    once: dict[str, Enclosure] = {}
    for one in found:
        once.setdefault(one.url, one)
    return tuple(one for one in once.values() if one.url)[:_MAX_OF_A_KIND]


def image_of(raw: Mapping[str, Any], absolute: Absolute) -> str:
    """The address of the picture that stands for it, "" where none is named."""
    named = [text_of(raw["image"], key) for key in ("href", "url") if isinstance(raw.get("image"), Mapping)]
    thumbnails = [text_of(each, "url") for each in _maps(raw, "media_thumbnail")]
    pictures = [text_of(each, "url") for each in _maps(raw, "media_content") if _is_picture(each)]
    attached = [text_of(each, "href") for each in _maps(raw, "links") if text_of(each, "type").startswith("image/")]
    written = (*named, *thumbnails, text_of(raw, "logo"), *pictures, *attached)
    return next((url for each in written if each and (url := absolute(each))), "")


def _is_picture(media: Mapping[str, Any]) -> bool:
    said = text_of(media, "medium") or text_of(media, "type")
    return said.startswith("image") if said else bool(_PICTURE.search(text_of(media, "url")))


def content_of(raw: Mapping[str, Any]) -> str:
    """The whole content, sanitized HTML as published; of several the longest, "" where there is only a summary."""
    values = (text_of(each, "value") for each in _maps(raw, "content"))
    return max(values, key=len, default="")[:_MAX_CONTENT_CHARS].strip()


def language_of(raw: Mapping[str, Any]) -> str:
    """The language that the entry names for itself, or that its title or content has by ``xml:lang``."""
    details = [raw.get("title_detail"), *_maps(raw, "content"), raw.get("summary_detail")]
    named = (text_of(each, "language") for each in details if isinstance(each, Mapping))
    return next((language for language in (text_of(raw, "language"), *named) if language), "")[:35]


def _maps(raw: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    return [each for each in raw.get(field) or () if isinstance(each, Mapping)]


def text_of(raw: Mapping[str, Any], field: str) -> str:
    """A field as text without white space around it, "" where it is absent or no text."""
    value = raw.get(field)
    return value.strip() if isinstance(value, str) else ""
