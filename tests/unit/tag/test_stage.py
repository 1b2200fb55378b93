"""The `stage tag` contract, on invented articles."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.model.article import Article, Verdict
from pipeline.model.words import KINDS, Decision, How, Outcome
from pipeline.tag import TAGGER, code, stage_tag, tag_article, tagger_version

Line = dict[str, Any]

TITLE = "Car bomb kills 12 in Homs market"
TEXT = (
    "BEIRUT, Lebanon \u2014 A car bomb exploded in a crowded market in the Syrian city of Homs on Tuesday, killing at "
    "least "
    "12 people and wounding 30, the state news agency said.\n\n"
    "No group claimed responsibility for the attack. Residents said the blast destroyed several shops.\n\n"
    "In 2012, a similar bombing killed more than 50 people in Damascus. More than 100,000 people have died since the "
    "war "
    "began.\n\n"
    "The army denied that it had shelled the town of Rastan. The governor warned that rebels could attack again."
)
SPORT = (
    "Arsenal attacked from the start and their striker fired twice before half-time. The manager said that his team "
    "had "
    "fought for every ball and that the battle for the title was not over."
)


def tag(**fields: str | None) -> Line:
    return stage_tag({"id": "a1", "title": TITLE, "text": TEXT, "published": "2014-04-30", **fields})


def test_the_answer_has_the_shape_of_the_contract() -> None:
    answer = tag()
    assert list(answer) == ["id", "outcome", "relevant", "score", "kind", "claims"]
    assert (answer["id"], answer["outcome"], answer["relevant"]) == ("a1", "ok", True)
    assert answer["kind"] in KINDS and 0.5 <= answer["score"] <= 1
    claim = answer["claims"][0]
    wanted = "type actor1 actor2 place date killed injured control attribution confidence evidence"
    assert list(claim) == wanted.split()
    assert list(claim["place"]) == ["name", "geoname_id", "admin1", "country", "lat", "lon", "precision"]
    assert list(claim["date"]) == ["start", "end", "precision"]
    assert list(claim["killed"]) == ["low", "best", "high"]
    json.dumps(answer)


def test_the_event_is_coded_and_history_is_not() -> None:
    (claim,) = tag()["claims"]
    assert claim["type"] == "REMOTE_EXPLOSIVE"
    assert (claim["place"]["country"], claim["place"]["name"]) == ("SYR", "Homs")
    assert claim["date"] == {"start": "2014-04-29", "end": "2014-04-29", "precision": 1}
    assert claim["killed"] == {"low": 12, "best": 12, "high": None}
    assert claim["injured"]["best"] == 30
    assert claim["control"] == "none"
    assert "state news agency" in claim["attribution"]


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\u2014", "\u00e2\u0080\u0094").replace("The army", "Syria\u00e2\u0080\u0099s army")]
)
def test_every_field_has_its_exact_quote(text: str) -> None:
    for claim in tag(text=text)["claims"]:
        given = [name for name in ("actor1", "actor2", "place", "date", "killed", "injured") if claim[name]] + ["type"]
        for name in given:
            proof = claim["evidence"][name]
            source = TITLE if proof["in"] == "title" else text
            assert source[proof["start"] : proof["end"]] == proof["quote"]
            assert 0 < len(proof["quote"]) <= 300


def test_a_death_toll_is_null_where_none_is_stated() -> None:
    answer = tag(
        title="Mortar shells hit Damascus",
        text="Mortar shells hit the Syrian capital Damascus on Tuesday, police said.",
    )
    assert [claim["killed"] for claim in answer["claims"]] == [None]


def test_other_news_has_no_claims() -> None:
    answer = tag(title="Arsenal attack pays off", text=SPORT)
    assert (answer["relevant"], answer["claims"]) == (False, [])


def test_a_language_that_is_not_coded_is_said() -> None:
    answer = tag(title="", text="قال الجيش إنه سيطر على مدينة البوكمال بعد معارك مع تنظيم الدولة", language="ar")
    assert answer == {
        "id": "a1", "outcome": "language-not-coded", "relevant": False, "score": 0.0, "kind": "NONE", "claims": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [{"id": 1}, {"id": 1, "title": "", "text": "  "}, {"id": 1, "text": 5}, {"id": 1, "text": "x", "published": 3}],
)
def test_an_unusable_line_is_an_error(line: Line) -> None:
    answer = stage_tag(line)
    assert list(answer) == ["id", "error"] and answer["id"] == 1


def test_a_published_day_that_cannot_be_read_counts_as_unknown() -> None:
    (claim,) = tag(published="yesterday-ish")["claims"]
    assert claim["date"] is None


def test_coding_is_a_function() -> None:
    assert tag() == tag()


def test_coding_a_title_alone() -> None:
    assert code("Suicide bomber kills six soldiers in Kirkuk", "", None).outcome is Outcome.OK


def test_the_answers_do_not_depend_on_hash_order() -> None:
    line = json.dumps({"id": 1, "title": TITLE, "text": TEXT, "published": "2014-04-30"})
    script = f"import json; from pipeline.tag import stage_tag; print(json.dumps(stage_tag(json.loads({line!r}))))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_importing_the_package_is_light() -> None:
    script = "import sys, pipeline.tag; print(any(m.startswith(('numpy', 'pipeline.tag.places')) for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


NOW = datetime(2014, 4, 30, 12, tzinfo=UTC)
ARTICLE = Article(
    article_id="a1",
    version=2,
    extraction="x/1",
    item_id="i1",
    feed_id="f1",
    feed_url="http://feed.example/rss",
    entry_key="k",
    entry_title=TITLE,
    entry_link="http://news.example/1",
    url="http://news.example/1",
    fetched_url="http://news.example/1",
    source="news.example",
    title=TITLE,
    text=TEXT,
    authors=(),
    language="en",
    published_at=NOW,
    published_how=How.FEED,
    updated_at=None,
    updated_how=How.NONE,
    first_seen_at=NOW,
    fetched_at=NOW,
    admitted_at=NOW,
    date_candidates=(),
    page_sha256="",
    page_bytes=0,
    archive_ref="",
    content_hash="",
    verdict=Verdict(Decision.NEW, "", "", None, "r", "s1"),
)


def test_a_tagging_repeats_its_article_and_names_its_tagger() -> None:
    tagging = tag_article(ARTICLE)
    assert (tagging.article_id, tagging.version, tagging.extraction, tagging.story_id) == ("a1", 2, "x/1", "s1")
    assert (tagging.tagger, tagging.tagger_version) == (TAGGER, tagger_version())
    assert tagging.relevant and tagging.claims[0].killed is not None
    assert [claim.ordinal for claim in tagging.claims] == list(range(len(tagging.claims)))


def test_a_tagging_does_not_depend_on_when_it_was_fetched() -> None:
    later = replace(ARTICLE, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert tag_article(later) == tag_article(ARTICLE)


def test_the_version_is_stable_and_has_a_digest() -> None:
    release, _, digest = tagger_version().partition("+")
    assert release and len(digest) == 10 and tagger_version() == tagger_version()
