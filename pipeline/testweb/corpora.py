"""Pages of the evaluation corpora as sites: their original hosts are imitated, their files stay where they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.testweb.site import SitePage


def corpus_pages(html_folder: Path) -> list[SitePage]:
    """Answer the pages of ``fundus`` and ``trafilatura`` below the folder, each URL once, in a fixed order."""
    pages = (*_fundus(html_folder / "fundus"), *_trafilatura(html_folder / "trafilatura"))
    return list({page.url: page for page in reversed(pages)}.values())[::-1]


def _fundus(folder: Path) -> Iterator[SitePage]:
    for meta in sorted(folder.glob("*/meta.json")):
        gold = _fundus_gold(meta.parent)
        for name, item in sorted(json.loads(meta.read_text(encoding="utf-8")).items()):
            file = meta.parent / name
            if file.exists():
                said = gold.get(name, {})
                yield SitePage(item["url"], file, _one(said.get("title")), _moment(said.get("publishing_date")))


def _fundus_gold(folder: Path) -> dict[str, dict[str, Any]]:
    # <Publisher>.json: version of the parser → fields, for the page <Publisher>_<date>.html.gz.
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.glob("*.json")):
        if file.name == "meta.json":
            continue
        content = json.loads(file.read_text(encoding="utf-8"))
        for page in folder.glob(f"{file.stem}_*.html.gz"):
            versions = [v for v in content.values() if isinstance(v, dict)] if isinstance(content, dict) else []
            found[page.name] = versions[-1] if len(versions) == 1 else {}
    return found


def _trafilatura(folder: Path) -> Iterator[SitePage]:
    index = folder / "evaldata.json"
    if not index.exists():
        return
    for key, item in json.loads(index.read_text(encoding="utf-8")).items():
        # Some keys are file names: their URL is not known any more.
        url = key.strip().rstrip(".") if "://" in key else f"https://pages.example/{key.strip()}"
        for file in (folder / "html" / f"{item['file']}.gz", folder / "html" / item["file"]):
            if file.exists():
                yield SitePage(
                    url, file, _one(item.get("title")), _moment(item.get("date")), author=_one(item.get("author"))
                )
                break


def _one(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
