"""The sentence model's view of each sentence, as the claim rules weigh it."""

from __future__ import annotations

from pipeline.tag.claims.base import Hint
from pipeline.tag.kind import Reading, View

Where = tuple[str, int]


def hints_of(reading: Reading) -> dict[Where, Hint]:
    """Answer the hint for each sentence of an article, by part and start of the sentence."""
    spans = [("title", span) for span in reading.title_sentences] + [("text", span) for span in reading.text_sentences]
    if not spans:
        return {}
    shares, conflict, views = reading.types(), reading.conflict(), reading.views()
    best, none = shares.argmax(axis=1), View()
    return {
        (part, span.start): Hint(
            reading.model.kinds[best[row]], float(shares[row, best[row]]), float(conflict[row]), views.get(row, none)
        )
        for row, (part, span) in enumerate(spans)
    }
