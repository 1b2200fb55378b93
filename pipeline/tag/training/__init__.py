"""How the shipped models of relevance and kind are made: lexicon, sentences, grammar, training."""
