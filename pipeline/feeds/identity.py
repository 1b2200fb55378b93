"""Which announcement is which: a stable key for each entry under a policy that every feed teaches us.

Publishers reuse guids (one for all items, or one for each new item of a one-item feed), issue new ones
on every edit, and flip them between http and https. So an entry has candidates in order (guid, link,
title with date), and a feed's policy says which of them may be believed:

* the guid is not believed once two entries of one document share it with different links;
* the link is not believed once two entries share it with different guids and titles;
* the title with the date is the last resort: it tells an entry whose guid and link both changed from one poll to the
  next, never two entries of one document from each other.

The policy also remembers the keys of the entries it saw last, so that an entry whose guid changes keeps
its key as long as its link stays, and the other way round.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
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
    marked = [_Marked.of(entry, distrusts) for entry in parsed.entries]
    keys, learned = _Keying(marked, known).keys()
    return KeyedEntries(keys, replace(before, distrusts=distrusts, keys=_bounded(learned, known)))


@dataclass(frozen=True, slots=True)
class _Marked:
    """The marks of one entry.

    Attributes:
        strong: of the guid and of the link, as far as they are believed: two entries that share one of them are one.
        title: of title and date: many entries of a feed may share it ("Live", or no title at all).
    """

    strong: tuple[str, ...]
    title: str

    @classmethod
    def of(cls, entry: Entry, distrusts: frozenset[str]) -> _Marked:
        marks = [(kind, mark) for kind, mark in _marks(entry) if kind not in distrusts]
        return cls(tuple(mark for kind, mark in marks if kind != "title"), marks[-1][1])


class _Keying:
    """Gives the entries of one document their keys: what is known by guid or link first, then by title, then new ones.

    No two entries that differ in guid and link get one key: one of them would never be admitted.
    """

    def __init__(self, marked: Sequence[_Marked], known: dict[str, str]) -> None:
        self._marked, self._known = marked, known
        self._keys: dict[int, str] = {}
        self._given: set[str] = set()
        self._taken = set(known.values())
        self._learned: dict[str, str] = {}
        self._titled = Counter(one.title for one in marked)

    def keys(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Answer the keys in the order of the document, and which marks stand for them."""
        for find in (self._by_mark(0), self._by_mark(1), self._by_title, self._fresh):
            for n, one in enumerate(self._marked):
                if n not in self._keys and (key := self._seen(one) or find(one)):
                    self._keys[n] = key
                    self._given.add(key)
                    self._learned |= dict.fromkeys(one.strong or (one.title,), key)
        titles = {one.title: self._keys[n] for n, one in enumerate(self._marked) if self._titled[one.title] == 1}
        return tuple(self._keys[n] for n in range(len(self._marked))), self._learned | titles

    def _seen(self, one: _Marked) -> str:
        """The key of an entry of this document that is the same announcement."""
        return next((self._learned[mark] for mark in one.strong or (one.title,) if mark in self._learned), "")

    def _by_mark(self, at: int) -> Callable[[_Marked], str]:
        return lambda one: self._free(self._known.get(one.strong[at], "")) if at < len(one.strong) else ""

    def _by_title(self, one: _Marked) -> str:
        # guid and link changed, or there is none
        return self._free(self._known.get(one.title, "")) if self._titled[one.title] == 1 or not one.strong else ""

    def _free(self, key: str) -> str:
        return "" if key in self._given else key

    def _fresh(self, one: _Marked) -> str:
        marks = (*one.strong, one.title)
        free = (mark for mark in marks if mark not in self._given and mark not in self._taken)
        return next(free, "x" + digest("entry", *marks, chars=_MARK_CHARS))


def entry_fingerprint(entry: Entry) -> str:
    """Answer a digest that changes when the announcement changes: title, link, date or summary.

    A link that flips between http and https, or carries another tracking parameter each time, is the same link.
    """
    moment = entry.updated or entry.published
    link = _link_key(entry.link) if entry.link else ""
    return digest("announcement", entry.title, link, moment.isoformat() if moment else "", entry.summary_text)


def _marks(entry: Entry) -> Iterable[tuple[str, str]]:
    if entry.guid:
        yield "guid", "g" + digest("guid", _SCHEME.sub("", entry.guid), chars=_MARK_CHARS)
    if entry.link:
        yield "link", "l" + digest("link", _link_key(entry.link), chars=_MARK_CHARS)
    moment = entry.published or entry.updated
    told = entry.title or entry.summary_text[:200]
    yield "title", "t" + digest("title", told, moment.isoformat() if moment else "", chars=_MARK_CHARS)


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
