"""Which second opinion this process asks: the word vectors, unless the encoder was switched in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.errors import SettingsError
from pipeline.tag.kind.encoder import encoder_meaning
from pipeline.tag.kind.meaning import Opinion, word_meaning

_OPINIONS: Mapping[str, Callable[[], Opinion]] = {"": word_meaning, "minilm": encoder_meaning}
_in_use = [""]


def use_encoder(name: str) -> None:
    """Let this process ask the encoder of that name, or the word vectors for "". The tagger's version tells which.

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
