"""Page in, article out: the one pure function of this stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from lxml.html import HtmlElement

from pipeline.extract.asides import without_asides
from pipeline.extract.authors import authors_of
from pipeline.extract.base import Extracted, Page
from pipeline.extract.body import body_text, collapse_repeats, normalize
from pipeline.extract.clean import strip_frame, strip_silent
from pipeline.extract.dates import bounded, day_in_url, day_on_page
from pipeline.extract.decoding import decode_page
from pipeline.extract.gate import refuse_bytes, refuse_text
from pipeline.extract.language import language_of
from pipeline.extract.lead import lead_of
from pipeline.extract.metadata import Head, read_head, squeeze
from pipeline.extract.parsing import parse_html
from pipeline.extract.titles import headline, site_names
from pipeline.extract.told import agreed, told_body
from pipeline.model.words import How, Outcome

_NEAR = timedelta(hours=36)


def extract(page: Page) -> Extracted:
    """Extract the article of a page, or say why there is none.

    The same page gives the same value: nothing is remembered between calls. Time and memory are
    bounded by `ExtractorPool`, not here.
    """
    refusal = refuse_bytes(page.body, page.content_type)
    if refusal:
        return Extracted(*refusal, url=page.url)
    tree = parse_html(decode_page(page.body, page.content_type))
    if tree is None:
        return Extracted(Outcome.NOT_HTML, "the bytes are no HTML document", page.url)
    return _article(tree, page)


def _article(tree: HtmlElement, page: Page) -> Extracted:
    strip_silent(tree)
    head = read_head(tree, page.url)
    title = normalize(headline(head, page.url)).replace("\n", " ")
    published, how, updated, candidates = _dates(tree, head, page)
    strip_frame(tree)
    text = _text(tree, head, title, page.url)
    refusal = refuse_text(title or head.title_element, text, head)
    if refusal:
        return Extracted(*refusal, url=page.url, title=title)
    return Extracted(
        outcome=Outcome.OK,
        detail="",
        url=page.url,
        title=title,
        text=text,
        authors=authors_of(head, tree, site_names(head, page.url)),
        language=language_of(text, head.html_lang or head.meta("og:locale", "content-language", "language")),
        published_at=published,
        published_how=how,
        updated_at=updated,
        updated_how=How.PAGE if updated else How.NONE,
        canonical_link=head.canonical_link,
        date_candidates=tuple(candidates),
    )


def _text(tree: HtmlElement, head: Head, title: str, url: str) -> str:
    read = normalize(body_text(tree, url))
    headings = [squeeze(element.text_content()) for element in tree.iter("h2", "h3", "h4")]
    text = without_asides(agreed(read, normalize(told_body(head)), headings))
    lead = normalize(lead_of(tree, head, text)) if text else ""
    return collapse_repeats(f"{lead}\n{text}" if lead else text, title)


def _dates(tree: HtmlElement, head: Head, page: Page) -> tuple[datetime | None, How, datetime | None, list[str]]:
    published, candidates = bounded(head.published(), page.fetched_at)
    updated, more = bounded(head.updated(), page.fetched_at)
    candidates += [f"updated {candidate}" for candidate in more]
    if published is None:
        published = day_in_url(page.url, page.fetched_at)
        candidates += [f"url={published.date().isoformat()}"] if published else []
    if published is None and (page.announced_at is None or page.announced_at > page.fetched_at):
        published = day_on_page(tree, page.url, page.fetched_at)
        candidates += [f"htmldate={published.date().isoformat()}"] if published else []
    if published and updated and updated < published - _NEAR:
        updated = None  # a template's date, not this article's
    return published, How.PAGE if published else How.NONE, updated, candidates
