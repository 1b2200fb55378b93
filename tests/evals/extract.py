"""Scoreboard of extraction on real pages: ``./run.sh eval extract``.

Body F1 is over the multiset of words against the publisher's own body; a title is right when equal after
folding white space and entities; a date when its UTC day is the gold's. On the larger set of snippets:
the share of wanted snippets found and of unwanted ones kept out (its maintainers' own measure).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

from pipeline.extract import Extracted, ExtractorPool, Page
from pipeline.extract.dates import parse_time
from pipeline.extract.metadata import squeeze
from pipeline.model.words import Outcome

SHARED = Path(__file__).parents[3] / "shared" / "data" / "html"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page with its gold: one publisher's article."""

    name: str
    url: str
    path: Path
    gold: dict[str, Any]
    fetched_at: datetime


def fundus_pages() -> Iterator[GoldPage]:
    """The pages of ``html/fundus`` whose versions and files pair off one to one: by title, then by date."""
    for meta_path in sorted(SHARED.glob("fundus/*/meta.json")):
        meta = json.loads(meta_path.read_text())
        for gold_path in sorted(meta_path.parent.glob("*.json")):
            files = sorted(name for name in meta if name.rsplit("_", 3)[0] == gold_path.stem)
            golds = sorted(json.loads(gold_path.read_text()).values(), key=lambda g: str(g.get("publishing_date")))
            if gold_path == meta_path or len(files) != len(golds):
                continue
            for name, gold in zip(files, _in_order_of(files, golds, meta_path.parent), strict=True):
                crawled = parse_time(meta[name]["crawl_date"]) or NOW
                yield GoldPage(name, meta[name]["url"], meta_path.parent / name, gold, crawled)


def _in_order_of(files: list[str], golds: list[dict[str, Any]], folder: Path) -> tuple[dict[str, Any], ...]:
    """The golds in the order of their pages: an old article may be crawled late, but its title stands on its page."""
    pages = [gzip.decompress((folder / name).read_bytes()).decode("utf-8", "replace") for name in files]
    return max(
        permutations(golds),
        key=lambda some: sum(str(gold.get("title")) in page for gold, page in zip(some, pages, strict=True)),
    )


def gold_body(gold: dict[str, Any]) -> str:
    """Summary, sub-headings and paragraphs of the gold, in order."""
    body = gold.get("body") or {}
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts += section["headline"] + section["paragraphs"]
    return "\n".join(parts)


def word_f1(found: str, wanted: str) -> float:
    """F1 over the multisets of words."""
    a, b = Counter(re.findall(r"\w+", found)), Counter(re.findall(r"\w+", wanted))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def _page(gold: GoldPage) -> Page:
    return Page(gold.url, gzip.decompress(gold.path.read_bytes()), "text/html", gold.fetched_at)


def score_fundus(pool: ExtractorPool, show: bool) -> None:
    """Print body F1, exact titles, right days, and the outcomes that were not ok."""
    pages = list(fundus_pages())
    futures = [pool.submit(_page(page)) for page in pages]
    found = [future.result() for future in futures]
    scores = [word_f1(one.text, gold_body(page.gold)) for one, page in zip(found, pages, strict=True)]
    titles = [(one, page) for one, page in zip(found, pages, strict=True) if page.gold.get("title")]
    wrong = [pair for pair in titles if squeeze(pair[0].title) != squeeze(pair[1].gold["title"])]
    dated = [(one, page) for one, page in zip(found, pages, strict=True) if page.gold.get("publishing_date")]
    late = [pair for pair in dated if not _same_day(*pair)]
    named = [
        (
            {squeeze(name).casefold() for name in page.gold.get("authors") or ()},
            {name.casefold() for name in one.authors},
        )
        for one, page in zip(found, pages, strict=True)
    ]
    authored = [pair for pair in named if pair[0]]
    hits = sum(len(wanted & ours) for wanted, ours in named)
    spread = statistics.quantiles(scores, n=20)
    print(f"fundus: {len(pages)} pages, body F1 mean {statistics.mean(scores):.4f} (5 % quantile {spread[0]:.3f})")
    print(
        f"  title exact {len(titles) - len(wrong)}/{len(titles)}, day right {len(dated) - len(late)}/{len(dated)}, "
        f"authors exact {sum(wanted == ours for wanted, ours in authored)}/{len(authored)} "
        f"(precision {hits / max(1, sum(len(ours) for _, ours in named)):.3f}, "
        f"recall {hits / max(1, sum(len(wanted) for wanted, _ in named)):.3f})"
    )
    print("  outcomes", dict(Counter(one.outcome.value for one in found)))
    if show:
        _show(wrong, late, [(s, p) for s, p in zip(scores, pages, strict=True) if s < 0.8], found)  # noqa: PLR2004


