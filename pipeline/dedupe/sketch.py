"""The keys under which a text is found again by one that repeats, cuts, extends or edits it.

Shingles are 4 consecutive words. A key is a 36-bit hash of one shingle, chosen by its value alone (bottom-k, as in
Broder's MinHash and Cohen's bottom-k sketches), so two texts that share the shingle choose the same key. One sample
is taken of the whole text and one of each prefix of 16, 32, 64 … shingles: a re-issue cut to its first paragraphs
has Jaccard 0.1 with the whole, which no MinHash banding finds, but shares the prefixes. A further key is the set of
the title's words; it makes a candidate and never a decision.
"""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt

SHINGLE_WORDS = 4
KEY_BITS = 36
MAX_KEYS = 14
_PREFIXES = (16, 48, 144)
_OF_PREFIX = 2
_OF_WHOLE = 7
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)

Hashes = npt.NDArray[np.uint64]


def word_hashes(tokens: list[str]) -> Hashes:
    """Hash each word to 32 bits; the same on every machine and in every process."""
    crc = zlib.crc32
    hashed = {word: crc(word.encode("utf-8", "surrogatepass")) for word in set(tokens)}
    return np.array([hashed[word] for word in tokens], dtype=np.uint64)


def shingles(hashed: Hashes) -> Hashes:
    """Return the 64-bit hashes of all runs of `SHINGLE_WORDS` words, in order; one of all words if they are fewer."""
    size = min(SHINGLE_WORDS, len(hashed))
    if size == 0:
        return np.empty(0, dtype=np.uint64)
    count = len(hashed) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        mixed += (hashed[i : i + count] + np.uint64(i + 1)) * _FACTORS[i]
        mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    return mixed ^ (mixed >> np.uint64(32))


def keys(in_order: Hashes, title_words: list[str]) -> tuple[int, ...]:
    """Choose at most `MAX_KEYS` keys for a text's shingles (in order) and its title's words."""
    chosen: dict[int, None] = {}
    if len(in_order):
        for length in _PREFIXES:
            chosen.update(dict.fromkeys(_smallest(in_order[:length], _OF_PREFIX)))
        chosen.update(dict.fromkeys(_smallest(in_order, _OF_WHOLE)))
    if len(title_words) >= SHINGLE_WORDS:
        chosen[zlib.crc32(" ".join(sorted(set(title_words))).encode("utf-8", "surrogatepass"))] = None
    return tuple(chosen)[:MAX_KEYS]


def _smallest(hashed: Hashes, count: int) -> list[int]:
    # ordered by the whole hash, named by its low bits: the high bits of a minimum are nearly always zero
    rising = np.sort(hashed)  # np.unique hashes first and takes ten times as long on so few
    distinct = rising[np.append(True, rising[1:] != rising[:-1])][:count] & np.uint64((1 << KEY_BITS) - 1)
    found: list[int] = distinct.tolist()
    return found
