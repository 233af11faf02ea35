"""In which Latin letters is a Korean syllable written?

Sources: Revised Romanisation (Ministry of Culture and Tourism notice 2000-8), McCune-Reischauer (1939; marks dropped), the
DPRK's rules (UNGEGN, 2012), southern and French custom. Spellings are generated from onset, vowel and coda, not listed.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from yalu.screen.hangul import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["dprk_spelling", "marked_spellings", "spellings_of", "unassimilated"]

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
# McCune-Reischauer as lists print it: an apostrophe for the breve of o and u, and for the breath of ch, k, p and t.
_MARKED_ONSETS = {"ㄱ": "k g", "ㄴ": "n", "ㄷ": "t d", "ㄹ": "r n l", "ㅁ": "m", "ㅂ": "p b", "ㅅ": "s sh", "ㅇ": "",
                  "ㅈ": "ch j", "ㅊ": "ch'",
                  "ㅋ": "k'", "ㅌ": "t'", "ㅍ": "p'", "ㅎ": "h"}  # fmt: skip
_MARKED_VOWELS = {"ㅏ": "a", "ㅐ": "ae", "ㅑ": "ya", "ㅓ": "o'", "ㅔ": "e", "ㅕ": "yo'", "ㅖ": "ye", "ㅗ": "o",
                  "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe",
                  "ㅛ": "yo", "ㅜ": "u", "ㅝ": "wo'", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "yu", "ㅡ": "u'", "ㅢ": "u'i",
                  "ㅣ": "i"}  # fmt: skip


def _weighted(spellings: str) -> list[tuple[str, float]]:
    pairs = []
    for spelling in spellings.split() or [""]:
        text, _, weight = spelling.partition(":")
        pairs.append((text, float(weight or 1)))
    return pairs


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


def marked_spellings(syllables: Iterable[str]) -> dict[str, str]:
    """The syllable that each spelling in McCune-Reischauer with its marks stands for."""
    return {
        onset + vowel + coda: syllable
        for syllable in syllables
        for o, v, c in [parts_of(syllable)]
        if o in _MARKED_ONSETS and v in _MARKED_VOWELS
        for onset in (_MARKED_ONSETS[o].split() or [""])
        for vowel in [_MARKED_VOWELS[v]]
        for coda in [_weighted(_CODA_SPELLINGS[c])[0][0]]
    }


def unassimilated(here: str, there: str) -> list[tuple[str, str]]:
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
