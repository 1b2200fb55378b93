"""Identity, versions, repeats and stories: one decision per extracted article (DESIGN 5)."""

from __future__ import annotations

from pipeline.dedupe.base import RULE, Candidate, Decided, DedupeConfig
from pipeline.dedupe.decider import Decider
from pipeline.dedupe.stage import DedupeStage, stage_dedupe

__all__ = ["RULE", "Candidate", "Decided", "Decider", "DedupeConfig", "DedupeStage", "stage_dedupe"]
