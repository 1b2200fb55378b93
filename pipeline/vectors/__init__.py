"""Static word vectors: what a title and a lead are about, without a neural network at run time.

Every known word has one row of small integers; a text's vector is the sum of its words' rows, so equal words give equal
vectors on every machine. English only: words of other languages are unknown and add nothing. What the rows are made
of, and how good they are: ``assets/CARD.md``.
"""

from __future__ import annotations

from pipeline.vectors.table import DIMENSIONS, Vector, WordVectors, cosine, shipped_vectors, vector_of

__all__ = ["DIMENSIONS", "Vector", "WordVectors", "cosine", "shipped_vectors", "vector_of"]
