from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.fetch import Fetched, Fetcher, FetchLimits, Request, without_credentials
from pipeline.fetch.pace import HostPace
from pipeline.fetch.retry import retry_after_s, wait_before_retry
from pipeline.fetch.walk import validator
from pipeline.model.words import Outcome
from pipeline.testweb import Site, TestWeb

LIMITS = FetchLimits(max_bytes=1_000_000, total_timeout_s=0.5, connect_timeout_s=0.5, attempts=2, backoff_s=0.25)
PATIENT = replace(LIMITS, total_timeout_s=30, connect_timeout_s=30)
"""For servers that are not slow: a busy machine must not turn their word into a time-out."""
PAGE = "https://www.outlet.example/a?b=1"


class Fetching:
    """A web and a fetcher that never really sleeps before a retry."""

    def __init__(self, web: TestWeb) -> None:
        self.web = web
        self.slept: list[float] = []

    def fetch(
        self, *requests: Request, limits: FetchLimits = LIMITS, allow: tuple[str, ...] = ("localhost",)
    ) -> list[Fetched]:
        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        async def run() -> list[Fetched]:
            async with Fetcher(limits, allow_hosts=allow, jitter=lambda: 0.5, sleep=sleep) as fetcher:
                return [await fetcher.fetch(request) for request in requests]

        return asyncio.run(run())

    def bad(self, route: str, limits: FetchLimits = LIMITS) -> Fetched:
        return self.fetch(Request(self.web.bad_url(route)), limits=limits)[0]


@pytest.fixture(scope="module")
def web() -> Iterator[TestWeb]:
    with TestWeb(Site()) as started:
        started.put(PAGE, b"<html><body>Words.</body></html>", datetime(2017, 11, 9, 10, tzinfo=UTC))
        yield started


@pytest.fixture
def fetching(web: TestWeb) -> Fetching:
    return Fetching(web)


def test_a_page_comes_whole_with_its_validators(fetching: Fetching) -> None:
    fetched = fetching.fetch(Request(fetching.web.url_for(PAGE)))[0]
    assert (fetched.outcome, fetched.status, fetched.attempts) == (Outcome.OK, 200, 1)
    assert fetched.body == b"<html><body>Words.</body></html>"
    assert fetched.etag.startswith('"')
    assert fetched.last_modified == "Thu, 09 Nov 2017 10:00:00 GMT"
    assert fetched.content_type == "text/html"


def test_validators_that_are_no_text_are_not_kept(fetching: Fetching) -> None:
    fetched = fetching.bad("odd-headers")
    assert (fetched.outcome, fetched.etag, fetched.last_modified) == (Outcome.OK, "", "")
    assert fetched.content_type.encode()
    assert [validator(each) for each in ('"a"', "a" * 3_000, "a\nb")] == ['"a"', "", ""]


@pytest.mark.parametrize("by", ["etag", "last_modified"])
def test_a_conditional_get_that_changed_nothing(fetching: Fetching, by: str) -> None:
    url = fetching.web.url_for(PAGE)
    first = fetching.fetch(Request(url))[0]
    second = fetching.fetch(replace(Request(url), **{by: getattr(first, by)}))[0]
    assert (second.outcome, second.status, second.body) == (Outcome.NOT_MODIFIED, 304, b"")
    assert getattr(second, by) == getattr(first, by)


def test_a_304_nobody_asked_for_is_no_success(fetching: Fetching) -> None:
    assert fetching.bad("always-304").outcome is Outcome.HTTP_ERROR


