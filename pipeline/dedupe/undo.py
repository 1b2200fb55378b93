"""Taking back a wrong join. What it hid is coded, and the join is never made again.

The ledger of it: a correction (`pipeline.model.correction`), which the caller stores and publishes in the same
transaction; of a copy one row in ``dedupe_undone`` (article, of, kind, when, why) too, the version's own row rewritten
to ``new``, and one in ``dedupe_story_changes`` when the article leaves the story that it was put into. The caller
publishes the record of an undone copy once more, under the same natural key, with the verdict returned here: the tagger
codes it. When the state is rebuilt, `Decider.restore` reads records and corrections back.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from pipeline.dedupe import aliases, store, tables
from pipeline.dedupe.base import RULE, Decided, story_of
from pipeline.errors import UsageError
from pipeline.model.article import UNDONE_REASON, Verdict
from pipeline.model.correction import Correction, CorrectionKind, correction_id
from pipeline.model.words import Decision

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.dedupe.store import StoredVersion

_UNDOABLE = (Decision.COPY, Decision.UPDATE)


def undo_copy(connection: Connection, article_id: str, at: datetime, note: str = "") -> Decided:
    """Take back that an article's newest version is a copy (or an update) of another: it is ``new``, in its own story.

    Idempotent. An open `Decider` must be opened anew afterwards.

    Raises:
        UsageError: the article is unknown, or its newest version was never joined with another.
    """
    last = store.latest(connection, article_id)
    if last is None:
        raise UsageError(f"no article is known as {article_id!r}")
    if last.decision not in _UNDOABLE:
        if article_id in store.barred(connection):
            return Decided(article_id, last.version, _verdict(last.story_id))
        raise UsageError(f"article {article_id} is {last.decision!r}: only a copy or an update can be undone")
    return _take_back(connection, last, at, note)


def is_undone(connection: Connection, article_id: str) -> bool:
    """Whether a join of this article was taken back, and no other has been made since."""
    last = store.latest(connection, article_id)
    return last is not None and last.decision not in _UNDOABLE and article_id in store.barred(connection)


def undone_copies(connection: Connection) -> list[tuple[str, str, datetime, str]]:
    """What `undo_copy` took back, before there were corrections too: (article, of, when, why), the oldest first."""
    undone = tables.undone.c
    rows = connection.execute(select(undone.article_id, undone.of_id, undone.at_s, undone.note).order_by(undone.at_s))
    return [(article_id, of_id, store.from_seconds(at_s), note) for article_id, of_id, at_s, note in rows]


def undo_alias(connection: Connection, url: str, at: datetime, note: str = "") -> Correction:
    """Take back that a URL is an address of an article, where a ``rel=canonical`` or a redirect had said so.

    The next page at this URL is an article of its own. Returns what the caller stores and publishes.

    Raises:
        UsageError: the URL is no alias, or it is the address that the article was first seen at.
    """
    key = aliases.key_of(url)
    article_id, how = store.aliased(connection, [key]).get(key, ("", ""))
    if how not in (aliases.CANONICAL, aliases.REDIRECT):
        raise UsageError(f"{url!r} is {'the own address of ' + article_id if article_id else 'no known address'}")
    name, kind = correction_id(CorrectionKind.ALIAS, key), CorrectionKind.ALIAS
    undone = Correction(
        name, kind, standing=True, at=at, note=note, article_id=article_id, of=article_id, url=key, how=how
    )
    apply(connection, undone)
    return undone


def split_story(connection: Connection, article_id: str, at: datetime, note: str = "") -> Correction:
    """Record that an article never belonged to its story. Returns what the caller stores and publishes.

    The ``story_id`` given at arrival is not rewritten: readers apply the recorded rows. Idempotent.

    Raises:
        UsageError: the article is unknown, or began its story itself.
    """
    last = store.latest(connection, article_id)
    own = story_of(article_id)
    if last is None or last.story_id == own:
        raise UsageError(f"article {article_id!r} is unknown or began its story itself")
    name, kind = correction_id(CorrectionKind.STORY, article_id, last.story_id), CorrectionKind.STORY
    undone = Correction(name, kind, standing=True, at=at, note=note, article_id=article_id, of=last.story_id, into=own)
    apply(connection, undone)
    return undone


def apply(connection: Connection, correction: Correction) -> None:
    """Bring the decider's tables to what a correction says, fresh from a person or read back from its topic.

    Idempotent; what does not concern the decider (a merge of claims), or what it does not know, changes nothing. An
    open `Decider` must be opened anew afterwards.
    """
    if correction.kind is CorrectionKind.ALIAS:
        _apply_alias(connection, correction)
        return
    last = store.latest(connection, correction.article_id)
    if last is None:
        return
    if correction.kind is CorrectionKind.COPY and correction.standing and last.of_id == correction.of:
        record_undo(connection, last, correction.at, correction.note)
    elif correction.kind is CorrectionKind.STORY and correction.standing and last.story_id == correction.of:
        _record(connection, "split", last, correction.into)
    elif correction.kind is CorrectionKind.STORY and not correction.standing:
        changes = tables.story_changes.c
        mine = (changes.kind == "split", changes.story_id == correction.of, changes.into_id == correction.into)
        connection.execute(delete(tables.story_changes).where(*mine))


def _apply_alias(connection: Connection, correction: Correction) -> None:
    holder, how = store.aliased(connection, [correction.url]).get(correction.url, ("", ""))
    if correction.standing:
        if (holder, how) == (correction.article_id, correction.how):
            store.forget_alias(connection, correction.url, correction.how)
        store.refuse_canonical(connection, correction.url, "taken back by hand")
        return
    store.accept_canonical(connection, correction.url)
    if not holder:  # a page that was seen there in the meantime keeps its address
        store.add_aliases(connection, correction.article_id, [(correction.url, correction.how)])


def record_undo(connection: Connection, last: StoredVersion, at: datetime, note: str) -> None:
    """Store an undo that was read back from the topic, once; see `undo_copy`."""
    if last.decision in _UNDOABLE:
        _take_back(connection, last, at, note)


def _take_back(connection: Connection, last: StoredVersion, at: datetime, note: str) -> Decided:
    own_story = story_of(last.article_id)
    row = {"article_id": last.article_id, "of_id": last.of_id, "kind": last.decision, "at_s": store.seconds(at)}
    connection.execute(insert(tables.undone), row | {"note": note})
    store.set_verdict(connection, last.ordinal, Decision.NEW.value, "", own_story)
    _record(connection, "undo", last, own_story)
    return Decided(last.article_id, last.version, _verdict(own_story))


def _record(connection: Connection, kind: str, last: StoredVersion, into: str) -> None:
    changes = tables.story_changes
    known = select(changes.c.at_ordinal).where(changes.c.at_ordinal == last.ordinal, changes.c.kind == kind)
    if connection.execute(known).first() is None:
        moved = {"at_ordinal": last.ordinal, "kind": kind, "story_id": last.story_id, "into_id": into}
        connection.execute(insert(changes), moved | {"similarity": 0.0})


def _verdict(story_id: str) -> Verdict:
    return Verdict(Decision.NEW, "", UNDONE_REASON, None, RULE, story_id)
