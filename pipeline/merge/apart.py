"""Merges that a person undid: which claims are those that must not join, whatever tagger coded them.

An undo names claims by what lasts (`pipeline.model.correction.ClaimKey`): the article, and what, where and when. A
claim is known again by its article, when its type is of the same family, its date does not contradict the key's and
its place is not another; so a revision, a finer place or another type of the family by a newer tagger stays parted.
Where one article has claims on both sides, the type must be the very same: it is all that tells the two apart (an
event never holds two claims of one type of one article version). What an undo cannot follow is a new coding that
moves the claim to other days or another place: that is another claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.merge.blocks import family
from pipeline.merge.links import far_apart, gap_days
from pipeline.model.correction import ClaimKey
from pipeline.model.event import KeptApart, MergeClaim

_Side = tuple[str, bool]
"""An undo, and whether it is the parted side of it."""


class Apart:
    """The undone merges, asked about claims. Which order they come in makes no difference."""

    def __init__(self, undone: Iterable[KeptApart]) -> None:
        self._keys: dict[str, list[tuple[_Side, ClaimKey, bool]]] = defaultdict(list)
        self._sides: dict[str, frozenset[_Side]] = {}
        for each in undone:
            both = {key.article_id for key in each.parted} & {key.article_id for key in each.others}
            for keys, parted in ((each.parted, True), (each.others, False)):
                for key in keys:
                    known = ((each.correction_id, parted), key, key.article_id in both)
                    self._keys[key.article_id].append(known)

    def bar(self, claim: MergeClaim, others: Iterable[MergeClaim]) -> str:
        """Tell the undo that keeps a claim from being in one event with these, the first by its id; "" when none."""
        forbidden = {(undo, not parted) for undo, parted in self._of(claim)}
        if not forbidden:
            return ""
        return min((undo for other in others for undo, _parted in self._of(other) & forbidden), default="")

    def _of(self, claim: MergeClaim) -> frozenset[_Side]:
        """The sides that a claim is on. Claims are known by their ids: an instance serves one merge."""
        known = self._sides.get(claim.claim_id)
        if known is None:
            keys = self._keys.get(claim.article_id, ())
            known = frozenset(side for side, key, exactly in keys if is_told_by(key, claim, exactly=exactly))
            self._sides[claim.claim_id] = known
        return known


def is_told_by(key: ClaimKey, claim: MergeClaim, *, exactly: bool = False) -> bool:
    """Tell whether a claim is the one that a key speaks of; ``exactly`` asks for the same type."""
    if key.article_id != claim.article_id or family(key.type) != family(claim.type):
        return False
    if exactly and key.type != claim.type:
        return False
    return not gap_days(key.date, claim.date) and not far_apart(key.place, claim.place)
