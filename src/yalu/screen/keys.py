"""By which short texts is a name found among those of a list?

Keys are 32-bit sums of short texts; a false hit costs a comparison, never an answer. Those of whole names are not the same on
both sides: a word of the list is met by two words of the query, and the other way round; one word by one is for the words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from yalu.screen.arabic import frames, is_arabic, latin_frame
from yalu.screen.folds import core_fold
from yalu.screen.hangul import parts_of
from yalu.screen.text import look_alike, no_vowels, sound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.screen.read import Tables
    from yalu.screen.rows import Row

__all__ = ["RowKeys", "key", "word_keys"]

_ONSET_CLASS = dict(zip("ㄱㄲㅋㄷㄸㅌㅂㅃㅍㅈㅉㅊㅅㅆㄹㄴㅇㅁㅎ", "kkktttpppcccssrrrmh", strict=True))
_VOWEL_CLASS = dict(zip("ㅏㅘㅑㅐㅔㅖㅒㅙㅚㅞㅓㅗㅜㅡㅝㅕㅛㅠㅣㅢㅟ", "aaaeeeeeeeooooooooiii", strict=True))
_PINYIN_CLASS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_SHORTEST_GLUED = 5
_MOST_CLASSES, _MOST_MANDARIN_CLASSES = 12, 24


def key(kind: str, text: str) -> int:
    """The sum that stands for a text of one kind of key."""
    return crc32(f"{kind}{text}".encode())


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))] if 2 <= len(word) <= 14 else []


def word_keys(word: str, *, asked: bool) -> set[int]:
    """The keys of a word: itself, less one letter, its sound, its consonants, its look-alike form, its beginning.

    Args:
        asked: the word is one asked for, not one of the list; a word in Arabic letters is then met by Latin ones.
    """
    heard, bones = sound(word), no_vowels(word)
    found = {key("D", text) for text in (word, *_deletions(word))}
    found.update((key("S", heard), key("L", look_alike(word))))
    if len(bones) >= 2:
        found.add(key("V", bones))
    if len(word) >= 5:
        found.add(key("X", no_vowels(heard)))
    if len(word) >= 4:
        found.add(key("B", word[:4]))
    arabic = is_arabic(word)
    if not (asked or arabic):
        found.add(key("A", latin_frame(word)))
    elif asked and arabic:
        found.update(key("A", frame) for frame in frames(word))
    elif asked:
        found.add(key("Z", latin_frame(word)))
    else:
        found.update(key("Z", frame) for frame in frames(word))
    return found


def _syllable_class(syllable: str) -> str:
    onset, vowel, coda = parts_of(syllable)
    return f"{_ONSET_CLASS[onset]}{_VOWEL_CLASS[vowel]}{coda}."


def _folded_pinyin(syllables: Iterable[str]) -> str:
    text = " ".join(syllables)
    for spelling, letter in _PINYIN_CLASS:
        text = text.replace(spelling, letter)
    return text


class RowKeys:
    """Makes the keys of whole names; remembers the rough classes of each Korean syllable."""

    def __init__(self, table: Tables) -> None:
        self._table = table
        self._classes: dict[int, dict[str, float]] = {}

    def of(self, row: Row, *, asked: bool) -> set[int]:
        """The keys of a whole name: joined letters, pairs of words, syllables in classes, pinyin, characters, initials.

        Args:
            asked: the name is the one asked for, not one of the list.
        """
        tokens, joined = row.tokens, row.joined
        long = [t for t in tokens if len(t) >= _SHORTEST_GLUED]
        pairs = [a + b for a, b in pairwise(tokens) if len(a + b) >= _SHORTEST_GLUED]
        found = {key("J", joined)}
        if asked:
            found.update(key("W", text) for text in (joined, *pairs))
            found.update(key("G", text) for text in (joined, *pairs, *long))
        else:
            found.update(key("W", text) for text in long)
            found.update(key("G", text) for text in (joined, *pairs))
        return found | (self._person(row) if row.kind == "person" else self._firm(row))

    def _person(self, row: Row) -> set[int]:
        found: set[int] = set()
        for reading in row.korean:
            given = reading.units[reading.family :]
            most = _MOST_MANDARIN_CLASSES if reading.mandarin else _MOST_CLASSES
            found.update(key("K", text) for text in self._given_classes(given, most))
        for pinyin in row.pinyin:
            syllables = self._table.mandarin.syllables
            found.add(key("P", _folded_pinyin(syllables[u] for u in pinyin.units)))
        if row.han:
            found.add(key("H", row.han))
        if len(row.tokens) > 1 and not row.korean and not row.pinyin:
            found.add(key("J", "".join((row.tokens[-1], *row.tokens[:-1]))))
            found.add(key("J", row.joined[::-1]))
        return found

    def _firm(self, row: Row) -> set[int]:
        folded = core_fold(row.joined)
        found = {key("F", folded)}
        if len(folded) >= 5:
            found.update(key("F", shorter) for shorter in _deletions(folded))
        if row.whole:
            found.add(key("J", row.whole))
        if row.acronym:
            found.add(key("C", row.acronym))
        if row.bare:
            found.add(key("C", row.joined))
        return found

    def _given_classes(self, units: Sequence[int], most: int) -> set[str]:
        """The given name's syllables in rough classes, for the likeliest of the Hangul syllables that its units may be."""
        found = {"": 1.0}
        for unit in units:
            every = (
                (head + form, weight * own)
                for head, weight in found.items()
                for form, own in self._unit_classes(unit).items()
            )
            found = dict(sorted(every, key=lambda pair: (-pair[1], pair[0]))[:most])
        return set(found)

    def _unit_classes(self, unit: int) -> dict[str, float]:
        """The classes of the syllables that a unit stands for, each with the weight of the likeliest."""
        known = self._classes.get(unit)
        if known is None:
            korean = self._table.korean
            weights = korean.weights[:, korean.column[unit]]
            known = self._classes[unit] = {}
            for i in np.flatnonzero(weights).tolist():
                form = _syllable_class(korean.hangul[i])
                known[form] = max(float(weights[i]), known.get(form, 0.0))
        return known
