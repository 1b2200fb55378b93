"""Where one statement of a sentence ends and the next begins."""

from __future__ import annotations

import re
from itertools import pairwise

_CUT = re.compile(
    # one class of characters first: the scan for it is then as fast as it can be; then how all that may follow begins
    r"[;,\s](?=\s|wh|af|be|even|hours|days|following|as |-)"
    r"(?:(?<=;)\s+|(?<=,)\s+(?=(?:while|as|after|before|but|although|though|whereas"
    r"|and (?:the|a|an|in|on|at|that|another|\w+ (?:was|were|had))|with)\b)"
    r"|(?<=\s)\s*(?:(?=(?:while|(?:after|before)"
    r"(?! (?:\d|midnight|noon|midday|dawn|dusk|dark|sunrise|sunset|nightfall|daybreak"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:o'clock|[ap]\.?m)))"
    r"|whereas|even as|hours after|days after|following)\b)|(?=as (?:the|a|an|it|they|he|[A-Z])\b)|-\s+))"
)


def clauses(sentence: str) -> tuple[tuple[int, int], ...]:
    """Cut a sentence at the words that join statements; the spans cover it without gap."""
    cuts = [0, *(match.end() for match in _CUT.finditer(sentence)), len(sentence)]
    return tuple([(start, end) for start, end in pairwise(cuts) if end > start])
