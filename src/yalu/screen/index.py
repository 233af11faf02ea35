"""Which listed names can be the one that was asked for? All names of one kind in arrays, found by keys.

Shapes: a *word* is a distinct token; `row_words` is one row for each spelling of a name, padded with the last word
(an empty one). Keys are 32-bit sums of short texts; a false hit costs a comparison, never an answer.
Assumes at most `MOST_WORDS` words in a name; the rest is not compared word by word, only as joined letters.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cdist

from yalu.screen.analyse import core_fold
from yalu.screen.korean import parts_of
from yalu.screen.text import look_alike, no_vowels, sound
from yalu.screen.weights import W, edit_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from yalu.screen.analyse import Row
    from yalu.screen.read import Tables

__all__ = [
    "MOST_WORDS",
    "Lookup",
    "Part",
    "Words",
    "WordReader",
    "build_part",
    "is_east",
    "key",
    "row_keys",
    "spans",
    "word_keys",
]

MOST_WORDS = 10
MOST_UNITS = 5
_EDITS = edit_table()
_ONSET_CLASS = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅈㅉㅊㅅㅆㄹㄴㅇㅁㅎ", "kkktttpppcccssrrrmh", strict=True))
_VOWEL_CLASS = dict(zip("ㅏㅘㅑㅐㅔㅖㅒㅙㅚㅞㅓㅗㅜㅡㅝㅕㅛㅠㅣㅢㅟ", "aaaeeeeeeeooooooooiii", strict=True))
_PINYIN_CLASS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


def key(kind: str, text: str) -> int:
    """The sum that stands for a text of one kind of key."""
    return crc32(f"{kind}{text}".encode())


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))] if 2 <= len(word) <= 14 else []


def word_keys(word: str) -> set[int]:
    """The keys of a word: itself, less one letter, its sound, its consonants, its look-alike form, its beginning."""
    found = {key("D", word), key("S", sound(word)), key("L", look_alike(word))}
    found.update(key("D", shorter) for shorter in _deletions(word))
    bones = no_vowels(word)
    if len(bones) >= 2:
        found.add(key("V", bones))
    if len(word) >= 5:
        found.add(key("X", no_vowels(sound(word))))
    if len(word) >= 4:
        found.add(key("B", word[:4]))
    return found


def _classes(table: Tables, units: Sequence[int], most: int) -> set[str]:
    """The given name's syllables in rough classes, for every Hangul syllable that a unit may be."""
    found = {""}
    for unit in units:
        weights = table.korean.weights[:, unit]
        tops = np.flatnonzero(weights)
        forms = {_class(table.korean.hangul[i]) for i in tops}
        found = {head + form + "." for head in found for form in forms}
        if len(found) > most:
            return set(sorted(found)[:most])
    return found


def _class(syllable: str) -> str:
    onset, vowel, coda = parts_of(syllable)
    return _ONSET_CLASS[onset] + _VOWEL_CLASS[vowel] + coda


def _folded_pinyin(syllables: Iterable[str]) -> str:
    text = " ".join(syllables)
    for spelling, letter in _PINYIN_CLASS:
        text = text.replace(spelling, letter)
    return text


def row_keys(row: Row, table: Tables) -> set[int]:
    """The keys of a whole name: joined letters, pairs of words, syllables in classes, pinyin, characters, initials."""
    found = {key("J", row.joined), key("A", row.joined)}
    found.update(key("A", a + b) for a, b in zip(row.tokens, row.tokens[1:], strict=False) if len(a + b) >= 5)
    found.update(key("A", t) for t in row.tokens if len(t) >= 5)
    if row.kind == "person":
        for reading in row.korean:
            given = reading.units[reading.family :]
            found.update(key("K", text) for text in _classes(table, given, 24 if reading.mandarin else 12))
        for pinyin in row.pinyin:
            found.add(key("P", _folded_pinyin(table.mandarin.syllables[u] for u in pinyin.units)))
        if row.han:
            found.add(key("H", row.han))
        if len(row.tokens) > 1 and not row.korean and not row.pinyin:
            found.add(key("J", "".join((row.tokens[-1], *row.tokens[:-1]))))
            found.add(key("J", row.joined[::-1]))
    else:
        if row.whole:
            found.add(key("J", row.whole))
        folded = core_fold(row.joined)
        found.update(
            {key("F", folded), *(key("F", shorter) for shorter in _deletions(folded) if len(folded) >= 5)}
        )
        if row.acronym:
            found.add(key("C", row.acronym))
        if row.bare:
            found.add(key("C", row.joined))
    return found


class WordFacts(NamedTuple):
    """What the comparison needs to know of one word."""

    length: int
    first: int
    bones: int
    bone_count: int
    boneless: bool
    sound: int
    sound_bones: int
    look: int
    east: bool
    syllable: bool


