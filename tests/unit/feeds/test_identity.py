from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.feeds import Entry, FeedInfo, KeyPolicy, ParsedFeed, entry_fingerprint, entry_keys
from pipeline.model.words import Outcome

AT = datetime(2017, 11, 9, tzinfo=UTC)


def feed(*entries: Entry) -> ParsedFeed:
    return ParsedFeed(Outcome.OK, "", FeedInfo(url="https://o.example/f"), entries)


def entry(n: int, guid: str | None = None, link: str | None = None) -> Entry:
    return Entry(
        title=f"Title {n}",
        link=f"https://o.example/{n}" if link is None else link,
        guid=f"g{n}" if guid is None else guid,
        published=AT,
    )


def keys(policy: KeyPolicy | None, *entries: Entry) -> tuple[tuple[str, ...], KeyPolicy]:
    keyed = entry_keys(feed(*entries), policy)
    return keyed.keys, KeyPolicy.from_text(keyed.policy.to_text())


def test_keys_are_stable_and_apart() -> None:
    first, policy = keys(None, entry(1), entry(2))
    again, _ = keys(policy, entry(3), entry(2), entry(1))
    assert len(set(first)) == 2
    assert (again[2], again[1]) == first


def test_one_guid_on_every_item_is_not_believed() -> None:
    found, policy = keys(None, entry(1, guid="same"), entry(2, guid="same"), entry(3, guid="same"))
    assert len(set(found)) == 3
    assert "guid" in policy.distrusts
    assert keys(policy, entry(2, guid="same"))[0] == (found[1],)


def test_a_guid_that_changes_on_every_edit_keeps_the_key() -> None:
    first, policy = keys(None, entry(1, guid="a-1"), entry(2, guid="b-1"))
    second, policy = keys(policy, entry(1, guid="a-2"), entry(2, guid="b-2"))
    third, _ = keys(policy, entry(2, guid="b-3"), entry(1, guid="a-3"))
    assert first == second == (third[1], third[0])


def test_http_and_https_are_one_guid_and_one_link() -> None:
    first, _ = keys(None, entry(1, guid="http://o.example/?p=1", link="http://www.o.example/1"))
    second, _ = keys(None, entry(1, guid="https://www.o.example/?p=1", link="https://o.example/1"))
    assert first == second


def test_an_empty_guid_falls_back_to_the_link_and_then_to_the_title() -> None:
    found, _ = keys(None, entry(1, guid=""), entry(2, guid=""), entry(3, guid="", link=""), entry(4, guid="", link=""))
    assert len(set(found)) == 4


def test_one_link_on_every_item_is_not_believed() -> None:
    found, policy = keys(
        None, entry(1, guid="", link="https://o.example/"), entry(2, guid="", link="https://o.example/")
    )
    assert len(set(found)) == 2
    assert "link" in policy.distrusts


def test_the_same_announcement_twice_has_one_key() -> None:
    found, _ = keys(None, entry(1), entry(1))
    assert found[0] == found[1]


def test_the_policy_stays_small() -> None:
    policy: KeyPolicy | None = None
    for poll in range(40):
        _, policy = keys(policy, *(entry(n) for n in range(poll * 50, poll * 50 + 50)))
    assert policy is not None
    assert len(policy.to_text()) < 20_000


def test_a_text_that_is_no_policy_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        KeyPolicy.from_text("[1]")


@pytest.mark.parametrize(
    "change",
    [{"title": "New"}, {"link": "https://o.example/new"}, {"updated": AT.replace(hour=5)}, {"summary_text": "more"}],
)
def test_the_fingerprint_tells_a_change(change: dict[str, object]) -> None:
    before = entry(1)
    assert entry_fingerprint(replace(before, **change)) != entry_fingerprint(before)  # type: ignore[arg-type]
    assert entry_fingerprint(replace(before, guid="other")) == entry_fingerprint(before)


@pytest.mark.parametrize("title", ["", "Live"])
def test_entries_that_share_title_and_date_are_apart_by_guid_or_link(title: str) -> None:
    """A feed of posts without titles, or with one title for all, is not one entry."""
    same = [replace(entry(n), title=title, published=None) for n in range(4)]
    for told in (same, [replace(one, guid="") for one in same], [replace(one, link="") for one in same]):
        found, policy = keys(None, *told)
        assert len(set(found)) == 4
        more = [replace(one, guid=one.guid and f"{one.guid}9", link=one.link and f"{one.link}9") for one in told]
        again, _ = keys(policy, *more, *told)
        assert again[4:] == found
        assert len(set(again)) == 8
        for new in (more, more[:1]):
            assert not set(keys(policy, *new)[0]) & set(found)
    first, policy = keys(None, same[0])
    assert not set(keys(policy, *same[1:])[0]) & set(first)


def test_an_entry_whose_guid_and_link_both_changed_is_known_by_title_and_date() -> None:
    first, policy = keys(None, entry(1), entry(2))
    moved = replace(entry(1), guid="new", link="https://o.example/new")
    assert keys(policy, moved, entry(2))[0] == first
    beside, _ = keys(policy, moved, entry(1), entry(2))
    assert beside[1:] == first
    assert beside[0] not in first


def test_a_guid_that_another_entry_takes_over_costs_neither() -> None:
    """The guid changed on an edit, and the old one was given to another entry."""
    first, policy = keys(None, entry(1, guid="a"))
    second, policy = keys(policy, entry(1, guid="b"))
    assert first == second
    for told in ([entry(1, guid="b"), entry(9, guid="a")], [entry(9, guid="a"), entry(1, guid="b")]):
        found, _ = keys(policy, *told)
        assert len(set(found)) == 2


def test_posts_without_guid_link_and_title_are_apart_by_their_text() -> None:
    posts = [Entry(summary_text=f"Post {n}") for n in range(3)]
    assert len(set(keys(None, *posts)[0])) == 3


def test_the_keys_of_a_large_document_are_found_in_time() -> None:
    many = [replace(entry(n), title="Live") for n in range(5000)]
    found, policy = keys(None, *many)
    assert len(set(found)) == 5000
    assert keys(policy, *many)[0] == found


def test_a_link_that_flips_between_http_and_https_is_no_change() -> None:
    secure = replace(entry(1), link="https://o.example/1?utm_source=a")
    assert entry_fingerprint(secure) == entry_fingerprint(replace(entry(1), link="http://www.o.example/1"))
