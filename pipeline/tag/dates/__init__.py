"""Dates in running text: every phrase that says when, resolved against a day of reference."""

from __future__ import annotations

from pipeline.tag.dates.anchored import find_anchored
from pipeline.tag.dates.mentions import DateMention, find_dates
from pipeline.tag.dates.reference import reference_day

__all__ = ["DateMention", "find_anchored", "find_dates", "reference_day"]