class WordReader:
    """Reads the facts of words, each once."""

    def __init__(self, table: Tables) -> None:
        self._table = table
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, word: str) -> WordFacts:
        bones, heard = no_vowels(word), sound(word)
        divided = self._table.korean.divisions(word) + self._table.mandarin.divisions(word)
        return WordFacts(
            min(len(word), 24),
            ord(word[0]) & 0xFF if word else 0,
            crc32(bones.encode()) if len(bones) > 1 else 0,
            min(len(bones), 24),
            bool(word) and len(word.translate(_VOWELS_ONLY)) == len(word),
            crc32(heard.encode()),
            crc32(no_vowels(heard).encode()),
            crc32(look_alike(word).encode()),
            bool(divided),
            any(len(d) == 1 for d in divided),
        )


_VOWELS_ONLY = dict.fromkeys(map(ord, "aeiou"))


class Words(NamedTuple):
    """The facts of distinct words as columns; one entry a word, in an index the last one empty."""

    text: NDArray[np.object_]
    length: NDArray[np.uint8]
    first: NDArray[np.uint8]
    bones: NDArray[np.uint32]
    bone_count: NDArray[np.uint8]
    boneless: NDArray[np.bool_]
    sound: NDArray[np.uint32]
    sound_bones: NDArray[np.uint32]
    look: NDArray[np.uint32]
    east: NDArray[np.bool_]
    syllable: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[str], reader: WordReader) -> Words:
        """The facts of some words."""
        text = np.empty(len(words), dtype=object)
        text[:] = words
        table = np.array([reader.of(w) for w in words], dtype=np.int64).reshape(-1, len(WordFacts._fields)).T
        return cls(text, *(column.astype(kind) for column, kind in zip(table, _KINDS, strict=True)))

    def take(self, ids: NDArray[np.int32]) -> Words:
        """The facts of some of these words."""
        columns: list[Any] = [column[ids] for column in self]
        return Words(*columns)


_KINDS = (
    np.uint8,
    np.uint8,
    np.uint32,
    np.uint8,
    np.bool_,
    np.uint32,
    np.uint32,
    np.uint32,
    np.bool_,
    np.bool_,
)


def word_similarity(one: Words, two: Words) -> NDArray[np.float32]:
    """How near each word of one set is to each of the other; 0 where they are different words."""
    edits = cdist(one.text, two.text, scorer=OSA.distance, dtype=np.uint8, score_cutoff=3)
    longer = np.maximum(one.length[:, None], two.length[None, :])
    found = _EDITS[np.minimum(edits, 4), longer]
    swapped = (edits == 1) & (longer >= 3)
    if swapped.any():
        plain = cdist(one.text, two.text, scorer=Levenshtein.distance, dtype=np.uint8, score_cutoff=3)
        found = np.where(swapped & (plain > 1), np.minimum(found + np.float32(0.04), np.float32(0.95)), found)
    shorter = np.minimum(one.length[:, None], two.length[None, :])
    alike = (one.sound[:, None] == two.sound[None, :]) & (shorter >= 4)
    bones = (one.sound_bones[:, None] == two.sound_bones[None, :]) & (shorter >= 5)
    bones &= ~(one.east[:, None] | two.east[None, :])
    found = np.where(bones, np.maximum(found, W["same consonants by sound"]), found)
    both_east = one.syllable[:, None] & two.syllable[None, :]
    # Two short words that are both Korean or Chinese syllables are two syllables, not one with a slip.
    found = np.where(both_east & (edits > 0) & (longer <= 6), np.minimum(found, 0.45), found)
    found = np.where(
        alike, np.maximum(found, np.where(both_east, W["same sound, East Asian"], W["same sound"])), found
    )
    found = np.where(
        (one.look[:, None] == two.look[None, :]) & (edits > 0),
        np.maximum(found, W["look-alike letters"]),
        found,
    )
    dropped = (
        (one.bones[:, None] == two.bones[None, :])
        & (one.bones > 0)[:, None]
        & (one.boneless[:, None] | two.boneless[None, :])
    )
    short = (one.bone_count[:, None] < 3) | (two.bone_count[None, :] < 3)
    value = np.where(short, W["vowels dropped, two left"], W["vowels dropped"])
    found = np.where(dropped & (edits > 0), np.maximum(found, value), found)
    near: NDArray[np.float32] = found.astype(np.float32)
    return near


