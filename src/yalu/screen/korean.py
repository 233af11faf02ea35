"""How can a whole name be read as Korean?

Names are divided into units (`korean_units`): family name first or last, given name in every way that takes the fewest syllables.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from yalu.screen.korean_units import Units
from yalu.screen.romanisation import unassimilated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["FamilyPlace", "Reading", "Syllables"]

FamilyPlace = Literal["first", "last", ""]

_SANDHI = 0.85
_NORTHERN = 0.68  # 룡 and 용 are two names in the north: not more than review
_WRITTEN = 0.98  # in Hangul a syllable is known: a spelling of a neighbouring one is left for review
_LAST = 0.71  # the family name last where the first word may be one as well; in Hangul, where the order is known, for review
_MIRRORED = 0.705  # every word in the opposite order: Ho Kwang Yu for Yu Kwang Ho
_MOST_DIVISIONS = 4


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


class Syllables(Units):
    """Units, and the readings of names that they make."""

    def __init__(
        self,
        families: Mapping[str, tuple[Sequence[str], str]],
        syllables: Iterable[str],
        mandarin: Mapping[str, Mapping[str, float]],
        mandarin_families: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(families, syllables, mandarin, mandarin_families)
        self.longest = max(map(len, self.spelling))
        self._divide = lru_cache(maxsize=20_000)(self._divisions)

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
            for one, two in unassimilated(here, there):
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
