"""What a sentence tells of, and what an article is mainly about.

`read` an article once and ask the `Reading` for everything; the functions here are for single questions.
"""

from __future__ import annotations

from pipeline.tag.kind.model import shipped_model, softmax
from pipeline.tag.kind.opinions import encoder_in_use, use_encoder
from pipeline.tag.kind.reading import Reading, View, by_name, read

__all__ = ["Reading", "View", "conflict_score", "encoder_in_use", "kind_scores", "read", "type_scores", "use_encoder"]


def kind_scores(title: str, text: str) -> dict[str, float]:
    """Probabilities (summing to 1) over every word of ``EventType`` and ``NonConflictKind``."""
    return read(title, text).kinds()


def type_scores(sentence: str) -> dict[str, float]:
    """Probabilities over the same words for one sentence, whatever article it stands in."""
    model = shipped_model()
    return by_name(model.kinds, softmax(model.type_logits(model.vocabulary.features([sentence])))[0])


def conflict_score(sentence: str) -> float:
    """The probability that one sentence tells of a current conflict action, in [0, 1]."""
    return round(float(read("", sentence).conflict()[:1].sum()), 4)