def spans(start: NDArray[np.int64], stop: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All positions of some half-open spans, and for each the span that it is from."""
    count = stop - start
    source = np.repeat(np.arange(len(start)), count)
    offsets = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return start[source] + offsets, source


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
        stop = np.searchsorted(self.keys, keys, side="right")
        position, source = spans(start, stop)
        return self.values[position], source


class Part(NamedTuple):
    """All spellings of all names of one kind.

    Shapes: R spellings, K Korean readings, P Mandarin readings. `korean_at` has R + 1 entries: the readings of row r are
    those from `korean_at[r]` to `korean_at[r + 1]`; `postings_at` does the same for words, `pinyin_at` for Mandarin.
    """

    words: Words
    row_words: NDArray[np.int32]
    row_weights: NDArray[np.float32]
    row_count: NDArray[np.uint8]
    row_joined: list[str]
    row_folded: list[str]
    row_whole: list[str]
    row_masks: NDArray[np.uint64]
    row_han: NDArray[np.uint32]
    row_length: NDArray[np.uint8]
    row_joined_sum: NDArray[np.uint32]
    row_east: NDArray[np.uint8]
    row_coreless: NDArray[np.bool_]
    row_letters: NDArray[np.float32]
    row_sure: NDArray[np.uint8]
    row_bare: NDArray[np.uint32]
    row_acronym: NDArray[np.uint32]
    row_name: NDArray[np.int32]
    name_subject: NDArray[np.int32]
    name_text: list[str]
    name_weak: NDArray[np.bool_]
    korean_units: NDArray[np.int16]
    korean_shape: NDArray[np.uint8]
    korean_weight: NDArray[np.float32]
    korean_at: NDArray[np.int32]
    pinyin_units: NDArray[np.int16]
    pinyin_shape: NDArray[np.uint8]
    pinyin_weight: NDArray[np.float32]
    pinyin_at: NDArray[np.int32]
    word_rarity: NDArray[np.float32]
    postings: NDArray[np.int32]
    postings_at: NDArray[np.int32]
    by_word: Lookup
    by_row: Lookup


def _readings(
    found: Sequence[Sequence[tuple[tuple[int, ...], int, float, bool]]],
) -> tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.float32], NDArray[np.int32]]:
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


def build_part(
    names: Sequence[tuple[str, int, bool, Sequence[Row]]], table: Tables, reader: WordReader
) -> Part:
    """The index of names, each with its subject, whether it is a weak alias, and its rows."""
    rows = [(n, row) for n, (_, _, _, found) in enumerate(names) for row in found]
    vocabulary: dict[str, int] = {}
    row_ids = [
        [vocabulary.setdefault(t, len(vocabulary)) for t in row.tokens[:MOST_WORDS]] for _, row in rows
    ]
    text = [*vocabulary, ""]
    row_words = np.full((len(rows), MOST_WORDS), len(vocabulary), dtype=np.int32)
    weights = np.zeros((len(rows), MOST_WORDS), dtype=np.float32)
    posted: dict[int, list[int]] = defaultdict(list)
    for r, ids in enumerate(row_ids):
        row_words[r, : len(ids)] = ids
        weights[r, : len(ids)] = rows[r][1].weights[:MOST_WORDS]
        for i in dict.fromkeys(ids):
            posted[i].append(r)
    lists = [posted[i] for i in range(len(vocabulary))]
    frequency = np.array([len(x) for x in lists] + [1], dtype=np.float32)
    rarity = np.clip(np.log(max(len(rows), 1) / frequency) / np.log(2000.0), 0.0, 1.0).astype(np.float32)
    korean = _readings([[(r.units, r.family, r.weight, r.mandarin) for r in row.korean] for _, row in rows])
    pinyin = _readings([[(r.units, r.family, r.weight, False) for r in row.pinyin] for _, row in rows])
    known = Words.of(text, reader)
    exact = [any(r.exact for r in row.korean) for _, row in rows]
    sure = {names[n][1] for (n, _), e in zip(rows, exact, strict=True) if e}
    return Part(
        known,
        row_words,
        weights,
        np.array([min(len(row.tokens), MOST_WORDS) for _, row in rows], dtype=np.uint8),
        [row.joined for _, row in rows],
        [core_fold(row.joined) for _, row in rows],
        [row.whole for _, row in rows],
        np.array([row.masks for _, row in rows], dtype=np.uint64).reshape(-1, 5),
        np.array([crc32(row.han.encode()) if row.han else 0 for _, row in rows], dtype=np.uint32),
        np.array([min(len(row.joined), 255) for _, row in rows], dtype=np.uint8),
        np.array([crc32(row.joined.encode()) for _, row in rows], dtype=np.uint32),
        np.array(
            [_east(row, known, ids) for (_, row), ids in zip(rows, row_ids, strict=True)], dtype=np.uint8
        ),
        np.array([row.coreless for _, row in rows], dtype=np.bool_),
        np.array([row.letters for _, row in rows], dtype=np.float32),
        np.array(
            [2 if e else int(names[n][1] in sure) for (n, _), e in zip(rows, exact, strict=True)],
            dtype=np.uint8,
        ),
        np.array([key("C", row.joined) if row.bare else 0 for _, row in rows], dtype=np.uint32),
        np.array([key("C", row.acronym) if row.acronym else 0 for _, row in rows], dtype=np.uint32),
        np.array([n for n, _ in rows], dtype=np.int32),
        np.array([subject for _, subject, _, _ in names], dtype=np.int32),
        [name for name, _, _, _ in names],
        np.array([weak for _, _, weak, _ in names], dtype=np.bool_),
        *korean,
        *pinyin,
        rarity,
        np.array([r for x in lists for r in x], dtype=np.int32),
        np.cumsum([0, *(len(x) for x in lists), 0]).astype(np.int32),
        Lookup.of((k, i) for i, word in enumerate(vocabulary) for k in word_keys(word)),
        Lookup.of((k, r) for r, (_, row) in enumerate(rows) for k in row_keys(row, table)),
    )
