"""How near are two words?

Shapes: columns of `Words` have one entry a word. Similarities are 0 to 1; 0 says that the words are different ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist, cpdist

from yalu.screen.arabic import is_arabic, reads_as
from yalu.screen.text import inner_frame, look_alike, no_vowels, sound
from yalu.screen.weights import W, edit_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.screen.read import Tables

__all__ = [
    "WordReader",
    "Words",
    "crossed_similarity",
    "paired_similarity",
]

_EDITS = edit_table()
_VOWELS_ONLY = dict.fromkeys(map(ord, "aeiou"))
_KINDS = (
    np.uint8,
    np.uint8,
    np.uint32,
    np.uint8,
    np.bool_,
    np.uint32,
    np.bool_,
    np.uint32,
    np.uint32,
    np.uint32,
    np.bool_,
    np.bool_,
    np.bool_,
)


class WordFacts(NamedTuple):
    """What the comparison needs to know of one word."""

    length: int
    first: int
    bones: int
    bone_count: int
    boneless: bool
    inner: int
    innerless: bool
    sound: int
    sound_bones: int
    look: int
    east: bool
    syllable: bool
    arabic: bool


class WordReader:
    """Reads the facts of words, each once."""

    def __init__(self, table: Tables) -> None:
        self._table = table
        self.of = lru_cache(maxsize=10_000)(self._of)

    def _of(self, word: str) -> WordFacts:
        bones, heard = no_vowels(word), sound(word)
        divided = self._table.korean.divisions(word) + self._table.mandarin.divisions(word)
        return WordFacts(
            min(len(word), 24),
            ord(word[0]) & 0xFF if word else 0,
            crc32(bones.encode()) if len(bones) > 1 else 0,
            min(len(bones), 24),
            bool(word) and len(word.translate(_VOWELS_ONLY)) == len(word),
            crc32(inner_frame(word).encode()) if len(bones) > 1 else 0,
            len(word) > 2 and word[1:-1].translate(_VOWELS_ONLY) == word[1:-1],
            crc32(heard.encode()),
            crc32(no_vowels(heard).encode()),
            crc32(look_alike(word).encode()),
            bool(divided),
            any(len(d) == 1 for d in divided),
            is_arabic(word),
        )


class Words(NamedTuple):
    """The facts of distinct words as columns; one entry a word, in an index the last one empty."""

    text: NDArray[np.object_]
    length: NDArray[np.uint8]
    first: NDArray[np.uint8]
    bones: NDArray[np.uint32]
    bone_count: NDArray[np.uint8]
    boneless: NDArray[np.bool_]
    inner: NDArray[np.uint32]
    innerless: NDArray[np.bool_]
    sound: NDArray[np.uint32]
    sound_bones: NDArray[np.uint32]
    look: NDArray[np.uint32]
    east: NDArray[np.bool_]
    syllable: NDArray[np.bool_]
    arabic: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[str], reader: WordReader) -> Words:
        """The facts of some words."""
        text = np.empty(len(words), dtype=object)
        text[:] = words
        table = np.array([reader.of(w) for w in words], dtype=np.int64).reshape(-1, len(WordFacts._fields)).T
        return cls(text, *(column.astype(kind) for column, kind in zip(table, _KINDS, strict=True)))

    def take(self, ids: Any) -> Words:
        """The facts of some of these words, in the shape of `ids`."""
        columns: list[Any] = [column[ids] for column in self]
        return Words(*columns)


def paired_similarity(one: Words, two: Words) -> NDArray[np.float32]:
    """How near the words of two columns are, the first to the first, the second to the second."""
    edits = cpdist(one.text, two.text, scorer=OSA.distance, dtype=np.uint8, score_cutoff=3)
    return _similarity(one, two, edits)


def crossed_similarity(one: Words, two: Words) -> NDArray[np.float32]:
    """How near each word of one set is to each of the other: one row for each of the first."""
    edits = cdist(one.text, two.text, scorer=OSA.distance, dtype=np.uint8, score_cutoff=3)
    return _similarity(one.take(np.s_[:, None]), two.take(np.s_[None, :]), edits)


def _similarity(one: Words, two: Words, edits: NDArray[np.uint8]) -> NDArray[np.float32]:
    longer, shorter = np.maximum(one.length, two.length), np.minimum(one.length, two.length)
    found = _EDITS[np.minimum(edits, 4), longer]
    single = np.nonzero((edits == 1) & (longer >= 3))
    if len(single[0]):
        pairs = [np.broadcast_to(side.text, edits.shape)[single] for side in (one, two)]
        plain = cpdist(*pairs, scorer=Levenshtein.distance, dtype=np.uint8, score_cutoff=3)
        swapped = tuple(place[plain > 1] for place in single)
        found[swapped] = np.minimum(found[swapped] + np.float32(0.04), np.float32(0.95))
    differs = edits > 0
    bones = (one.sound_bones == two.sound_bones) & (shorter >= 5) & ~(one.east | two.east)
    found = np.where(bones, np.maximum(found, W["same consonants by sound"]), found)
    both_east = one.syllable & two.syllable
    # Two short words that are both Korean or Chinese syllables are two syllables, not one with a slip.
    found = np.where(both_east & differs & (longer <= 6), np.minimum(found, 0.45), found)
    alike = (one.sound == two.sound) & (shorter >= 4)
    heard = np.where(both_east, W["same sound, East Asian"], W["same sound"])
    found = np.where(alike, np.maximum(found, heard), found)
    found = np.where((one.look == two.look) & differs, np.maximum(found, W["look-alike letters"]), found)
    dropped = (one.bones == two.bones) & (one.bones > 0) & (one.boneless | two.boneless)
    # Or the vowels inside are dropped and the first and last letters stay: Mra for Maria.
    dropped |= (one.inner == two.inner) & (one.inner > 0) & (one.innerless | two.innerless) & ~both_east
    dropped &= differs
    short = np.minimum(one.bone_count, two.bone_count) < 3
    value = np.where(short, W["vowels dropped, two left"], W["vowels dropped"])
    found = np.where(dropped, np.maximum(found, value), found)
    near: NDArray[np.float32] = found.astype(np.float32)
    across = np.nonzero(one.arabic ^ two.arabic)
    if len(across[0]):
        pairs = [np.broadcast_to(side.text, edits.shape)[across].tolist() for side in (one, two)]
        reads = [reads_as(a, b) if is_arabic(a) else reads_as(b, a) for a, b in zip(*pairs, strict=True)]
        near[across] = np.where(reads, np.float32(W["Arabic letters read"]), np.float32(0.0))
    return near
