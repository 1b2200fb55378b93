"""Tagging many articles at once, in processes of their own, without losing their order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType

from pipeline.model.article import Article
from pipeline.model.tagging import Tagging
from pipeline.wiring.collecting import keep_loaded

Tag = Callable[[Article], Tagging]


def tag_default(article: Article) -> Tagging:
    """The default tagger; imported when first called, so that its assets load in the process that needs them."""
    from pipeline.tag import tag_article  # noqa: PLC0415

    tagged: Tagging = tag_article(article)
    keep_loaded()
    return tagged


class TagPool:
    """Calls the tagger on lists of articles.

    Args:
        workers: processes; 1 tags in this process.
        tag: a function that a child process can import.
    """

    def __init__(self, workers: int, tag: Tag = tag_default) -> None:
        self._workers = workers
        self._tag = tag
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> TagPool:
        """Start nothing yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the processes."""
        self._drop()

    def tag(self, articles: Sequence[Article]) -> list[Tagging | Exception]:
        """Tag the articles, in order; what the tagger threw stands in the place of its tagging.

        A worker that dies takes its whole list with it: then each article is tried alone, and only the one that kills
        its worker is lost.
        """
        if self._workers <= 1:
            return [_try(self._tag, article) for article in articles]
        try:
            return self._tag_all(articles)
        except BrokenProcessPool:
            self._drop()
            return [self._tag_alone(article) for article in articles]

    def _tag_all(self, articles: Sequence[Article]) -> list[Tagging | Exception]:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context, initializer=_begin, initargs=(_gazetteer(), _encoder())
            )
        step = max(1, len(articles) // (4 * self._workers))
        return list(self._pool.map(_try, [self._tag] * len(articles), articles, chunksize=step))

    def _tag_alone(self, article: Article) -> Tagging | Exception:
        try:
            return self._tag_all([article])[0]
        except BrokenProcessPool:
            self._drop()
            return RuntimeError("the tagger's process died on this article")

    def _drop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _try(tag: Tag, article: Article) -> Tagging | Exception:
    try:
        return tag(article)
    except Exception as e:  # noqa: BLE001 - whatever it is, it is dead-lettered and counted by the caller
        return RuntimeError(f"the tagger threw {type(e).__name__}: {e}")


def _gazetteer() -> Path | None:
    """The gazetteer that this process uses; None for the shipped one, which a child uses without being told."""
    from pipeline.tag.places.gazetteer import SHIPPED, gazetteer_path  # noqa: PLC0415

    return None if gazetteer_path() == SHIPPED else gazetteer_path()


def _encoder() -> str:
    from pipeline.tag.kind import encoder_in_use  # noqa: PLC0415

    return encoder_in_use()


def _begin(gazetteer: Path | None, encoder: str) -> None:
    _follow_parent()
    if gazetteer is not None:
        from pipeline.tag.places import use_gazetteer  # noqa: PLC0415

        use_gazetteer(gazetteer)
    if encoder:
        from pipeline.tag.kind import use_encoder  # noqa: PLC0415

        use_encoder(encoder)


def _follow_parent() -> None:
    """End with the parent, also when it is killed with -9: a pool's worker would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
