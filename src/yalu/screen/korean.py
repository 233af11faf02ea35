"""Which Korean syllables can a spelling stand for, and how near are two of them?

A *unit* is one written syllable: a Latin spelling ("chong"), a Hangul or Hanja syllable, a family name in Latin or Hangul,
or a Mandarin syllable read the Korean way. A unit stands for Hangul syllables, each with a weight of 0 to 1.
Shapes: `Syllables.weights` is one row for each Hangul syllable and one column for all units that stand for the same.
Sources: Revised Romanisation (Ministry of Culture and Tourism notice 2000-8), McCune-Reischauer (1939; marks dropped), the
DPRK's rules (UNGEGN, 2012), southern and French custom. Spellings are generated from onset, vowel and coda, not listed;
family names are listed in `data/korean_surnames.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from yalu.screen.text import is_hangul

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["FamilyPlace", "Reading", "Syllables", "dprk_spelling"]

FamilyPlace = Literal["first", "last", ""]

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ",
          "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ")  # fmt: skip
_AS_CODA = {"ㄲ": "ㄱ", "ㄳ": "ㄱ", "ㅋ": "ㄱ", "ㄺ": "ㄱ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ",
            "ㅌ": "ㄷ", "ㅎ": "ㄷ",
            "ㅍ": "ㅂ", "ㅄ": "ㅂ", "ㄼ": "ㄹ", "ㄻ": "ㅁ", "ㄵ": "ㄴ", "ㄶ": "ㄴ", "ㅀ": "ㄹ", "ㄽ": "ㄹ",
            "ㄾ": "ㄹ", "ㄿ": "ㅂ"}  # fmt: skip

# Spelling and weight: 1 in the DPRK's or the Revised system, 0.95 where McCune-Reischauer drops its marks, less by custom.
_ONSET_SPELLINGS = {
    "ㄱ": "k g", "ㄲ": "kk gg:.9 k:.8", "ㄴ": "n", "ㄷ": "t d", "ㄸ": "tt dd:.9", "ㄹ": "r l:.95", "ㅁ": "m", "ㅂ": "p b",
    "ㅃ": "pp bb:.9", "ㅅ": "s sh:.75", "ㅆ": "ss s:.85", "ㅇ": "", "ㅈ": "j ch:.95 tj:.75 dj:.85 z:.7", "ㅉ": "jj tch:.9 ch:.75",
    "ㅊ": "ch tch:.85", "ㅋ": "k:.95 kh", "ㅌ": "t:.95 th", "ㅍ": "p:.95 ph", "ㅎ": "h",
}  # fmt: skip
_VOWEL_SPELLINGS = {
    "ㅏ": "a", "ㅐ": "ae ai:.8", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "o eo u:.8 eu:.75", "ㅔ": "e", "ㅕ": "yo yeo you:.85 yu:.8",
    "ㅖ": "ye", "ㅗ": "o", "ㅘ": "wa oa:.75", "ㅙ": "wae", "ㅚ": "oe oi:.9", "ㅛ": "yo", "ㅜ": "u oo:.9 ou:.8", "ㅝ": "wo weo",
    "ㅞ": "we", "ㅟ": "wi", "ㅠ": "yu yoo:.9 you:.85", "ㅡ": "u eu", "ㅢ": "ui eui:.9", "ㅣ": "i ee:.9",
}  # fmt: skip
# Without an onset some vowels have spellings of their own; in an open syllable "u" and "you" never stand for ㅓ and ㅕ.
_BARE_VOWELS = {"ㅜ": "woo:.9 wu:.9", "ㅣ": "yi:.85"}
_OPEN_VOWELS = {
    "ㅓ": "o eo",
    "ㅕ": "yo yeo",
    "ㅢ": "ui eui:.9 i:.75 ee:.8",
    "ㅣ": "i ee:.9",
    "ㅗ": "o oh:.85",
    "ㅖ": "ye e:.8",
}
_CODA_SPELLINGS = {
    "": "",
    "ㄱ": "k g:.9 c:.75",
    "ㄴ": "n",
    "ㄷ": "t d:.85 s:.7",
    "ㄹ": "l r:.75",
    "ㅁ": "m",
    "ㅂ": "p b:.9",
    "ㅇ": "ng",
}
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
_SANDHI = 0.85
_NORTHERN = 0.68  # 룡 and 용 are two names in the north: not more than review
_WRITTEN = 0.98  # in Hangul a syllable is known: a spelling of a neighbouring one is left for review
_LAST = 0.74  # the family name last where the first word may be one as well
_MIRRORED = 0.705  # every word in the opposite order: Ho Kwang Yu for Yu Kwang Ho
_MOST_DIVISIONS = 4


# McCune-Reischauer as lists print it: an apostrophe for the breve of o and u, and for the breath of ch, k, p and t.
_MARKED_ONSETS = {"ㄱ": "k g", "ㄴ": "n", "ㄷ": "t d", "ㄹ": "r n l", "ㅁ": "m", "ㅂ": "p b", "ㅅ": "s sh", "ㅇ": "",
                  "ㅈ": "ch j", "ㅊ": "ch'",
                  "ㅋ": "k'", "ㅌ": "t'", "ㅍ": "p'", "ㅎ": "h"}  # fmt: skip
_MARKED_VOWELS = {"ㅏ": "a", "ㅐ": "ae", "ㅑ": "ya", "ㅓ": "o'", "ㅔ": "e", "ㅕ": "yo'", "ㅖ": "ye", "ㅗ": "o",
                  "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe",
                  "ㅛ": "yo", "ㅜ": "u", "ㅝ": "wo'", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "yu", "ㅡ": "u'", "ㅢ": "u'i",
                  "ㅣ": "i"}  # fmt: skip


class Reading(NamedTuple):
    """One way to read a whole name: the family name's unit(s), then those of the given name.

    `mandarin` says that the syllables are Mandarin ones, to be read the Korean way. `exact` says that each unit is one Hangul
    syllable beyond doubt: written so, or in McCune-Reischauer with its marks.
    """

    units: tuple[int, ...]
    family: int
    weight: float
    mandarin: bool = False
    exact: bool = False


def _weighted(spellings: str) -> list[tuple[str, float]]:
    pairs = []
    for spelling in spellings.split() or [""]:
        text, _, weight = spelling.partition(":")
        pairs.append((text, float(weight or 1)))
    return pairs


def parts_of(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of a Hangul syllable, codas as they sound."""
    code = ord(syllable) - 0xAC00
    coda = _CODAS[code % 28]
    return _ONSETS[code // 588], _VOWELS[code // 28 % 21], _AS_CODA.get(coda, coda)


def syllable_of(onset: str, vowel: str, coda: str) -> str:
    """The Hangul syllable of its parts."""
    return chr(0xAC00 + _ONSETS.index(onset) * 588 + _VOWELS.index(vowel) * 28 + _CODAS.index(coda))


def initial_sound(syllable: str) -> str | None:
    """The southern form of a syllable that opens a word: 리 is 이, 로 is 노, 녀 is 여; None where nothing changes."""
    onset, vowel, coda = parts_of(syllable)
    soft = vowel in "ㅑㅒㅕㅖㅛㅠㅣ"
    if onset == "ㄹ":
        return syllable_of("ㅇ" if soft else "ㄴ", vowel, coda)
    return syllable_of("ㅇ", vowel, coda) if onset == "ㄴ" and soft else None


def spellings_of(syllable: str) -> dict[str, float]:
    """Every Latin spelling of a Hangul syllable with its weight."""
    onset, vowel, coda = parts_of(syllable)
    vowels = _VOWEL_SPELLINGS[vowel] if coda or vowel not in _OPEN_VOWELS else _OPEN_VOWELS[vowel]
    if onset == "ㅇ" and vowel in _BARE_VOWELS:
        vowels += " " + _BARE_VOWELS[vowel]
    found: dict[str, float] = {}
    for (o, a), (v, b), (c, d) in product(
        _weighted(_ONSET_SPELLINGS[onset]), _weighted(vowels), _weighted(_CODA_SPELLINGS[coda])
    ):
        weight = a * b * d
        if o == "sh" and v[0] in "iwy":  # southern custom: Shin, not Sin
            weight = b * d * 0.95
        found[o + v + c] = max(weight, found.get(o + v + c, 0.0))
    if syllable in "희히":
        found["hy"] = 0.72  # French custom: Tcheul-hy
    return found


def dprk_spelling(hangul: str) -> str:
    """A Hangul name as the DPRK spells it, family name first, one word a syllable.

    >>> dprk_spelling("김영철")
    'Kim Yong Chol'
    """
    words = []
    for syllable in hangul:
        onset, vowel, coda = parts_of(syllable)
        first = (
            "j" if onset == "ㅈ" else _weighted(_ONSET_SPELLINGS[onset])[-1 if onset in "ㅋㅌㅍ" else 0][0]
        )
        words.append(
            first + _weighted(_VOWEL_SPELLINGS[vowel])[0][0] + _weighted(_CODA_SPELLINGS[coda])[0][0]
        )
    return " ".join(words).title()


class Syllables:
    """All units and what they stand for.

    Args:
        families: Hangul family name to its Latin spellings and its Hanja.
        hanja: the Korean readings of a Chinese character.
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
        self.marked = {
            onset + vowel + coda: syllable
            for syllable in self.hangul
            for o, v, c in [parts_of(syllable)]
            if o in _MARKED_ONSETS and v in _MARKED_VOWELS
            for onset in (_MARKED_ONSETS[o].split() or [""])
            for vowel in [_MARKED_VOWELS[v]]
            for coda in [_weighted(_CODA_SPELLINGS[c])[0][0]]
        }
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
        self.longest = max(map(len, self.spelling))
        self._divide = lru_cache(maxsize=20_000)(self._divisions)
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

    def divisions(self, word: str) -> list[tuple[int, ...]]:
        """The ways to divide a Latin word into the fewest syllables; none where it cannot be."""
        return self._divide(word)

    def _divisions(self, word: str) -> list[tuple[int, ...]]:
        if len(word) > 18 or not word.isalpha():
            return []
        if len(word) <= 3:
            return [(self.spelling[word],)] if word in self.spelling else []
        best: list[list[tuple[int, ...]]] = [[()], *([] for _ in word)]
        for end in range(1, len(word) + 1):
            found: list[tuple[int, ...]] = []
            for start in range(max(0, end - self.longest), end):
                if not best[start]:
                    continue
                unit = self.spelling.get(word[start:end])
                if unit is not None:
                    if start and word[start] in "aeiou" and word[start - 1] in "aeiou" and end - start == 1:
                        continue  # "tae" is no ta-e
                    found.extend((*division, unit) for division in best[start])
            if found:
                fewest = min(map(len, found))
                best[end] = [division for division in found if len(division) == fewest][:_MOST_DIVISIONS]
        return [division for division in best[-1] if len(division) <= 3]

    def marked_readings(self, words: Sequence[str]) -> list[Reading]:
        """The readings of a name in McCune-Reischauer with its marks, family name first; each syllable is known."""
        family = "".join(self._marked_division(words[0]) or "")
        given = [self._marked_division(word) for word in words[1:]]
        if family not in self.family_own or not given or not all(given):
            return []
        syllables = [s for part in given for s in part or ()]
        units = (*self.family_own[family], *(self.own[s] for s in syllables))
        return [Reading(units, len(family), 0.99, exact=True)] if len(syllables) <= 3 else []

    def _marked_division(self, word: str) -> list[str] | None:
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 8), end):
                before, syllable = best[start], self.marked.get(word[start:end])
                if (
                    syllable
                    and before is not None
                    and (best[end] is None or len(before) + 1 < len(best[end] or ()))
                ):
                    best[end] = [*before, syllable]
        return best[-1]

    def readings(self, words: Sequence[str], place: FamilyPlace = "") -> list[Reading]:
        """The readings of a name in Latin letters: family name first, or last. Empty: it does not read as Korean.

        Where the first word can be the family name too, a family name at the end is a weaker reading.

        Args:
            place: where the name's writer says that the family name stands, if he does.
        """
        if not 2 <= len(words) <= 4 or sum(map(len, words)) > 24:
            return []
        found: list[Reading] = []
        last = place == "last" and words[-1] in self.family
        orders = [(words[0], words[1:], _LAST if last else 1.0)]
        if place != "first":
            orders.append((words[-1], words[:-1], _LAST if words[0] in self.family and not last else 0.97))
            if len(words) == 3:
                orders.append((words[-1], words[-2::-1], _MIRRORED))
        for family_word, given, weight in orders:
            families = self.family.get(family_word)
            if not families:
                continue
            divided = [self.divisions(word) for word in given]
            if not all(divided):
                continue
            for family in families:
                for parts in list(product(*divided))[:_MOST_DIVISIONS]:
                    units = tuple(u for part in parts for u in part)
                    if 1 <= len(units) <= 3:
                        found += self._with_sandhi(Reading(family + units, len(family), weight))
                        found += self._with_northern(Reading(family + units, len(family), weight * _NORTHERN))
        return found

    def _with_northern(self, reading: Reading) -> list[Reading]:
        """The reading with the sound that southerners drop at the beginning of the given name (Yong-hae for Ryong Hae)."""
        name = self.names[reading.units[reading.family]]
        north = self.spelling.get("r" + name) if name[0] in "yi" else None
        if north is None:
            return []
        return [
            reading._replace(
                units=(*reading.units[: reading.family], north, *reading.units[reading.family + 1 :])
            )
        ]

    def _with_sandhi(self, reading: Reading) -> list[Reading]:
        """A reading and those where one syllable's sound was changed by the next (Kung-nyol for Kuk Ryol)."""
        found = [reading]
        for i in range(reading.family, len(reading.units) - 1):
            here, there = self.names[reading.units[i]], self.names[reading.units[i + 1]]
            for one, two in _unchanged(here, there):
                if one in self.spelling and two in self.spelling:
                    units = (
                        *reading.units[:i],
                        self.spelling[one],
                        self.spelling[two],
                        *reading.units[i + 2 :],
                    )
                    found.append(reading._replace(units=units, weight=reading.weight * _SANDHI))
        return found

    def hangul_readings(self, name: str) -> list[Reading]:
        """The readings of a name in Hangul: a family name of one syllable, or of two where it is listed."""
        found = []
        for length in (1, 2):
            family, given = self.family_own.get(name[:length]), name[length:]
            if family and 1 <= len(given) <= 3 and all(s in self.own for s in given):
                found.append(Reading((*family, *(self.own[s] for s in given)), length, _WRITTEN, exact=True))
        return found[-1:] if len(name) > 3 else found

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


def _unchanged(here: str, there: str) -> list[tuple[str, str]]:
    """What two neighbouring spellings may have been before assimilation."""
    found = []
    if here.endswith("ng") and there[0] in "nmr":
        tops = [there, "r" + there[1:]] if there[0] == "n" else [there]
        found += [(here[:-2] + "k", top) for top in tops]
        found += [(here, top) for top in tops[1:]]
    if here.endswith("m") and there[0] in "nm":
        found += [(here[:-1] + "p", top) for top in (there, "r" + there[1:] if there[0] == "n" else there)]
        if there[0] == "n":
            found.append((here, "r" + there[1:]))
    if here.endswith("l") and there[0] in "lr":
        found += [(here[:-1] + "n", "r" + there[1:]), (here, "n" + there[1:])]
    return found
