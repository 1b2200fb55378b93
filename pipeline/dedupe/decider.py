"""The decider: one decision for each extracted article, in admission order, inside the caller's transaction.

In order: identity (alias table), versions (content hash), repeats (near-duplicates elsewhere), stories. Everything
that a decision rests on is written with it, so a decider that is reopened after a crash or a rollback decides as
if nothing had happened. One process decides at a time; the lease is the state store's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dedupe import aliases, store, story_store, tables
from pipeline.dedupe.base import RULE, Candidate, Decided, DedupeConfig, story_of
from pipeline.dedupe.compare import Relation, differences, relate
from pipeline.dedupe.profile import Profile
from pipeline.dedupe.repeats import Repeats
from pipeline.dedupe.store import StoredBody, StoredVersion
from pipeline.dedupe.stories import Stories, StoryArticle
from pipeline.dedupe.undo import apply, record_undo
from pipeline.errors import UsageError
from pipeline.model.article import UNDONE_REASON, Article, Verdict
from pipeline.model.correction import Correction
from pipeline.model.words import Decision

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Decider:
    """Decides; holds the near-duplicate index of the window in memory. After a rollback, discard it and open anew."""

    def __init__(self, repeats: Repeats, stories: Stories, next_ordinal: int) -> None:
        self._repeats = repeats
        self._stories = stories
        self._next_ordinal = next_ordinal

    @classmethod
    def open(cls, connection: Connection, config: DedupeConfig | None = None) -> Decider:
        """Load the index of the window. The tables must exist (`create_tables`)."""
        config = config or DedupeConfig()
        first_live = store.first_with_text(connection)
        repeats = Repeats(config, store.load_index(connection), first_live, store.barred(connection))
        stories = story_store.load(connection, config.story_window)
        return cls(repeats, stories, store.next_ordinal(connection))

    @staticmethod
    def create_tables(connection: Connection) -> None:
        """Create the decider's tables where they are missing."""
        tables.metadata.create_all(connection)

    def decide(self, connection: Connection, candidate: Candidate) -> Decided:
        """Decide one article; the rows are the caller's to commit.

        The same candidates in the same order get the same decisions, whatever was reopened in between.
        """
        where = aliases.addresses(candidate)
        profile = Profile(candidate.title, candidate.text)
        taken = aliases.held(connection, where)
        known, refused = aliases.known_article(where, taken), ""
        if not known:
            known, refused = self._by_link(connection, candidate, where, taken, profile)
        if known:
            decided = self._known(connection, candidate, known, profile)
        else:
            decided = self._first_seen(connection, candidate, where, profile)
        bound = aliases.remember(connection, where, decided.article_id, taken, with_link=True)
        self._repeats.expire(connection, self._next_ordinal, candidate.admitted_at)
        return replace(decided, aliases=(f"{aliases.REFUSED}={refused}", *bound) if refused else bound)

    def unchanged(self, connection: Connection, article_id_or_url: str) -> Decided:
        """Answer for a page that was not modified since: nothing is stored.

        Raises:
            UsageError: no article is known by this id or URL.
        """
        last = store.latest(connection, article_id_or_url)
        if last is None:
            key = aliases.key_of(article_id_or_url)
            last = store.latest(connection, store.aliased(connection, [key]).get(key, ("", ""))[0])
        if last is None:
            raise UsageError(f"no article is known as {article_id_or_url!r}")
        return _unchanged(last, "not modified")

    def restore(self, connection: Connection, record: Article | Correction) -> None:
        """Take in what was published before, instead of deciding: how the state is rebuilt from the topics.

        Articles come in the order of admission and ``ordinal``, corrections among them in the order of time. A record
        whose version is known already is passed over, unless its verdict is that a join was undone: then the undo is
        stored again. What is bound is what the record says; one that an older program wrote says nothing of it, and
        binds its own addresses, without a canonical link. Afterwards open the decider anew.
        """
        if isinstance(record, Correction):
            apply(connection, record)
            return
        last = store.latest(connection, record.article_id)
        if last is not None and last.version >= record.version:
            if record.verdict.reason == UNDONE_REASON and last.version == record.version:
                record_undo(connection, last, record.admitted_at, "read back from the topic")
            return
        candidate, profile = _candidate_of(record), Profile(record.title, record.text)
        verdict = record.verdict
        if verdict.decision is Decision.NEW and record.version == 1 and verdict.reason != UNDONE_REASON:
            self._story(connection, candidate, record.article_id, profile)  # that it showed two stories to be one
        self._store(connection, candidate, record.article_id, record.version, verdict, profile)
        if record.ordinal:
            aliases.bind(connection, record.article_id, record.aliases)
        else:
            where = aliases.addresses(candidate)
            taken = aliases.held(connection, where)
            aliases.remember(connection, where, record.article_id, taken, with_link=False)
        self._repeats.expire(connection, self._next_ordinal, record.admitted_at)

    def _by_link(
        self,
        connection: Connection,
        candidate: Candidate,
        where: aliases.Addresses,
        taken: dict[str, tuple[str, str]],
        profile: Profile,
    ) -> tuple[str, str]:
        """The article at ``rel=canonical``, if this body can be its; else the link, which is refused from now on."""
        known, key = aliases.linked_article(connection, where, taken)
        last = store.latest(connection, known) if known else None
        if last is None or last.content_hash == candidate.content_hash:
            return known, ""
        held = self._repeats.version(connection, last.ordinal)
        if held is None or relate(held[1], profile, None).decision is not None:
            return known, ""
        store.refuse_canonical(connection, key, f"claimed by another body, item {candidate.item_id}")
        if taken[key][1] == aliases.CANONICAL:
            del taken[key]
        return "", key

    def _known(self, connection: Connection, candidate: Candidate, article_id: str, profile: Profile) -> Decided:
        last = store.latest(connection, article_id)
        if last is None:
            raise UsageError(f"alias without a version: {article_id}")
        if last.content_hash == candidate.content_hash:
            return _unchanged(last, "same content")
        held = self._repeats.version(connection, last.ordinal)
        verdict = self._revision(last, held[1] if held else None, profile)
        if last.decision == Decision.COPY:
            verdict = self._still_copy(connection, candidate, last, profile) or verdict
        return self._store(connection, candidate, article_id, last.version + 1, verdict, profile)

    def _revision(self, last: StoredVersion, old: Profile | None, new: Profile) -> Verdict:
        similarity = relate(old, new, None).similarity if old else None
        changes = differences(old, new) if old else ""
        of = last.article_id
        return Verdict(Decision.REVISED, of, "content changed", similarity, RULE, last.story_id, changes)

    def _still_copy(
        self, connection: Connection, candidate: Candidate, last: StoredVersion, profile: Profile
    ) -> Verdict | None:
        """A copy whose new text again repeats an article without a difference stays a copy: it is not coded twice."""
        found = self._repeats.nearest(connection, candidate, last.article_id, profile)
        if found is None or found[1].decision is not Decision.COPY:
            return None
        return _repeat(*found)

    def _first_seen(
        self, connection: Connection, candidate: Candidate, where: aliases.Addresses, profile: Profile
    ) -> Decided:
        article_id = aliases.new_article_id(where)
        found = self._repeats.nearest(connection, candidate, article_id, profile)
        if found is not None:
            verdict = _repeat(*found)
        else:
            story_id = self._story(connection, candidate, article_id, profile)
            verdict = Verdict(Decision.NEW, "", "nothing like it in the window", None, RULE, story_id)
        return self._store(connection, candidate, article_id, 1, verdict, profile)

    def _story(self, connection: Connection, candidate: Candidate, article_id: str, profile: Profile) -> str:
        """The story of a new article: one that it is like enough, else its own."""
        found = self._stories.find(_in_story(self._next_ordinal, "", candidate, profile))
        if found is None:
            return story_of(article_id)
        if found.also:
            story_store.record_merge(connection, self._next_ordinal, found)
        return found.story_id

    def _store(
        self,
        connection: Connection,
        candidate: Candidate,
        article_id: str,
        version: int,
        verdict: Verdict,
        profile: Profile,
    ) -> Decided:
        ordinal = self._next_ordinal
        self._next_ordinal += 1
        published_s = None if candidate.published_at is None else store.seconds(candidate.published_at)
        stored = StoredVersion(
            ordinal,
            article_id,
            version,
            candidate.content_hash,
            verdict.decision.value,
            verdict.of,
            verdict.story_id,
            published_s,
            store.seconds(candidate.admitted_at),
            candidate.source,
        )
        if verdict.decision.is_coded:
            story_store.add(connection, self._stories, _in_story(ordinal, verdict.story_id, candidate, profile))
        store.add_version(connection, stored, candidate.url, StoredBody(candidate.title, candidate.text))
        self._repeats.add(connection, stored, profile)
        return Decided(article_id, version, verdict, ordinal)


