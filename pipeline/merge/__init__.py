"""merge: claims → events, a pure function of the set of claims."""

from pipeline.merge.rule import MERGE_RULE, PlaceDateControl, merge

__all__ = ["MERGE_RULE", "PlaceDateControl", "merge"]