def _same_day(one: Extracted, page: GoldPage) -> bool:
    gold = parse_time(str(page.gold["publishing_date"]))
    return one.published_at is not None and gold is not None and one.published_at.date() == gold.date()


def _show(
    wrong: list[tuple[Extracted, GoldPage]],
    late: list[tuple[Extracted, GoldPage]],
    low: list[tuple[float, GoldPage]],
    found: list[Extracted],
) -> None:
    for one, page in wrong:
        print(f"  title {page.name}\n    gold {page.gold['title']}\n    ours {one.title}")
    for one, page in late:
        print(f"  day {page.name}: gold {page.gold['publishing_date']} ours {one.published_at} {one.date_candidates}")
    for score, page in low:
        print(f"  body {page.name}: F1 {score:.3f}")
    for one in found:
        if one.outcome is not Outcome.OK:
            print(f"  {one.outcome} {one.url}: {one.detail}")


def score_snippets(pool: ExtractorPool, show: bool) -> None:
    """Print precision, recall and F1 of snippets, and the outcomes that were not ok."""
    evaluation = json.loads((SHARED / "trafilatura" / "evaldata.json").read_text())
    futures = [(url, gold, pool.submit(_snippet_page(url, gold["file"]))) for url, gold in evaluation.items()]
    hit = missed = kept = 0
    titles = dates = titled = dated = 0
    outcomes: Counter[str] = Counter()
    for url, gold, future in futures:
        one = future.result()
        outcomes[one.outcome.value] += 1
        whole = one.title + "\n" + one.text
        hit += sum(snippet in whole for snippet in gold["with"])
        missed += sum(snippet not in whole for snippet in gold["with"])
        kept += sum(snippet in one.text for snippet in gold["without"])
        if gold.get("title"):
            titled, titles = titled + 1, titles + (squeeze(gold["title"]) == squeeze(one.title))
        if gold.get("date"):
            dated, dates = dated + 1, dates + (str(one.published_at)[:10] == gold["date"])
            if show and str(one.published_at)[:10] != gold["date"]:
                print(f"  day {url}: gold {gold['date']} ours {one.published_at} {one.date_candidates[:4]}")
        if show and one.outcome is not Outcome.OK:
            print(f"  {one.outcome} {url}: {one.detail}")
    recall, precision = hit / (hit + missed), hit / (hit + kept)
    print(
        f"snippets: {len(futures)} pages, precision {precision:.4f}, recall {recall:.4f}, "
        f"F1 {2 * precision * recall / (precision + recall):.4f}"
    )
    print(f"  title exact {titles}/{titled}, day right {dates}/{dated}, outcomes {dict(outcomes)}")


def _snippet_page(url: str, name: str) -> Page:
    path = SHARED / "trafilatura" / "html" / f"{name}.gz"
    return Page(url, gzip.decompress(path.read_bytes()), "text/html", NOW)


def main() -> None:
    """Run both scoreboards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="list every error")
    show = parser.parse_args().show
    if not SHARED.is_dir():
        print("eval extract: skipped, the shared data folder is not beside the checkout")
        return
    with ExtractorPool(workers=2) as pool:
        score_fundus(pool, show)
        score_snippets(pool, show)


if __name__ == "__main__":
    main()