@pytest.mark.parametrize(
    ("route", "outcome", "attempts"),
    [
        ("slow?seconds=20", Outcome.GAVE_UP_TIMEOUT, 2),
        ("silent", Outcome.GAVE_UP_TIMEOUT, 2),
        ("drip", Outcome.GAVE_UP_TIMEOUT, 2),
        ("endless", Outcome.TOO_LARGE, 1),
        ("huge?mb=50", Outcome.TOO_LARGE, 1),
        ("bomb?coding=gzip&mb=20", Outcome.TOO_LARGE, 1),
        ("bomb?coding=br&mb=20", Outcome.TOO_LARGE, 1),
        ("bomb?coding=deflate&mb=20", Outcome.TOO_LARGE, 1),
        ("broken-coding", Outcome.BAD_CONTENT_ENCODING, 1),
        ("truncated", Outcome.GAVE_UP_UNREACHABLE, 2),
        ("reset", Outcome.GAVE_UP_UNREACHABLE, 2),
        ("garbage", Outcome.HTTP_ERROR, 1),
        ("loop", Outcome.TOO_MANY_REDIRECTS, 1),
        ("hops?n=20", Outcome.TOO_MANY_REDIRECTS, 1),
        ("private", Outcome.PRIVATE_ADDRESS, 1),
        ("redirect?to=http://2130706433/", Outcome.PRIVATE_ADDRESS, 1),
        ("redirect?to=file:///etc/passwd", Outcome.BAD_URL, 1),
        ("redirect?to=ftp://outlet.example/", Outcome.BAD_URL, 1),
        ("status?code=500", Outcome.GAVE_UP_SERVER_ERROR, 2),
        ("status?code=404", Outcome.NOT_FOUND, 1),
        ("status?code=410", Outcome.GONE, 1),
        ("status?code=403", Outcome.ACCESS_DENIED, 1),
        ("status?code=418", Outcome.HTTP_ERROR, 1),
        ("rate-limited?seconds=100", Outcome.RATE_LIMITED, 1),
        ("flaky?fails=1&key=once", Outcome.OK, 2),
        ("wrong-charset", Outcome.OK, 1),
        ("html-as-feed", Outcome.OK, 1),
    ],
)
def test_bad_servers_have_their_words(fetching: Fetching, route: str, outcome: Outcome, attempts: int) -> None:
    fetched = fetching.bad(route, LIMITS if outcome is Outcome.GAVE_UP_TIMEOUT else PATIENT)
    assert (fetched.outcome, fetched.attempts) == (outcome, attempts), fetched.detail
    assert bool(fetched.detail) is (outcome is not Outcome.OK)
    assert bool(fetched.body) is (outcome is Outcome.OK)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "file:///etc/passwd",
        "ftp://o.example/",
        "http://",
        "http://o.example:99999/",
        "javascript:1",
        "http://" + "a" * 9000,
    ],
)
def test_what_is_no_http_url_is_never_asked_for(fetching: Fetching, url: str) -> None:
    fetched = fetching.fetch(Request(url))[0]
    assert (fetched.outcome, fetched.attempts) == (Outcome.BAD_URL, 0)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "2130706433", "0x7f000001", "localhost", "a.localhost"],
)
def test_private_addresses_are_out_of_reach(fetching: Fetching, host: str) -> None:
    fetched = fetching.fetch(Request(f"http://{host}:{fetching.web.port}/"), allow=())[0]
    assert fetched.outcome is Outcome.PRIVATE_ADDRESS


def test_nobody_there(fetching: Fetching) -> None:
    fetched = fetching.fetch(Request("http://localhost:1/"))[0]
    assert (fetched.outcome, fetched.attempts) == (Outcome.GAVE_UP_UNREACHABLE, 2)


def test_only_permanent_redirects_are_reported_as_a_new_address(fetching: Fetching) -> None:
    permanent, mixed = fetching.bad("hops?n=2&status=301"), fetching.bad("hops?n=2&status=302")
    assert len(permanent.redirects) == len(mixed.redirects) == 2
    assert permanent.permanent_url == permanent.final_url == permanent.redirects[-1]
    assert (mixed.permanent_url, mixed.outcome) == ("", Outcome.OK)


def test_credentials_are_told_nobody(fetching: Fetching) -> None:
    url = fetching.web.url_for(PAGE).replace("http://", "http://user:secret@")
    bad = "http://user:secret@10.0.0.1/"
    for fetched in fetching.fetch(Request(url), Request(bad), Request("ftp://user:secret@o.example/")):
        assert "secret" not in repr(replace(fetched, url=""))
    assert without_credentials("https://u:p@o.example/x") == "https://o.example/x"


def test_a_validator_that_would_break_the_header_is_left_out(fetching: Fetching) -> None:
    fetched = fetching.fetch(Request(fetching.web.url_for(PAGE), etag='"x"\r\nX-Evil: 1'))[0]
    assert fetched.outcome is Outcome.OK


def test_a_request_has_its_own_cap(fetching: Fetching) -> None:
    assert fetching.fetch(Request(fetching.web.url_for(PAGE), max_bytes=5))[0].outcome is Outcome.TOO_LARGE


