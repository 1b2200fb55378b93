"""``conflictwire stage``: each input line has one answer, in order, with the fields that tools are built on."""

from __future__ import annotations

import base64
import json
import re

import pytest

from pipeline.cli import stage
from pipeline.extract import stage_extract
from tests.unit.cli.calls import answers, call, lines

FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Outlet</title><item><title>Army retakes town</title>"
    "<link>https://o.example/1</link><guid>g1</guid><pubDate>Thu, 09 Nov 2017 14:20:00 +0300</pubDate>"
    "<description>Short.</description></item></channel></rss>"
)
TITLE = "Syrian army retakes Albu Kamal from Islamic State"
TEXT = (
    "The Syrian army retook Albu Kamal from Islamic State on Thursday, killing 12 militants, state television said.\n"
    "The town lies in Deir Ezzor province near the border with Iraq."
)
PARAGRAPH = "The council of the harbour town has opened a bridge over the river, a witness said on Monday morning. "
HTML = (
    f"<html lang='en'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{n} {PARAGRAPH * 3}</p>" for n in range(5))
    + "</article></body></html>"
)
INPUT = {
    "parse": {"url": "https://o.example/feed", "body_base64": base64.b64encode(FEED.encode()).decode()},
    "extract": {"url": "https://o.example/1", "html": HTML, "fetched_at": "2017-11-10T00:00:00Z"},
    "dedupe": {"id": "a", "url": "https://o.example/1", "title": TITLE, "text": TEXT, "published": "2017-11-09"},
    "tag": {"id": "a", "title": TITLE, "text": TEXT, "published": "2017-11-09T14:20:00Z", "language": "en"},
}
FIELDS = {
    "parse": {"feed", "entries", "warnings"},
    "extract": {"url", "outcome", "title", "text", "authors", "published", "language"},
    "dedupe": {"id", "decision", "of", "reason", "similarity", "story_id"},
    "tag": {"id", "relevant", "score", "kind", "claims"},
}
UNUSABLE = ["", "   ", "no json", "[1, 2]", "null", "7", '{"id": NaN}', '{"cut": ', "{}", '{"url": 7}', "[" * 100_000]
STAGES = sorted(INPUT)


@pytest.mark.parametrize("name", STAGES)
def test_a_good_line_has_the_fields_of_the_contract(name: str) -> None:
    (answer,) = answers(name, given=lines(INPUT[name]))
    assert "error" not in answer
    assert FIELDS[name] <= answer.keys()


@pytest.mark.parametrize("name", STAGES)
def test_unusable_lines_are_answered_in_their_place_and_the_rest_goes_on(name: str) -> None:
    found = answers(name, given=lines(INPUT[name], *UNUSABLE, INPUT[name]))
    assert len(found) == len(UNUSABLE) + 2
    assert all("error" in answer and isinstance(answer["error"], str) for answer in found[1:-1])
    assert all(answer["error"].startswith(f"line {number}: ") for number, answer in enumerate(found[1:-1], 2))
    assert "error" not in found[0]
    assert "error" not in found[-1]


@pytest.mark.parametrize("name", STAGES)
def test_no_input_gives_no_output(name: str) -> None:
    assert answers(name, given="") == []


@pytest.mark.parametrize("name", STAGES)
def test_bytes_that_are_no_text_and_a_missing_last_newline(name: str) -> None:
    good = json.dumps(INPUT[name]).encode()
    found = answers(name, given=b"\xff\xfe\x80\n" + b'{"id": "\xe9"}\n' + good)
    assert ["error" in answer for answer in found] == [True, True, False]


@pytest.mark.parametrize("name", STAGES)
def test_a_lone_surrogate_does_not_end_the_stream(name: str) -> None:
    spoilt = {
        key: value + "\ud800" if key in ("title", "text", "html") else value for key, value in INPUT[name].items()
    }
    result = call("stage", name, given=lines(spoilt, INPUT[name]))
    first, second = result.stdout_bytes.splitlines()
    assert json.loads(first.decode("utf-8"))
    assert "error" not in json.loads(second)


@pytest.mark.parametrize("name", STAGES)
def test_a_line_that_is_too_long_is_one_answer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "MAX_LINE_BYTES", 20_000)
    huge = json.dumps({"id": "x" * 70_000})
    found = answers(name, given=lines(huge, INPUT[name], huge))
    assert ["error" in answer for answer in found] == [True, False, True]
    assert "20000 bytes" in found[0]["error"]


@pytest.mark.parametrize("name", STAGES)
def test_a_text_of_megabytes_is_answered(name: str) -> None:
    field = {"parse": "body_base64", "extract": "html", "dedupe": "text", "tag": "text"}[name]
    big = {**INPUT[name], field: str(INPUT[name][field]) + "A" * 2_000_000}
    assert len(answers(name, given=lines(big, INPUT[name]))) == 2


