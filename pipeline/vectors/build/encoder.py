"""The sentence encoder that the table is distilled from. Needs sentence-transformers, which conflictwire does not."""

from __future__ import annotations

import hashlib
import importlib
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's published model.safetensors."""
_LONGEST = 72


class Encoder:
    """all-MiniLM-L6-v2 from a folder.

    Raises:
        ValueError: the folder's weights are not the published ones.
    """

    def __init__(self, folder: Path) -> None:
        held = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if held != WEIGHTS:
            raise ValueError(f"{folder}: other weights than all-MiniLM-L6-v2's: {held}")
        self._folder = folder
        self._model = importlib.import_module("sentence_transformers").SentenceTransformer(str(folder), device="cpu")
        self._model.max_seq_length = _LONGEST

    def vocabulary(self) -> list[str]:
        """The tokenizer's word pieces; the number of each is about its rank by frequency."""
        held: dict[str, int] = json.loads((self._folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
        return sorted(held, key=lambda piece: held[piece])

    def encode(self, texts: list[str]) -> Floats:
        """Return unit vectors, shape (texts, 384)."""
        return np.asarray(self._model.encode(texts, batch_size=50, normalize_embeddings=True), dtype=np.float64)
