"""Making the table of word vectors again: ``python -m pipeline.vectors.build.distil`` (see ``assets/CARD.md``)."""