def _candidate_of(article: Article) -> Candidate:
    return Candidate(
        item_id=article.item_id,
        feed_id=article.feed_id,
        url=article.url,
        fetched_url=article.fetched_url,
        canonical_link="",
        source=article.source,
        title=article.title,
        text=article.text,
        language=article.language,
        published_at=article.published_at,
        admitted_at=article.admitted_at,
        content_hash=article.content_hash,
    )


def _in_story(ordinal: int, story_id: str, candidate: Candidate, profile: Profile) -> StoryArticle:
    published_s = None if candidate.published_at is None else store.seconds(candidate.published_at)
    return StoryArticle(ordinal, story_id, profile.terms, published_s, profile.lead_days, profile.control)


def _unchanged(last: StoredVersion, reason: str) -> Decided:
    verdict = Verdict(Decision.UNCHANGED, last.article_id, reason, 1.0, RULE, last.story_id)
    return Decided(last.article_id, last.version, verdict)


def _repeat(version: StoredVersion, relation: Relation) -> Verdict:
    """A copy of a copy names the article that survives, not the copy."""
    decision = relation.decision
    if decision is None:
        raise UsageError("no repeat: the relation has no decision")
    of = version.of_id if version.decision == Decision.COPY else version.article_id
    return Verdict(decision, of, relation.reason, relation.similarity, RULE, version.story_id, relation.changes)
