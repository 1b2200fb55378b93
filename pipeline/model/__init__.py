"""The shared values: what a stage hands to the next. No stage's logic lives here."""
