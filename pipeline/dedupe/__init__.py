"""Identity, versions, repeats and stories: one decision per extracted article (DESIGN 5)."""

from __future__ import annotations

from pipeline.dedupe.base import RULE, Candidate, Decided, DedupeConfig
from pipeline.dedupe.decider import Decider
from pipeline.dedupe.lineage import Lineage, Origin, lineage, origin
from pipeline.dedupe.stage import DedupeStage, stage_dedupe
from pipeline.dedupe.tables import metadata
from pipeline.dedupe.undo import is_undone, split_story, undo_alias, undo_copy

__all__ = [
    "RULE",
    "Candidate",
    "Decided",
    "Decider",
    "DedupeConfig",
    "DedupeStage",
    "Lineage",
    "Origin",
    "is_undone",
    "lineage",
    "metadata",
    "origin",
    "split_story",
    "stage_dedupe",
    "undo_alias",
    "undo_copy",
]
