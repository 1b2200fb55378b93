"""Which announcement is which: a stable key for each entry under a policy that every feed teaches us.

Publishers reuse guids (one for all items, or one for each new item of a one-item feed), issue new ones
on every edit, and flip them between http and https. So an entry has candidates in order (guid, link,
title with date), and a feed's policy says which of them may be believed:

* the guid is not believed once two entries of one document share it with different links;
* the link is not believed once two entries share it with different guids and titles;
* the title with the date is the last resort and never fails.

The policy also remembers the keys of the entries it saw last, so that an entry whose guid changes keeps
its key as long as its link stays, and the other way round.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.feeds.base import Entry, ParsedFeed
from pipeline.model.identity import digest
from pipeline.model.urls import url_key

_MEMORY = 400
_MARK_CHARS = 12
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyPolicy:
    """What one feed taught us of its entries' identity: a small value that the state store keeps.

    Attributes:
        distrusts: candidates that this feed misuses, out of ``guid`` and ``link``.
        keys: the marks of the entries seen last (digests of candidates) → their keys; bounded.
    """

    distrusts: frozenset[str] = frozenset()
    keys: tuple[tuple[str, str], ...] = ()

    def to_text(self) -> str:
        """Answer the policy as one line of JSON."""
        return json.dumps({"distrusts": sorted(self.distrusts), "keys": dict(self.keys)}, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> KeyPolicy:
        """Read what `to_text` wrote; "" gives the policy of a feed never seen.

        Raises:
            ValueError: the text is no policy.
        """
        if not text:
            return cls()
        found = json.loads(text)
        if not isinstance(found, dict) or not isinstance(found.get("keys"), dict):
            raise ValueError(f"no key policy: {text[:60]!r}")
        keys = tuple((str(mark), str(key)) for mark, key in found["keys"].items())
        return cls(frozenset(map(str, found.get("distrusts", ()))), keys)


@dataclass(frozen=True, slots=True)
class KeyedEntries:
    """The keys of a document's entries, aligned with ``parsed.entries``, and the policy to store with them.

    Entries that are the same announcement twice have the same key: the first one counts.
    """

    keys: tuple[str, ...]
    policy: KeyPolicy


def entry_keys(parsed: ParsedFeed, policy: KeyPolicy | None = None) -> KeyedEntries:
    """Give every entry a key that is stable from poll to poll, and learn from what is seen.

    Args:
        parsed: the document as just fetched.
        policy: as answered at the last poll of this feed; None at the first.
    """
    before = policy or KeyPolicy()
    distrusts = before.distrusts | _misused(parsed.entries)
    known = dict(before.keys)
    keys: list[str] = []
    learned: dict[str, str] = {}
    for entry in parsed.entries:
        marks = [mark for kind, mark in _marks(entry) if kind not in distrusts]
        key = next((known[m] for m in marks if m in known), None) or next(
            (learned[m] for m in marks if m in learned), marks[0]
        )
        keys.append(key)
        learned.update(dict.fromkeys(marks, key))
    return KeyedEntries(tuple(keys), replace(before, distrusts=distrusts, keys=_bounded(learned, known)))


def entry_fingerprint(entry: Entry) -> str:
    """Answer a digest that changes when the announcement changes: title, link, date or summary."""
    moment = entry.updated or entry.published
    return digest("announcement", entry.title, entry.link, moment.isoformat() if moment else "", entry.summary_text)


def _marks(entry: Entry) -> Iterable[tuple[str, str]]:
    if entry.guid:
        yield "guid", "g" + digest("guid", _SCHEME.sub("", entry.guid), chars=_MARK_CHARS)
    if entry.link:
        yield "link", "l" + digest("link", _link_key(entry.link), chars=_MARK_CHARS)
    moment = entry.published or entry.updated
    yield "title", "t" + digest("title", entry.title, moment.isoformat() if moment else "", chars=_MARK_CHARS)


def _link_key(link: str) -> str:
    try:
        return url_key(link)
    except ValueError:
        return link


def _misused(entries: tuple[Entry, ...]) -> frozenset[str]:
    found = set()
    if _shared(entries, lambda e: e.guid, lambda e: _link_key(e.link) or e.title):
        found.add("guid")
    if _shared(entries, lambda e: _link_key(e.link) if e.link else "", lambda e: e.title if e.guid or e.title else ""):
        found.add("link")
    return frozenset(found)


def _shared(entries: tuple[Entry, ...], of: Callable[[Entry], str], by: Callable[[Entry], str]) -> bool:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if of(entry):
            owners[of(entry)].add(by(entry))
    return any(len(different) > 1 for different in owners.values())


def _bounded(learned: dict[str, str], known: dict[str, str]) -> tuple[tuple[str, str], ...]:
    # The newest first: what is in the document now, then what was there before.
    merged = learned | {mark: key for mark, key in known.items() if mark not in learned}
    return tuple(list(merged.items())[: max(_MEMORY, len(learned))])
