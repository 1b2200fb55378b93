from __future__ import annotations

import pytest

from pipeline.dedupe import Decider
from pipeline.errors import UsageError
from pipeline.model.words import Decision
from tests.unit.dedupe.candidates import ALBU_KAMAL, candidate, database

OTHER = (
    "Farmers in the northern hills sold their first olives of the year on Saturday at prices that nobody in the "
    "market could remember, after a dry spring and a wet September. Traders from the coast paid in advance and "
    "the presses in four villages worked through the night. The mayor promised a new road before the next harvest."
)


def test_the_same_address_and_content_is_unchanged() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/x?utm_source=rss"))
        again = decider.decide(connection, candidate(2, url="https://www.a.example/x#top"))
    assert (first.verdict.decision, again.verdict.decision) == (Decision.NEW, Decision.UNCHANGED)
    assert (again.article_id, again.version, again.verdict.of) == (first.article_id, 1, first.article_id)


def test_a_change_back_is_a_third_version() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        texts = (ALBU_KAMAL, ALBU_KAMAL.replace("12", "15"), ALBU_KAMAL, ALBU_KAMAL)
        made = [
            decider.decide(connection, candidate(n, url="https://a.example/x", text=t)) for n, t in enumerate(texts)
        ]
    assert [d.version for d in made] == [1, 2, 3, 3]
    assert [d.verdict.decision.value for d in made] == ["new", "revised", "revised", "unchanged"]
    assert "15" in made[1].verdict.changes
    assert len({d.article_id for d in made}) == 1


def test_a_redirect_leads_to_the_same_article() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(
            connection, candidate(1, url="https://a.example/r/1", fetched_url="https://a.example/news/long")
        )
        second = decider.decide(connection, candidate(2, url="https://a.example/news/long"))
        third = decider.decide(connection, candidate(3, url="https://a.example/r/1", text=OTHER))
    assert first.article_id == second.article_id == third.article_id
    assert third.verdict.decision is Decision.REVISED


def test_canonical_links_on_one_host_join_and_across_hosts_do_not() -> None:
    link = "https://a.example/news/2017/army-takes-town"
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/n/77", canonical_link=link))
        same_host = decider.decide(connection, candidate(2, url="https://a.example/print/77", canonical_link=link))
        elsewhere = decider.decide(connection, candidate(3, url="https://b.example/n/77", canonical_link=link))
    assert same_host.article_id == first.article_id
    assert elsewhere.article_id != first.article_id
    assert (elsewhere.verdict.decision, elsewhere.verdict.of) == (Decision.COPY, first.article_id)


@pytest.mark.parametrize("link", ["https://a.example/", "https://a.example/world", "https://a.example/news/world/"])
def test_a_canonical_link_to_a_section_is_no_identity(link: str) -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/n/1", canonical_link=link))
        second = decider.decide(connection, candidate(2, url="https://a.example/n/2", canonical_link=link, text=OTHER))
    assert first.article_id != second.article_id
    assert second.verdict.decision is Decision.NEW


def test_a_canonical_link_that_several_bodies_claim_is_refused() -> None:
    link = "https://a.example/news/2017/the-default-page"
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/n/1", canonical_link=link))
        second = decider.decide(connection, candidate(2, url="https://a.example/n/2", canonical_link=link, text=OTHER))
        third = decider.decide(
            connection, candidate(3, url="https://a.example/n/3", canonical_link=link, text=OTHER[::-1])
        )
    assert len({first.article_id, second.article_id, third.article_id}) == 3
    assert {second.verdict.decision, third.verdict.decision} == {Decision.NEW}


def test_a_page_that_was_not_modified_is_unchanged() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/x"))
        by_url = decider.unchanged(connection, "https://a.example/x")
        by_id = decider.unchanged(connection, first.article_id)
        with pytest.raises(UsageError):
            decider.unchanged(connection, "https://a.example/never-seen")
    assert by_url == by_id
    assert (by_url.article_id, by_url.verdict.decision) == (first.article_id, Decision.UNCHANGED)


def test_a_page_at_the_address_that_a_wrong_canonical_link_named_is_its_own_article() -> None:
    with database() as connection:
        decider = Decider.open(connection)
        link = "https://a.example/news/2017/second-page"
        first = decider.decide(connection, candidate(1, url="https://a.example/n/1", canonical_link=link))
        second = decider.decide(connection, candidate(2, url=link, text=OTHER))
        again = decider.decide(connection, candidate(3, url=link, text=OTHER))
    assert second.article_id != first.article_id
    assert (second.verdict.decision, again.verdict.decision) == (Decision.NEW, Decision.UNCHANGED)


def test_dead_articles_that_redirect_to_the_home_page_are_not_one_article() -> None:
    home = "https://a.example/"
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url="https://a.example/news/101", fetched_url=home))
        second = decider.decide(
            connection, candidate(2, url="https://a.example/news/102", fetched_url=home, text=OTHER)
        )
    assert first.article_id != second.article_id


@pytest.mark.parametrize(
    "url", ["https://a.example/" + "x" * 4000, "not a url", "http://[", "\ud800\x00", "mailto:a@b"]
)
def test_an_odd_address_still_is_an_identity(url: str) -> None:
    with database() as connection:
        decider = Decider.open(connection)
        first = decider.decide(connection, candidate(1, url=url))
        again = decider.decide(connection, candidate(2, url=url))
    assert (again.article_id, again.verdict.decision) == (first.article_id, Decision.UNCHANGED)


def test_two_thousand_addresses_of_one_article_are_one_article() -> None:
    canonical = "https://a.example/2017/11/09/albu-kamal.html"
    with database() as connection:
        decider = Decider.open(connection)
        made = [
            decider.decide(connection, candidate(n, url=f"https://a.example/story?view={n}", canonical_link=canonical))
            for n in range(2_162)
        ]
    assert len({decided.article_id for decided in made}) == 1
    assert {decided.verdict.decision for decided in made[1:]} == {Decision.UNCHANGED}
