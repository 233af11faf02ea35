"""How is a Chinese name read: in pinyin, in Wade-Giles, in Hangul, and in which simplified characters?

Sources: Unihan 15.0 (`data/han.tsv`), the Hundred Family Surnames (`data/chinese_surnames.txt`), Wade-Giles as in Giles's
dictionary (1912), Hangul of Mandarin by the rules of the National Institute of Korean Language (notice 1986-85-1).
Tones are dropped; ü is written v inside and u or yu outside.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.cyrillic import palladius
from yalu.screen.hangul import syllable_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Han", "Mandarin", "PinyinReading", "wade_giles"]

_MOST = 4
_HANGUL_INITIALS = {"b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ", "t": "ㅌ", "n": "ㄴ", "l": "ㄹ", "g": "ㄱ", "k": "ㅋ",
                    "h": "ㅎ", "j": "ㅈ", "q": "ㅊ", "x": "ㅅ", "zh": "ㅈ", "ch": "ㅊ", "sh": "ㅅ", "r": "ㄹ",
                    "z": "ㅉ", "c": "ㅊ",
                    "s": "ㅆ", "": "ㅇ"}  # fmt: skip
_HANGUL_FINALS = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "i": "ㅣ", "u": "ㅜ", "v": "ㅟ", "ai": "ㅏ이", "ei": "ㅔ이", "ao": "ㅏ오", "ou": "ㅓ우",
    "an": "ㅏㄴ", "en": "ㅓㄴ", "ang": "ㅏㅇ", "eng": "ㅓㅇ", "er": "ㅓㄹ", "ong": "ㅜㅇ", "ia": "ㅑ", "ie": "ㅖ", "iao": "ㅑ오",
    "iu": "ㅠ", "ian": "ㅖㄴ", "in": "ㅣㄴ", "iang": "ㅑㅇ", "ing": "ㅣㅇ", "iong": "ㅠㅇ", "ua": "ㅘ", "uo": "ㅝ", "uai": "ㅘ이",
    "ui": "ㅜ이", "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ", "ve": "ㅞ", "van": "ㅟ안", "vn": "ㅟㄴ", "wei": "ㅞ이",
    "wen": "ㅝㄴ",
    "weng": "ㅝㅇ", "z": "ㅡ",
}  # fmt: skip
_BARE = {"yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in", "yang": "iang", "ying": "ing",
         "yong": "iong", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai",
         "wei": "wei", "wan": "uan", "wen": "wen", "wang": "uang", "weng": "weng"}  # fmt: skip
_HARD = {"ㅑ": "ㅏ", "ㅠ": "ㅜ", "ㅖ": "ㅔ"}  # after ㅈ ㅉ ㅊ a y-vowel is written without its y
_WG_INITIALS = {"b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs",
                "zh": "ch", "ch": "ch",
                "z": "ts", "c": "ts", "r": "j"}  # fmt: skip
_WG_FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "ui": "uei", "uo": "o", "ve": "ueh"}
_WG_WHOLE = {"zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
             "you": "yu", "ye": "yeh",
             "yan": "yen", "yi": "i", "er": "erh", "ge": "ko", "ke": "ko", "he": "ho", "guo": "kuo", "kuo": "kuo", "huo": "huo",
             "shuo": "shuo", "gui": "kuei", "kui": "kuei", "yue": "yueh", "xu": "hsu", "yong": "yung"}  # fmt: skip
NEAR_FINALS = {
    ("an", "ang"): 0.5,
    ("en", "eng"): 0.5,
    ("in", "ing"): 0.55,
    ("ian", "iang"): 0.5,
    ("uan", "uang"): 0.5,
}
NEAR_INITIALS = {("z", "zh"): 0.5, ("c", "ch"): 0.5, ("s", "sh"): 0.5, ("x", "sh"): 0.5, ("x", "s"): 0.5}


class Han(NamedTuple):
    """One Chinese character: its simplified form, its pinyin without tones, its Korean readings."""

    simplified: str
    pinyin: tuple[str, ...]
    korean: tuple[str, ...]


class PinyinReading(NamedTuple):
    """One way to read a whole name in Mandarin: ids of the syllables, family name first."""

    units: tuple[int, ...]
    family: int
    weight: float


def initial_of(syllable: str) -> tuple[str, str]:
    """Initial and final of a pinyin syllable; y and w belong to the final."""
    if syllable in _BARE:
        return "", _BARE[syllable]
    for initial in ("zh", "ch", "sh"):
        if syllable.startswith(initial):
            return initial, syllable[2:]
    if syllable[0] in "bpmfdtnlgkhjqxrzcs":
        final = syllable[1:]
        if syllable[0] in "jqx" and final.startswith("u"):
            final = "v" + final[1:]
        return syllable[0], final
    return "", syllable


def hangul_of(syllable: str) -> str | None:
    """A pinyin syllable as Koreans write it in Hangul."""
    initial, final = initial_of(syllable)
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = "z"
    shape = _HANGUL_FINALS.get(final)
    if shape is None or initial not in _HANGUL_INITIALS:
        return None
    onset, vowel = _HANGUL_INITIALS[initial], shape[0]
    if onset in "ㅈㅉㅊ":
        vowel = _HARD.get(vowel, vowel)
    coda = shape[1] if len(shape) > 1 and shape[1] in "ㄴㅇㄹ" else ""
    return syllable_of(onset, vowel, coda) + shape[1 + len(coda) :]


def wade_giles(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles without its marks.

    >>> wade_giles("xiao"), wade_giles("zhou"), wade_giles("jie")
    ('hsiao', 'chou', 'chieh')
    """
    if syllable in _WG_WHOLE:
        return _WG_WHOLE[syllable]
    initial, final = initial_of(syllable)
    if not initial:
        return syllable
    shown = _WG_FINALS.get(final, final).replace("v", "u")
    return _WG_INITIALS.get(initial, initial) + shown