def test_retries_wait_longer_each_time_and_obey_retry_after(fetching: Fetching) -> None:
    fetching.fetch(Request(fetching.web.bad_url("status?code=500")), limits=replace(LIMITS, attempts=4))
    assert fetching.slept == [0.375, 0.75, 1.5]
    failed = Fetched("u", "u", Outcome.RATE_LIMITED, attempts=1, retry_after_s=5.0)
    assert wait_before_retry(failed, LIMITS, lambda: 0.0) == 5.0
    assert wait_before_retry(replace(failed, retry_after_s=60.0), LIMITS, lambda: 0.0) is None
    assert wait_before_retry(replace(failed, outcome=Outcome.NOT_FOUND), LIMITS, lambda: 0.0) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Thu, 09 Nov 2017 10:01:00 GMT", 60.0),
        ("Thu, 09 Nov 2017 09:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert retry_after_s(header, datetime(2017, 11, 9, 10, tzinfo=UTC)) == seconds


def test_one_host_waits_for_its_turn_and_others_do_not() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def run() -> None:
        pace = HostPace(2.0, clock=lambda: 100.0, sleep=sleep)
        for host in ("a", "a", "b", "a"):
            await pace.turn(host, 60)

    asyncio.run(run())
    assert slept == [2.0, 4.0]


def test_the_environments_proxy_is_not_asked(fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetching.fetch(Request(fetching.web.url_for(PAGE)))[0].outcome is Outcome.OK


def test_outside_its_context_the_fetcher_refuses(tmp_path: Path) -> None:
    async def run() -> None:
        await Fetcher().fetch(Request(PAGE))

    with pytest.raises(RuntimeError):
        asyncio.run(run())


def test_a_host_that_asks_for_quiet_is_asked_nothing_more(fetching: Fetching) -> None:
    """Not 205 times, because 205 feeds stand there; and not for ever."""
    web = fetching.web
    first = Request(web.bad_url("rate-limited?seconds=3600"))
    before = sum(web.requests.values())
    answers = fetching.fetch(first, Request(web.bad_url("rate-limited?seconds=1")), Request(web.url_for(PAGE)))
    assert [answer.outcome for answer in answers] == [Outcome.RATE_LIMITED, Outcome.RATE_LIMITED, Outcome.OK]
    assert [answer.attempts for answer in answers] == [1, 0, 1]
    assert answers[1].retry_after_s is not None
    assert 3500 < answers[1].retry_after_s <= 3600
    assert sum(web.requests.values()) == before + 2


def test_a_page_that_asks_for_quiet_does_not_speak_for_its_host(fetching: Fetching) -> None:
    busy = Request(fetching.web.bad_url("status?code=503&retry_after=3600"))
    limits = replace(PATIENT, max_retry_after_s=0.1)
    first, second = fetching.fetch(busy, Request(fetching.web.bad_url("status?code=200")), limits=limits)
    assert (first.retry_after_s, first.attempts) == (3600, 1)
    assert second.outcome is Outcome.OK


def test_who_waits_in_the_queue_of_a_host_waits_out_its_rest_too() -> None:
    at, slept = 100.0, []

    async def sleep(seconds: float) -> None:
        nonlocal at
        slept.append(seconds)
        if len(slept) == 1:
            pace.hold("a", 30)
        at += seconds

    pace = HostPace(2.0, clock=lambda: at, sleep=sleep)

    async def run() -> list[float]:
        return [await pace.turn("a", 60), await pace.turn("a", 60), await pace.turn("b", 60)]

    assert asyncio.run(run()) == [0.0, 0.0, 0.0]
    assert slept == [2.0, 28.0]
    pace.hold("a", 90)
    assert asyncio.run(pace.turn("a", 60)) == 90.0


def test_those_who_wait_for_a_slow_host_take_no_slot_from_the_others(web: TestWeb) -> None:
    async def run() -> Fetched:
        async with Fetcher(replace(LIMITS, max_connections=2), ("localhost",), host_delay_s=5.0) as fetcher:
            slow = [asyncio.create_task(fetcher.fetch(Request(web.bad_url("status?code=404")))) for _ in range(5)]
            await slow[0]
            async with asyncio.timeout(3):
                other = await fetcher.fetch(Request(web.url_for(PAGE)))
            for task in slow:
                task.cancel()
            return other

    assert asyncio.run(run()).outcome is Outcome.OK


def test_what_the_name_server_is_still_asked_ends_with_the_fetcher() -> None:
    """Else a process that was told to stop would wait at its exit for every name in the queue of a dead server."""
    ended: list[str] = []

    async def lookup(host: str, port: int, family: int) -> list[str]:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(host)
        return []

    async def run() -> tuple[list[str], list[str]]:
        async with Fetcher(replace(LIMITS, attempts=1, total_timeout_s=0.1), lookup=lookup) as fetcher:
            await fetcher.fetch(Request("http://dead.example/"))
            before = list(ended)
        return before, list(ended)

    assert asyncio.run(run()) == ([], ["dead.example"])
