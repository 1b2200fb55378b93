"""The words that may begin a phrase of dates."""

from __future__ import annotations

from pipeline.tag.text.openings import Opening

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_UNITS = "hour|day|week|month|year|decade"
DATE_OPENING = Opening(
    rf"\d|{_MONTHS}|{_DAYS}|early|earlier|mid|late|since|during|last|until|this|next|every|previous|yesterday|today"
    rf"|tonight|tomorrow|overnight|christmas|new\s+year|moments\s+ago|minutes\s+ago|a\s+(?:short|little)\s"
    rf"|in\s+(?:\d|{_MONTHS}|early|mid|late|recent|the\s+(?:past|last))"
    rf"|(?:by|from)\s+(?:\d|{_MONTHS}|{_DAYS}|early|mid|late)|of\s+(?:\d|early|mid|late)"
    rf"|the\s+(?:\d|early|mid|late|day\s+before)|(?:over|for|within|at)\s+the\s+(?:past|last|weekend)|on\s+the\s+(?:weekend|\d)"
    rf"|(?:days|weeks|week|half|end|beginning|start|middle)\s+of"
    rf"|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:{_UNITS}|few)"
)
"""In small letters. Each turn of the pattern in `mentions` begins with one of these."""
ANCHOR_OPENING = Opening(
    r"\d|just\s|(?:a|one|two|three|four|five|six|several)\s+(?:day|week|month|few\s)"
    r"|(?:the|that)\s+(?:day|night|evening|afternoon|morning|previous|preceding|next|following|same)"
    r"|(?:later|earlier)\s+(?:that|in|on|the)\s|(?:[a-z]+\s+)?(?:hours|minutes)\s+(?:later|earlier|after)"
)
"""The same for the pattern in `anchored`."""
