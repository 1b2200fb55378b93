"""Lower case without a change of length."""

from __future__ import annotations


def lowered(text: str) -> str:
    """Answer the text in lower case, exactly as long: a letter that would become two stays as it is."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)