@pytest.mark.parametrize("name", ["parse", "dedupe", "tag"])
def test_a_bug_of_ours_costs_its_own_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, object]:
        raise ZeroDivisionError("by nothing")

    where = {"parse": "pipeline.feeds.stage_parse", "tag": "pipeline.tag.stage_tag"}
    monkeypatch.setattr(where.get(name, "pipeline.dedupe.stage.DedupeStage.answer"), broken)
    (answer,) = answers(name, given=lines(INPUT[name]))
    assert "ZeroDivisionError: by nothing" in answer["error"]


def test_parse_gives_times_in_utc() -> None:
    (answer,) = answers("parse", given=lines(INPUT["parse"]))
    (entry,) = answer["entries"]
    assert {key: entry[key] for key in ("title", "link", "guid", "published", "updated", "summary")} == {
        "title": "Army retakes town",
        "link": "https://o.example/1",
        "guid": "g1",
        "published": "2017-11-09T11:20:00Z",
        "updated": None,
        "summary": "Short.",
    }
    assert answer["feed"]["title"] == "Outlet"


def test_extract_reads_html_and_base64_alike() -> None:
    encoded = {"url": "https://o.example/1", "html_base64": base64.b64encode(HTML.encode()).decode()}
    first, second = answers("extract", given=lines(INPUT["extract"], encoded))
    assert first["outcome"] == second["outcome"] == "ok"
    assert (first["title"], first["text"]) == (second["title"], second["text"])
    assert first["title"] == TITLE
    assert TITLE not in first["text"]


@pytest.mark.parametrize("field", ["url", "html", "html_base64", "fetched_at", "content_type"])
@pytest.mark.parametrize("value", [7, True, ["a"], {"a": 1}])
def test_extract_takes_no_value_of_a_wrong_type_for_another(field: str, value: object) -> None:
    line: dict[str, object] = {**INPUT["extract"], field: value}
    assert "error" in stage_extract(line)


def test_extract_reads_base64_that_is_wrapped() -> None:
    wrapped = base64.encodebytes(HTML.encode()).decode()
    assert stage_extract({"url": "https://o.example/1", "html_base64": wrapped})["outcome"] == "ok"


def test_dedupe_takes_no_truth_value_for_an_id() -> None:
    (answer,) = answers("dedupe", given=lines({**INPUT["dedupe"], "id": True}))
    assert "whole number" in answer["error"]


def test_extract_says_the_gates_word_for_a_page_without_an_article() -> None:
    (answer,) = answers("extract", given=lines({"url": "https://o.example/", "html": "<html><body></body></html>"}))
    assert answer["outcome"] != "ok"
    assert answer["outcome"] == answer["outcome"].lower()


def test_dedupe_decides_in_order_and_names_the_callers_ids() -> None:
    first = INPUT["dedupe"] | {"text": TEXT * 5}
    copy = {**first, "id": "b", "url": "https://p.example/2"}
    again = {**first, "id": "c"}
    other = {"id": "d", "title": "Ferry returns", "text": "The night ferry sails again from the first of December."}
    found = answers("dedupe", given=lines(first, copy, again, other))
    assert [answer["id"] for answer in found] == ["a", "b", "c", "d"]
    assert [answer["decision"] for answer in found] == ["new", "copy", "unchanged", "new"]
    assert [answer["of"] for answer in found] == ["", "a", "a", ""]
    assert found[0]["story_id"] == found[1]["story_id"] != found[3]["story_id"]


def test_tag_gives_claims_with_quotes_at_their_offsets() -> None:
    (answer,) = answers("tag", given=lines(INPUT["tag"]))
    assert answer["relevant"] is True
    assert answer["kind"] == "GOV_REGAINS_TERRITORY"
    claim = answer["claims"][0]
    assert claim.keys() == {
        "type", "actor1", "actor2", "place", "date", "killed", "injured", "control", "attribution", "confidence",
        "evidence",
    }  # fmt: skip
    assert claim["actor1"].keys() == claim["actor2"].keys() == {"id", "name", "kind", "side", "country"}
    assert claim["place"].keys() == {"name", "geoname_id", "admin1", "country", "lat", "lon", "precision"}
    assert claim["date"].keys() == {"start", "end", "precision"}
    assert claim["control"] == "government_regains"
    assert claim["killed"].keys() == {"low", "best", "high"}
    assert claim["injured"] is None
    assert re.fullmatch(r"[A-Z]{3}", claim["place"]["country"])
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", claim["date"]["start"])
    for quote in claim["evidence"].values():
        whole = {"title": TITLE, "text": TEXT}[quote["in"]]
        assert whole[quote["start"] : quote["end"]] == quote["quote"]
        assert quote.keys() == {"quote", "in", "start", "end"}


def test_offsets_count_code_points_of_the_string_as_received() -> None:
    odd = {**INPUT["tag"], "text": "🛑 Ã© \u202b" + TEXT}
    (answer,) = answers("tag", given=json.dumps(odd, ensure_ascii=False) + "\n")
    for claim in answer["claims"]:
        for quote in claim["evidence"].values():
            whole = str(odd[quote["in"]])
            assert whole[quote["start"] : quote["end"]] == quote["quote"]