def _divided(word: str, spellings: Mapping[str, Sequence[int]]) -> list[tuple[int, ...]]:
    """The ways to divide a word into the fewest of some spellings, each a syllable."""
    best: list[list[tuple[int, ...]]] = [[()], *([] for _ in word)]
    for end in range(1, len(word) + 1):
        found = [
            (*division, unit)
            for start in range(max(0, end - 6), end)
            for unit in spellings.get(word[start:end], ())
            for division in best[start]
        ]
        fewest = min(map(len, found), default=0)
        best[end] = [division for division in found if len(division) == fewest][:_MOST]
    return best[-1]


class Mandarin:
    """Pinyin syllables, the names that they make and the characters that they read."""

    def __init__(self, han: Mapping[str, str], families: Sequence[str]) -> None:
        self._rows = han
        self.syllables = sorted(
            {p for row in han.values() for p in row.split("\t")[2].split(",")}
            - {"", "m", "n", "ng", "hm", "hng", "o", "e", "a"}
            | {"a", "e", "o"}
        )
        self.index = {p: i for i, p in enumerate(self.syllables)}
        self._latin = {p.replace("v", "u"): i for p, i in self.index.items()}
        self._latin |= self.index | {
            p.replace("v", "yu"): i for p, i in self.index.items() if p in ("lv", "nv")
        }
        self._wade: dict[str, list[int]] = {}
        for p, i in self.index.items():
            self._wade.setdefault(wade_giles(p), []).append(i)
        self.families = frozenset(families)
        self.family_pinyin = {
            units
            for family in families
            for units in product(
                *([self.index[p] for p in self.han(c).pinyin[:2] if p in self.index] for c in family)
            )
        }
        self._hangul: dict[str, list[int]] = {}
        for p, i in self.index.items():
            written = hangul_of(p)
            if written:
                self._hangul.setdefault(written, []).append(i)
        self._russian: dict[str, list[int]] = {}
        for p, i in self.index.items():
            written = palladius(*initial_of(p))
            if written:
                self._russian.setdefault(written, []).append(i)
        self._divide = lru_cache(maxsize=20_000)(self._divisions)
        self._near = self._near_table()

    def _near_table(self) -> NDArray[np.float32]:
        """How near each syllable is to each: 1 the same, about a half where one final or initial is a step away."""
        table = np.eye(len(self.syllables), dtype=np.float32)
        split = {initial_of(p): i for p, i in self.index.items()}
        for (initial, final), i in split.items():
            for near, place in ((NEAR_FINALS, 1), (NEAR_INITIALS, 0)):
                for (one, two), weight in near.items():
                    for a, b in ((one, two), (two, one)):
                        other = (initial, b) if place else (b, final)
                        if (final if place else initial) == a and other in split:
                            table[i, split[other]] = weight
        return table

    def nearness(self, one: NDArray[np.int16], two: NDArray[np.int16]) -> NDArray[np.float32]:
        """How near the syllables of one array are to those of another, place by place."""
        near: NDArray[np.float32] = self._near[one, two]
        return near

    def han(self, char: str) -> Han:
        """What is known of a character; one that is not held reads as itself."""
        row = self._rows.get(char)
        if row is None:
            return Han(char, (), ())
        _, simplified, pinyin, korean = row.split("\t")
        return Han(
            simplified, tuple(p for p in pinyin.split(",") if p), tuple(k for k in korean.split(",") if k)
        )

    def simplified(self, text: str) -> str:
        """A text with traditional characters written in their simplified forms."""
        return "".join(self.han(c).simplified for c in text)

    def divisions(self, word: str) -> list[tuple[int, ...]]:
        """The ways to divide a Latin word into the fewest pinyin syllables."""
        return self._divide(word)

    def wade(self, word: str) -> list[tuple[int, ...]]:
        """What a word in Wade-Giles stands for, one syllable."""
        return [(i,) for i in self._wade.get(word, [])[:3]]

    def _divisions(self, word: str, *, apart: bool = False) -> list[tuple[int, ...]]:
        if len(word) > 18 or not word.isalpha():
            return []
        if word in self._latin:
            return [(self._latin[word],)]
        best: list[list[tuple[int, ...]]] = [[()], *([] for _ in word)]
        for end in range(1, len(word) + 1):
            found: list[tuple[int, ...]] = []
            for start in range(max(0, end - 6), end):
                # A vowel opens a syllable inside a word only after n, g or r: "chia" is no pinyin (but Chi'a would be).
                opens = not start or word[start] not in "aeo" or word[start - 1] in "ngr"
                opens |= apart and end - start > 1
                if not best[start] or not opens:
                    continue
                unit = self._latin.get(word[start:end])
                if unit is not None:
                    found.extend((*division, unit) for division in best[start])
            if found:
                fewest = min(map(len, found))
                best[end] = [division for division in found if len(division) == fewest][:_MOST]
        return [d for d in best[-1] if len(d) <= 3]

    def readings(self, words: Sequence[str]) -> list[PinyinReading]:
        """The readings of a name in Latin letters. Empty: it does not read as Chinese."""
        if not 2 <= len(words) <= 3 or sum(map(len, words)) > 22:
            return []
        divided = [self.divisions(word) for word in words]
        if not all(divided):  # one word that is no pinyin, and the whole name may be Wade-Giles
            divided = [self.wade(word) for word in words]
        if not all(divided):  # or pinyin without the apostrophe that parts two vowels: Zi'ang, Jie'er
            divided = [self.divisions(word) or self._divisions(word, apart=True) for word in words]
        if not all(divided):
            return []
        found = []
        for order, weight in ((divided, 1.0), ([divided[-1], *divided[:-1]], 0.97)):
            for parts in list(product(*order))[:_MOST]:
                units = tuple(u for part in parts for u in part)
                family = len(parts[0])
                if parts[0] in self.family_pinyin and 1 <= len(units) - family <= 2:
                    found.append(PinyinReading(units, family, weight))
        return found

    def han_readings(self, name: str) -> list[PinyinReading]:
        """The readings of a name in Chinese characters."""
        family = 2 if name[:2] in self.families and len(name) > 2 else 1
        if not 2 <= len(name) <= 4 or self.simplified(name[:family]) not in self.families:
            return []
        options = [[self.index[p] for p in self.han(c).pinyin[:2] if p in self.index] for c in name]
        return (
            [PinyinReading(units, family, 1.0) for units in list(product(*options))[:_MOST]]
            if all(options)
            else []
        )

    def hangul_readings(self, name: str) -> list[PinyinReading]:
        """The readings of a Mandarin name written in Hangul (후진타오 is Hu Jintao)."""
        best: list[list[tuple[int, ...]]] = [[()], *([] for _ in name)]
        for end in range(1, len(name) + 1):
            for start in range(max(0, end - 2), end):
                for unit in self._hangul.get(name[start:end], ()):
                    best[end].extend((*division, unit) for division in best[start][: 2 * _MOST])
        return [
            PinyinReading(u, 1, 0.9) for u in best[-1] if u[:1] in self.family_pinyin and 2 <= len(u) <= 3
        ][: 2 * _MOST]

    def russian_readings(self, words: Sequence[str]) -> list[PinyinReading]:
        """The readings of a Chinese name in Cyrillic (Си Цзиньпин is Xi Jinping), family name first."""
        divided = [_divided(word.lower().replace("ъ", ""), self._russian) for word in words]
        return [
            PinyinReading(units, len(family), 0.97)
            for parts in product(*divided)
            for family, units in [(parts[0], tuple(u for part in parts for u in part))]
            if family in self.family_pinyin and 1 <= len(units) - len(family) <= 2
        ][:_MOST]

    def text(self, units: Sequence[int]) -> str:
        """The syllables in pinyin, for a sentence."""
        return " ".join(self.syllables[u].title() for u in units)
