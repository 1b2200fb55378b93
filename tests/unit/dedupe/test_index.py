from __future__ import annotations

import random

import pytest

from pipeline.dedupe import index as index_module
from pipeline.dedupe.index import MAX_POSTINGS_PER_KEY, NearIndex, Page
from pipeline.dedupe.profile import Profile


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "FRESH_VERSIONS", 8)
    monkeypatch.setattr(index_module, "LARGEST_RUN", 8 * 16)


def _entries(count: int, start: int = 1) -> list[tuple[int, tuple[int, ...]]]:
    rng = random.Random(7)
    return [(start + n, tuple(sorted(rng.sample(range(200), 6)))) for n in range(count)]


def _by_hand(entries: list[tuple[int, tuple[int, ...]]], keys: tuple[int, ...], first_live: int) -> dict[int, int]:
    shared: dict[int, int] = {}
    for key in keys:
        held = [ordinal for ordinal, its in entries if key in its and ordinal >= first_live]
        for ordinal in held[-MAX_POSTINGS_PER_KEY:]:
            shared[ordinal] = shared.get(ordinal, 0) + 1
    return shared


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("count", [0, 5, 8, 33, 400])
@pytest.mark.parametrize("start", [1, (1 << 28) - 100])
def test_the_index_finds_what_a_scan_finds(count: int, start: int) -> None:
    entries = _entries(count, start)
    index, pages = NearIndex(), list[Page]()
    for ordinal, keys in entries:
        page = index.add(ordinal, keys)
        pages.extend([page] if page else [])
    first_live = start + count // 3
    index.expire(first_live)
    for _ordinal, keys in _entries(20, 10_000):
        assert dict(index.candidates(keys, 10_000)) == _by_hand(entries, keys, first_live)


@pytest.mark.usefixtures("small_pages")
def test_an_index_read_back_from_its_pages_answers_the_same() -> None:
    entries = _entries(101)
    index, again = NearIndex(), NearIndex()
    kept: list[tuple[int, tuple[int, ...]]] = []
    for ordinal, keys in entries:
        kept.append((ordinal, keys))
        page = index.add(ordinal, keys)
        if page:
            again.add_page(page)
            kept = []
    for ordinal, keys in kept:
        again.add(ordinal, keys)
    for _ordinal, keys in entries:
        assert again.candidates(keys, 12) == index.candidates(keys, 12)
    assert index.run_count < 6


def test_most_shared_keys_come_first_then_the_newest() -> None:
    index = NearIndex()
    for ordinal, keys in ((1, (1, 2, 3)), (2, (1, 2)), (3, (1, 2)), (4, (9,))):
        index.add(ordinal, keys)
    assert index.candidates((1, 2, 3), 2) == [(1, 3), (3, 2)]
    assert index.candidates((), 2) == []


def test_a_short_text_is_found_by_one_that_shares_half_of_it() -> None:
    base = "qtly div {n} cts vs {n} cts prior pay august three record june 30"
    edited = "qtly div {n} cts vs {n} cts prior pay aug 3 record june 30"
    for n in range(40, 60):
        old, new = (Profile("", text.format(n=n)) for text in (base, edited))
        assert set(old.keys) & set(new.keys), n
