"""Records for the tests of the warehouse: an invented war in few articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.model.article import Article, Verdict
from pipeline.model.identity import article_id, content_hash
from pipeline.model.ledger import LedgerKind, LedgerRecord
from pipeline.model.tagging import Actor, Claim, ClaimDate, Count, Evidence, Place, Tagging
from pipeline.model.words import Control, Decision, How, Outcome, Stage
from pipeline.warehouse import Arrival, Lane, Partition

NOON = datetime(2017, 11, 9, 12, 0, 0, 123456, tzinfo=UTC)
ARMY = Actor("SYR-ARMY", "Syrian army", "military", "government", "SYR")
ISLAMIC_STATE = Actor("IS", "Islamic State", "armed-group", "non-state", "")
ALBU_KAMAL = Place("Albu Kamal", 174448, "Deir ez-Zor", "SYR", 34.45, 40.92, 1)
ARTICLES, TAGGINGS, OUTCOMES = "news.articles", "news.taggings", "news.outcomes"


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def article(
    outlet: str, *, version: int = 1, decision: str = "new", of: str = "", hours: float = 0, text: str = ""
) -> Article:
    url = f"https://{outlet}.example/story"
    title = f"Army retakes Albu Kamal, says {outlet}"
    body = text or f"The Syrian army retook Albu Kamal. Version {version} of {outlet}: النص."
    return Article(
        article_id=article_id(url),
        version=version,
        extraction="rule-1",
        item_id=f"i-{outlet}-{version}-{decision}",
        feed_id=f"f-{outlet}",
        feed_url=f"https://{outlet}.example/feed",
        entry_key=f"{outlet}-entry",
        entry_title=title,
        entry_link=url,
        url=url,
        fetched_url=url,
        source=f"{outlet}.example",
        title=title,
        text=body,
        authors=("A. Reporter",),
        language="en",
        published_at=at(hours),
        published_how=How.FEED,
        updated_at=None,
        updated_how=How.NONE,
        first_seen_at=at(hours),
        fetched_at=at(hours),
        admitted_at=at(hours + version / 100),
        date_candidates=("feed=2017-11-09",),
        page_sha256="0" * 64,
        page_bytes=1234,
        archive_ref="",
        content_hash=content_hash(title, body),
        verdict=Verdict(Decision(decision), of, "because", None if decision == "new" else 0.97, "repeats-1", "s1"),
    )


def retakes(day: str, *, killed: int | None = None, control: Control = Control.GOVERNMENT_REGAINS) -> Claim:
    gov = control is Control.GOVERNMENT_REGAINS
    return Claim(
        ordinal=0,
        type="GOV_REGAINS_TERRITORY" if gov else "NON_STATE_OVERTAKES_TERRITORY",
        actor1=ARMY if gov else ISLAMIC_STATE,
        actor2=ISLAMIC_STATE if gov else ARMY,
        place=ALBU_KAMAL,
        date=ClaimDate(day, day, 1),
        killed=None if killed is None else Count(killed, killed, killed),
        injured=None,
        control=control,
        attribution="state media",
        confidence=0.87,
        evidence=(Evidence("type", "retook Albu Kamal", "text", 16, 33), Evidence("actor1", "Army", "title", 0, 4)),
    )


def tagging(of: Article, *claims: Claim, tagger_version: str = "1+abc", outcome: Outcome = Outcome.OK) -> Tagging:
    return Tagging(
        article_id=of.article_id,
        version=of.version,
        extraction=of.extraction,
        tagger="conflictwire",
        tagger_version=tagger_version,
        url=of.url,
        source=of.source,
        published_at=of.published_at,
        first_seen_at=of.first_seen_at,
        admitted_at=of.admitted_at,
        story_id=of.verdict.story_id,
        language=of.language,
        outcome=outcome,
        relevant=bool(claims),
        score=0.9312 if claims else 0.0,
        kind=claims[0].type if claims else "NONE",
        claims=tuple(replace(claim, ordinal=number) for number, claim in enumerate(claims)),
    )


def ledger(
    kind: LedgerKind, item: str, outcome: Outcome, stage: Stage, url: str = "https://a.example/x"
) -> LedgerRecord:
    return LedgerRecord(
        kind=kind,
        run_id="run-1",
        item_id=item,
        feed_id="f-a",
        url=url,
        stage=stage,
        outcome=outcome,
        detail="one line",
        at=NOON,
        attempts=1,
    )


def decided(of: Article) -> LedgerRecord:
    """The ledger's line on an article that is also on the topic of articles."""
    return replace(
        ledger(LedgerKind.DECISION, of.item_id, Outcome.OK, Stage.DECIDE, of.url),
        feed_id=of.feed_id,
        at=of.admitted_at,
        article_id=of.article_id,
        version=of.version,
        title=of.title,
        verdict=of.verdict,
    )


def arrive(value: Article | Tagging | LedgerRecord, offset: int, *, edition: str = "") -> Arrival:
    topic = {Article: ARTICLES, Tagging: TAGGINGS, LedgerRecord: OUTCOMES}[type(value)]
    lane = Lane.BACKFILL if edition else Lane.LEDGER if topic == OUTCOMES else Lane.LIVE
    return Arrival(value, Partition(topic + (".backfill" if edition else ""), 0), offset, lane, edition)


def the_war() -> list[Article | Tagging | LedgerRecord]:
    """Three turns of one town, a copy, a correction, an unchanged sighting, a failed item, a failed and a good poll."""
    first, second, third = article("alpha"), article("beta", hours=50), article("gamma", hours=245)
    echo = article("echo", decision="copy", of=first.article_id, hours=1)
    rival = article("delta", hours=2)
    corrected = article("alpha", version=2, decision="revised", of=first.article_id, hours=3)
    unchanged = article("alpha", version=2, decision="unchanged", of=first.article_id, hours=5, text=corrected.text)
    lost = retakes("2017-11-11", control=Control.NON_STATE_GAINS)
    return [
        first,
        echo,
        rival,
        corrected,
        unchanged,
        second,
        third,
        tagging(first, retakes("2017-11-09", killed=10)),
        tagging(rival, retakes("2017-11-08", killed=30)),
        tagging(corrected, retakes("2017-11-09", killed=12)),
        tagging(second, lost),
        tagging(third, retakes("2017-11-19"), retakes("2017-11-09"), lost),
        *(decided(each) for each in (first, echo, rival, corrected, unchanged, second, third)),
        ledger(LedgerKind.OUTCOME, "i-lost", Outcome.NO_TEXT, Stage.EXTRACT),
        ledger(LedgerKind.POLL, "p-1", Outcome.OK, Stage.POLL),
        ledger(LedgerKind.POLL, "p-2", Outcome.NOT_A_FEED, Stage.POLL),
    ]


def arrivals(records: list[Article | Tagging | LedgerRecord]) -> list[Arrival]:
    """Give each record its offset within its topic, in the order given."""
    count: dict[type, int] = {}
    placed = []
    for record in records:
        offset = count.get(type(record), 0)
        count[type(record)] = offset + 2  # gaps are normal
        placed.append(arrive(record, offset))
    return placed
