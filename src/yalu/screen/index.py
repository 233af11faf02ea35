"""What is kept of the names of a list? All names of one kind in arrays, found by keys.

Shapes: a *word* is a distinct token; `row_words` is one row for each spelling of a name, padded with the last word
(an empty one).
Assumes at most `MOST_WORDS` words in a name; the rest is not compared word by word, only as joined letters.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from yalu.screen.folds import core_fold
from yalu.screen.keys import RowKeys, key, word_keys
from yalu.screen.text import sound
from yalu.screen.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from yalu.screen.korean import Reading
    from yalu.screen.read import Tables
    from yalu.screen.rows import Row
    from yalu.screen.words import WordReader

__all__ = [
    "FULL_WORD",
    "MOST_WORDS",
    "Lookup",
    "Part",
    "Texts",
    "build_part",
    "is_east",
    "letter_bag",
    "spans",
]

MOST_WORDS = 10
MOST_UNITS = 5
FULL_WORD = 0.9  # a word of more weight is a full one: neither an initial nor a particle


def spans(start: NDArray[np.int64], stop: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All positions of some half-open spans, and for each the span that it is from."""
    count = stop - start
    source = np.repeat(np.arange(len(start)), count)
    offsets = np.arange(len(source)) - np.repeat(np.cumsum(count) - count, count)
    return start[source] + offsets, source


def letter_bag(text: str) -> int:
    """The letters and digits that a text holds, one bit each: one edit changes two of them at most.

    >>> (letter_bag("abc") ^ letter_bag("abd")).bit_count()
    2
    """
    bag = 0
    for char in set(text):
        bag |= 1 << (ord(char) % 64)
    return bag


class Texts(NamedTuple):
    """Texts by their place, read only when they are asked for: UTF-8 end to end, and where each begins (and the end)."""

    letters: NDArray[np.uint8]
    at: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """From some texts."""
        encoded = [text.encode() for text in texts]
        at = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), at)

    def one(self, place: int) -> str:
        """The text at a place."""
        return self.letters[self.at[place] : self.at[place + 1]].tobytes().decode()

    def lengths(self, places: NDArray[np.integer]) -> NDArray[np.int64]:
        """How many bytes the texts at some places have."""
        lengths: NDArray[np.int64] = self.at[places + 1] - self.at[places]
        return lengths

    def some(self, places: NDArray[np.integer]) -> list[str]:
        """The texts at some places."""
        begins, ends, letters = self.at[places].tolist(), self.at[places + 1].tolist(), self.letters.data
        return [bytes(letters[a:b]).decode() for a, b in zip(begins, ends, strict=True)]

    def __len__(self) -> int:
        return len(self.at) - 1


