"""Text as the tagger's parts see it: sentences, tokens and folded words.

Offsets count code points, end exclusive, into the string as received; nothing here alters it.
"""

from __future__ import annotations

from pipeline.tag.text.folding import fold, is_upper_case
from pipeline.tag.text.sentences import sentences
from pipeline.tag.text.spans import Span
from pipeline.tag.text.tokens import SEPARATOR, tokens, words

__all__ = ["SEPARATOR", "Span", "fold", "is_upper_case", "sentences", "tokens", "words"]
