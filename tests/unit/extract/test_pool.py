from __future__ import annotations

import os
import time
from base64 import encodebytes
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.extract import Extracted, ExtractorPool, Page, extract
from pipeline.extract.asides import _rules
from pipeline.extract.spool import Spool
from pipeline.extract.stage import answers, stage_extract
from pipeline.model.words import Outcome
from tests.unit.extract.pages import FETCHED, PARAGRAPHS, document, page


def misbehaving(given: Page) -> Extracted:
    if given.url.endswith("hang"):
        time.sleep(60)
    if given.url.endswith("die"):
        os._exit(7)
    if given.url.endswith("raise"):
        raise ValueError("a fault of ours")
    return extract(given)


def test_a_page_that_hangs_or_kills_costs_itself_alone() -> None:
    urls = [
        "https://x.example/1",
        "https://x.example/hang",
        "https://x.example/die",
        "https://x.example/raise",
        "https://x.example/2",
    ]
    with ExtractorPool(workers=2, page_timeout_s=15, work=misbehaving) as pool:
        futures = [pool.submit(page(document("Bridge opens early"), url)) for url in urls]
        outcomes = [future.result(timeout=60).outcome for future in futures]
    assert outcomes == [
        Outcome.OK,
        Outcome.EXTRACTOR_TIMEOUT,
        Outcome.EXTRACTOR_CRASH,
        Outcome.EXTRACTOR_CRASH,
        Outcome.OK,
    ]


def warmth(given: Page) -> Extracted:
    return Extracted(Outcome.OK, "warm" if _rules.cache_info().currsize else "cold", given.url)


def test_a_worker_has_loaded_what_it_needs_before_its_first_page() -> None:
    with ExtractorPool(workers=1, work=warmth) as pool:
        assert pool.submit(page(document("Bridge opens early"))).result(timeout=60).detail == "warm"


def test_answers_stand_in_order_and_bad_lines_are_answered() -> None:
    lines: list[dict[str, object]] = [
        {"url": "https://x.example/a", "html": document("First")},
        {"error": "no JSON"},
        {"html": "<p>no url</p>"},
        {"url": "https://x.example/b"},
        {"url": "https://x.example/c", "html_base64": "!!!"},
        {"url": "https://x.example/d", "html": document("Second"), "fetched_at": "yesterday"},
        {"url": "https://x.example/e", "html": document("Third"), "fetched_at": "2024-05-03T12:00:00Z"},
    ]
    found = list(answers(lines, datetime(2024, 5, 3, tzinfo=UTC), workers=1))
    assert [answer.get("title") for answer in found] == ["First", None, None, None, None, None, "Third"]
    assert [bool(answer.get("error")) for answer in found] == [False, True, True, True, True, True, False]
    assert "https://x.example/c" in str(found[4]["error"])


def test_one_line_is_answered_alike_in_this_process() -> None:
    line: dict[str, object] = {
        "url": "https://x.example/a",
        "html": document("First"),
        "fetched_at": FETCHED.isoformat(),
    }
    assert stage_extract(line) == next(answers([line], FETCHED, workers=1))
    assert "error" in stage_extract({})


def test_base64_may_be_wrapped_and_a_field_of_another_type_is_told() -> None:
    line: dict[str, object] = {"url": "https://x.example/a", "fetched_at": FETCHED.isoformat()}
    wrapped = encodebytes(document("First").encode()).decode()
    assert "\n" in wrapped[:-1]
    assert stage_extract(line | {"html_base64": wrapped})["title"] == "First"
    for wrong in ({"html_base64": 5}, {"html": 5}, {"html": "<p>x</p>", "content_type": 5}):
        assert f"{next(reversed(wrong))} is no string" in str(stage_extract(line | wrong)["error"])


def test_input_that_fails_is_the_callers_to_see() -> None:
    def broken() -> NoReturn:
        raise OSError("the pipe broke")

    with pytest.raises(OSError, match="the pipe broke"):
        list(answers(iter(broken, None), FETCHED, workers=1))


def test_large_pages_lie_in_memory_until_they_are_done_and_a_dead_owners_are_swept() -> None:
    left = Spool()
    path = Path(left.put(b"x" * 100_000))
    assert path.read_bytes() == b"x" * 100_000
    assert left.put(b"small") == ""
    left.drop(str(path))
    assert not path.exists()
    dead = path.parent.with_name("conflictwire-pages-999999999-x")
    dead.mkdir()
    Spool().close()
    assert not dead.exists()
    assert path.parent.exists()
    left.close()
    assert not path.parent.exists()


def test_a_large_page_comes_out_as_a_small_one() -> None:
    large = document("Bridge opens early", PARAGRAPHS, head="<!--" + "x" * 200_000 + "-->")
    with ExtractorPool(workers=1) as pool:
        found = pool.submit(page(large)).result()
    assert found.text == extract(page(document("Bridge opens early", PARAGRAPHS))).text
