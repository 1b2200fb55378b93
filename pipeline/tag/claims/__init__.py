"""Claims: what an article says happened, one for each event, every field with the words that prove it."""
