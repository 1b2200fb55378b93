"""Review: doubtful claims go out to a person as a file, and come back as test cases that the tagger is held to.

Pure: what a claim's choices are comes from the wiring, which may ask the tagger.
"""

from __future__ import annotations

from pipeline.review.answers import Problem, Reading, read_sheet
from pipeline.review.base import FIELDS, Choices, Item, Marked, Sheet
from pipeline.review.cases import Case, Pending, cases_of, read_cases, read_pending, write_case, write_pending
from pipeline.review.compare import Verdict, changes, judge
from pipeline.review.sheet import render_sheet

__all__ = [
    "FIELDS",
    "Case",
    "Choices",
    "Item",
    "Marked",
    "Pending",
    "Problem",
    "Reading",
    "Sheet",
    "Verdict",
    "cases_of",
    "changes",
    "judge",
    "read_cases",
    "read_pending",
    "read_sheet",
    "render_sheet",
    "write_case",
    "write_pending",
]
