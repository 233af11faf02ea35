"""What is one analysed spelling of a name, and how is a text cut into words and scripts for it?

Shapes: `tokens` and `weights` are of one length; `masks` has one set of bits for each of `MASKS`, one bit a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import crc32

from yalu.screen.arabic import is_arabic
from yalu.screen.romanisation import dprk_spelling
from yalu.screen.text import is_han, is_hangul, latin, words

if TYPE_CHECKING:
    from yalu.screen.chinese import Mandarin, PinyinReading
    from yalu.screen.korean import Reading

__all__ = [
    "DIGIT_LETTERS", "MASKS", "ROMAN", "TITLE_LENGTHS", "Kind", "Row", "by_script", "number_bit", "slashed", "spelt",
]  # fmt: skip

Kind = Literal["person", "organisation", "vessel"]
MASKS = ("type", "unit", "country", "number", "legal")
TITLE_LENGTHS = frozenset((20, 35))  # fields of payment messages and old customs forms cut names there
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
DIGIT_LETTERS = str.maketrans(
    "015869", "olsbbg"
)  # digits as a reading machine or a login name takes them for letters
_SLASHED = re.compile("\\b([A-Za-z\u00c0-\u024f])[/.]\\s?([A-Za-z\u00c0-\u024f])\\b\\.?")


class Row(NamedTuple):
    """One analysed spelling of a name."""

    text: str
    kind: Kind
    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    joined: str
    korean: tuple[Reading, ...] = ()
    pinyin: tuple[PinyinReading, ...] = ()
    han: str = ""
    masks: tuple[int, ...] = (0, 0, 0, 0, 0)
    cut: bool = False
    acronym: str = ""
    bare: bool = False
    coreless: bool = False
    letters: float = 0.0
    whole: str = ""
    slips: int = 0
    open: bool = False
    personal: bool = False


def number_bit(number: str) -> int:
    """The bit that stands for a number; those of three digits and more share some."""
    return 1 << (
        int(number)
        if number.isdigit() and len(number) < 3 and int(number) < 40
        else 40 + crc32(number.encode()) % 23
    )


def by_script(word: str) -> list[tuple[str, str]]:
    """A word in runs of one script each."""
    found: list[tuple[str, str]] = []
    for char in word:
        script = "hangul" if is_hangul(char) else "han" if is_han(char) else "latin"
        script = "arabic" if is_arabic(char) else script
        if found and found[-1][1] == script:
            found[-1] = (found[-1][0] + char, script)
        else:
            found.append((char, script))
    return found


def slashed(text: str) -> list[str]:
    """The words of a firm or ship: J/V, S.A. and M/V are one word each."""
    previous = None
    while previous != text:
        previous, text = text, _SLASHED.sub(r"\1\2", text)
    return words(text)


def spelt(piece: str, how: str, mandarin: Mandarin) -> str:
    """Korean or Chinese letters in Latin ones; characters read in pinyin or, where `how` is "korean", the Korean way."""
    letters = []
    for c in piece:
        if is_hangul(c):
            letters.append(dprk_spelling(c).lower())
            continue
        entry = mandarin.han(c)
        korean = entry.korean[:1] if how == "korean" else ()
        letters.append(
            dprk_spelling(korean[0]).lower() if korean else entry.pinyin[0] if entry.pinyin else latin(c)
        )
    return "".join(letters)
