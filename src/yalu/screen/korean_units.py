"""Which Hangul syllables does a unit of a Korean name stand for, and how near are two units?

A *unit* is one written syllable: a Latin spelling ("chong"), a Hangul or Hanja syllable, a family name in Latin or Hangul,
or a Mandarin syllable read the Korean way. A unit stands for Hangul syllables, each with a weight of 0 to 1.
Shapes: `Units.weights` is one row for each Hangul syllable and one column for all units that stand for the same.
Family names are listed in `data/korean_surnames.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from yalu.screen.hangul import initial_sound, parts_of, syllable_of
from yalu.screen.romanisation import dprk_spelling, marked_spellings, spellings_of
from yalu.screen.text import is_hangul

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Units"]

# One step in one vowel, and the tense or aspirate neighbour of an onset: near, not the same.
_NEAR_VOWELS = {
    "ㅏㅐ": 0.5,
    "ㅘㅏ": 0.62,
    "ㅝㅓ": 0.62,
    "ㅡㅜ": 0.75,
    "ㅓㅗ": 0.45,
    "ㅔㅖ": 0.8,
    "ㅢㅣ": 0.7,
    "ㅐㅔ": 0.7,
    "ㅗㅜ": 0.5,
    "ㅓㅜ": 0.5,
}
_NEAR_ONSETS = {
    "ㄱㅋ": 0.25,
    "ㄷㅌ": 0.25,
    "ㅂㅍ": 0.25,
    "ㅈㅊ": 0.25,
    "ㄱㄲ": 0.25,
    "ㄷㄸ": 0.25,
    "ㅂㅃ": 0.25,
    "ㅅㅆ": 0.8,
    "ㅈㅉ": 0.25,
}
_NATIVE = "녈슬들봄빛솔샘별늘님꽃돌쇠곰굳센뜻큰꾀든맑밝벼뜰히껏쭌아롬르름솜켈랄루틈셈쌔빼째깨떠따또뿌꼴끝"
_FAMILY_INITIAL, _GIVEN_INITIAL = 0.97, 0.85  # the initial-sound rule in a family name and in a given name


class Units:
    """All units and what they stand for.

    Args:
        families: Hangul family name to its Latin spellings and its Hanja.
        syllables: every Korean reading of a Chinese character.
        mandarin: for each toneless pinyin syllable, its Korean readings with their share of the characters.
    """

    def __init__(
        self,
        families: Mapping[str, tuple[Sequence[str], str]],
        syllables: Iterable[str],
        mandarin: Mapping[str, Mapping[str, float]],
        mandarin_families: Mapping[str, Sequence[str]],
    ) -> None:
        self.hangul = sorted({*syllables, *_NATIVE, *(s for family in families for s in family)})
        self.index = {syllable: i for i, syllable in enumerate(self.hangul)}
        self.names: list[str] = []
        self._columns: list[dict[int, float]] = []
        self.spelling: dict[str, int] = {}
        self.family: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        self._add_spellings()
        self.own = {s: self._unit(s, self._with_initial({s: 1.0}, _GIVEN_INITIAL)) for s in self.hangul}
        self._add_families(families)
        self.marked = marked_spellings(self.hangul)
        self.mandarin = {
            p: self._unit(p, {h: 0.55 + 0.45 * share for h, share in readings.items() if h in self.index})
            for p, readings in mandarin.items()
        }
        self.mandarin_family = {
            p: self._unit(p, self._with_initial(dict.fromkeys(found, 1.0), _FAMILY_INITIAL))
            for p, found in mandarin_families.items()
        }
        for unit in self.spelling.values():  # a spelling that stands for little else is as sure as any
            column = self._columns[unit]
            most = max(column.values())
            self._columns[unit] = {row: weight / most for row, weight in column.items()}
        self._gather()
        self._near = self._near_table()
        size = self.weights.shape[1]
        self._nearness = np.empty((size, size), dtype=np.float32)  # filled as asked for
        self._filled = np.zeros(size, dtype=np.bool_)

    def _unit(self, name: str, column: Mapping[str, float]) -> int:
        self.names.append(name)
        self._columns.append({self.index[s]: w for s, w in column.items() if s in self.index})
        return len(self.names) - 1

    def _gather(self) -> None:
        """Units that stand for the same share a column of the weights: k and g, t and d make three of four spellings double."""
        known: dict[tuple[tuple[int, float], ...], int] = {}
        self.column = np.array(
            [known.setdefault(tuple(sorted(c.items())), len(known)) for c in self._columns], dtype=np.int16
        )
        self.weights = np.zeros((len(self.hangul), len(known)), dtype=np.float32)
        for entries, place in known.items():
            for row, weight in entries:
                self.weights[row, place] = weight

    def _with_initial(self, column: Mapping[str, float], weight: float) -> dict[str, float]:
        found = dict(column)
        for syllable in column:
            other = initial_sound(syllable)
            if other is not None and other in self.index:
                found.setdefault(other, weight)
            for onset in "ㄹㄴ":  # and back: 이 may be a southern 리
                vowel, coda = parts_of(syllable)[1:]
                north = syllable_of(onset, vowel, coda)
                if north in self.index and initial_sound(north) == syllable:
                    found.setdefault(north, weight)
        return found

    def _add_spellings(self) -> None:
        columns: dict[str, dict[str, float]] = defaultdict(dict)
        for syllable in self.hangul:
            for spelling, weight in spellings_of(syllable).items():
                columns[spelling][syllable] = max(weight, columns[spelling].get(syllable, 0.0))
        for spelling, column in columns.items():
            self.spelling[spelling] = self._unit(spelling, column)

    def _add_families(self, families: Mapping[str, tuple[Sequence[str], str]]) -> None:
        columns: dict[str, dict[str, float]] = defaultdict(dict)
        for hangul, (spellings, _) in families.items():
            if len(hangul) == 1:
                for rank, spelling in enumerate(spellings):
                    columns[spelling][hangul] = 1.0 if rank < 3 else 0.97
        for spelling, column in columns.items():
            self.family[spelling].append((self._unit(spelling, self._with_initial(column, _FAMILY_INITIAL)),))
        self.family_own: dict[str, tuple[int, ...]] = {}
        for hangul, (spellings, _) in families.items():
            if len(hangul) == 1:
                north = (
                    [syllable_of("ㄹ", *parts_of(hangul)[1:])] if any(s[0] in "rl" for s in spellings) else []
                )
                for form in {hangul, initial_sound(hangul) or hangul, *(s for s in north if s in self.index)}:
                    column = self._with_initial({form: 1.0}, _FAMILY_INITIAL)
                    self.family_own.setdefault(form, (self._unit(form, column),))
            else:
                pair = tuple(self.own[s] for s in hangul)
                self.family_own[hangul] = pair
                for spelling in spellings:
                    self.family[spelling].append(pair)

    def _near_table(self) -> NDArray[np.float32]:
        table = np.eye(len(self.hangul), dtype=np.float32)
        for i, syllable in enumerate(self.hangul):
            onset, vowel, coda = parts_of(syllable)
            others = [
                (syllable_of(onset, v, coda), w)
                for pair, w in _NEAR_VOWELS.items()
                for v in _other(pair, vowel)
            ]
            others += [
                (syllable_of(o, vowel, coda), w)
                for pair, w in _NEAR_ONSETS.items()
                for o in _other(pair, onset)
            ]
            for other, weight in others:
                if other in self.index:
                    table[i, self.index[other]] = weight
        return table

    def _row(self, place: int) -> NDArray[np.float32]:
        """How near what a unit stands for is to every column: equal readings by weight, else a near syllable below 0.62."""
        column = self.weights[:, place]
        rows = np.flatnonzero(column)
        same = (column[rows, None] * self.weights[rows]).max(axis=0)
        reach = (column[rows, None] * self._near[rows]).max(axis=0)
        others = np.flatnonzero(reach)
        near = (reach[others, None] * self.weights[others]).max(axis=0)
        same[place] = 1.0
        best: NDArray[np.float32] = np.where(same >= 0.62, same, np.maximum(same, near * 0.95))
        return best

    def nearness(self, one: NDArray[np.int16], two: NDArray[np.int16]) -> NDArray[np.float32]:
        """How near the units of one array are to those of another, place by place."""
        one, two = self.column[one], self.column[two]
        for place in set(one[~self._filled[one]].tolist()):
            self._nearness[place] = self._row(place)
            self._filled[place] = True
        near: NDArray[np.float32] = self._nearness[one, two]
        return near

    def common(self, one: int, two: int) -> str:
        """The Hangul syllable that two units most likely share."""
        mine = self.weights[:, self.column[one]]
        same = mine * self.weights[:, self.column[two]]
        if not same.any():  # only neighbours: the first name's own syllable
            same = mine
        return str(self.hangul[int(same.argmax())])

    @staticmethod
    def dprk_name(hangul: str) -> str:
        """A Hangul name as the DPRK spells it; the family name 이 as 리."""
        first = {"이": "리", "노": "로", "유": "류", "임": "림", "양": "량"}.get(hangul[:1], hangul[:1])
        return dprk_spelling(first + hangul[1:])

    def text(self, units: Sequence[int]) -> str:
        """The units as written, for a sentence."""
        return " ".join(
            self.names[u] if is_hangul(self.names[u][0]) else self.names[u].title() for u in units
        )


def _other(pair: str, jamo: str) -> str:
    return pair.replace(jamo, "") if jamo in pair else ""
