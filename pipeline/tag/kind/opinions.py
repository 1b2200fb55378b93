"""Which second opinion this process asks: words in order and their vectors, or the encoder in place of the vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.errors import SettingsError
from pipeline.tag.kind.encoder import encoder_meaning
from pipeline.tag.kind.known import Opening
from pipeline.tag.kind.meaning import Opinion, word_meaning
from pipeline.tag.kind.model import Floats
from pipeline.tag.kind.order import words_in_order


@dataclass(frozen=True, slots=True)
class Together:
    """Two opinions as one, each with its own share."""

    first: Opinion
    second: Opinion

    def log_scores(self, opening: Opening) -> Floats:
        """The sum of both."""
        return np.asarray(self.first.log_scores(opening) + self.second.log_scores(opening), dtype=np.float32)


_OPINIONS: Mapping[str, Callable[[], Opinion]] = {
    "": lambda: Together(words_in_order(), word_meaning()),
    "minilm": lambda: Together(words_in_order(), encoder_meaning()),
}
_in_use = [""]


def use_encoder(name: str) -> None:
    """Let this process ask the encoder of that name, or none for "". The tagger's version tells which.

    Raises:
        SettingsError: no such encoder, or it is not installed; then nothing changes.
    """
    if name not in _OPINIONS:
        raise SettingsError(f"no encoder {name!r}; known: minilm")
    _OPINIONS[name]()
    _in_use[0] = name


def encoder_in_use() -> str:
    """The name of the encoder that this process asks, "" for none."""
    return _in_use[0]


def opinion_in_use() -> Opinion:
    """The opinion that this process asks."""
    return _OPINIONS[_in_use[0]]()
