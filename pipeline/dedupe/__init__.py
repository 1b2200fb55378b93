"""Identity, versions, repeats and stories: one decision per extracted article (DESIGN 5)."""

from __future__ import annotations

from pipeline.dedupe.base import RULE, Candidate, Decided, DedupeConfig
from pipeline.dedupe.corrections import (
    all_corrections,
    correction_time,
    latest_correction,
    remember_correction,
)
from pipeline.dedupe.decider import Decider
from pipeline.dedupe.lineage import Lineage, Origin, lineage, origin
from pipeline.dedupe.stage import DedupeStage, stage_dedupe
from pipeline.dedupe.tables import metadata
from pipeline.dedupe.undo import apply as apply_correction
from pipeline.dedupe.undo import is_undone, split_story, undo_alias, undo_copy, undone_copies

__all__ = [
    "RULE",
    "Candidate",
    "Decided",
    "Decider",
    "DedupeConfig",
    "DedupeStage",
    "Lineage",
    "Origin",
    "all_corrections",
    "apply_correction",
    "correction_time",
    "is_undone",
    "latest_correction",
    "lineage",
    "metadata",
    "origin",
    "remember_correction",
    "split_story",
    "stage_dedupe",
    "undo_alias",
    "undo_copy",
    "undone_copies",
]
