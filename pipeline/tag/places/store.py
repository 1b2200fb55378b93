"""The file a gazetteer is kept in: named arrays, either packed (small, shipped) or raw (large, memory-mapped).

Layout: 8 bytes magic, 4 bytes little-endian length of a JSON header, the header, the arrays one
after another, each beginning at a multiple of 8. The packed form is the raw form through LZMA.
"""

from __future__ import annotations

import json
import lzma
import mmap
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SettingsError

_MAGIC = b"CWGAZ\x00\x00\x01"
_XZ = b"\xfd7zXZ"
_STEP = 8

Arrays = dict[str, NDArray[np.generic]]


def write_arrays(path: Path, arrays: Arrays, *, packed: bool) -> None:
    """Write ``arrays`` to ``path``, replacing it in one step; equal arrays give equal bytes."""
    raw = _raw(arrays)
    if packed:
        raw = lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)
    scratch = path.with_name(path.name + ".part")
    scratch.write_bytes(raw)
    scratch.replace(path)


def _raw(arrays: Arrays) -> bytes:
    entries = [[name, array.dtype.str, array.shape[0]] for name, array in arrays.items()]
    header = json.dumps(entries).encode()
    out = bytearray(_MAGIC + struct.pack("<I", len(header)) + header)
    for array in arrays.values():
        out += b"\x00" * (-len(out) % _STEP)
        out += array.tobytes()
    return bytes(out)


def read_arrays(path: Path) -> Arrays:
    """Read a file of `write_arrays`: the packed form into memory, the raw form mapped from disk.

    Raises:
        SettingsError: the file is absent or is no gazetteer.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
            if head.startswith(_XZ):
                file.seek(0)
                return _parse(lzma.decompress(file.read()), path)
            return _parse(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path)
    except (OSError, ValueError, lzma.LZMAError) as e:
        raise SettingsError(f"gazetteer {path} cannot be read: {e}") from e


def _parse(raw: bytes | mmap.mmap, path: Path) -> Arrays:
    if raw[: len(_MAGIC)] != _MAGIC:
        raise SettingsError(f"{path} is no gazetteer file")
    at = len(_MAGIC) + 4
    (size,) = struct.unpack("<I", raw[len(_MAGIC) : at])
    entries: list[tuple[str, str, int]] = json.loads(raw[at : at + size])
    at += size
    arrays: Arrays = {}
    for name, dtype, count in entries:
        at += -at % _STEP
        arrays[name] = np.frombuffer(raw, dtype=np.dtype(dtype), count=count, offset=at)
        at += arrays[name].nbytes
    return arrays
