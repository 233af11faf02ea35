"""What are the parts of a ship's name: its letters, and the number that tells it from its sisters?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.screen.rows import DIGIT_LETTERS, ROMAN, Row, by_script, number_bit, slashed, spelt
from yalu.screen.text import latin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.screen.chinese import Mandarin

__all__ = ["ShipNames"]

_STOP = frozenset(("mv", "mt", "ms", "ss", "no", "the", "vessel", "ship", "ho", "dprk", "tanker"))
_AMONG_LETTERS = re.compile(r"\b(?=\w*\d)(?=\d*[A-Za-z])[A-Za-z\d]+\b")


class ShipNames:
    """Turns ships' names into rows."""

    def __init__(self, mandarin: Mandarin) -> None:
        self._mandarin = mandarin

    def rows(self, text: str) -> list[Row]:
        """The rows of a name; characters are read in Korean and in pinyin."""
        pieces = [pair for word in slashed(text) for pair in by_script(word)]
        readings = ("korean", "pinyin") if any(script == "han" for _, script in pieces) else ("korean",)
        found = []
        for how in readings:
            letters = [
                latin(p) if s == "latin" else spelt(self._mandarin.simplified(p), how, self._mandarin)
                for p, s in pieces
            ]
            tokens = [t for word in letters for t in re.findall(r"[a-z]+(?:\d+[a-z]+)*|\d+", word)]
            row = _ship(text, tokens)
            if row is not None:
                found.append(row)
        return found

    def repaired(self, text: str) -> list[Row]:
        """The rows of a name in which digits stand among letters, with the letters that they look like."""
        read = _AMONG_LETTERS.sub(lambda word: word[0].lower().translate(DIGIT_LETTERS), text)
        return self.rows(read) if read != text else []


def _ship(text: str, tokens: Sequence[str]) -> Row | None:
    letters = [t for t in tokens if not t.isdigit()]
    kept = [t for t in letters if t not in _STOP] or letters
    last = letters[-1:] if letters and letters[-1] in ROMAN and len(letters) > 1 else []
    kept = [t for t in kept if t not in last] or kept
    numbers = [t.lstrip("0") for t in tokens if t.isdigit()] + [ROMAN[t] for t in last]
    if not kept and not numbers:
        return None
    names = tuple(kept or numbers)
    mask = sum({number_bit(n) for n in numbers})
    return Row(text, "vessel", names, (1.0,) * len(names), "".join(names), masks=(0, 0, 0, mask, 0))