class Lookup(NamedTuple):
    """Sorted keys with the values that each leads to."""

    keys: NDArray[np.uint32]
    values: NDArray[np.int32]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Lookup:
        """From pairs of key and value."""
        table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        table = table[np.lexsort((table[:, 1], table[:, 0]))]
        return cls(table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))

    def find(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The values of each key, and for each value the position of its key among those asked for."""
        start = np.searchsorted(self.keys, keys, side="left")
        known = (
            np.flatnonzero(self.keys[np.minimum(start, len(self.keys) - 1)] == keys)
            if len(self.keys)
            else start[:0]
        )
        stop = np.searchsorted(self.keys, keys[known], side="right")
        position, source = spans(start[known], stop)
        return self.values[position], known[source]


class Part(NamedTuple):
    """All spellings of all names of one kind.

    Shapes: R spellings, K Korean readings, P Mandarin readings. `korean_at` has R + 1 entries: the readings of row r are
    those from `korean_at[r]` to `korean_at[r + 1]`; `postings_at` does the same for words, `pinyin_at` for Mandarin.
    `row_full` and `row_single` count the full words of a row and those of one letter.
    """

    words: Words
    row_words: NDArray[np.int32]
    row_weights: NDArray[np.float32]
    row_count: NDArray[np.uint8]
    row_full: NDArray[np.uint8]
    row_single: NDArray[np.uint8]
    row_joined: Texts
    row_folded: Texts
    row_whole: Texts
    row_masks: NDArray[np.uint64]
    row_bag: NDArray[np.uint64]
    row_han: NDArray[np.uint32]
    row_length: NDArray[np.uint8]
    row_joined_sum: NDArray[np.uint32]
    row_sound: NDArray[np.uint32]
    row_whole_sum: NDArray[np.uint32]
    row_east: NDArray[np.uint8]
    row_coreless: NDArray[np.bool_]
    row_letters: NDArray[np.float32]
    row_sure: NDArray[np.uint8]
    row_bare: NDArray[np.uint32]
    row_acronym: NDArray[np.uint32]
    row_personal: NDArray[np.bool_]
    row_name: NDArray[np.int32]
    name_subject: NDArray[np.int32]
    name_text: Texts
    name_weak: NDArray[np.bool_]
    korean_units: NDArray[np.int16]
    korean_shape: NDArray[np.uint8]
    korean_weight: NDArray[np.float32]
    korean_at: NDArray[np.int32]
    pinyin_units: NDArray[np.int16]
    pinyin_shape: NDArray[np.uint8]
    pinyin_weight: NDArray[np.float32]
    pinyin_at: NDArray[np.int32]
    postings: NDArray[np.int32]
    postings_at: NDArray[np.int32]
    by_word: Lookup
    by_row: Lookup


def reading_columns(
    found: Sequence[Sequence[tuple[tuple[int, ...], int, float, bool]]],
) -> tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.float32], NDArray[np.int32]]:
    """Readings of rows as columns: units, shape (length, family's length, Mandarin or not), weight, and where a row's begin."""
    flat = [reading for row in found for reading in row]
    units = np.zeros((len(flat), MOST_UNITS), dtype=np.int16)
    for i, (own, _, _, _) in enumerate(flat):
        units[i, : len(own)] = own
    shape = np.array(
        [len(own) * 8 + family + (128 if mandarin else 0) for own, family, _, mandarin in flat],
        dtype=np.uint8,
    )
    weight = np.array([w for _, _, w, _ in flat], dtype=np.float32)
    at = np.cumsum([0, *(len(row) for row in found)]).astype(np.int32)
    return units, shape, weight, at


def is_east(row: Row) -> bool:
    """Does a name of two words or more read as Korean or Chinese?"""
    return len(row.tokens) > 1 and (bool(row.pinyin) or any(not reading.mandarin for reading in row.korean))


def _east(row: Row, known: Words, ids: Sequence[int]) -> int:
    """2: the name reads as Korean or Chinese; 1: each of its words does, the whole does not; 0: neither."""
    if is_east(row):
        return 2
    return int(bool(ids) and all(known.east[i] for i in ids))


def _one_name(row: Row, known: Sequence[Reading], table: Tables) -> bool:
    """Can a spelling be meant for one of the names whose syllables are known, if only by a slip of a mark?"""
    return any(
        len(one.units) == len(other.units)
        and bool(table.korean.nearness(np.array(one.units), np.array(other.units)).all())
        for one in known
        for other in row.korean
    )


def build_part(
    names: Sequence[tuple[str, int, bool, Sequence[Row]]], table: Tables, reader: WordReader
) -> Part:
    """The index of names, each with its subject, whether it is a weak alias, and its rows."""
    rows = [(n, row) for n, (_, _, _, found) in enumerate(names) for row in found]
    vocabulary: dict[str, int] = {
        word: i for i, word in enumerate(sorted({t for _, row in rows for t in row.tokens[:MOST_WORDS]}))
    }
    row_ids = [[vocabulary[t] for t in row.tokens[:MOST_WORDS]] for _, row in rows]
    row_words = np.full((len(rows), MOST_WORDS), len(vocabulary), dtype=np.int32)
    weights = np.zeros((len(rows), MOST_WORDS), dtype=np.float32)
    posted: dict[int, list[int]] = defaultdict(list)
    for r, ids in enumerate(row_ids):
        row_words[r, : len(ids)] = ids
        weights[r, : len(ids)] = rows[r][1].weights[:MOST_WORDS]
        for i in dict.fromkeys(ids):
            posted[i].append(r)
    lists = [posted[i] for i in range(len(vocabulary))]
    known = Words.of([*vocabulary, ""], reader)
    exact = [any(r.exact for r in row.korean) for _, row in rows]
    known_names: dict[int, list[Reading]] = defaultdict(list)
    for n, row in rows:
        known_names[names[n][1]] += [reading for reading in row.korean if reading.exact]
    keys = RowKeys(table)
    single = known.length[row_words] == 1
    return Part(
        known,
        row_words,
        weights,
        np.array([min(len(row.tokens), MOST_WORDS) for _, row in rows], dtype=np.uint8),
        (weights > FULL_WORD).sum(axis=1).astype(np.uint8),
        single.sum(axis=1).astype(np.uint8),
        Texts.of([row.joined for _, row in rows]),
        Texts.of([core_fold(row.joined) for _, row in rows]),
        Texts.of([row.whole for _, row in rows]),
        np.array([row.masks for _, row in rows], dtype=np.uint64).reshape(-1, 5),
        np.array([letter_bag(row.joined) for _, row in rows], dtype=np.uint64),
        np.array([crc32(row.han.encode()) if row.han else 0 for _, row in rows], dtype=np.uint32),
        np.array([min(len(row.joined), 255) for _, row in rows], dtype=np.uint8),
        np.array([crc32(row.joined.encode()) for _, row in rows], dtype=np.uint32),
        np.array([crc32(sound(row.joined).encode()) for _, row in rows], dtype=np.uint32),
        np.array([crc32(row.whole.encode()) for _, row in rows], dtype=np.uint32),
        np.array(
            [_east(row, known, ids) for (_, row), ids in zip(rows, row_ids, strict=True)], dtype=np.uint8
        ),
        np.array([row.coreless for _, row in rows], dtype=np.bool_),
        np.array([row.letters for _, row in rows], dtype=np.float32),
        np.array(
            [
                2 if e else int(_one_name(row, known_names[names[n][1]], table))
                for (n, row), e in zip(rows, exact, strict=True)
            ],
            dtype=np.uint8,
        ),
        np.array([key("C", row.joined) if row.bare else 0 for _, row in rows], dtype=np.uint32),
        np.array([key("C", row.acronym) if row.acronym else 0 for _, row in rows], dtype=np.uint32),
        np.array([row.personal for _, row in rows], dtype=np.bool_),
        np.array([n for n, _ in rows], dtype=np.int32),
        np.array([subject for _, subject, _, _ in names], dtype=np.int32),
        Texts.of([name for name, _, _, _ in names]),
        np.array([weak for _, _, weak, _ in names], dtype=np.bool_),
        *reading_columns(
            [[(r.units, r.family, r.weight, r.mandarin) for r in row.korean] for _, row in rows]
        ),
        *reading_columns([[(r.units, r.family, r.weight, False) for r in row.pinyin] for _, row in rows]),
        np.array([r for x in lists for r in x], dtype=np.int32),
        np.cumsum([0, *(len(x) for x in lists), 0]).astype(np.int32),
        Lookup.of((k, i) for i, word in enumerate(vocabulary) for k in word_keys(word, asked=False)),
        Lookup.of((k, r) for r, (_, row) in enumerate(rows) for k in keys.of(row, asked=False)),
    )
