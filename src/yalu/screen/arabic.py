"""Which Latin word can an Arabic or Persian word be?

Arabic leaves short vowels out and doubles no letters; Persian says some letters another way. So a word is held against a
Latin one letter by letter: consonants must be met, long vowels too, and between any two letters a short vowel may stand.
A *frame* is what both scripts write of a word: its consonants, those that the two languages confuse as one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from yalu.screen.text import no_vowels, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["arabic_tokens", "frames", "is_arabic", "korean_in_arabic", "latin_frame", "reads_as"]

_MOST_FRAMES = 8
_SAME = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ۀ": "ه",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ے": "ی",
        "ې": "ی",
        "ڑ": "ر",
        "ٹ": "ت",
        "ڈ": "د",
        "ں": "ن",
        "ـ": None,
    }
)
# Letter: what it is in Latin, and what is left of it in a frame (alternatives parted by blanks; none where it may be a vowel).
_LETTERS = {
    "ب": ("b{1,2}|p", "b"), "پ": ("p{1,2}", "p"), "ت": ("th|t{1,2}", "t"), "ث": ("th|s{1,2}|t", "t s"),
    "ج": ("dj|dzh|j{1,2}|g{1,2}|zh", "s k"),
    "چ": ("tch|ch|c", "k"), "ح": ("h{1,2}", ""), "خ": ("kh|ch|h|k", "k"), "د": ("d{1,2}", "d"), "ذ": ("dh|z{1,2}|th|d", "d s t"),
    "ر": ("r{1,2}", "r"), "ز": ("z{1,2}|s", "s"), "ژ": ("zh|j|z", "s"), "س": ("s{1,2}|c", "s"), "ش": ("sch|ch|sh|s", "s k"),
    "ص": ("s{1,2}", "s"), "ض": ("dh|z{1,2}|d{1,2}", "d s"), "ط": ("t{1,2}", "t"), "ظ": ("dh|z{1,2}|th|d", "s d t"), "ع": ("", ""),
    "غ": ("gh|g|q|r", "k"), "ف": ("f{1,2}|ph|v", "f"), "ق": ("gh|q{1,2}|k{1,2}|g{1,2}|c", "k"), "ک": ("k{1,2}|c|ck|q", "k"),
    "گ": ("gu|g{1,2}", "k"), "ل": ("l{1,2}", "l"), "م": ("m{1,2}", "m"), "ن": ("n{1,2}", "n"), "ه": ("h|", ""), "ء": ("", ""),
    "ا": ("a{1,2}|e|o", ""), "آ": ("a{1,2}|o", ""), "ؤ": ("w|u|o|ou|", ""), "ئ": ("y|i|e|", ""),
    "و": ("w{1,2}|v|u{1,2}|o{1,2}|ou|aw|au|ow|ov|av", ""), "ی": ("i{1,2}|y{1,2}|ee|ai|ay|ei|ey|iy|e|ij", ""),
}  # fmt: skip
_SHORT = "[aeiou]?"
_FIRST_ALEF, _LAST_HE, _LAST_YE = "[aeiou]{1,2}", "[ae]?[ht]?", "i{1,2}|y{1,2}|ee|ie|iy|ei|ey|aa?|e"
_FRAME_ONLY = re.compile("[aeiouvh]")
_WORDS = {"بن": "bin", "ابن": "ibn", "ابو": "abu", "عبد": "abd", "بنت": "bint", "ولد": "ould", "آل": "al"}

# Korean names as Arabic newspapers write them: long vowels for all, the sounds that Arabic lacks by the nearest.
_MOST_KOREAN = 24
_KOREAN = {
    "تش": "ch", "نغ": "ng", "نج": "ng", "او": "o u", "ای": "ae i", "ک": "k", "ق": "k", "غ": "g", "گ": "g", "ج": "j", "چ": "ch",
    "ت": "t", "د": "d t", "ب": "b p", "پ": "p", "ر": "r", "ل": "l", "م": "m", "ن": "n", "س": "s", "ش": "sh", "ه": "h",
    "و": "o u w", "ی": "i y", "ا": "a o",
}  # fmt: skip


def is_arabic(word: str) -> bool:
    """Is this word in Arabic letters?"""
    return "\u0620" <= word[:1] <= "\u06d3"


def arabic_tokens(words: Sequence[str]) -> list[str]:
    """The words of a name, letters of one sound written as one, the article apart, Abd al- as one word.

    >>> arabic_tokens(["عبد", "الرحمن"]), arabic_tokens(["بشار", "الأسد"])
    (['abdul', 'رحمن'], ['بشار', 'al', 'اسد'])
    """
    text = " ".join("".join(c for c in word.translate(_SAME) if c in _LETTERS) for word in words)
    text = re.sub(r"(?<=\w\w) ?الله\b", "له", text)
    text = re.sub(r"\bعبد ?ال(?=\w{3})", "abdul ", text)
    text = re.sub(r"\bال(?=\w{3})", "al ", text)
    return [_WORDS.get(word, word) for word in text.split()]


@lru_cache(maxsize=4_000)
def _pattern(word: str) -> re.Pattern[str]:
    parts = [_LETTERS[c][0] for c in word]
    if word[0] == "ا":
        parts[0] = _FIRST_ALEF
    if len(word) > 1 and word[-1] in "هی":
        parts[-1] = _LAST_HE if word[-1] == "ه" else _LAST_YE
    return re.compile(_SHORT + _SHORT.join(f"(?:{part})" for part in parts) + _SHORT)


def reads_as(word: str, latin: str) -> bool:
    """Can a Latin word be this Arabic one?

    >>> reads_as("حسین", "hussein"), reads_as("حسین", "hasan"), reads_as("حسن", "hasan")
    (True, False, True)
    """
    return _pattern(word).fullmatch(latin) is not None


def latin_frame(word: str) -> str:
    """What is left of a Latin word without what Arabic may leave out.

    >>> latin_frame("ghassan") in frames("غسان"), latin_frame("dawud") in frames("داود")
    (True, True)
    """
    return no_vowels(_FRAME_ONLY.sub("", sound(word)).replace("g", "k"))


def frames(word: str) -> set[str]:
    """The frames of an Arabic word."""
    found = {""}
    for letter in word:
        found = {head + tail for head in found for tail in _LETTERS[letter][1].split() or [""]}
        found = set(sorted(found)[:_MOST_FRAMES])
    return {no_vowels(frame) for frame in found}


@lru_cache(maxsize=2_000)
def korean_in_arabic(word: str) -> tuple[str, ...]:
    """The Latin spellings of a Korean word in Arabic letters of one sound; none where a letter of it is not used for Korean.

    >>> korean_in_arabic("تشول"), "yong" in korean_in_arabic("یونغ")
    (('chol', 'chul', 'chwl'), True)
    """
    found, start = [""], 0
    while start < len(word):
        letters = next((word[start : start + n] for n in (2, 1) if word[start : start + n] in _KOREAN), None)
        if letters is None:
            return ()
        found = [head + tail for head in found for tail in _KOREAN[letters].split()][:_MOST_KOREAN]
        start += len(letters)
    return tuple(found)
