"""Pages that the tests of this folder extract."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import Page

FETCHED = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
PARAGRAPHS = (
    "The governor said on Thursday that engineers had finished the bridge over the river two months early.",
    "Lorries had to take the long way round by the dam since the flood of last spring, which cost growers a day.",
    "A ferry that had carried school children across will be kept for visitors, the council decided in the evening.",
)


def document(title: str, paragraphs: tuple[str, ...] = PARAGRAPHS, head: str = "", heading: str | None = None) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    shown = title if heading is None else heading
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><article><h1>{shown}</h1>{body}</article></body></html>"
    )


def page(html: str | bytes, url: str = "https://news.example/a/bridge", content_type: str = "text/html") -> Page:
    return Page(url, html.encode() if isinstance(html, str) else html, content_type, FETCHED)
